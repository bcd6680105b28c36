// What the earlier sentences of a document made of its capitalised words. A sentence that leaves
// open what a name is ("captured Izium in April") is read in the light of those that tell ("the
// city of Izium"); first mentions are the full ones in news, so that looking back is enough.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "language/lexeme.h"
#include "language/names.h"

namespace dateline::language {

class NameMemory {
 public:
  // REQUIRES: called before the first sentence of each document.
  void Forget() { forms_.clear(); }

  // Draws the scores of the states (kNameStates a word, of one sentence) of each capitalised word
  // towards what the form was read as before, then remembers how this sentence alone reads it.
  void Share(std::span<const Lexeme> words, std::span<float> scores);

 private:
  // Outside, then the classes of names: how far below the best state the best of each lies.
  using Classes = std::array<float, 1 + kNameClasses>;
  struct Seen {
    Classes sums{};
    float times = 0;
  };
  static Classes ClassesOf(std::span<const float, kNameStates> scores);

  std::unordered_map<std::uint64_t, Seen> forms_;  // by the lower form
  std::vector<Classes> sentence_;
};

}  // namespace dateline::language
