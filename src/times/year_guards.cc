// Which bare numbers are years.
#include "times/finder.h"

namespace dateline::times {
namespace {

constexpr int kFirstYear = 1700;  // of bare numbers, which count more often when they are smaller
constexpr int kLastYear = 2100;

// A number of which reports count less than they date by it.
bool IsLikelyYear(int year) { return year >= 1900 && year <= 2050; }

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLetter(char c) {
  return IsUpper(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

// "a 1996 law", "its 1990 invasion": a number of that size before a singular noun counts nothing.
// Before a plural it may ("2000 soldiers"), unless a determiner stands before it and it is not
// round.
bool Finder::IsYearOfNoun(TokenIndex first) const {
  const int year = ReadingsOf(first.value()).front().number;
  const auto noun = input_.words[first].head;
  if (year < kFirstYear || year > kLastYear || !noun || *noun <= first) return false;
  const auto before = Before(first);
  const bool has_determiner = before && IsA(*before, language_.year_determiner);
  if (IsSingular(*noun)) {
    return IsLikelyYear(year) || (has_determiner && input_.words[*noun].upos == Upos::kNoun);
  }
  if (!IsLikelyYear(year) || year % 100 == 0) return false;
  // A count of that size is told exactly for little, and then with a comma: "1,998 votes".
  return has_determiner ||
         (!IsA(*noun, language_.measure) && !(before && IsA(*before, language_.approximate)));
}

// A bare number of four digits is a year after a preposition, in brackets or between signs; not
// before a noun ("2000 soldiers") nor after a sign of money.
bool Finder::AllowsYear(TokenIndex first, TokenIndex end, const Found* previous) const {
  const int year = ReadingsOf(first.value()).front().number;
  const auto before = Before(first);
  const auto after = After(end);
  if (before && IsA(*before, language_.not_year)) return false;
  // "in 1994, 1995 and 1997"
  if (previous && before && previous->end == *before && IsA(*before, language_.joint) &&
      previous->slots.has(Meaning::kYear) && year >= kFirstYear && year <= kLastYear) {
    return true;
  }
  // It counts what follows it, if anything; "in 1988." counts nothing.
  const bool is_followed = after && IsLetter(input_.surface(*after).front());
  if (!input_.words.empty() && input_.words[first].deprel == Deprel::kNummod && is_followed) {
    return IsYearOfNoun(first);
  }
  if (after && IsA(*after, language_.measure)) return false;
  if (year < 100) return true;  // "'98"
  if (year > kLastYear) return false;
  if (year < kFirstYear) return IsOldYear(before, after);
  if (before && IsA(*before, language_.year_cue)) return true;
  if (!IsLikelyYear(year)) return false;
  if (!before) return year % 100 != 0 && IsYearAlone(after);
  // "the 1988 accord", but "the 2000 soldiers" of a round number are a count.
  if (year % 100 != 0 && IsA(*before, language_.year_determiner)) return true;
  return !is_followed || IsA(*after, language_.year_cue) || IsUpper(input_.surface(*after).front());
}

// "in 1494, when he died", but "in 1494 houses" and "of 1494 houses".
bool Finder::IsOldYear(std::optional<TokenIndex> before, std::optional<TokenIndex> after) const {
  if (!before || !IsA(*before, language_.old_year_cue)) return false;
  if (!after || !IsLetter(input_.surface(*after).front())) return true;
  if (input_.words.empty()) return false;
  const Upos tag = input_.words[*after].upos;
  return tag != Upos::kNoun && tag != Upos::kAdj && tag != Upos::kPropn;
}

// "1993." as a heading, "2022 has been hard", but "2014 were killed".
bool Finder::IsYearAlone(std::optional<TokenIndex> after) const {
  if (!after || !IsLetter(input_.surface(*after).front())) {
    return !after || input_.surface(*after) == "." || input_.surface(*after) == ":";
  }
  if (input_.words.empty()) return false;
  const Upos tag = input_.words[*after].upos;
  return (tag == Upos::kAux || tag == Upos::kVerb) && IsSingular(*after);
}

}  // namespace dateline::times
