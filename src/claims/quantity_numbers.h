// Numbers in words and digits with what bounds them: "at least 15", "between five and nine",
// "two-thirds", "tens of thousands", "15 or more".
#pragma once

#include <optional>
#include <vector>

#include "claims/quantity_words.h"
#include "text/document.h"

namespace dateline::claims {

// The tokens of a document with their entries in the table, looked up once.
class QuantityTokens {
 public:
  QuantityTokens(const text::LanguageView& view, const QuantityWords& words);

  const text::LanguageView& view() const { return view_; }
  const QuantityWord* At(TokenIndex token) const { return found_[token.value()]; }
  bool Is(TokenIndex token, QuantityClass kind) const {
    const QuantityWord* word = At(token);
    return word != nullptr && word->is(kind);
  }
  // May a number or what bounds one begin here?
  bool MayBegin(TokenIndex token) const;
  // Does the entry stand at `at`, all its tokens before `limit`?
  bool Matches(const QuantityEntry& entry, TokenIndex at, TokenIndex limit) const;
  // The longest entry of that class at `at`, or null.
  const QuantityEntry* Longest(QuantityClass kind, TokenIndex at, TokenIndex limit) const;

 private:
  const text::LanguageView& view_;
  std::vector<const QuantityWord*> found_;
};

struct NumberReading {
  TokenIndex first;    // tokens [first, end), with what bounds the number
  TokenIndex end;      // after "or more"
  TokenIndex begin;    // the first token of the number itself
  TokenIndex numeral;  // its last, which the tree knows
  std::optional<double> min;
  std::optional<double> max;
  Bound bound = Bound::kExact;
  bool is_part = false;       // a fraction, in percent
  bool is_zero_word = false;  // "no": needs a counted thing
  bool has_written_bound = false;
};

// The number that begins at `at`, if there is one. Bounded work.
std::optional<NumberReading> ReadNumber(const QuantityTokens& tokens, TokenIndex at,
                                        TokenIndex limit);

}  // namespace dateline::claims
