// Node number -> position, 16 bytes a node, in number order.
#pragma once

#include "Versions.hpp"

#include <osmium/osm/location.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace plision {

/// Positions of all nodes of a file. Filled first, then `prepare`d, then asked.
///
/// Extracts hold a sparse choice of numbers, but in clumps, and a way's nodes mostly come from few of them. So the table
/// is hashed by blocks of 64 numbers: a block knows which of its numbers are there and where the first one stands.
class Locations {
public:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    void add(std::int64_t id, osmium::Location location) {
        if (!m_entries.empty() && m_entries.back().id >= id) m_is_sorted = false;
        m_entries.push_back({id, location});
    }

    /// Sorts what came out of order, keeps each number once and drops those without a position. Throws Failure when a
    /// number has several positions, or one and none.
    void prepare() {
        if (!m_is_sorted) {
            std::sort(m_entries.begin(), m_entries.end(), [](const Entry &left, const Entry &right) {
                return std::tie(left.id, left.location) < std::tie(right.id, right.location);
            });
            for (std::size_t index = 1; index < m_entries.size(); ++index) {
                const Entry &entry = m_entries[index];
                if (entry.id != m_entries[index - 1].id) continue;
                if (entry.location != m_entries[index - 1].location) throw several_versions("node", entry.id);
                ++m_copies.try_emplace(entry.id, 1).first->second;
            }
            const auto same = [](const Entry &left, const Entry &right) { return left.id == right.id; };
            m_entries.erase(std::unique(m_entries.begin(), m_entries.end(), same), m_entries.end());
        }
        const auto is_nowhere = [](const Entry &entry) { return !entry.location.is_defined(); };
        m_entries.erase(std::remove_if(m_entries.begin(), m_entries.end(), is_nowhere), m_entries.end());
        m_marks.assign(m_entries.size(), false);
        std::size_t blocks = 0;
        for (std::size_t index = 0; index < m_entries.size(); ++index) {
            if (index == 0 || block_of(m_entries[index].id) != block_of(m_entries[index - 1].id)) ++blocks;
        }
        m_bits = 4;
        while ((std::size_t{1} << m_bits) < 2 * blocks) ++m_bits;
        m_blocks.assign(std::size_t{1} << m_bits, Block{});
        for (std::size_t index = 0; index < m_entries.size(); ++index) {
            Block &block = m_blocks[slot(block_of(m_entries[index].id))];
            if (block.present == 0) block = {block_of(m_entries[index].id), 0, index};
            block.present |= bit_of(m_entries[index].id);
        }
    }

    /// How often each number stood in the file that did so more than once.
    const std::unordered_map<std::int64_t, std::size_t> &copies() const { return m_copies; }

    /// Index of a node, `none` when it is not in the file.
    std::size_t find(std::int64_t id) const {
        const Block &block = m_blocks[slot(block_of(id))];
        const std::uint64_t bit = bit_of(id);
        if ((block.present & bit) == 0) return none;
        return block.first + static_cast<std::size_t>(__builtin_popcountll(block.present & (bit - 1)));
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

    struct Block {
        std::int64_t number = 0;
        std::uint64_t present = 0; // never 0 in a used slot
        std::size_t first = 0;
    };

    static std::int64_t block_of(std::int64_t id) { return id >> 6; }
    static std::uint64_t bit_of(std::int64_t id) { return std::uint64_t{1} << (static_cast<std::uint64_t>(id) & 63U); }

    /// The slot of a block, or the free one where it would stand; at most half of the slots are used.
    std::size_t slot(std::int64_t number) const {
        const std::uint64_t hash = static_cast<std::uint64_t>(number) * 0x9e3779b97f4a7c15U;
        std::size_t place = static_cast<std::size_t>(hash >> (64U - m_bits));
        while (m_blocks[place].present != 0 && m_blocks[place].number != number) {
            place = (place + 1) & (m_blocks.size() - 1);
        }
        return place;
    }

    std::vector<Entry> m_entries;
    std::unordered_map<std::int64_t, std::size_t> m_copies;
    std::vector<bool> m_marks;
    std::vector<Block> m_blocks;
    unsigned m_bits = 0;
    bool m_is_sorted = true;
};

} // namespace plision
