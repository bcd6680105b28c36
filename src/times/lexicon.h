// The words of time of one language, and what each token of a document may mean in a pattern.
//
// A word has readings: a symbol that patterns ask for (a class such as MONTH, or the word itself),
// the meaning that the operators know and a value. Words come from data/times/words.*.tsv; the
// shapes of digits (years, days, clock times, ordinals) belong to no language and are found here.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dateline/result.h"

namespace dateline::times {

// What an operator can ask of a match. Classes without a meaning only take part in patterns.
enum class Meaning : std::uint8_t {
  kNone,
  kMonth,      // 1 to 12
  kWeekday,    // 1 Monday to 7 Sunday
  kUnit,       // text: S M(inute as "TM") H D W WE M Q Y; number: how many of them
  kNumber,     // a quantity
  kVague,      // a quantity that is not told: number is the guess for intervals
  kOrdinal,    // third: 3
  kDay,        // day of the month
  kYear,       // four digits, or two after an apostrophe
  kPart,       // text: MO MI AF EV NI
  kSeason,     // text: SP SU FA WI
  kRelative,   // -1 last, 0 this, 1 next
  kAnchored,   // -1 the previous, 0 that, 1 the following: counted from the text's own day
  kDeictic,    // days from the day of publication
  kReference,  // text: PRESENT_REF PAST_REF FUTURE_REF
  kFrequency,  // text: a TIMEX3 duration
  kEdge,       // text: START MID END, EARLIER LATER TODATE
  kCompare,    // text: the TIMEX3 mod of a quantity
  kHoliday,    // number: month * 100 + day; text "4THU11" style for moving ones
  kZone,       // a time zone
  kMeridiem,   // text: AM PM
  kClock,      // hour * 100 + minute
  kHour,       // 0 to 24
  kDecade,     // first year of the decade; below 100 without its century
  kEvery,      // marks a set
  kFullDate,   // year * 10000 + month * 100 + day; month 0 when the order of the two is not told
  kFraction,   // "1/2": half a unit more
  kSpoken,     // a part of a year in words, "nineteen" 1900, "ninety" 90: they add up
  kYearRange,  // first year * 10000 + last year
};
inline constexpr std::size_t kMeaningCount = 29;

using Symbol = std::uint16_t;

struct WordReading {
  Symbol symbol = 0;
  Meaning meaning = Meaning::kNone;
  bool is_weak = false;     // also an everyday word: needs its context to be a time
  bool is_plural = false;   // of units: "weeks" alone is a number of them that is not told
  bool is_context = false;  // of a match: a neighbour that the pattern asks for
  std::int32_t number = 0;
  std::string_view text;
  std::string_view edge;  // of "mid-June" in one token: MID
};

class Lexicon {
 public:
  // Adds the words of a table. Errors: kCorrupt naming the line. The text must outlive the lexicon.
  Status AddWords(std::string_view table, std::string_view name);

  // The symbol of a class, created when new. Names are in upper case.
  Symbol ClassSymbol(std::string_view name);
  // The symbol that only this word has; patterns name literal words by it.
  Symbol LiteralSymbol(std::string_view word);
  static Meaning MeaningOf(std::string_view class_name);
  std::size_t symbol_count() const { return symbol_count_; }

  // The readings of a token; empty for almost every token. Digits are appended to `scratch`.
  // `scratch` only grows by whole tokens, so the caller keeps offsets, not pointers, into it.
  std::span<const WordReading> Words(std::string_view token) const;
  void AddShapes(std::string_view token, std::vector<WordReading>& scratch) const;
  // "mid-June" in one token: the readings of "June" with the edge of "mid".
  void AddEdged(std::string_view token, std::vector<WordReading>& scratch) const;
  // "FY2021" in one token: letters of the class YEARPREFIX, whose value is the class of the whole,
  // before two or four digits.
  static bool MayHavePrefix(std::string_view token);
  void AddPrefixed(std::string_view token, std::vector<WordReading>& scratch) const;
  // Whether AddShapes may know the token: digits, also after an apostrophe.
  static bool StartsAsShape(std::string_view token);
  bool Has(std::string_view token, Symbol symbol) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const {
      return std::hash<std::string_view>()(word);
    }
  };
  std::vector<WordReading>& Entry(std::string_view word);

  std::unordered_map<std::string, std::vector<WordReading>, Hash, std::equal_to<>> words_;
  std::unordered_map<std::string, Symbol, Hash, std::equal_to<>> symbols_;
  std::bitset<1 << 14> may_hold_;  // by first byte, last byte and size: most tokens stop here
  std::size_t symbol_count_ = 0;
};

// The key under which a word is kept: in lower case, dashes as "-", apostrophes as "'".
std::string WordKey(std::string_view word);

}  // namespace dateline::times
