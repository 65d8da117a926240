// Objects that an editor has marked as deleted.
#pragma once

#include "Format.hpp"
#include "Libosmium.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <unordered_set>

namespace plision {

/// What a file of the JOSM editor says is to be deleted: `action="delete"` on an object, an attribute that libosmium
/// does not read.
class Deletions {
public:
    /// Looks through an XML file; other formats have no such mark.
    Deletions(const std::string &path, const Format &format);

    bool holds(const osmium::OSMObject &object) const {
        const auto &ids = m_ids[osmium::item_type_to_nwr_index(object.type())];
        return !ids.empty() && ids.count(object.id()) > 0;
    }

private:
    std::array<std::unordered_set<std::int64_t>, 3> m_ids; // of nodes, ways and relations
};

} // namespace plision
