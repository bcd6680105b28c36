#include "text/dateline.h"

#include <algorithm>
#include <string_view>

namespace dateline::text {
namespace {

constexpr std::uint32_t kLongestDateline = 16;   // tokens
constexpr std::uint32_t kMostWordsOfCredit = 4;  // "(Example Wire)"
constexpr std::uint32_t kMostWordsOfPlace = 6;   // "Porto Alegre, Brazil"

bool IsDash(std::string_view surface) {
  return surface == "-" || surface == "--" || surface == "\u2013" || surface == "\u2014";
}

// Other scripts than Latin count as capitals: they have none to tell apart.
bool OpensInCapital(std::string_view surface) {
  const char first = surface.front();
  return (first >= 'A' && first <= 'Z') || first < 0;
}

bool OpensSentence(std::string_view surface) {
  const char first = surface.front();
  return OpensInCapital(surface) || first == '"' || first == '\'' || (first >= '0' && first <= '9');
}

bool IsInCapitals(std::string_view surface) {
  constexpr std::size_t kFewestLetters = 3;
  return surface.size() >= kFewestLetters && std::ranges::all_of(surface, [](char c) {
           return (c >= 'A' && c <= 'Z') || c < 0 || c == '\'';
         });
}

// Where the credit that opens at `open` ends, behind its bracket.
std::optional<TokenIndex> EndOfCredit(const StructureView& input, TokenIndex open, TokenIndex end) {
  TokenIndex t = open.next();
  for (std::uint32_t words = 0; t < end && words <= kMostWordsOfCredit; ++words, ++t) {
    const std::string_view surface = input.surface(t);
    if (surface == ")") return words > 0 ? std::optional(t.next()) : std::nullopt;
    if (!OpensInCapital(surface) && surface != "/") return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::optional<TokenIndex> EndOfDateline(const StructureView& input, SentenceIndex sentence) {
  const Sentence& here = input.sentences[sentence];
  const bool opens_block =
      sentence.value() == 0 || input.sentences[sentence.previous()].block != here.block;
  if (!opens_block) return std::nullopt;
  const TokenIndex end(std::min(here.end.value(), here.first.value() + kLongestDateline));
  const auto opens_text = [&](TokenIndex t) {
    return t < here.end && OpensSentence(input.surface(t));
  };
  bool is_in_capitals = false;
  bool has_comma = false;
  for (TokenIndex t = here.first; t < end; ++t) {
    const std::string_view surface = input.surface(t);
    if (surface == "(") {
      const auto behind = EndOfCredit(input, t, end);
      if (!behind || *behind >= here.end) return std::nullopt;
      if (IsDash(input.surface(*behind)))
        return opens_text(behind->next()) ? std::optional(behind->next()) : std::nullopt;
      // Without a dash, a credit stands alone or behind a place in capitals.
      const bool is_credit = t == here.first || is_in_capitals;
      return is_credit && opens_text(*behind) ? behind : std::nullopt;
    }
    const bool is_spaced =
        here.first < t && input.tokens[t.previous()].span.end() < input.tokens[t].span.begin();
    if (IsDash(surface) && (is_spaced || surface != "-")) {
      const std::uint32_t words = t.value() - here.first.value();
      const bool is_place = is_in_capitals || (has_comma && words <= kMostWordsOfPlace);
      return is_place && opens_text(t.next()) ? std::optional(t.next()) : std::nullopt;
    }
    const bool is_number = surface.front() >= '0' && surface.front() <= '9';
    const bool is_mark = surface == "," || surface == "." || surface == "/" || surface == "-";
    if (!is_mark && !is_number && !OpensInCapital(surface)) return std::nullopt;
    is_in_capitals = is_in_capitals || (!has_comma && IsInCapitals(surface));
    has_comma = has_comma || surface == ",";
  }
  return std::nullopt;
}

}  // namespace dateline::text
