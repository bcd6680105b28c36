#include "places/distance.h"

#include <charconv>
#include <string>

namespace dateline::places {
namespace {

constexpr int kBracketReach = 5;  // tokens of "(31 miles)"
constexpr std::size_t kMostDigits = 8;

// "1,200", "2.5", "ten".
std::optional<double> NumberOf(std::string_view surface, const WordFacts& facts) {
  std::string digits;
  for (const char c : surface) {
    if (c == ',') continue;
    if ((c < '0' || c > '9') && c != '.') break;
    digits.push_back(c);
  }
  if (digits.empty() || digits.size() > kMostDigits)
    return facts.number > 0 ? std::optional<double>(facts.number) : std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc() ? std::optional(value) : std::nullopt;
}

}  // namespace

std::optional<StatedDistance> DistanceBefore(const text::LanguageView& input,
                                             const WordStream& stream, const Words& words,
                                             TokenIndex begin, TokenIndex end) {
  const auto facts = [&](TokenIndex t) -> const WordFacts& { return words.Of(stream.word_of(t)); };
  const auto number_at = [&](TokenIndex t) { return NumberOf(input.surface(t), facts(t)); };
  if (end <= begin || end.value() < begin.value() + 2) return std::nullopt;
  TokenIndex unit = end.previous();
  if (input.surface(unit) == ")") {  // "50 kilometres (31 miles) south of"
    for (int steps = 0; steps < kBracketReach && unit > begin && input.surface(unit) != "(";
         ++steps)
      unit = unit.previous();
    if (unit <= begin) return std::nullopt;
    unit = unit.previous();
  }
  const double unit_km = facts(unit).unit_km;
  if (unit_km <= 0 || unit <= begin) return std::nullopt;
  const TokenIndex number = unit.previous();
  const auto value = number_at(number);
  if (!value) return std::nullopt;
  StatedDistance distance{*value * unit_km, *value * unit_km, number};
  if (number.value() < begin.value() + 2) return distance;
  const TokenIndex other = TokenIndex(number.value() - 2);
  const std::string_view between = input.surface(number.previous());
  const auto less = number_at(other);
  const bool is_range = between == "to" || between == "-" || between == "–" ||
                        facts(number.previous()).is(WordSet::kJoint);
  if (less && is_range && *less < *value) {
    distance.min_km = *less * unit_km;
    distance.first = other;
  }
  return distance;
}

}  // namespace dateline::places
