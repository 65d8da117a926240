#include "Deletions.hpp"

#include "XMLChunks.hpp"

#include <osmium/osm/types_from_string.hpp>

#include <expat.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>
#include <type_traits>

namespace plision {

namespace {

using Numbers = std::array<std::unordered_set<std::int64_t>, 3>;

constexpr std::string_view word = "delete";

/// Nearly every file is done with here: the word is rare.
bool has_word(const std::string &path, const Format &format) {
    bool is_there = false;
    std::string window;
    read_chunks(path, format, [&](const std::string &chunk) {
        window.erase(0, window.size() - std::min(window.size(), word.size() - 1));
        window += chunk;
        is_there = window.find(word) != std::string::npos;
        return !is_there;
    });
    return is_there;
}

void XMLCALL start(void *data, const XML_Char *element, const XML_Char **attributes) noexcept {
    constexpr std::array<const char *, 3> kinds{"node", "way", "relation"};
    const char *id = nullptr;
    bool is_deleted = false;
    for (; attributes[0] != nullptr; attributes += 2) {
        if (std::strcmp(attributes[0], "id") == 0) id = attributes[1];
        if (std::strcmp(attributes[0], "action") == 0) is_deleted = attributes[1] == word;
    }
    if (!is_deleted || id == nullptr) return;
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
        if (std::strcmp(element, kinds[kind]) != 0) continue;
        try {
            (*static_cast<Numbers *>(data))[kind].insert(osmium::string_to_object_id(id));
        } catch (...) {
            // The reading itself refuses a number that is none, and says where.
        }
    }
}

} // namespace

Deletions::Deletions(const std::string &path, const Format &format) {
    if (format.is_pbf || !has_word(path, format)) return;
    const std::unique_ptr<std::remove_pointer_t<XML_Parser>, void (*)(XML_Parser)> parser{
        XML_ParserCreate(nullptr), XML_ParserFree};
    if (!parser) throw std::bad_alloc{};
    XML_SetUserData(parser.get(), &m_ids);
    XML_SetStartElementHandler(parser.get(), start);
    // Where the text is no XML the reading itself says so.
    read_chunks(path, format, [&](const std::string &chunk) {
        return XML_Parse(parser.get(), chunk.data(), static_cast<int>(chunk.size()), 0) == XML_STATUS_OK;
    });
}

} // namespace plision
