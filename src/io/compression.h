// Compression by Zstandard (RFC 8878), each text a frame of its own with a checksum, so that
// `zstd -d` reads it too.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "dateline/result.h"

namespace dateline::io {

// The same bytes give the same bytes.
std::string Compress(std::string_view bytes);

// Errors: kCorrupt for what is no whole frame or fails its checksum, kLimit for more than
// `limit_bytes`.
Result<std::string> Decompress(std::string_view frame, std::uint64_t limit_bytes);

}  // namespace dateline::io
