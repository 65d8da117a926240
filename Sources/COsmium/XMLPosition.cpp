#include "XMLPosition.hpp"

#include <osmium/osm/location.hpp>
#include <osmium/osm/timestamp.hpp>
#include <osmium/osm/types.hpp>
#include <osmium/osm/types_from_string.hpp>

#include <expat.h>
#include <zlib.h>

#include <cstring>
#include <exception>
#include <memory>
#include <stdexcept>
#include <type_traits>
#include <vector>

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

void XMLCALL start(void *parser, const XML_Char *element, const XML_Char **attributes) noexcept {
    if (is(element, "osm")) return;
    try {
        for (; attributes[0] != nullptr; attributes += 2) convert(attributes[0], attributes[1]);
    } catch (...) {
        XML_StopParser(static_cast<XML_Parser>(parser), XML_FALSE);
    }
}

} // namespace

bool find_bad_attribute(const std::string &path, std::int64_t &line, std::int64_t &column) {
    const std::unique_ptr<std::remove_pointer_t<gzFile>, int (*)(gzFile)> file{gzopen(path.c_str(), "rb"), gzclose};
    const std::unique_ptr<std::remove_pointer_t<XML_Parser>, void (*)(XML_Parser)> parser{
        XML_ParserCreate(nullptr), XML_ParserFree};
    if (!file || !parser) return false;
    XML_SetUserData(parser.get(), parser.get());
    XML_SetStartElementHandler(parser.get(), start);
    std::vector<char> chunk(1U << 20U);
    while (true) {
        const int got = gzread(file.get(), chunk.data(), static_cast<unsigned>(chunk.size()));
        if (got < 0) return false;
        if (XML_Parse(parser.get(), chunk.data(), got, got == 0) == XML_STATUS_ERROR) {
            line = static_cast<std::int64_t>(XML_GetCurrentLineNumber(parser.get()));
            column = static_cast<std::int64_t>(XML_GetCurrentColumnNumber(parser.get())) + 1;
            return XML_GetErrorCode(parser.get()) == XML_ERROR_ABORTED;
        }
        if (got == 0) return false;
    }
}

} // namespace plision
