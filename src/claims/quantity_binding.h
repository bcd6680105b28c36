// What a number counts and what that does or undergoes: by the tree where there is one, and by the
// order of the words where the tree fails, as it does in headlines ("Blast kills at least 25").
#pragma once

#include <optional>
#include <string>

#include "claims/quantity_numbers.h"

namespace dateline::claims {

// Units that the contract names and the code has to know.
inline constexpr std::string_view kPersonUnit = "person";
inline constexpr std::string_view kPartUnit = "percent";

struct Counted {
  std::string unit;
  double factor = 1;  // to the unit
  TokenIndex head;    // stands for the counted thing in the tree
  TokenIndex end;     // after the noun; of measures the quantity's own end
  bool is_measure = false;
};

class QuantityBinding {
 public:
  // Both must outlive the binding.
  QuantityBinding(const QuantityTokens& tokens, const QuantityWords& words)
      : tokens_(tokens), view_(tokens.view()), words_(words) {}

  // The thing that the number counts; none if there is none, or nothing that a claim counts.
  std::optional<Counted> CountedBy(const NumberReading& number, TokenIndex limit) const;
  // A unit of measure at `at`, after an optional hyphen.
  std::optional<Counted> MeasureAt(TokenIndex at, TokenIndex limit) const;
  // Of a number that stands alone: the verb, state or toll that says that it counts persons.
  std::optional<TokenIndex> PredicateOfPersons(const NumberReading& number, TokenIndex first,
                                               TokenIndex limit) const;
  // What the head does or undergoes. `end` is where its words end.
  std::optional<TokenIndex> PredicateOf(TokenIndex head, TokenIndex end, TokenIndex limit) const;
  // "25 feared dead": the state that follows at once, if one does.
  std::optional<TokenIndex> StateAfter(TokenIndex end, TokenIndex limit) const;
  // The verb, state or deed whose victims `head` is among. With a noun of a person more verbs do.
  enum class Stands : std::uint8_t { kAlone, kAsPerson };
  std::optional<TokenIndex> SufferedBy(TokenIndex head, Stands how) const;
  // The first of the things that `head` is coordinated with, or `head`.
  TokenIndex FirstConjunct(TokenIndex head) const;
  // Is it a noun of one person, in the singular?
  bool IsOnePerson(TokenIndex token) const;
  // The class of a word or of its lemma.
  bool Is(TokenIndex token, QuantityClass kind) const;

 private:
  bool has_tree() const { return !view_.words.empty(); }
  std::optional<TokenIndex> NounAfter(TokenIndex at, TokenIndex limit) const;
  std::optional<TokenIndex> NounByTree(TokenIndex numeral, TokenIndex limit) const;
  // "7.5 million South Sudanese": people named by where they are from.
  std::optional<Counted> PeopleAt(TokenIndex at, TokenIndex limit) const;
  bool IsStateAlone(TokenIndex at, TokenIndex limit) const;
  std::optional<TokenIndex> VerbAfter(TokenIndex at, TokenIndex limit) const;
  bool IsPartOfName(const NumberReading& number, TokenIndex noun) const;
  std::optional<Counted> UnitOf(TokenIndex noun) const;
  std::optional<Counted> PersonsBehindLetter(const NumberReading& number, TokenIndex limit) const;
  std::optional<TokenIndex> HeadingBefore(const NumberReading& number, TokenIndex first) const;
  std::optional<TokenIndex> TollBefore(const NumberReading& number, TokenIndex first) const;

  const QuantityTokens& tokens_;
  const text::LanguageView& view_;
  const QuantityWords& words_;
};

}  // namespace dateline::claims
