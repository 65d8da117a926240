// Whether geometry touches a box, in exact integer arithmetic.
#pragma once

#include "COsmium.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace plision {

/// The boxes of a reading; none at all means everything is inside.
class Clip {
public:
    Clip(const cosmium_box *boxes, std::size_t count) : m_boxes(boxes, boxes + count) {}

    bool is_open() const { return m_boxes.empty(); }

    bool holds(std::int32_t longitude, std::int32_t latitude) const {
        return is_open() || std::any_of(m_boxes.begin(), m_boxes.end(), [&](const cosmium_box &box) {
            return contains(box, longitude, latitude);
        });
    }

    /// A line, in which unknown vertices make gaps.
    bool touches_line(const cosmium_vertex *vertices, std::size_t count) const {
        return is_open() || std::any_of(m_boxes.begin(), m_boxes.end(), [&](const cosmium_box &box) {
            return line_touches(box, vertices, count);
        });
    }

    /// An area: its outline touches, or the box lies wholly inside it.
    bool touches_rings(const std::vector<cosmium_ring> &rings) const {
        return is_open() || std::any_of(m_boxes.begin(), m_boxes.end(), [&](const cosmium_box &box) {
            return std::any_of(rings.begin(), rings.end(), [&](const cosmium_ring &ring) {
                return line_touches(box, ring.vertices, ring.count);
            }) || is_inside(box.west, box.south, rings);
        });
    }

private:
    static bool contains(const cosmium_box &box, std::int32_t longitude, std::int32_t latitude) {
        return longitude >= box.west && longitude <= box.east && latitude >= box.south && latitude <= box.north;
    }

    static bool line_touches(const cosmium_box &box, const cosmium_vertex *vertices, std::size_t count) {
        for (std::size_t index = 0; index < count; ++index) {
            const cosmium_vertex &end = vertices[index];
            if (end.longitude == COSMIUM_UNKNOWN) continue;
            if (contains(box, end.longitude, end.latitude)) return true;
            if (index > 0 && vertices[index - 1].longitude != COSMIUM_UNKNOWN &&
                segment_touches(box, vertices[index - 1], end)) {
                return true;
            }
        }
        return false;
    }

    /// Both ends are outside. Separating axes: the box's two sides, then the segment's own direction.
    static bool segment_touches(const cosmium_box &box, const cosmium_vertex &from, const cosmium_vertex &to) {
        if (std::max(from.longitude, to.longitude) < box.west || std::min(from.longitude, to.longitude) > box.east ||
            std::max(from.latitude, to.latitude) < box.south || std::min(from.latitude, to.latitude) > box.north) {
            return false;
        }
        const int first = side(from, to, box.west, box.south);
        return side(from, to, box.east, box.south) != first || side(from, to, box.east, box.north) != first ||
               side(from, to, box.west, box.north) != first || first == 0;
    }

    /// Sign of the turn from -> to -> point. Differences stay under 2^32, so products need more than 64 bits.
    static int side(const cosmium_vertex &from, const cosmium_vertex &to, std::int32_t longitude, std::int32_t latitude) {
        const auto wide = [](std::int32_t value) { return static_cast<__int128>(value); };
        const __int128 turn = (wide(to.longitude) - from.longitude) * (wide(latitude) - from.latitude) -
                              (wide(to.latitude) - from.latitude) * (wide(longitude) - from.longitude);
        return (turn > 0) - (turn < 0);
    }

    /// Even-odd rule; a point on the outline was found by `line_touches` before.
    static bool is_inside(std::int32_t longitude, std::int32_t latitude, const std::vector<cosmium_ring> &rings) {
        bool inside = false;
        for (const cosmium_ring &ring : rings) {
            for (std::size_t index = 1; index < ring.count; ++index) {
                const cosmium_vertex *low = &ring.vertices[index - 1];
                const cosmium_vertex *high = &ring.vertices[index];
                if (low->latitude > high->latitude) std::swap(low, high);
                if (low->latitude <= latitude && latitude < high->latitude &&
                    side(*low, *high, longitude, latitude) > 0) {
                    inside = !inside;
                }
            }
        }
        return inside;
    }

    std::vector<cosmium_box> m_boxes;
};

} // namespace plision
