// What a file is, judged by its first bytes rather than by its name.
#pragma once

#include <cstdint>
#include <string>

namespace plision {

struct Format {
    const char *osmium; // format name as libosmium wants it
    const char *title;  // as shown to people
    std::size_t growth; // bytes in memory for one byte of file, roughly
    bool is_pbf;
};

/// An open file descriptor, closed at the end of the scope.
class Descriptor {
public:
    explicit Descriptor(const std::string &path); // throws Failure
    ~Descriptor();
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;

    /// Reads exactly `count` bytes at `offset`, or less at the end of the file.
    std::size_t read(std::uint64_t offset, char *into, std::size_t count) const; // throws Failure
    std::uint64_t size() const { return m_size; }

private:
    int m_descriptor;
    std::uint64_t m_size = 0;
};

/// Throws Failure with COSMIUM_NOT_OSM when the beginning is none of the known formats.
Format detect_format(const Descriptor &file);

} // namespace plision
