// libosmium behind plain C: one call reads one file and hands every wanted object to a callback.
//
// All pointers given to a callback are valid during that call only. No exception leaves a function declared here.
// Positions are in ten-millionths of a degree, WGS 84, longitude first.

#ifndef PLISION_COSMIUM_H
#define PLISION_COSMIUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Longitude and latitude of a node that is not in the file.
#define COSMIUM_UNKNOWN INT32_MAX

/// Kinds of object, in file order.
enum { COSMIUM_NODE = 0, COSMIUM_WAY = 1, COSMIUM_RELATION = 2 };

/// A node as a way refers to it.
typedef struct {
    int64_t ref;
    int32_t longitude;
    int32_t latitude;
} cosmium_vertex;

/// A closed ring; inner rings follow the outer ring they belong to. Outer rings run counter-clockwise, inner clockwise.
typedef struct {
    const cosmium_vertex *vertices;
    size_t count;
    bool is_outer;
} cosmium_ring;

/// A member of a relation. A node has one vertex, a way all of its own where the relation's geometry is wanted, any
/// object that is not in the file none.
typedef struct {
    int64_t ref;
    const char *role;
    size_t role_length;
    const cosmium_vertex *vertices;
    size_t vertex_count;
    uint32_t interests; // of a way that was handed on
    uint8_t kind;
    bool is_present;
} cosmium_member;

/// One wanted object.
typedef struct {
    int64_t id;
    uint32_t interests; // never 0
    uint8_t kind;
    const char *tags; // key NUL value NUL …
    size_t tags_length;
    const cosmium_vertex *vertices; // a node's position, a way's nodes
    size_t vertex_count;
    const cosmium_ring *rings; // of a closed way or an area relation whose interests ask for them
    size_t ring_count;
    const cosmium_member *members;
    size_t member_count;
    const char *problem; // why there are no rings although they were asked for, else NULL
} cosmium_object;

/// Adds interests to every object that bears a tag. A NULL value stands for any value.
typedef struct {
    const char *key;
    const char *value;
    uint32_t node;
    uint32_t way;
    uint32_t relation;
} cosmium_rule;

/// A rectangle, borders included.
typedef struct {
    int32_t west;
    int32_t south;
    int32_t east;
    int32_t north;
} cosmium_box;

/// What to hand on. Masks are sets of interest bits.
typedef struct {
    const cosmium_rule *rules;
    size_t rule_count;
    /// Ways that are roads.
    uint32_t road;
    /// Interests a node keeps only where it stands on a road that was handed on.
    uint32_t on_road;
    /// Ways and relations wanted with rings.
    uint32_t area;
    /// Relations that are handed on before any way, without geometry.
    uint32_t group;
    /// Those among `group` whose member ways are handed on whatever their tags; they then bear `member` too.
    uint32_t pulling;
    uint32_t member;
    /// Relations that live on their members: kept when no member was cut off by the boxes, without geometry.
    uint32_t linked;
    /// Only objects that touch one of these are handed on; without any box, all.
    const cosmium_box *boxes;
    size_t box_count;
    /// Files that would take at most so many bytes of memory are decoded once and kept, larger ones decoded twice.
    size_t cache_bytes;
} cosmium_options;

/// Header of the file.
typedef struct {
    const char *generator;
    const char *timestamp;
    const cosmium_box *boxes;
    size_t box_count;
    const char *format;
} cosmium_header;

/// Called during reading, always on the thread that called ``cosmium_read``. Anything but 0 stops the reading.
typedef struct {
    void *context;
    int (*header)(void *context, const cosmium_header *header);
    int (*object)(void *context, const cosmium_object *object);
    int (*progress)(void *context, uint64_t bytes_read, uint64_t bytes_total);
} cosmium_callbacks;

/// Numbers of the whole file.
typedef struct {
    uint64_t nodes;
    uint64_t ways;
    uint64_t relations;
    int64_t latest_edit; // seconds since 1970, 0 when the file has no times
} cosmium_totals;

/// Results of ``cosmium_read``.
enum {
    COSMIUM_DONE = 0,
    COSMIUM_STOPPED = 1,
    COSMIUM_UNREADABLE = 2,
    COSMIUM_NOT_OSM = 3,
    COSMIUM_DAMAGED = 4,
    COSMIUM_RESOURCES = 5,
    COSMIUM_NOT_FOUND = 6
};

/// Where and why reading failed; what is not known is -1.
typedef struct {
    int64_t byte_offset;
    int64_t line;
    int64_t column;
    char message[480];
} cosmium_error;

/// Reads a file: groups first, then ways in file order, then nodes and relations by number.
int cosmium_read(
    const char *path, const cosmium_options *options, const cosmium_callbacks *callbacks, cosmium_totals *totals,
    cosmium_error *error);

#ifdef __cplusplus
}
#endif

#endif
