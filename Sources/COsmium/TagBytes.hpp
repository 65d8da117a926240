// Bounded walk over the packed tags of an object. libosmium's own iterator trusts that texts hold no zero byte, which
// a damaged file need not respect.
#pragma once

#include <osmium/osm/object.hpp>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string_view>

namespace plision {

/// The bytes `key NUL value NUL …` of an object.
inline std::string_view tag_bytes(const osmium::OSMObject &object) {
    const osmium::TagList &list = object.tags();
    const auto *begin = reinterpret_cast<const char *>(list.data()) + sizeof(osmium::TagList);
    const auto *end = reinterpret_cast<const char *>(list.data()) + list.byte_size();
    return {begin, static_cast<std::size_t>(end - begin)};
}

/// Calls `visit(key, value)` for every whole pair.
template <typename Visit>
void for_each_tag(std::string_view bytes, Visit &&visit) {
    const char *next = bytes.data();
    const char *const end = next + bytes.size();
    const auto text = [&](std::string_view &into) {
        const void *zero = next < end ? std::memchr(next, 0, static_cast<std::size_t>(end - next)) : nullptr;
        if (!zero) return false;
        into = {next, static_cast<std::size_t>(static_cast<const char *>(zero) - next)};
        next = static_cast<const char *>(zero) + 1;
        return true;
    };
    std::string_view key;
    std::string_view value;
    while (text(key) && text(value)) visit(key, value);
}

/// Whether every key has its value, as in any file that is not damaged.
inline bool tags_are_paired(std::string_view bytes) {
    return bytes.empty() || (bytes.back() == '\0' && std::count(bytes.begin(), bytes.end(), '\0') % 2 == 0);
}

/// The value of a key, empty when the object does not bear it.
inline std::string_view tag_value(std::string_view bytes, std::string_view wanted) {
    std::string_view found;
    for_each_tag(bytes, [&](std::string_view key, std::string_view value) {
        if (found.data() == nullptr && key == wanted) found = value;
    });
    return found;
}

} // namespace plision
