// Finds the place of an XML error for which libosmium gives none.
#pragma once

#include "Format.hpp"

#include <cstdint>
#include <string>

namespace plision {

/// Line and column of the first element with an attribute that libosmium refuses; false when all are accepted.
bool find_bad_attribute(const std::string &path, const Format &format, std::int64_t &line, std::int64_t &column);

} // namespace plision
