#include "places/word_stream.h"

#include "unicode/utf8.h"

namespace dateline::places {
namespace {

bool IsJoint(std::string_view surface) {
  for (std::size_t i = 0; i < surface.size();) {
    const unicode::CodePoint c = unicode::DecodeAt(surface, i);
    i += c.size_bytes;
    const bool is_joint = c.value == '-' || c.value == '.' || c.value == '\'' ||
                          (c.value >= 0x2010 && c.value <= 0x2012) || c.value == 0x2019 ||
                          c.value == 0x02BC;
    if (!is_joint) return false;
  }
  return true;
}

}  // namespace

WordStream::WordStream(const text::StructureView& input) {
  words_.reserve(input.tokens.size());
  first_.reserve(input.tokens.size() + 1);
  flags_.reserve(input.tokens.size());
  std::vector<std::uint64_t> hashes;
  for (TokenIndex t; t < input.tokens.end_index(); ++t) {
    const std::string_view surface = input.surface(t);
    first_.push_back(static_cast<std::uint32_t>(words_.size()));
    std::uint8_t flags = 0;
    std::size_t letters = 0, capitals = 0;
    for (std::size_t i = 0; i < surface.size() && i < 64;) {
      const unicode::CodePoint c = unicode::DecodeAt(surface, i);
      if (unicode::IsLetter(c.value)) {
        ++letters;
        if (unicode::IsUpper(c.value)) {
          ++capitals;
          if (i == 0) flags |= kCapital;
        }
      }
      if (c.value == '.') flags |= kStop;
      i += c.size_bytes;
    }
    if (letters >= 2 && capitals == letters) flags |= kCapitals;
    flags_.push_back(flags);
    hashes.clear();
    const bool is_whole = AppendWords(surface, hashes);
    for (const std::uint64_t hash : hashes) words_.push_back({hash, t});
    if (hashes.empty() ? !IsJoint(surface) : !is_whole) words_.push_back({kBarrier, t});
  }
  first_.push_back(static_cast<std::uint32_t>(words_.size()));
}

}  // namespace dateline::places
