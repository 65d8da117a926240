#include "COsmium.h"
#include "Failure.hpp"
#include "Format.hpp"
#include "Frames.hpp"
#include "Reading.hpp"
#include "Source.hpp"
#include "XMLPosition.hpp"

#include <algorithm>
#include <cstring>
#include <new>
#include <string>
#include <system_error>
#include <vector>

namespace plision {

namespace {

int report(cosmium_error *error, const Failure &failure) {
    error->byte_offset = failure.byte_offset;
    error->line = failure.line;
    error->column = failure.column;
    const std::size_t length = std::min(failure.message.size(), sizeof(error->message) - 1);
    std::memcpy(error->message, failure.message.data(), length);
    error->message[length] = '\0';
    return failure.code;
}

/// libosmium takes a path with a protocol for an address and starts a program to fetch it, and `-` for the standard
/// input; a path that begins with `/` or `.` is a path.
std::string plain_path(const char *path) {
    const std::string text{path};
    return text.empty() || text.front() == '/' || text.front() == '.' ? text : "./" + text;
}

cosmium_box box_of(const osmium::Box &box) {
    return {box.bottom_left().x(), box.bottom_left().y(), box.top_right().x(), box.top_right().y()};
}

/// True when the file itself says what time it stands for.
bool hand_on_header(const osmium::io::Header &header, const Format &format, const cosmium_callbacks &calls) {
    if (header.has_multiple_object_versions()) {
        throw Failure{
            COSMIUM_NOT_OSM, format.is_pbf ? "a file with history; osmium time-filter makes a file of one moment"
                                           : "a change file; osmium apply-changes makes a file of it and an extract"};
    }
    const std::string generator = header.get("generator");
    std::string timestamp = header.get("timestamp");
    if (timestamp.empty()) timestamp = header.get("osmosis_replication_timestamp");
    std::vector<cosmium_box> boxes;
    for (const osmium::Box &box : header.boxes()) {
        if (box.valid()) boxes.push_back(box_of(box));
    }
    const cosmium_header result{generator.c_str(), timestamp.c_str(), boxes.data(), boxes.size(), format.title};
    if (calls.header(calls.context, &result) != 0) throw Stopped{};
    return !timestamp.empty();
}

/// Turns what libosmium threw into a failure with the best position that can be found.
Failure explain(const std::exception &error, const Descriptor &file, const std::string &path, const Format &format,
                const std::vector<Frame> &frames) {
    Failure failure{COSMIUM_DAMAGED, error.what()};
    if (const auto *xml = dynamic_cast<const osmium::xml_error *>(&error); xml && xml->line > 0) {
        failure.message = xml->error_string;
        failure.line = static_cast<std::int64_t>(xml->line);
        failure.column = static_cast<std::int64_t>(xml->column) + 1;
    } else if (dynamic_cast<const osmium::format_version_error *>(&error) ||
               failure.message.rfind("Unknown top-level element", 0) == 0) {
        failure.code = COSMIUM_NOT_OSM;
        failure.message = "an XML file of another kind (" + failure.message + ")";
    } else if (format.is_pbf) {
        std::string reason;
        const std::size_t bad = find_bad_frame(file, frames, reason);
        if (bad < frames.size()) {
            failure.message = "blob " + std::to_string(bad) + ": " + reason;
            failure.byte_offset = static_cast<std::int64_t>(frames[bad].offset);
        }
    } else {
        find_bad_attribute(path, format, failure.line, failure.column);
    }
    return failure;
}

void read(const char *path_text, const cosmium_options &options, const cosmium_callbacks &calls,
          cosmium_totals &totals) {
    const std::string path = plain_path(path_text);
    const Descriptor file{path};
    const Format format = detect_format(file);
    const std::vector<Frame> frames = format.is_pbf ? read_frames(file) : std::vector<Frame>{};
    try {
        Source source{path, format, file.size(), options.cache_bytes, calls};
        const bool has_time = hand_on_header(source.header(), format, calls);
        Reading reading{options, calls, totals};
        reading.run(source, has_time ? osmium::io::read_meta::no : osmium::io::read_meta::yes);
        if (totals.nodes + totals.ways + totals.relations == 0) {
            throw Failure{COSMIUM_NOT_OSM, "a file without any map object"};
        }
    } catch (const Stopped &) {
        throw;
    } catch (const Failure &) {
        throw;
    } catch (const std::bad_alloc &) {
        throw;
    } catch (const std::system_error &) {
        throw;
    } catch (const std::exception &error) {
        throw explain(error, file, path, format, frames);
    }
}

} // namespace

} // namespace plision

extern "C" int cosmium_read(
    const char *path, const cosmium_options *options, const cosmium_callbacks *callbacks, cosmium_totals *totals,
    cosmium_error *error) {
    using plision::Failure;
    try {
        *totals = cosmium_totals{};
        plision::read(path, *options, *callbacks, *totals);
        return COSMIUM_DONE;
    } catch (const plision::Stopped &) {
        return COSMIUM_STOPPED;
    } catch (const Failure &failure) {
        return plision::report(error, failure);
    } catch (const std::bad_alloc &) {
        return plision::report(error, Failure{COSMIUM_RESOURCES, "out of memory"});
    } catch (const std::system_error &failure) {
        return plision::report(error, Failure{COSMIUM_RESOURCES, failure.what()});
    } catch (const std::exception &failure) {
        return plision::report(error, Failure{COSMIUM_DAMAGED, failure.what()});
    } catch (...) {
        return plision::report(error, Failure{COSMIUM_DAMAGED, "an unknown error"});
    }
}
