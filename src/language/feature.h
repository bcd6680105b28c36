// Features: 64-bit hashes of a template number and what it looks at. The same functions serve
// training and reading, so that both always see the same features.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dateline::language {

using Feature = std::uint64_t;

constexpr std::uint64_t Scramble(std::uint64_t x) {
  x *= 0x9E3779B97F4A7C15u;
  x ^= x >> 32;
  x *= 0xD6E8FEB86659FD93u;
  x ^= x >> 29;
  return x;
}

// What a feature looks at: hashes of strings, tags, labels or counts; 0 where there is nothing.
constexpr std::uint64_t Join(std::uint64_t a, std::uint64_t b) {
  return Scramble(a + 0x632BE59BD9B4E019u) + b;
}
constexpr Feature Hash(std::uint64_t form, std::uint64_t a) {
  return Scramble(a * 0xA0761D6478BD642Fu + form);
}
constexpr Feature Hash(std::uint64_t form, std::uint64_t a, std::uint64_t b) {
  return Hash(form, Join(a, b));
}
constexpr Feature Hash(std::uint64_t form, std::uint64_t a, std::uint64_t b, std::uint64_t c) {
  return Hash(form, Join(Join(a, b), c));
}
constexpr Feature Hash(std::uint64_t form, std::uint64_t a, std::uint64_t b, std::uint64_t c,
                       std::uint64_t d) {
  return Hash(form, Join(Join(Join(a, b), c), d));
}

// FNV-1a, scrambled: for the few bytes of a word.
constexpr std::uint64_t HashBytes(std::string_view bytes) {
  std::uint64_t h = 0xCBF29CE484222325u;
  for (const char c : bytes) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  return Scramble(h);
}

// A fixed list that templates write to; no allocation while reading.
template <std::size_t kCapacity>
class FeatureList {
 public:
  void clear() { size_ = 0; }
  void Add(Feature feature) { items_[size_++] = feature; }  // REQUIRES: size() < kCapacity
  std::size_t size() const { return size_; }
  const Feature* begin() const { return items_; }
  const Feature* end() const { return items_ + size_; }

 private:
  Feature items_[kCapacity];
  std::size_t size_ = 0;
};

}  // namespace dateline::language
