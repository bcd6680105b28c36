// Facts: what the span tagger knows of every token before it looks at words: quotation, tree, the
// nearest words that may be a cue, and the part that the rules gave it.
#pragma once

#include <cstdint>
#include <vector>

#include "attribution/compose.h"
#include "attribution/scene.h"
#include "attribution/tags.h"
#include "model/feature_hash.h"

namespace dateline::attribution {

using model::Feature;
using model::Hash;
using model::HashBytes;
using model::Scramble;

// How often a lemma is a cue, in five steps; learned, and part of the model.
class CuePriors {
 public:
  virtual ~CuePriors() = default;
  // 0: never seen or almost never; 4: nearly always.
  virtual std::uint8_t BinOf(Feature key) const = 0;
};
inline constexpr std::uint8_t kCandidateBin = 2;  // from here on a word may well be a cue

struct Fact {
  std::uint64_t word = 0;   // lower case; names and numbers by their shape, so that none is learned
  std::uint64_t lemma = 0;  // the same
  std::uint64_t suffix = 0;
  std::uint64_t shape = 0;
  std::uint64_t tag = 0;       // treebank tag
  std::uint64_t relation = 0;  // to the head
  std::uint64_t children = 0;  // set of relations below
  std::uint8_t name = 0;       // 0 none, else by type, begin or inside
  std::uint8_t quoted = 0;     // 0 outside, 1 inside speech, 2 inside a mention, 3 opens, 4 closes
  std::uint8_t prior = 0;
  std::uint8_t cue_class = 0;  // of the lexicon; 0 none
  Tag rule = Tag::kOutside;    // what the rules say
  bool is_candidate = false;
  std::uint8_t since_closing = 0;  // tokens, in steps
  std::uint8_t to_opening = 0;
  std::uint32_t left = kNowhere;  // nearest candidates in the sentence
  std::uint32_t right = kNowhere;
  std::uint32_t above = kNowhere;  // nearest candidate among the ancestors
  std::uint64_t entry = 0;         // the relation by which the token hangs below it

  static constexpr std::uint32_t kNowhere = 0xFFFFFFFFu;
};

struct SentenceFact {
  std::uint8_t candidates = 0;
  bool is_all_quoted = false;
  std::uint8_t block = 0;
};

struct Facts {
  std::vector<Fact> tokens;
  std::vector<SentenceFact> sentences;
};

Feature PriorKey(const Scene& scene, TokenIndex token);

Facts GatherFacts(const Scene& scene, const Composed& rules, const CuePriors& priors);

// Where each token enters the subtree of its nearest ancestor for which `is_top` holds.
template <typename IsTop>
void FindEntries(const Scene& scene, const IsTop& is_top, std::vector<std::uint32_t>& above,
                 std::vector<std::uint64_t>& entry);

// Small numbers in steps: 0, 1, 2, 3, 4-5, 6-8, 9-15, more.
std::uint8_t Step(std::size_t distance);

template <typename IsTop>
void FindEntries(const Scene& scene, const IsTop& is_top, std::vector<std::uint32_t>& above,
                 std::vector<std::uint64_t>& entry) {
  constexpr int kLongestPath = 12;
  const std::size_t size = scene.input.words.size();
  above.assign(size, Fact::kNowhere);
  entry.assign(size, 0);
  for (std::uint32_t i = 0; i < size; ++i) {
    std::uint32_t at = i;
    for (int step = 0; step < kLongestPath; ++step) {
      const Word& word = scene.word(TokenIndex(at));
      if (!word.head) break;
      const std::uint32_t head = word.head->value();
      if (is_top(head)) {
        above[i] = head;
        entry[i] = 1 + static_cast<std::uint64_t>(word.deprel) * 2 + (at < head ? 1 : 0);
        break;
      }
      at = head;
    }
  }
}

}  // namespace dateline::attribution
