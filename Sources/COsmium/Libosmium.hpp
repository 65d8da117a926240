// libosmium's input side with every format that is read.
#pragma once

// Blobs of PBF files may be compressed with LZ4; libosmium leaves it out unless asked.
#define OSMIUM_WITH_LZ4

#include <osmium/io/any_compression.hpp>
#include <osmium/io/pbf_input.hpp>
#include <osmium/io/reader.hpp>
#include <osmium/io/xml_input.hpp>
