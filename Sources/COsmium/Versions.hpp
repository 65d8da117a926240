// Tells files in which an object stands in several versions from those in which it stands once, or in equal copies.
#pragma once

#include "Failure.hpp"
#include "TagBytes.hpp"

#include <osmium/osm/relation.hpp>
#include <osmium/osm/way.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace plision {

/// The refusal of a file with history that does not say that it is one.
inline Failure several_versions(const char *kind, std::int64_t id) {
    return Failure{COSMIUM_NOT_OSM, "a file with history: " + std::string{kind} + " " + std::to_string(id) +
                                        " stands in it in several versions; osmium time-filter makes a file of one moment"};
}

/// A hash of what an object says (FNV-1a, in words of eight bytes where there are numbers).
class Digest {
public:
    explicit Digest(const osmium::Way &way) : Digest(static_cast<const osmium::OSMObject &>(way)) {
        for (const osmium::NodeRef &node : way.nodes()) add(static_cast<std::uint64_t>(node.ref()));
    }

    explicit Digest(const osmium::Relation &relation) : Digest(static_cast<const osmium::OSMObject &>(relation)) {
        for (const osmium::RelationMember &member : relation.members()) {
            add(static_cast<std::uint64_t>(member.ref()));
            add(static_cast<std::uint64_t>(member.type()));
            add(std::string_view{member.role()});
        }
    }

    std::uint64_t value() const { return m_value; }

private:
    explicit Digest(const osmium::OSMObject &object) { add(tag_bytes(object)); }

    void add(std::uint64_t number) { m_value = (m_value ^ number) * 0x100000001b3U; }
    void add(std::string_view bytes) {
        for (const char byte : bytes) add(static_cast<std::uint64_t>(static_cast<unsigned char>(byte)));
    }

    std::uint64_t m_value = 0xcbf29ce484222325U;
};

/// The numbers of one kind of object with a digest of what stood under each; 16 bytes a number while they come in order.
class Versions {
public:
    explicit Versions(const char *kind) : m_kind(kind) {}

    /// Whether the number comes for the first time and not as a copy; throws Failure when it had other contents before.
    bool is_first(std::int64_t id, std::uint64_t digest) {
        if (m_out_of_order.empty()) {
            if (m_in_order.empty() || m_in_order.back().first < id) {
                m_in_order.emplace_back(id, digest);
                return true;
            }
            m_out_of_order.insert(m_in_order.begin(), m_in_order.end());
        }
        const auto [found, is_new] = m_out_of_order.try_emplace(id, digest);
        if (!is_new && found->second != digest) throw several_versions(m_kind, id);
        return is_new;
    }

private:
    const char *m_kind;
    std::vector<std::pair<std::int64_t, std::uint64_t>> m_in_order;
    std::unordered_map<std::int64_t, std::uint64_t> m_out_of_order;
};

} // namespace plision
