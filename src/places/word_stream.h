// WordStream: the folded words of a document in order, with the token that each stands in. Hyphens,
// apostrophes and stops leave no word; other marks leave a barrier that no name crosses.
#pragma once

#include <cstdint>
#include <vector>

#include "places/name_key.h"
#include "text/document.h"

namespace dateline::places {

inline constexpr std::uint64_t kBarrier = 1;

struct StreamWord {
  std::uint64_t hash = 0;
  TokenIndex token;
};

class WordStream {
 public:
  explicit WordStream(const text::StructureView& input);

  std::size_t size() const { return words_.size(); }
  const StreamWord& operator[](std::size_t i) const { return words_[i]; }
  // The words of a token are [begin_of(token), begin_of(token.next())).
  std::size_t begin_of(TokenIndex token) const { return first_[token.value()]; }
  // The hash of a token of exactly one word, else 0.
  std::uint64_t word_of(TokenIndex token) const {
    const std::size_t first = first_[token.value()];
    return first_[token.value() + 1] == first + 1 ? words_[first].hash : 0;
  }
  bool is_barrier(TokenIndex token) const { return word_of(token) == kBarrier; }
  bool is_capitalised(TokenIndex token) const { return (flags_[token.value()] & kCapital) != 0; }
  bool is_all_capitals(TokenIndex token) const { return (flags_[token.value()] & kCapitals) != 0; }
  bool has_stop(TokenIndex token) const { return (flags_[token.value()] & kStop) != 0; }

 private:
  static constexpr std::uint8_t kCapital = 1;   // begins with an upper-case letter
  static constexpr std::uint8_t kCapitals = 2;  // two letters or more, all upper case
  static constexpr std::uint8_t kStop = 4;      // holds a stop

  std::vector<StreamWord> words_;
  std::vector<std::uint32_t> first_;
  std::vector<std::uint8_t> flags_;
};

}  // namespace dateline::places
