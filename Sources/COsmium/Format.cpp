#include "Format.hpp"

#include "Failure.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <system_error>

namespace plision {

namespace {

std::string reason(int number) { return std::generic_category().message(number); }

std::string printable(std::string_view bytes) {
    std::string text;
    for (const char byte : bytes.substr(0, 16)) {
        if (byte >= ' ' && byte <= '~') {
            text += byte;
        } else {
            constexpr const char *digits = "0123456789abcdef";
            text += "\\x";
            text += digits[static_cast<unsigned char>(byte) >> 4U];
            text += digits[static_cast<unsigned char>(byte) & 15U];
        }
    }
    return text;
}

bool starts(std::string_view bytes, std::string_view with) { return bytes.substr(0, with.size()) == with; }

/// `<!doctype html` or `<html`, in any letter case.
bool is_page(std::string_view text) {
    std::string lower{text};
    for (char &letter : lower) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return starts(lower, "<!doctype html") || starts(lower, "<html");
}

} // namespace

Descriptor::Descriptor(const std::string &path) : m_descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (m_descriptor < 0) {
        throw Failure{errno == ENOENT ? COSMIUM_NOT_FOUND : COSMIUM_UNREADABLE, reason(errno)};
    }
    struct stat status {};
    if (::fstat(m_descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(m_descriptor);
        throw Failure{COSMIUM_UNREADABLE, "it is no regular file"};
    }
    m_size = static_cast<std::uint64_t>(status.st_size);
}

Descriptor::~Descriptor() { ::close(m_descriptor); }

std::size_t Descriptor::read(std::uint64_t offset, char *into, std::size_t count) const {
    std::size_t done = 0;
    while (done < count) {
        const ssize_t got =
            ::pread(m_descriptor, into + done, count - done, static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) throw Failure{COSMIUM_UNREADABLE, reason(errno), static_cast<std::int64_t>(offset + done)};
        if (got == 0) break;
        done += static_cast<std::size_t>(got);
    }
    return done;
}

Format detect_format(const Descriptor &file) {
    if (file.size() == 0) throw Failure{COSMIUM_NOT_OSM, "an empty file", 0};
    std::array<char, 64> beginning{};
    std::string_view bytes{beginning.data(), file.read(0, beginning.data(), beginning.size())};
    // A PBF file opens with the length of its first blob header (4 bytes) and field 1, the 9 letters "OSMHeader".
    if (bytes.size() > 15 && bytes.substr(4, 2) == "\x0a\x09" && bytes.substr(6, 9) == "OSMHeader") {
        return {"pbf", "PBF", 12, true};
    }
    if (starts(bytes, "\x1f\x8b")) return {"osm.gz", "XML (gzip)", 8, false};
    if (starts(bytes, "BZh")) return {"osm.bz2", "XML (bzip2)", 12, false};
    std::string_view text = bytes;
    if (starts(text, "\xef\xbb\xbf")) text.remove_prefix(3);
    text.remove_prefix(std::min(text.size(), text.find_first_not_of(" \t\r\n")));
    if (is_page(text)) throw Failure{COSMIUM_NOT_OSM, "an HTML page, as servers send in place of a file", 0};
    if (starts(text, "<")) return {"osm", "XML", 1, false};
    throw Failure{COSMIUM_NOT_OSM, "a file that begins with \"" + printable(bytes) + "\"", 0};
}

} // namespace plision
