#include "unicode/offset_map.h"

#include <algorithm>

#include "unicode/utf8.h"

namespace dateline::unicode {

OffsetMap::OffsetMap(std::string_view text, OffsetUnit unit) : unit_(unit) {
  is_identity_ = unit == OffsetUnit::kByte || std::all_of(text.begin(), text.end(), [](char c) {
                   return static_cast<unsigned char>(c) < 0x80;
                 });
  if (is_identity_) return;
  width_at_.resize(text.size(), 0);
  counts_.reserve(text.size() / kStride + 2);
  std::uint32_t units = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i % kStride == 0) counts_.push_back(units);
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0u) == 0x80u) continue;
    width_at_[i] = byte >= 0xF0 && unit_ == OffsetUnit::kUtf16 ? 2 : 1;
    units += width_at_[i];
  }
  if (text.size() % kStride == 0) counts_.push_back(units);
}

std::uint32_t OffsetMap::FromByte(ByteOffset at) const {
  if (is_identity_) return at.value();
  std::uint32_t units = counts_[at.value() / kStride];
  for (std::uint32_t i = at.value() / kStride * kStride; i < at.value(); ++i) units += width_at_[i];
  return units;
}

}  // namespace dateline::unicode
