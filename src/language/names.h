// Names: mentions of persons, bodies and places by name, as spans of a sentence's words.
//
// A structured perceptron (Collins 2002) over BILOU states with a first-order Viterbi search. The
// corpora tell apart six classes; the finer types of a reading are decided by table afterwards
// (data/language/name_types.en.tsv).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "language/feature.h"
#include "language/lexeme.h"
#include "language/tables.h"
#include "language/tagger.h"

namespace dateline::language {

enum class NameClass : std::uint8_t { kPer, kOrg, kLoc, kFac, kNorp, kMisc };
inline constexpr std::size_t kNameClasses = 6;

// State 0 is outside; class k has begin, inside, last and unit at 1 + 4k and after.
inline constexpr std::size_t kNameStates = 1 + 4 * kNameClasses;
using NameState = std::uint8_t;
constexpr NameState StateOf(NameClass name_class, int part) {
  return static_cast<NameState>(1 + 4 * static_cast<int>(name_class) + part);
}
constexpr bool IsOpen(NameState s) { return s != 0 && (s - 1) % 4 < 2; }  // begin, inside
constexpr bool IsWithin(NameState s) { return s != 0 && ((s - 1) % 4 == 1 || (s - 1) % 4 == 2); }
constexpr NameClass ClassOf(NameState s) { return static_cast<NameClass>((s - 1) / 4); }
// May `to` follow `from` (state 0 stands for the edges of a sentence as well)?
constexpr bool Follows(NameState from, NameState to) {
  return IsOpen(from) ? IsWithin(to) && ClassOf(from) == ClassOf(to) : !IsWithin(to);
}

using NameFeatureList = FeatureList<64>;
void NameFeatures(std::span<const Lexeme> words, std::span<const TagId> tags, std::size_t i,
                  NameFeatureList& out);

// Scores of following states, [from][to].
template <typename Score>
using NameTransitions = std::array<std::array<Score, kNameStates>, kNameStates>;

// The best legal sequence of states under `emissions` (kNameStates a word) and `transitions`;
// `allowed` (empty, or a bit set a word) restricts it, for training on partly known labels.
template <typename Score>
class Viterbi {
 public:
  void Run(std::span<const Score> emissions, const NameTransitions<Score>& transitions,
           std::span<const std::uint32_t> allowed, std::vector<NameState>& out);

 private:
  std::vector<Score> best_;
  std::vector<NameState> from_;
};

struct NameSpan {
  std::size_t first = 0;  // words [first, end) of the sentence
  std::size_t end = 0;
  NameClass name_class = NameClass::kPer;
};
// The spans that a legal sequence of states stands for.
void SpansOf(std::span<const NameState> states, std::vector<NameSpan>& out);

class NameFinder {
 public:
  static Result<NameFinder> Load(const model::Container& container);

  // Memory of one document, reused from sentence to sentence.
  struct Scratch {
    std::vector<std::int32_t> emissions;
    std::vector<NameState> states;
    Viterbi<std::int32_t> viterbi;
  };
  void Run(std::span<const Lexeme> words, std::span<const TagId> tags, Scratch& scratch,
           std::vector<NameSpan>& out) const;

 private:
  SparseTable table_;
  NameTransitions<std::int32_t> transitions_{};
};

}  // namespace dateline::language
