// The one exception type of this target; everything else that is thrown comes from libosmium or the library.
#pragma once

#include "COsmium.h"

#include <cstdint>
#include <exception>
#include <string>
#include <utility>

namespace plision {

/// A result code with its text and, where known, its place in the file.
struct Failure : std::exception {
    int code;
    std::string message;
    std::int64_t byte_offset = -1;
    std::int64_t line = -1;
    std::int64_t column = -1;

    Failure(int code, std::string message, std::int64_t byte_offset = -1)
        : code(code), message(std::move(message)), byte_offset(byte_offset) {}

    const char *what() const noexcept override { return message.c_str(); }
};

/// Thrown when a callback asks to stop.
struct Stopped : std::exception {};

} // namespace plision
