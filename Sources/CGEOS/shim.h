#ifndef PLISION_CGEOS_SHIM_H
#define PLISION_CGEOS_SHIM_H

// Only the functions that take a context handle: the others share one hidden context between threads.
#define GEOS_USE_ONLY_R_API
#include <geos_c.h>

#endif
