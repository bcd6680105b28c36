// StrongId<Tag>: an integer that only its own table understands, so that a token number is never
// taken for a sentence number nor a byte offset for a code point.
#pragma once

#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace dateline {

template <typename Tag, std::unsigned_integral Rep = std::uint32_t>
class StrongId {
 public:
  constexpr StrongId() = default;
  constexpr explicit StrongId(Rep value) : value_(value) {}
  // From a container's size; the caller knows that it fits (documents are below 4 GiB).
  static constexpr StrongId FromSize(std::size_t size) { return StrongId(static_cast<Rep>(size)); }

  constexpr Rep value() const { return value_; }
  constexpr StrongId next() const { return StrongId(static_cast<Rep>(value_ + 1)); }
  // REQUIRES: value() > 0.
  constexpr StrongId previous() const { return StrongId(static_cast<Rep>(value_ - 1)); }
  constexpr StrongId& operator++() {
    ++value_;
    return *this;
  }
  friend constexpr auto operator<=>(StrongId, StrongId) = default;

 private:
  Rep value_ = 0;
};

using ByteOffset = StrongId<struct ByteOffsetTag>;
using BlockIndex = StrongId<struct BlockTag>;
using SentenceIndex = StrongId<struct SentenceTag>;
using TokenIndex = StrongId<struct TokenTag>;
using MentionIndex = StrongId<struct MentionTag>;
using EntityIndex = StrongId<struct EntityTag>;
using PlaceIndex = StrongId<struct PlaceTag>;
using LocationIndex = StrongId<struct LocationTag>;
using TimeIndex = StrongId<struct TimeTag>;
using QuantityIndex = StrongId<struct QuantityTag>;
using AttributionIndex = StrongId<struct AttributionTag>;
using ClaimIndex = StrongId<struct ClaimTag>;
using EventIndex = StrongId<struct EventTag>;

}  // namespace dateline

template <typename Tag, typename Rep>
struct std::hash<dateline::StrongId<Tag, Rep>> {
  std::size_t operator()(dateline::StrongId<Tag, Rep> id) const noexcept {
    return std::hash<Rep>()(id.value());
  }
};
