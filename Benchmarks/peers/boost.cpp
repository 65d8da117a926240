// boost::geometry's packed R-tree. It ranks in the plane: longitudes are scaled by the cosine of the middle latitude.
#include <boost/geometry.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/iterator/function_output_iterator.hpp>
#include <cmath>
#include <memory>

#include "peer.hpp"

namespace bg = boost::geometry;
namespace bgi = boost::geometry::index;
using Plane = bg::model::point<double, 2, bg::cs::cartesian>;
using Value = std::pair<Plane, uint32_t>;
using Tree = bgi::rtree<Value, bgi::rstar<16>>;

int main(int, char** arguments) {
    const char* peer = "boost::geometry";
    const std::string folder = arguments[1];
    for (const std::string name : {"region", "world"}) {
        const bool region = name == "region";
        const double scale = region ? std::cos(39.6 * M_PI / 180) : 1;
        auto points = Reader(folder + (region ? "/points.bin" : "/world.bin")).points();
        auto queries = region ? Reader(folder + "/queries.bin").points() : points;
        std::vector<Value> values;
        for (size_t index = 0; index < points.size(); ++index)
            values.emplace_back(Plane(points[index].x * scale, points[index].y), uint32_t(index));
        std::unique_ptr<Tree> tree;
        measureBuild(peer, "build 1M points, " + name, 5, [&] { tree = std::make_unique<Tree>(values); });
        std::vector<Value> found;
        for (unsigned count : {10u, 1u}) {
            measure(peer, "k=" + std::to_string(count) + " nearest of 1M, " + name, queries, [&](Point query) {
                found.clear();
                tree->query(bgi::nearest(Plane(query.x * scale, query.y), count), std::back_inserter(found));
                int64_t sum = 0;
                for (auto& value : found) sum += value.second;
                return sum;
            });
        }
        if (!region) continue;
        measure(peer, "box of about 100 of 1M", queries, [&](Point query) {
            bg::model::box<Plane> box(Plane((query.x - 0.017) * scale, query.y - 0.007),
                                      Plane((query.x + 0.017) * scale, query.y + 0.007));
            int64_t count = 0;
            tree->query(bgi::intersects(box), boost::make_function_output_iterator([&](const Value&) { ++count; }));
            return count;
        });
    }
}
