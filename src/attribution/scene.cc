#include "attribution/scene.h"

#include <algorithm>

#include "unicode/utf8.h"

namespace dateline::attribution {

TokenRange Scene::Trim(TokenRange range) const {
  const auto is_edge = [&](TokenIndex t) {
    return IsPunctuation(t) && quotes.around[t.value()] == 0;
  };
  constexpr int kLongestEdge = 32;  // longer runs of marks are no edge of a sentence
  for (int i = 0; i < kLongestEdge && !range.is_empty() && is_edge(range.first); ++i) ++range.first;
  for (int i = 0; i < kLongestEdge && !range.is_empty() && is_edge(range.end.previous()); ++i)
    range.end = range.end.previous();
  return range;
}

TokenRange Scene::WithWholeQuotes(TokenRange range) const {
  if (range.is_empty()) return range;
  if (const Quote* quote = SpeechAround(range.first)) {
    range.first = std::min(range.first, quote->tokens.first);
    range.end = std::max(range.end, std::min(range.end, quote->tokens.end));
  }
  if (const Quote* quote = SpeechAround(range.end.previous()))
    range.end = std::max(range.end, quote->tokens.end);
  return range;
}

IndexedVector<std::string, TokenIndex> LowerSurfaces(const text::LanguageView& input) {
  IndexedVector<std::string, TokenIndex> lower;
  lower.reserve(input.tokens.size());
  for (TokenIndex t; t < input.tokens.end_index(); ++t)
    lower.Add(unicode::Lowercase(input.surface(t)));
  return lower;
}

}  // namespace dateline::attribution
