// One reading of one file: what is remembered between its phases.
#pragma once

#include "Areas.hpp"
#include "COsmium.h"
#include "Clip.hpp"
#include "Locations.hpp"
#include "Rules.hpp"
#include "Source.hpp"
#include "Versions.hpp"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace plision {

class Reading {
public:
    Reading(const cosmium_options &options, const cosmium_callbacks &calls, cosmium_totals &totals)
        : m_options(options), m_calls(calls), m_totals(totals), m_rules(options.rules, options.rule_count),
          m_clip(options.boxes, options.box_count) {}

    void run(Source &source, osmium::io::read_meta meta);

private:
    /// What relations want to know of a way, and what is known of it.
    struct MemberWay {
        bool is_pulled = false;
        bool wants_geometry = false;
        bool is_present = false;
        std::uint32_t interests = 0;
        std::size_t stashed_at = no_place;
    };

    struct Stashed {
        std::int64_t id;
        std::size_t offset;
        std::uint32_t interests;
    };

    static constexpr std::size_t no_place = static_cast<std::size_t>(-1);

    void take(const osmium::OSMObject &object, bool is_gone);
    void check_node_versions() const;
    void want_members(const osmium::Relation &relation, std::uint32_t interests);
    void hand_on_groups();
    void take_way(osmium::Way &way, bool is_gone);
    void hand_on_way(const osmium::Way &way, std::uint32_t interests, MemberWay *member);
    void hand_on_nodes();
    void hand_on_relations();
    void hand_on_area(const osmium::Relation &relation, std::uint32_t interests);
    void hand_on_members(const osmium::Relation &relation, std::uint32_t interests, bool is_linked);

    /// Fills in the nodes' positions and `m_way_nodes`.
    void set_locations(osmium::Way &way);
    void collect_members(const osmium::Relation &relation);
    std::vector<const osmium::Way *> member_ways(const osmium::Relation &relation, std::size_t &missing) const;
    bool members_touch() const;
    void send(cosmium_object &object);
    void note_time(const osmium::OSMObject &object);

    static void sort(std::vector<Stashed> &stashed);

    const cosmium_options &m_options;
    const cosmium_callbacks &m_calls;
    cosmium_totals &m_totals;
    Rules m_rules;
    Clip m_clip;
    Locations m_locations;
    Areas m_areas;

    osmium::memory::Buffer m_stash{1024UL * 1024UL, osmium::memory::Buffer::auto_grow::yes};
    std::vector<Stashed> m_nodes;
    std::vector<Stashed> m_relations;
    std::unordered_map<std::int64_t, MemberWay> m_member_ways;

    std::vector<cosmium_member> m_members;
    std::vector<cosmium_vertex> m_member_vertices;

    std::vector<std::size_t> m_way_nodes;
    Versions m_way_versions{"way"};
    Versions m_relation_versions{"relation"};
};

} // namespace plision
