#include "Frames.hpp"

#include "Failure.hpp"
#include "Libosmium.hpp"

#include <protozero/pbf_reader.hpp>

#include <array>

namespace plision {

namespace {

constexpr std::uint32_t most_header_bytes = 64 * 1024;
constexpr std::int32_t most_blob_bytes = 32 * 1024 * 1024;

Failure damaged(std::uint64_t offset, const std::string &reason) {
    return Failure{COSMIUM_DAMAGED, reason, static_cast<std::int64_t>(offset)};
}

/// Size of the blob that follows a blob header.
std::uint64_t blob_size(const std::string &header, std::uint64_t offset, bool is_first) {
    std::string type;
    std::int32_t size = 0;
    try {
        protozero::pbf_reader message{header};
        while (message.next()) {
            switch (message.tag_and_type()) {
                case protozero::tag_and_type(1, protozero::pbf_wire_type::length_delimited):
                    type = message.get_string();
                    break;
                case protozero::tag_and_type(3, protozero::pbf_wire_type::varint):
                    size = message.get_int32();
                    break;
                default:
                    message.skip();
            }
        }
    } catch (const protozero::exception &) {
        throw damaged(offset, "the blob header is not readable");
    }
    const char *const expected = is_first ? "OSMHeader" : "OSMData";
    if (type != expected) throw damaged(offset, std::string{"expected a blob of type "} + expected);
    if (size <= 0 || size > most_blob_bytes) {
        throw damaged(offset, "a blob of " + std::to_string(size) + " bytes, expected 1 to 33554432");
    }
    return static_cast<std::uint64_t>(size);
}

std::string bytes_of(const Descriptor &file, const Frame &frame) {
    std::string bytes(frame.size, '\0');
    bytes.resize(file.read(frame.offset, bytes.data(), bytes.size()));
    return bytes;
}

} // namespace

std::vector<Frame> read_frames(const Descriptor &file) {
    std::vector<Frame> frames;
    std::string header;
    for (std::uint64_t offset = 0; offset < file.size();) {
        std::array<char, 4> raw{};
        if (file.read(offset, raw.data(), raw.size()) < raw.size()) {
            throw damaged(offset, "the file ends inside the length of a blob header");
        }
        std::uint32_t length = 0;
        for (const char byte : raw) length = (length << 8U) | static_cast<unsigned char>(byte);
        if (length == 0 || length > most_header_bytes) {
            throw damaged(offset, "a blob header of " + std::to_string(length) + " bytes, expected 1 to 65536");
        }
        header.resize(length);
        if (file.read(offset + 4, header.data(), length) < length) {
            throw damaged(offset, "the file ends inside a blob header");
        }
        const std::uint64_t size = 4 + length + blob_size(header, offset, frames.empty());
        if (file.size() - offset < size) {
            throw damaged(
                offset, "the file ends inside a blob: " + std::to_string(size) + " bytes are expected from here, " +
                            std::to_string(file.size() - offset) + " are there");
        }
        frames.push_back({offset, size});
        offset += size;
    }
    return frames;
}

std::size_t find_bad_frame(const Descriptor &file, const std::vector<Frame> &frames, std::string &reason) {
    osmium::thread::Pool pool{1};
    const std::string header = bytes_of(file, frames.front());
    for (std::size_t index = 0; index < frames.size(); ++index) {
        const std::string bytes = index == 0 ? header : header + bytes_of(file, frames[index]);
        try {
            osmium::io::Reader reader{osmium::io::File{bytes.data(), bytes.size(), "pbf"}, pool};
            reader.header();
            while (reader.read()) {
            }
            reader.close();
        } catch (const std::exception &error) {
            reason = error.what();
            return index;
        }
    }
    return frames.size();
}

} // namespace plision
