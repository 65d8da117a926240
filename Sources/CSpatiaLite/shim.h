// SpatiaLite's connection life cycle; everything else is called through SQL.
// The one libsqlite3 of the process is GRDB's: sqlite3.h comes from the same place.
#ifndef CSPATIALITE_SHIM_H
#define CSPATIALITE_SHIM_H
#include <sqlite3.h>
#include <spatialite.h>
#endif
