// The outer framing of PBF files: length, blob header, blob, and again.
#pragma once

#include "Format.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace plision {

/// One blob with its header and length.
struct Frame {
    std::uint64_t offset;
    std::uint64_t size;
};

/// All frames. Throws Failure with the byte offset where the framing breaks: libosmium alone takes a file cut between
/// or inside two lengths, or a zeroed length, for a complete one.
std::vector<Frame> read_frames(const Descriptor &file);

/// After decoding failed: the first frame that cannot be decoded by itself, or frames.size().
std::size_t find_bad_frame(const Descriptor &file, const std::vector<Frame> &frames, std::string &reason);

} // namespace plision
