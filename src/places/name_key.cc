#include "places/name_key.h"

#include <array>
#include <utility>

#include "unicode/fold.h"

namespace dateline::places {
namespace {

std::uint64_t HashWord(std::string_view word) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kSame = {
      {{"saint", "st"}, {"sainte", "ste"}, {"fort", "ft"}, {"mount", "mt"}}};
  for (const auto& [full, brief] : kSame) {
    if (word == full) word = brief;
  }
  std::uint64_t h = 0xCBF29CE484222325ull;
  for (const char c : word) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3ull;
  return h;
}

enum class Mark { kPartOfWord, kDropped, kParts, kEnds };

Mark MarkOf(char c) {
  const auto u = static_cast<unsigned char>(c);
  if (u >= 0x80 || (u >= '0' && u <= '9') || ((u | 0x20u) >= 'a' && (u | 0x20u) <= 'z'))
    return Mark::kPartOfWord;
  if (c == '.' || c == '\'' || c == '"') return Mark::kDropped;
  if (c == ' ' || c == '-' || c == '_' || c == '\t') return Mark::kParts;
  return Mark::kEnds;
}

// Calls `word` with each folded word. Returns false when an ending mark was met.
template <typename F>
bool ForEachWord(std::string_view text, const F& word) {
  bool is_ascii = true;
  for (const char c : text) is_ascii = is_ascii && static_cast<unsigned char>(c) < 0x80;
  std::string folded;
  if (!is_ascii) {
    folded = unicode::FoldName(text);
    text = folded;
  }
  std::array<char, 64> buffer{};
  std::string overlong;  // words that the buffer cannot hold; never a name, but must not be lost
  std::size_t used = 0;
  bool whole = true;
  const auto flush = [&] {
    if (used == 0) return;
    if (overlong.empty()) {
      word(std::string_view(buffer.data(), used));
    } else {
      word(overlong);
    }
    used = 0;
    overlong.clear();
  };
  for (const char c : text) {
    switch (MarkOf(c)) {
      case Mark::kPartOfWord: {
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        if (used < buffer.size()) {
          buffer[used++] = lower;
        } else {
          if (overlong.empty()) overlong.assign(buffer.data(), used);
          overlong.push_back(lower);
        }
        break;
      }
      case Mark::kDropped:
        break;
      case Mark::kEnds:
        whole = false;
        flush();
        break;
      case Mark::kParts:
        flush();
        break;
    }
  }
  flush();
  return whole;
}

}  // namespace

bool AppendWords(std::string_view text, std::vector<std::uint64_t>& out) {
  return ForEachWord(text, [&](std::string_view word) { out.push_back(HashWord(word)); });
}

KeyHash KeyOf(std::string_view name) {
  KeyHash key = kEmptyKey;
  ForEachWord(name, [&](std::string_view word) { key = Extend(key, HashWord(word)); });
  return key;
}

std::string KeyText(std::string_view name) {
  std::string text;
  ForEachWord(name, [&](std::string_view word) {
    if (!text.empty()) text.push_back(' ');
    text.append(word);
  });
  return text;
}

}  // namespace dateline::places
