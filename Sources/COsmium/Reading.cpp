#include "Reading.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <tuple>

namespace plision {

// Vertices are handed on in place: libosmium's node references have the layout that COsmium.h declares.
static_assert(sizeof(osmium::NodeRef) == sizeof(cosmium_vertex));
static_assert(sizeof(osmium::object_id_type) == sizeof(std::int64_t));
static_assert(sizeof(osmium::Location) == 2 * sizeof(std::int32_t));
static_assert(offsetof(cosmium_vertex, longitude) == 8 && offsetof(cosmium_vertex, latitude) == 12);
static_assert(osmium::Location::undefined_coordinate == COSMIUM_UNKNOWN);

namespace {

const cosmium_vertex *vertices(const osmium::WayNodeList &nodes) {
    return reinterpret_cast<const cosmium_vertex *>(nodes.begin());
}

bool is_area_relation(std::string_view tags) {
    const std::string_view type = tag_value(tags, "type");
    return type == "multipolygon" || type == "boundary";
}

std::uint8_t kind_of(osmium::item_type type) {
    switch (type) {
        case osmium::item_type::node: return COSMIUM_NODE;
        case osmium::item_type::way: return COSMIUM_WAY;
        default: return COSMIUM_RELATION;
    }
}

cosmium_object describe(const osmium::OSMObject &object, std::uint32_t interests) {
    const std::string_view tags = tag_bytes(object);
    cosmium_object result{};
    result.id = object.id();
    result.kind = kind_of(object.type());
    result.interests = interests;
    result.tags = tags.data();
    result.tags_length = tags.size();
    return result;
}

} // namespace

void Reading::run(Source &source, osmium::io::read_meta meta) {
    source.nodes_and_relations(meta, [&](const osmium::OSMObject &object, bool is_gone) { take(object, is_gone); });
    m_locations.prepare();
    check_node_versions();
    sort(m_nodes);
    sort(m_relations);
    for (const Stashed &one : m_relations) want_members(m_stash.get<osmium::Relation>(one.offset), one.interests);
    hand_on_groups();
    source.ways(meta, [&](osmium::Way &way, bool is_gone) { take_way(way, is_gone); });
    hand_on_nodes();
    hand_on_relations();
}

void Reading::note_time(const osmium::OSMObject &object) {
    m_totals.latest_edit = std::max(m_totals.latest_edit, object.timestamp().seconds_since_epoch());
}

void Reading::take(const osmium::OSMObject &object, bool is_gone) {
    const bool is_node = object.type() == osmium::item_type::node;
    if (is_node) {
        const osmium::Location location = static_cast<const osmium::Node &>(object).location();
        m_locations.add(object.id(), location.valid() && !is_gone ? location : osmium::Location{});
    } else {
        const auto &relation = static_cast<const osmium::Relation &>(object);
        if (!m_relation_versions.is_first(object.id(), is_gone ? 0 : Digest{relation}.value())) return;
    }
    if (is_gone) return;
    note_time(object);
    ++(is_node ? m_totals.nodes : m_totals.relations);
    const std::uint32_t interests = m_rules.interests(tag_bytes(object), kind_of(object.type()));
    if (interests == 0) return;
    const std::size_t offset = m_stash.committed();
    m_stash.add_item(object);
    m_stash.commit();
    (is_node ? m_nodes : m_relations).push_back({object.id(), offset, interests});
}

void Reading::sort(std::vector<Stashed> &stashed) {
    const auto same = [](const Stashed &left, const Stashed &right) { return left.id == right.id; };
    std::sort(stashed.begin(), stashed.end(), [](const Stashed &left, const Stashed &right) {
        return std::tie(left.id, left.offset) < std::tie(right.id, right.offset);
    });
    stashed.erase(std::unique(stashed.begin(), stashed.end(), same), stashed.end());
}

void Reading::check_node_versions() const {
    if (m_locations.copies().empty()) return;
    // A node that stands several times bears the same tags each time, or none that matter.
    std::unordered_map<std::int64_t, std::pair<std::size_t, std::string_view>> stashed;
    for (const Stashed &one : m_nodes) {
        const std::string_view tags = tag_bytes(m_stash.get<osmium::Node>(one.offset));
        auto &[count, others] = stashed.try_emplace(one.id, 0, tags).first->second;
        if (tags != others) throw several_versions("node", one.id);
        ++count;
    }
    for (const auto &[id, count] : m_locations.copies()) {
        const auto found = stashed.find(id);
        if (found != stashed.end() && found->second.first != count) throw several_versions("node", id);
    }
}

void Reading::want_members(const osmium::Relation &relation, std::uint32_t interests) {
    for (const osmium::RelationMember &member : relation.members()) {
        if (member.type() != osmium::item_type::way) continue;
        if ((interests & m_options.pulling) != 0) m_member_ways[member.ref()].is_pulled = true;
        if ((interests & m_options.linked) != 0) m_member_ways.try_emplace(member.ref());
        if ((interests & ~(m_options.group | m_options.linked)) != 0) m_member_ways[member.ref()].wants_geometry = true;
    }
}

void Reading::hand_on_groups() {
    for (const Stashed &one : m_relations) {
        if ((one.interests & m_options.group) == 0) continue;
        const auto &relation = m_stash.get<osmium::Relation>(one.offset);
        m_members.clear();
        for (const osmium::RelationMember &member : relation.members()) {
            m_members.push_back({member.ref(), member.role(), std::strlen(member.role()), nullptr, 0, 0,
                                 kind_of(member.type()), false});
        }
        cosmium_object object = describe(relation, one.interests & m_options.group);
        object.members = m_members.data();
        object.member_count = m_members.size();
        send(object);
    }
}

void Reading::send(cosmium_object &object) {
    if (m_calls.object(m_calls.context, &object) != 0) throw Stopped{};
}

// Ways

void Reading::set_locations(osmium::Way &way) {
    m_way_nodes.clear();
    for (osmium::NodeRef &node : way.nodes()) {
        const std::size_t index = m_locations.find(node.ref());
        node.set_location(index == Locations::none ? osmium::Location{} : m_locations[index]);
        m_way_nodes.push_back(index);
    }
}

void Reading::take_way(osmium::Way &way, bool is_gone) {
    const bool is_first = m_way_versions.is_first(way.id(), is_gone ? 0 : Digest{way}.value());
    if (is_gone) return;
    note_time(way);
    ++m_totals.ways;
    if (!is_first) return;
    std::uint32_t interests = m_rules.interests(tag_bytes(way), COSMIUM_WAY);
    MemberWay *member = nullptr;
    if (!m_member_ways.empty()) {
        const auto found = m_member_ways.find(way.id());
        if (found != m_member_ways.end()) member = &found->second;
    }
    if (interests == 0 && !member) return;
    set_locations(way);
    if (member) {
        member->is_present = true;
        if (member->is_pulled) interests |= m_options.member;
        if (member->wants_geometry) {
            member->stashed_at = m_stash.committed();
            m_stash.add_item(way);
            m_stash.commit();
        }
    }
    if (interests != 0) hand_on_way(way, interests, member);
}

void Reading::hand_on_way(const osmium::Way &way, std::uint32_t interests, MemberWay *member) {
    cosmium_object object = describe(way, interests);
    object.vertices = vertices(way.nodes());
    object.vertex_count = way.nodes().size();
    const bool is_closed = way.nodes().size() > 3 && way.nodes().front().ref() == way.nodes().back().ref();
    const bool wants_rings = (interests & m_options.area) != 0 && is_closed &&
                             tag_value({object.tags, object.tags_length}, "area") != "no";
    const bool has_rings = wants_rings && m_areas.assemble(way);
    if (has_rings ? !m_clip.touches_rings(m_areas.rings()) : !m_clip.touches_line(object.vertices, object.vertex_count)) {
        return;
    }
    if (has_rings) {
        object.rings = m_areas.rings().data();
        object.ring_count = m_areas.rings().size();
    } else if (wants_rings) {
        object.problem = m_areas.problem().c_str();
    }
    if (member) member->interests = interests;
    if ((interests & (m_options.road | m_options.member)) != 0) {
        for (const std::size_t index : m_way_nodes) {
            if (index != Locations::none) m_locations.mark(index);
        }
    }
    send(object);
}

// Nodes

void Reading::hand_on_nodes() {
    for (const Stashed &one : m_nodes) {
        const auto &node = m_stash.get<osmium::Node>(one.offset);
        const std::size_t index = m_locations.find(one.id);
        std::uint32_t interests = one.interests;
        if (index == Locations::none || !m_locations.is_marked(index)) interests &= ~m_options.on_road;
        if (interests == 0) continue;
        cosmium_vertex position{one.id, COSMIUM_UNKNOWN, COSMIUM_UNKNOWN};
        if (index != Locations::none) {
            position.longitude = m_locations[index].x();
            position.latitude = m_locations[index].y();
            if (!m_clip.holds(position.longitude, position.latitude)) continue;
        }
        cosmium_object object = describe(node, interests);
        object.vertices = &position;
        object.vertex_count = 1;
        if (index == Locations::none) object.problem = "it has no position on earth";
        send(object);
    }
}

// Relations

void Reading::hand_on_relations() {
    for (const Stashed &one : m_relations) {
        const std::uint32_t interests = one.interests & ~m_options.group;
        if (interests == 0) continue;
        const auto &relation = m_stash.get<osmium::Relation>(one.offset);
        const std::uint32_t linked = interests & m_options.linked;
        if (linked != 0) hand_on_members(relation, linked, true);
        const std::uint32_t others = interests & ~m_options.linked;
        if (others == 0) continue;
        if (is_area_relation(tag_bytes(relation))) {
            hand_on_area(relation, others);
        } else {
            hand_on_members(relation, others, false);
        }
    }
}

std::vector<const osmium::Way *> Reading::member_ways(const osmium::Relation &relation, std::size_t &missing) const {
    std::vector<const osmium::Way *> ways;
    missing = 0;
    for (const osmium::RelationMember &member : relation.members()) {
        if (member.type() != osmium::item_type::way) continue;
        const auto found = m_member_ways.find(member.ref());
        if (found == m_member_ways.end() || found->second.stashed_at == no_place) {
            ++missing;
        } else {
            ways.push_back(&m_stash.get<osmium::Way>(found->second.stashed_at));
        }
    }
    return ways;
}

void Reading::collect_members(const osmium::Relation &relation) {
    m_members.clear();
    m_member_vertices.clear();
    // Reserved so that pointers into it stay valid while it fills.
    m_member_vertices.reserve(relation.members().size());
    for (const osmium::RelationMember &member : relation.members()) {
        cosmium_member result{member.ref(), member.role(), std::strlen(member.role()), nullptr, 0, 0,
                              kind_of(member.type()), false};
        if (member.type() == osmium::item_type::node) {
            const std::size_t index = m_locations.find(member.ref());
            if (index != Locations::none) {
                const osmium::Location location = m_locations[index];
                m_member_vertices.push_back({member.ref(), location.x(), location.y()});
                result.vertices = &m_member_vertices.back();
                result.vertex_count = 1;
                result.is_present = true;
            }
        } else if (member.type() == osmium::item_type::way) {
            const auto found = m_member_ways.find(member.ref());
            if (found != m_member_ways.end()) {
                result.is_present = found->second.is_present;
                result.interests = found->second.interests;
                if (found->second.stashed_at != no_place) {
                    const auto &way = m_stash.get<osmium::Way>(found->second.stashed_at);
                    result.vertices = vertices(way.nodes());
                    result.vertex_count = way.nodes().size();
                }
            }
        }
        m_members.push_back(result);
    }
}

bool Reading::members_touch() const {
    return m_clip.is_open() || std::any_of(m_members.begin(), m_members.end(), [&](const cosmium_member &member) {
        return m_clip.touches_line(member.vertices, member.vertex_count);
    });
}

void Reading::hand_on_area(const osmium::Relation &relation, std::uint32_t interests) {
    std::size_t missing = 0;
    const std::vector<const osmium::Way *> ways = member_ways(relation, missing);
    collect_members(relation);
    cosmium_object object = describe(relation, interests);
    object.members = m_members.data();
    object.member_count = m_members.size();
    std::string problem;
    if (missing > 0) {
        problem = std::to_string(missing) + " of " + std::to_string(missing + ways.size()) +
                  " member ways are not in the file";
    } else if (ways.empty()) {
        problem = "it has no member way";
    } else if (!m_areas.assemble(relation, ways)) {
        problem = m_areas.problem();
    }
    if (problem.empty()) {
        if (!m_clip.touches_rings(m_areas.rings())) return;
        object.rings = m_areas.rings().data();
        object.ring_count = m_areas.rings().size();
    } else {
        if (!members_touch()) return;
        object.problem = problem.c_str();
    }
    send(object);
}

void Reading::hand_on_members(const osmium::Relation &relation, std::uint32_t interests, bool is_linked) {
    collect_members(relation);
    if (!m_clip.is_open()) {
        const bool is_cut = std::any_of(m_members.begin(), m_members.end(), [](const cosmium_member &member) {
            return member.kind == COSMIUM_WAY && member.is_present && member.interests == 0;
        });
        if (is_linked ? is_cut : !members_touch()) return;
    }
    cosmium_object object = describe(relation, interests);
    object.members = m_members.data();
    object.member_count = m_members.size();
    send(object);
}

} // namespace plision
