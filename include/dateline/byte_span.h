// ByteSpan: a half-open range [begin, end) of bytes of a document's canonical UTF-8 text.
//
// Invariants, checked after every stage by pipeline/verify.h: begin <= end <= size of the text, and
// both ends lie on a code point boundary. Code points and UTF-16 units exist only at the edge of
// the API (unicode/offset_map.h).
#pragma once

#include <algorithm>
#include <string_view>

#include "dateline/strong_id.h"

namespace dateline {

class ByteSpan {
 public:
  constexpr ByteSpan() = default;
  constexpr ByteSpan(ByteOffset begin, ByteOffset end) : begin_(begin), end_(end) {}
  static constexpr ByteSpan FromSizes(std::size_t begin, std::size_t end) {
    return ByteSpan(ByteOffset::FromSize(begin), ByteOffset::FromSize(end));
  }

  constexpr ByteOffset begin() const { return begin_; }
  constexpr ByteOffset end() const { return end_; }
  constexpr std::uint32_t size_bytes() const { return end_.value() - begin_.value(); }
  constexpr bool is_empty() const { return begin_ == end_; }

  // The bytes of the span. REQUIRES: end() <= text.size(). The view borrows from `text`.
  constexpr std::string_view In(std::string_view text) const {
    return text.substr(begin_.value(), size_bytes());
  }
  constexpr bool Contains(ByteSpan other) const {
    return begin_ <= other.begin_ && other.end_ <= end_;
  }
  constexpr bool Contains(ByteOffset at) const { return begin_ <= at && at < end_; }
  constexpr bool Overlaps(ByteSpan other) const {
    return begin_ < other.end_ && other.begin_ < end_;
  }
  // The smallest span that holds both.
  constexpr ByteSpan Cover(ByteSpan other) const {
    return ByteSpan(std::min(begin_, other.begin_), std::max(end_, other.end_));
  }
  friend constexpr auto operator<=>(ByteSpan, ByteSpan) = default;

 private:
  ByteOffset begin_;
  ByteOffset end_;
};

}  // namespace dateline
