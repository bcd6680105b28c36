#include "attribution/scene.h"

#include <algorithm>

#include "unicode/utf8.h"

namespace dateline::attribution {
namespace {

bool IsCapitals(std::string_view word) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.size();) {
    const auto c = unicode::DecodeAt(word, at);
    if (unicode::IsLower(c.value)) return false;
    if (unicode::IsUpper(c.value)) ++letters;
    at += c.size_bytes;
  }
  return letters >= 2;
}

}  // namespace

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

// A dateline is a place in capitals and what follows it, up to a dash near the head of a paragraph.
IndexedVector<TokenIndex, SentenceIndex> BodyBegins(const text::LanguageView& input) {
  constexpr int kLongestDateline = 12;  // tokens
  IndexedVector<TokenIndex, SentenceIndex> out;
  out.reserve(input.sentences.size());
  for (const Sentence& sentence : input.sentences) {
    TokenIndex begin = sentence.first;
    if (begin < sentence.end && IsCapitals(input.surface(begin))) {
      TokenIndex t = begin.next();
      for (int step = 0; t < sentence.end && step < kLongestDateline; ++step, ++t) {
        const std::string_view mark = input.surface(t);
        const bool is_dash =
            mark == "--" || mark == "\xE2\x80\x94" || mark == "\xE2\x80\x93" ||
            (mark == "-" && input.tokens[t.previous()].span.end() < input.tokens[t].span.begin());
        if (is_dash && t.next() < sentence.end) {
          begin = t.next();
          break;
        }
        if (input.words[t].upos == Upos::kVerb || input.words[t].upos == Upos::kAux) break;
      }
    }
    out.Add(begin);
  }
  return out;
}

}  // namespace dateline::attribution
