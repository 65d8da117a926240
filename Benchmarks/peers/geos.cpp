// GEOS: an STRtree of the areas' boxes, then prepared geometries.
#define GEOS_USE_ONLY_R_API
#include <geos_c.h>

#include "peer.hpp"

struct Prepared {
    const GEOSPreparedGeometry* shape;
    int64_t index;
};

struct Question {
    GEOSContextHandle_t context;
    const GEOSGeometry* point;
    int64_t answer;
};

static GEOSGeometry* ring(GEOSContextHandle_t context, const Ring& ring) {
    auto* sequence = GEOSCoordSeq_create_r(context, unsigned(ring.size()), 2);
    for (size_t index = 0; index < ring.size(); ++index)
        GEOSCoordSeq_setXY_r(context, sequence, unsigned(index), ring[index].x, ring[index].y);
    return GEOSGeom_createLinearRing_r(context, sequence);
}

int main(int, char** arguments) {
    const char* peer = "GEOS STRtree + prepared";
    const std::string folder = arguments[1];
    auto context = GEOS_init_r();
    for (const std::string name : {"generated", "municipalities"}) {
        if (!std::ifstream(folder + "/" + name + ".areas.bin")) continue;
        auto areas = Reader(folder + "/" + name + ".areas.bin").areas();
        auto queries = Reader(folder + "/" + name + ".queries.bin").points();
        std::vector<Prepared> prepared;
        GEOSSTRtree* tree = nullptr;
        measureBuild(peer, "build areas, " + name, 3, [&] {
            prepared.clear();
            tree = GEOSSTRtree_create_r(context, 10);
            prepared.reserve(areas.size());
            for (size_t index = 0; index < areas.size(); ++index) {
                std::vector<GEOSGeometry*> polygons;
                for (auto& polygon : areas[index]) {
                    std::vector<GEOSGeometry*> rings;
                    for (auto& each : polygon) rings.push_back(ring(context, each));
                    polygons.push_back(GEOSGeom_createPolygon_r(context, rings[0], rings.data() + 1, unsigned(rings.size() - 1)));
                }
                auto shape = GEOSGeom_createCollection_r(context, GEOS_MULTIPOLYGON, polygons.data(), unsigned(polygons.size()));
                prepared.push_back({GEOSPrepare_r(context, shape), int64_t(index)});
                auto corner = areas[index][0][0][0];
                auto point = GEOSGeom_createPointFromXY_r(context, corner.x, corner.y);
                GEOSPreparedContains_r(context, prepared.back().shape, point);  // builds its index
                GEOSGeom_destroy_r(context, point);
                GEOSSTRtree_insert_r(context, tree, shape, &prepared.back());
            }
            auto point = GEOSGeom_createPointFromXY_r(context, queries[0].x, queries[0].y);
            GEOSSTRtree_query_r(context, tree, point, [](void*, void*) {}, nullptr);  // builds the tree
            GEOSGeom_destroy_r(context, point);
        });
        measure(peer, "area of a point, " + name, queries, [&](Point query) {
            auto point = GEOSGeom_createPointFromXY_r(context, query.x, query.y);
            Question question{context, point, -1};
            GEOSSTRtree_query_r(
                context, tree, point,
                [](void* item, void* data) {
                    auto* candidate = static_cast<Prepared*>(item);
                    auto* asked = static_cast<Question*>(data);
                    if (asked->answer < 0 && GEOSPreparedContains_r(asked->context, candidate->shape, asked->point) == 1)
                        asked->answer = candidate->index;
                },
                &question);
            GEOSGeom_destroy_r(context, point);
            return question.answer;
        });
    }
}
