#include "XMLPosition.hpp"

#include "XMLChunks.hpp"

#include <osmium/osm/location.hpp>
#include <osmium/osm/timestamp.hpp>
#include <osmium/osm/types.hpp>
#include <osmium/osm/types_from_string.hpp>

#include <expat.h>

#include <cstring>
#include <exception>
#include <memory>
#include <stdexcept>
#include <type_traits>

namespace plision {

namespace {

bool is(const char *left, const char *right) { return std::strcmp(left, right) == 0; }

/// Converts the attribute the way libosmium does, so that it throws where that throws.
void convert(const char *name, const char *value) {
    if (is(name, "lon")) {
        osmium::Location{}.set_lon(value);
    } else if (is(name, "lat")) {
        osmium::Location{}.set_lat(value);
    } else if (is(name, "id") || is(name, "ref")) {
        osmium::string_to_object_id(value);
    } else if (is(name, "version")) {
        osmium::string_to_object_version(value);
    } else if (is(name, "changeset")) {
        osmium::string_to_changeset_id(value);
    } else if (is(name, "uid")) {
        osmium::string_to_uid(value);
    } else if (is(name, "timestamp")) {
        osmium::Timestamp{value};
    } else if (is(name, "visible")) {
        if (!is(value, "true") && !is(value, "false")) throw std::invalid_argument{value};
    } else if (is(name, "k") || is(name, "v") || is(name, "role") || is(name, "user")) {
        if (std::strlen(value) > osmium::max_osm_string_length) throw std::length_error{name};
    }
}

/// Where the first refused attribute stands: the beginning of its element.
struct Search {
    XML_Parser parser;
    std::int64_t line = -1;
    std::int64_t column = -1;
};

void XMLCALL start(void *data, const XML_Char *element, const XML_Char **attributes) noexcept {
    if (is(element, "osm")) return;
    auto &search = *static_cast<Search *>(data);
    try {
        for (; attributes[0] != nullptr; attributes += 2) convert(attributes[0], attributes[1]);
    } catch (...) {
        search.line = static_cast<std::int64_t>(XML_GetCurrentLineNumber(search.parser));
        search.column = static_cast<std::int64_t>(XML_GetCurrentColumnNumber(search.parser)) + 1;
        XML_StopParser(search.parser, XML_FALSE);
    }
}

} // namespace

bool find_bad_attribute(const std::string &path, const Format &format, std::int64_t &line, std::int64_t &column) {
    const std::unique_ptr<std::remove_pointer_t<XML_Parser>, void (*)(XML_Parser)> parser{
        XML_ParserCreate(nullptr), XML_ParserFree};
    if (!parser) return false;
    Search search{parser.get()};
    XML_SetUserData(parser.get(), &search);
    XML_SetStartElementHandler(parser.get(), start);
    try {
        read_chunks(path, format, [&](const std::string &chunk) {
            return XML_Parse(parser.get(), chunk.data(), static_cast<int>(chunk.size()), 0) == XML_STATUS_OK;
        });
    } catch (const std::exception &) {
        // Damaged compression: the error that is being explained says so.
    }
    line = search.line;
    column = search.column;
    return line > 0;
}

} // namespace plision
