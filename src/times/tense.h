// Tense: which way the words around an expression turn a bare day or month.
//
// With a tree, the verb that governs the expression decides: its auxiliaries, its form, and whether
// it is a word of what is to come ("scheduled"). Between the two may stand nouns ("a mission in
// December"); then the verb says little of where the month lies, and `is_direct` is false. Without
// a tree the nearest verb or cue of the sentence decides.
#pragma once

#include "times/finder.h"

namespace dateline::times {

struct Tense {
  Direction direction = Direction::kNone;
  bool is_direct = false;
  bool is_will = false;  // the verb itself says that it is to come: "will", "shall"
};

class TenseReader {
 public:
  // Borrows all three for its lifetime.
  TenseReader(const Language& language, const text::LanguageView& input, const Finder& finder)
      : language_(language), input_(input), finder_(finder) {}

  Tense At(const Found& found) const;
  // The word outside of the expression on which it hangs; none without a tree.
  std::optional<TokenIndex> Governor(const Found& found) const;

 private:
  // What stands before a verb and depends on it.
  struct Auxiliaries {
    bool has_modal = false;  // "will", "may"
    bool has_will = false;
    bool has_could = false;  // a modal that is also a past: "could not be reached"
    bool has_past = false;   // "was", "has", "did"
    bool has_had = false;
    bool has_be = false;  // a passive or a copula
    bool has_to = false;
    bool is_present = false;  // "is", "are"
    bool has_being = false;
  };
  Auxiliaries AuxiliariesOf(TokenIndex verb) const;
  bool IsAheadOf(TokenIndex first) const;
  static bool IsMonth(const Found& found);
  bool IsCaption(TokenIndex token) const;
  std::optional<TokenIndex> PredicateIn(const Found& found) const;
  Tense OfOwnCopula(TokenIndex predicate) const;
  bool IsPlanned(TokenIndex verb, bool is_month) const;
  bool IsPossessive(const Found& found) const;
  bool IsMonthOfNoun(const Found& found) const;
  Tense ByTree(const Found& found) const;
  Direction ByWindow(const Found& found) const;
  // Of a verb or of a predicate with a copula; none when its form does not tell.
  std::optional<Direction> OfPredicate(TokenIndex verb, bool after_limit, int depth) const;
  std::optional<Direction> OfForm(TokenIndex verb, bool after_limit, bool has_be) const;
  std::optional<Direction> OfToken(TokenIndex token) const;
  bool LeavesOpen(TokenIndex verb, TokenIndex first) const;
  bool IsToCome(TokenIndex token, bool has_be) const;
  bool IsDatedAct(TokenIndex verb, bool has_be) const;
  bool IsCarriedAhead(const Found& found) const;

  const Language& language_;
  const text::LanguageView& input_;
  const Finder& finder_;
};

}  // namespace dateline::times
