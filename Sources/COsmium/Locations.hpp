// Node number -> position, 16 bytes a node, in number order.
#pragma once

#include <osmium/osm/location.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <vector>

namespace plision {

/// Positions of all nodes of a file. Filled first, then `prepare`d, then asked.
///
/// Extracts hold a sparse choice of numbers, so the table is sorted rather than dense; a directory of equal ranges of
/// numbers leaves a few steps of binary search, and neighbours along a way are tried before it.
class Locations {
public:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    void add(std::int64_t id, osmium::Location location) {
        if (!m_entries.empty() && m_entries.back().id >= id) m_is_sorted = false;
        m_entries.push_back({id, location});
    }

    /// Sorts what came out of order and keeps one position of each number: the westernmost, whatever the order.
    void prepare() {
        if (!m_is_sorted) {
            std::sort(m_entries.begin(), m_entries.end(), [](const Entry &left, const Entry &right) {
                return std::tie(left.id, left.location) < std::tie(right.id, right.location);
            });
            const auto same = [](const Entry &left, const Entry &right) { return left.id == right.id; };
            m_entries.erase(std::unique(m_entries.begin(), m_entries.end(), same), m_entries.end());
        }
        m_marks.assign(m_entries.size(), false);
        if (m_entries.empty()) return;
        // Numbers span at most 2^64 - 1, which unsigned subtraction gives right for any two of them.
        const std::uint64_t span = distance(m_entries.back().id);
        m_shift = 0;
        while ((span >> m_shift) >= m_entries.size() / 2 + 1) ++m_shift;
        m_directory.assign(static_cast<std::size_t>(span >> m_shift) + 2, 0);
        for (const Entry &entry : m_entries) ++m_directory[bucket(entry.id) + 1];
        for (std::size_t place = 1; place < m_directory.size(); ++place) m_directory[place] += m_directory[place - 1];
    }

    /// Index of a node, `none` when it is not in the file. `hint` is the index found before.
    std::size_t find(std::int64_t id, std::size_t hint) const {
        if (hint < m_entries.size()) {
            if (hint + 1 < m_entries.size() && m_entries[hint + 1].id == id) return hint + 1;
            if (hint > 0 && m_entries[hint - 1].id == id) return hint - 1;
        }
        if (m_entries.empty() || id < m_entries.front().id || id > m_entries.back().id) return none;
        const std::size_t place = bucket(id);
        const Entry *const begin = m_entries.data() + m_directory[place];
        const Entry *const end = m_entries.data() + m_directory[place + 1];
        const Entry *const found = std::lower_bound(
            begin, end, id, [](const Entry &entry, std::int64_t wanted) { return entry.id < wanted; });
        return found != end && found->id == id ? static_cast<std::size_t>(found - m_entries.data()) : none;
    }

    osmium::Location operator[](std::size_t index) const { return m_entries[index].location; }

    /// Remembers that a node stands on a road.
    void mark(std::size_t index) { m_marks[index] = true; }
    bool is_marked(std::size_t index) const { return m_marks[index]; }

private:
    struct Entry {
        std::int64_t id;
        osmium::Location location;
    };

    std::uint64_t distance(std::int64_t id) const {
        return static_cast<std::uint64_t>(id) - static_cast<std::uint64_t>(m_entries.front().id);
    }

    std::size_t bucket(std::int64_t id) const { return static_cast<std::size_t>(distance(id) >> m_shift); }

    std::vector<Entry> m_entries;
    std::vector<bool> m_marks;
    std::vector<std::size_t> m_directory;
    unsigned m_shift = 0;
    bool m_is_sorted = true;
};

} // namespace plision
