// The tags of the span tagger: begin and inside of source, cue and content, and outside.
#pragma once

#include <cstddef>
#include <cstdint>

namespace dateline::attribution {

enum class Tag : std::uint8_t {
  kOutside,
  kBeginSource,
  kInsideSource,
  kBeginCue,
  kInsideCue,
  kBeginContent,
  kInsideContent,
};
inline constexpr std::size_t kTags = 7;

enum class Part : std::uint8_t { kNone, kSource, kCue, kContent };

constexpr Part PartOf(Tag tag) {
  return static_cast<Part>((static_cast<std::uint8_t>(tag) + 1) / 2);
}
constexpr bool IsBegin(Tag tag) { return static_cast<std::uint8_t>(tag) % 2 == 1; }
constexpr Tag BeginOf(Part part) {
  return static_cast<Tag>(static_cast<std::uint8_t>(part) * 2 - 1);
}
constexpr Tag InsideOf(Part part) { return static_cast<Tag>(static_cast<std::uint8_t>(part) * 2); }
// An inside follows only a begin or an inside of the same part.
constexpr bool MayFollow(Tag before, Tag tag) {
  return tag == Tag::kOutside || IsBegin(tag) || PartOf(before) == PartOf(tag);
}

}  // namespace dateline::attribution
