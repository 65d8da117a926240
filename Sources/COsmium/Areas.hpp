// Polygons out of closed ways and area relations.
#pragma once

#include "COsmium.h"
#include "TagBytes.hpp"

#include <osmium/area/assembler.hpp>

#include <string>
#include <vector>

namespace plision {

/// Assembles one area at a time; its rings live until the next call.
class Areas {
public:
    /// Rings of a closed way. False, with `problem` set, when its outline bounds no area.
    bool assemble(const osmium::Way &way) {
        return run(way, [&](osmium::area::Assembler &assembler) { return assembler(way, m_buffer); });
    }

    /// Rings of a relation from those of its members that are ways.
    bool assemble(const osmium::Relation &relation, const std::vector<const osmium::Way *> &ways) {
        return run(relation, [&](osmium::area::Assembler &assembler) { return assembler(relation, ways, m_buffer); });
    }

    const std::vector<cosmium_ring> &rings() const { return m_rings; }
    const std::string &problem() const { return m_problem; }

private:
    template <typename Run>
    bool run(const osmium::OSMObject &object, Run &&assemble) {
        m_rings.clear();
        m_problem.clear();
        m_buffer.clear();
        // The assembler copies tags with an iterator that runs past the end when texts do not come in pairs.
        if (!tags_are_paired(tag_bytes(object))) {
            m_problem = "its tags hold a zero byte";
            return false;
        }
        osmium::area::AssemblerConfig config;
        config.create_empty_areas = false;
        osmium::area::Assembler assembler{config};
        bool is_whole = false;
        try {
            is_whole = assemble(assembler) && m_buffer.committed() > 0;
        } catch (const osmium::invalid_location &) {
            m_problem = "a node of its outline is not in the file";
            return false;
        }
        if (!is_whole) {
            m_problem = describe(assembler.stats());
            return false;
        }
        const auto &area = *m_buffer.begin<osmium::Area>();
        for (const osmium::OuterRing &outer : area.outer_rings()) {
            add(outer, true);
            for (const osmium::InnerRing &inner : area.inner_rings(outer)) add(inner, false);
        }
        return !m_rings.empty();
    }

    void add(const osmium::NodeRefList &ring, bool is_outer) {
        m_rings.push_back({reinterpret_cast<const cosmium_vertex *>(ring.begin()), ring.size(), is_outer});
    }

    static std::string describe(const osmium::area::area_stats &stats) {
        const auto times = [](std::uint64_t count, const char *what) { return std::to_string(count) + what; };
        if (stats.invalid_locations > 0) return times(stats.invalid_locations, " nodes of its outline are not in the file");
        if (stats.intersections > 0) return times(stats.intersections, " crossings of its outline with itself");
        if (stats.open_rings > 0) return times(stats.open_rings, " open ends in its outline");
        if (stats.overlapping_segments > 0) return times(stats.overlapping_segments, " parts of its outline overlap");
        return "its outline bounds no area";
    }

    osmium::memory::Buffer m_buffer{64UL * 1024UL, osmium::memory::Buffer::auto_grow::yes};
    std::vector<cosmium_ring> m_rings;
    std::string m_problem;
};

} // namespace plision
