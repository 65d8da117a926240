#ifndef PLISION_CPROJ_SHIM_H
#define PLISION_CPROJ_SHIM_H

#include <geodesic.h>
#include <proj.h>

#endif
