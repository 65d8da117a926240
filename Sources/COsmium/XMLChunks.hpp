// The text of an XML file, decompressed, piece by piece.
#pragma once

#include "Format.hpp"
#include "Libosmium.hpp"

#include <string>

namespace plision {

/// Calls `take(chunk)` until it answers false or the file ends.
template <typename Take>
void read_chunks(const std::string &path, const Format &format, Take &&take) {
    const auto compression = osmium::io::File{path, format.osmium}.compression();
    const auto input = osmium::io::CompressionFactory::instance().create_decompressor(
        compression, osmium::io::detail::open_for_reading(path));
    for (std::string chunk = input->read(); !chunk.empty(); chunk = input->read()) {
        if (!take(chunk)) return;
    }
}

} // namespace plision
