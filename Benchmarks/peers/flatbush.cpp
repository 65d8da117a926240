// A simple packed Hilbert R-tree in the manner of flatbush: implicit nodes of 16, one queue for nodes and items, ranking
// in the plane scaled by the cosine of the middle latitude.
#include <cmath>
#include <limits>
#include <numeric>
#include <queue>

#include "peer.hpp"

struct Box {
    double west, south, east, north;
};

static uint64_t hilbert(uint32_t x, uint32_t y) {
    uint64_t position = 0;
    for (uint32_t side = 1u << 15; side > 0; side >>= 1) {
        const bool right = x & side, upper = y & side;
        position += uint64_t(side) * side * ((3 * right) ^ upper);
        if (!upper) {
            if (right) {
                x = 0xffff - x;
                y = 0xffff - y;
            }
            std::swap(x, y);
        }
    }
    return position;
}

struct Flat {
    std::vector<std::vector<Box>> levels;  // items first, root last
    std::vector<uint32_t> ids;

    Flat(const std::vector<Point>& points, double scale) : ids(points.size()) {
        Box all{INFINITY, INFINITY, -INFINITY, -INFINITY};
        for (auto point : points) grow(all, {point.x * scale, point.y, point.x * scale, point.y});
        std::vector<uint64_t> keys(points.size());
        for (size_t index = 0; index < points.size(); ++index)
            keys[index] = hilbert(uint32_t((points[index].x * scale - all.west) / (all.east - all.west) * 0xffff),
                                  uint32_t((points[index].y - all.south) / (all.north - all.south) * 0xffff));
        std::iota(ids.begin(), ids.end(), 0);
        std::sort(ids.begin(), ids.end(), [&](uint32_t a, uint32_t b) { return keys[a] < keys[b]; });
        std::vector<Box> level;
        for (auto id : ids)
            level.push_back({points[id].x * scale, points[id].y, points[id].x * scale, points[id].y});
        while (true) {
            levels.push_back(level);
            if (level.size() <= 1) break;
            std::vector<Box> next;
            for (size_t start = 0; start < level.size(); start += 16) {
                Box box{INFINITY, INFINITY, -INFINITY, -INFINITY};
                for (size_t index = start; index < std::min(start + 16, level.size()); ++index) grow(box, level[index]);
                next.push_back(box);
            }
            level = next;
        }
    }

    static void grow(Box& box, Box other) {
        box = {std::min(box.west, other.west), std::min(box.south, other.south), std::max(box.east, other.east),
               std::max(box.north, other.north)};
    }

    struct Entry {
        double key;
        uint32_t level, index;
        bool operator<(const Entry& other) const { return key > other.key; }
    };

    int64_t nearest(double x, double y, size_t count, std::vector<Entry>& heap) const {
        heap.clear();
        heap.push_back({0, uint32_t(levels.size() - 1), 0});
        int64_t sum = 0;
        while (!heap.empty()) {
            std::pop_heap(heap.begin(), heap.end());
            auto entry = heap.back();
            heap.pop_back();
            if (entry.level == 0) {
                sum += ids[entry.index];
                if (--count == 0) break;
                continue;
            }
            auto& below = levels[entry.level - 1];
            for (size_t index = entry.index * 16ul; index < std::min(below.size(), entry.index * 16ul + 16); ++index) {
                auto& box = below[index];
                double dx = std::max({box.west - x, x - box.east, 0.0}), dy = std::max({box.south - y, y - box.north, 0.0});
                heap.push_back({dx * dx + dy * dy, entry.level - 1, uint32_t(index)});
                std::push_heap(heap.begin(), heap.end());
            }
        }
        return sum;
    }

    int64_t search(Box box, std::vector<Entry>& stack) const {
        stack.clear();
        stack.push_back({0, uint32_t(levels.size() - 1), 0});
        int64_t count = 0;
        while (!stack.empty()) {
            auto entry = stack.back();
            stack.pop_back();
            auto& below = levels[entry.level - 1];
            for (size_t index = entry.index * 16ul; index < std::min(below.size(), entry.index * 16ul + 16); ++index) {
                auto& other = below[index];
                if (other.west > box.east || other.east < box.west || other.south > box.north || other.north < box.south)
                    continue;
                if (entry.level == 1) ++count;
                else stack.push_back({0, entry.level - 1, uint32_t(index)});
            }
        }
        return count;
    }
};

int main(int, char** arguments) {
    const char* peer = "flatbush-style C++";
    const std::string folder = arguments[1];
    const double scale = std::cos(39.6 * M_PI / 180);
    auto points = Reader(folder + "/points.bin").points();
    auto queries = Reader(folder + "/queries.bin").points();
    measureBuild(peer, "build 1M points, region", 3, [&] { Flat(points, scale); });
    Flat tree(points, scale);
    std::vector<Flat::Entry> heap;
    for (size_t count : {10, 1})
        measure(peer, "k=" + std::to_string(count) + " nearest of 1M, region", queries,
                [&](Point query) { return tree.nearest(query.x * scale, query.y, count, heap); });
    measure(peer, "box of about 100 of 1M", queries, [&](Point query) {
        return tree.search({(query.x - 0.017) * scale, query.y - 0.007, (query.x + 0.017) * scale, query.y + 0.007},
                           heap);
    });
}
