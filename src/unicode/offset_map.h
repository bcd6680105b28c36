// OffsetMap: from bytes of a text to code points or UTF-16 units and back, for the edge of the API.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "dateline/byte_span.h"

namespace dateline::unicode {

enum class OffsetUnit : std::uint8_t { kByte, kCodePoint, kUtf16 };

class OffsetMap {
 public:
  // O(size). REQUIRES: valid UTF-8. The map keeps no reference to the text.
  OffsetMap(std::string_view text, OffsetUnit unit);

  // The number of units before `at`. REQUIRES: `at` on a code point boundary, at <= text size.
  std::uint32_t FromByte(ByteOffset at) const;

 private:
  static constexpr std::uint32_t kStride = 64;  // bytes between two remembered counts
  OffsetUnit unit_;
  bool is_identity_ = false;
  std::vector<std::uint32_t> counts_;   // units before byte k * kStride
  std::vector<std::uint8_t> width_at_;  // units that begin at a byte: 0 inside a code point
};

}  // namespace dateline::unicode
