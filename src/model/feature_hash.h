// Features of learned models: 64-bit hashes of a template number and what it looks at. The same
// functions serve training and reading, so that both always see the same features; a change of one
// of them makes every model of the repository unreadable.
#pragma once

#include <cstdint>
#include <string_view>

namespace dateline::model {

using Feature = std::uint64_t;

constexpr std::uint64_t Scramble(std::uint64_t x) {
  x *= 0x9E3779B97F4A7C15u;
  x ^= x >> 32;
  x *= 0xD6E8FEB86659FD93u;
  x ^= x >> 29;
  return x;
}

// FNV-1a, scrambled: for the few bytes of a word.
constexpr std::uint64_t HashBytes(std::string_view bytes) {
  std::uint64_t h = 0xCBF29CE484222325u;
  for (const char c : bytes) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  return Scramble(h);
}

// What a feature looks at: hashes of strings, tags, labels or counts; 0 where there is nothing.
constexpr std::uint64_t Join(std::uint64_t a, std::uint64_t b) {
  return Scramble(a + 0x632BE59BD9B4E019u) + b;
}
constexpr Feature Hash(std::uint64_t form, std::uint64_t a) {
  return Scramble(a * 0xA0761D6478BD642Fu + form);
}
template <typename... More>
constexpr Feature Hash(std::uint64_t form, std::uint64_t a, std::uint64_t b, More... more) {
  return Hash(form, Join(a, b), more...);
}

}  // namespace dateline::model
