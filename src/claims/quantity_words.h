// The words of counts and measures of one language: data/claims/quantities.LANGUAGE.tsv.
//
// A word may be of several classes ("to" joins a range and leads from a toll to its number). Words
// of several tokens are phrases, found by their first token, longest first.
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dateline/result.h"

namespace dateline::claims {

// What a row of the table is for.
enum class QuantityClass : std::uint8_t {
  kNumber,           // 0 to 19
  kTens,             // 20 to 90
  kMultiplier,       // "hundred", "dozen": multiplies what stands before it
  kAmount,           // a number of its own: "dozens" from 24, "a couple" 2
  kFraction,         // "thirds": its denominator
  kBefore,           // stands before a number and bounds it: "at least"
  kAfter,            // stands after a number and bounds it: "or more"
  kBetween,          // opens a range
  kAnd,              // joins the parts of a number, and the ends of an opened range
  kRange,            // joins the ends of a range
  kArticle,          // one, where that counts
  kOf,               // what is counted follows
  kZero,             // "no", only before counted things
  kNegation,         // leaves a bound after it alone
  kMore,             // may stand between a number and what is counted
  kSubset,           // what follows is a part of the count before
  kMeasure,          // a unit with its factor
  kStrength,         // "15,000-strong"
  kCurrency,         // a price, not a count
  kUncounted,        // nouns that are no things to count
  kLabel,            // "Article 5": the number is a name
  kCounted,          // nouns with a unit of their own
  kObjectVerb,       // done to persons
  kObjectNounVerb,   // done to persons and things
  kSubjectVerb,      // what does it are persons
  kCrowdVerb,        // what does it are persons where a number stands alone
  kState,            // "dead": says what became of those counted
  kStateLink,        // may stand between those counted and their state
  kDeed,             // "killing of": done to those that "of" names
  kToll,             // "toll", whose number is at a distance
  kTollLink,         // leads from a toll to its number
  kFrom,             // before a number: what "to" leads to is a change, no range
  kAffected,         // "casualties": nouns of what befell persons, also with "no"
  kMachine,          // "jet fighters" are no persons
  kSpatial,          // after it "over" says where, not how many
  kShortMultiplier,  // "2m people": multiplies digits right before it, if persons follow
};
inline constexpr std::size_t kQuantityClassCount = 36;

// What a number is to the count that it gives.
enum class Bound : std::uint8_t { kExact, kAbout, kMin, kMax };

struct QuantityEntry {
  std::vector<std::string> rest;  // the tokens after the first, of a phrase
  QuantityClass kind = QuantityClass::kNumber;
  double value = 0;      // of numbers; of measures the factor to `unit`
  bool is_open = false;  // an amount without a most
  Bound bound = Bound::kExact;
  std::string_view unit;  // borrows from the table; "=" is the noun itself
};

// All entries that begin with one token, longest first.
struct QuantityWord {
  std::bitset<kQuantityClassCount> classes;  // of the entries of one token only
  std::vector<QuantityEntry> entries;

  bool is(QuantityClass kind) const { return classes.test(static_cast<std::size_t>(kind)); }
  // The entry of one token of that class, or null.
  const QuantityEntry* Of(QuantityClass kind) const;
};

class QuantityWords {
 public:
  // Errors: kCorrupt naming the table and the line. The table must outlive the words.
  static Result<QuantityWords> Parse(std::string_view table, std::string_view name);

  // Null for a word that the table has not, as almost every word. Case of ASCII is ignored.
  const QuantityWord* Find(std::string_view word) const;
  // Is `word` of that class?
  bool Is(std::string_view word, QuantityClass kind) const {
    const QuantityWord* found = Find(word);
    return found != nullptr && found->is(kind);
  }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const {
      return std::hash<std::string_view>()(word);
    }
  };
  std::unordered_map<std::string, QuantityWord, Hash, std::equal_to<>> words_;
  std::bitset<1 << 14> may_hold_;  // by first byte, last byte and size: most words stop here
};

}  // namespace dateline::claims
