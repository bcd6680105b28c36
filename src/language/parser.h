// Parser: one head and one relation for every word, in time linear in the sentence.
//
// Greedy arc-hybrid transitions (Kuhlmann et al. 2011): shift, attach the top of the stack to the
// next word, attach it to the word below it. Trained with a dynamic oracle (Goldberg and Nivre
// 2013). The move is decided first, from small rows; the relation only when an arc is made, when
// the dependent has all its own dependents. The artificial root takes a word only when the input is
// used up, so that every sentence has exactly one root and no cycle.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "dateline/reading.h"
#include "language/feature.h"
#include "language/lexeme.h"
#include "language/tables.h"
#include "language/tagger.h"

namespace dateline::language {

enum class Move : std::uint8_t { kShift, kLeft, kRight };

inline constexpr std::size_t kDeprels = static_cast<std::size_t>(Deprel::kDep) + 1;
static_assert(kDeprels <= 64, "sets of relations are kept in 64 bits");

// A word, or the artificial root (number 0); word i of the sentence is node i + 1.
struct Node {
  std::uint64_t word = 0;
  std::uint64_t tag = 0;
  std::uint64_t upos = 0;
  std::uint64_t left_labels = 0;  // one bit a relation
  std::uint64_t right_labels = 0;
  std::uint32_t head = 0;
  std::uint32_t left = 0;   // leftmost dependent, 0: none
  std::uint32_t left2 = 0;  // the one after it
  std::uint32_t right = 0;  // rightmost dependent, 0: none
  std::uint32_t left_count = 0;
  std::uint32_t right_count = 0;
  Deprel label = Deprel::kDep;
};

// The state of one sentence; its memory is reused for the next.
class ParserState {
 public:
  void Start(std::span<const Lexeme> words, std::span<const TagId> tags,
             std::span<const Tag> tag_set);

  bool is_done() const { return next_ == words_ + 1 && stack_.size() == 1; }
  bool Allows(Move move) const;
  void Shift();
  // The arc that kLeft or kRight would make.
  struct Arc {
    std::uint32_t head = 0;
    std::uint32_t dependent = 0;
  };
  Arc ArcOf(Move move) const;
  // REQUIRES: Allows(move); `move` is not kShift.
  void Attach(Move move, Deprel label);

  const std::vector<std::uint32_t>& stack() const { return stack_; }
  std::uint32_t next() const { return next_; }  // the next word, words() + 1 at the end
  std::uint32_t words() const { return words_; }
  const Node& node(std::uint32_t i) const { return nodes_[i]; }
  // The number of a position counted from the top of the stack or the next word; an outside node
  // when there is none.
  const Node& Stack(std::size_t depth) const {
    return depth < stack_.size() ? nodes_[stack_[stack_.size() - 1 - depth]] : nodes_[words_ + 1];
  }
  const Node& Ahead(std::uint32_t offset) const {
    return next_ + offset <= words_ ? nodes_[next_ + offset] : nodes_[words_ + 1];
  }

 private:
  std::vector<Node> nodes_;  // root, words, outside
  std::vector<std::uint32_t> stack_;
  std::uint32_t next_ = 1;
  std::uint32_t words_ = 0;
};

using MoveFeatureList = FeatureList<80>;
using LabelFeatureList = FeatureList<48>;
void MoveFeatures(const ParserState& state, MoveFeatureList& out);
void LabelFeatures(const ParserState& state, ParserState::Arc arc, LabelFeatureList& out);

class Parser {
 public:
  static Result<Parser> Load(const model::Container& container);

  // Parses into `state`, whose nodes then hold heads (0: the root) and relations.
  void Run(std::span<const Lexeme> words, std::span<const TagId> tags, std::span<const Tag> tag_set,
           ParserState& state) const;

 private:
  Deprel LabelOf(const ParserState& state, ParserState::Arc arc) const;

  MoveTable moves_;
  SparseTable labels_;
};

}  // namespace dateline::language
