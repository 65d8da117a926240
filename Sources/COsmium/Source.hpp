// A file as a stream of libosmium buffers that can be gone through more than once.
#pragma once

#include "COsmium.h"
#include "Deletions.hpp"
#include "Failure.hpp"
#include "Format.hpp"
#include "Libosmium.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

namespace plision {

/// Decodes the file once and keeps the ways of small files, decodes large ones twice; the order in which objects stand
/// in the file does not matter.
class Source {
public:
    Source(std::string path, Format format, std::uint64_t size, std::size_t cache_bytes, const cosmium_callbacks &calls)
        : m_path(std::move(path)), m_format(format), m_size(size), m_is_cached(size <= cache_bytes / format.growth),
          m_calls(calls), m_deletions(m_path, m_format),
          m_pool(static_cast<int>(std::max(1U, std::thread::hardware_concurrency()))) {}

    osmium::io::Header header() {
        osmium::io::Reader reader{file(), osmium::osm_entity_bits::nothing, m_pool};
        osmium::io::Header header = reader.header();
        reader.close();
        return header;
    }

    /// Visits every node and relation, with whether it is deleted.
    template <typename Visit>
    void nodes_and_relations(osmium::io::read_meta meta, Visit &&visit) {
        const auto kinds = osmium::osm_entity_bits::node | osmium::osm_entity_bits::relation |
                           (m_is_cached ? osmium::osm_entity_bits::way : osmium::osm_entity_bits::nothing);
        decode(kinds, meta, [&](osmium::memory::Buffer &&buffer) {
            bool has_way = false;
            for (osmium::OSMObject &object : buffer.select<osmium::OSMObject>()) {
                if (object.type() == osmium::item_type::way) {
                    has_way = true;
                } else {
                    visit(object, is_gone(object));
                }
            }
            if (has_way) m_kept.push_back(std::move(buffer));
        });
    }

    /// Visits every way in file order, with whether it is deleted; the ways may be changed, and a reference holds until
    /// the visit returns.
    template <typename Visit>
    void ways(osmium::io::read_meta meta, Visit &&visit) {
        const auto go_through = [&](osmium::memory::Buffer &buffer) {
            for (osmium::Way &way : buffer.select<osmium::Way>()) {
                visit(way, is_gone(way));
            }
        };
        if (m_is_cached) {
            for (osmium::memory::Buffer &buffer : m_kept) {
                go_through(buffer);
                buffer = osmium::memory::Buffer{};
            }
        } else {
            decode(osmium::osm_entity_bits::way, meta, [&](osmium::memory::Buffer &&buffer) { go_through(buffer); });
        }
    }

private:
    bool is_gone(const osmium::OSMObject &object) const { return !object.visible() || m_deletions.holds(object); }

    osmium::io::File file() const { return osmium::io::File{m_path, m_format.osmium}; }

    template <typename Take>
    void decode(osmium::osm_entity_bits::type kinds, osmium::io::read_meta meta, Take &&take) {
        osmium::io::Reader reader{file(), kinds, meta, m_pool};
        const std::uint64_t passes = m_is_cached ? 1 : 2;
        while (osmium::memory::Buffer buffer = reader.read()) {
            const std::uint64_t done = m_passes_done * m_size + std::min<std::uint64_t>(reader.offset(), m_size);
            if (m_calls.progress(m_calls.context, done / passes, m_size) != 0) throw Stopped{};
            take(std::move(buffer));
        }
        reader.close();
        ++m_passes_done;
    }

    std::string m_path;
    Format m_format;
    std::uint64_t m_size;
    bool m_is_cached;
    const cosmium_callbacks &m_calls;
    Deletions m_deletions;
    osmium::thread::Pool m_pool;
    std::vector<osmium::memory::Buffer> m_kept;
    std::uint64_t m_passes_done = 0;
};

} // namespace plision
