// What all finders of attributions look at: the document's layers, its trees and its quotations.
#pragma once

#include <string>
#include <string_view>

#include "attribution/lexicon.h"
#include "attribution/quotes.h"
#include "attribution/range.h"
#include "attribution/tree.h"
#include "text/document.h"

namespace dateline::attribution {

struct Scene {
  const text::LanguageView& input;
  const Lexicon& lexicon;
  const Tree& tree;
  const QuoteLayer& quotes;
  IndexedVector<std::string, TokenIndex> lower;  // surfaces in lower case
  // Where each sentence begins, a dateline ("BEIJING (AP) --") left out.
  IndexedVector<TokenIndex, SentenceIndex> begins;

  const Word& word(TokenIndex t) const { return input.words[t]; }
  bool Is(TokenIndex t, WordKind kind) const { return lexicon.Is(lower[t], kind); }
  bool IsPunctuation(TokenIndex t) const { return word(t).upos == Upos::kPunct; }
  bool IsNominal(TokenIndex t) const {
    const Upos upos = word(t).upos;
    return upos == Upos::kNoun || upos == Upos::kPropn || upos == Upos::kPron || upos == Upos::kNum;
  }
  TokenRange SentenceOf(TokenIndex t) const {
    const SentenceIndex sentence = input.tokens[t].sentence;
    return {begins[sentence], input.sentences[sentence].end};
  }
  // The outermost quotation around a token that is speech, or null.
  const Quote* SpeechAround(TokenIndex t) const {
    const std::uint32_t number = quotes.around[t.value()];
    if (number == 0 || quotes.quotes[number - 1].use != QuoteUse::kSpeech) return nullptr;
    return &quotes.quotes[number - 1];
  }
  bool IsMark(TokenIndex t) const {
    const std::uint32_t number = quotes.around[t.value()];
    if (number == 0) return false;
    const TokenRange range = quotes.quotes[number - 1].tokens;
    return t == range.first || t.next() == range.end;
  }
  // Without commas, colons, dashes and the final period at its ends; quotation marks stay.
  TokenRange Trim(TokenRange range) const;
  // Ends never inside a quotation of speech: it is taken whole, also over sentences.
  TokenRange WithWholeQuotes(TokenRange range) const;
};

IndexedVector<std::string, TokenIndex> LowerSurfaces(const text::LanguageView& input);
IndexedVector<TokenIndex, SentenceIndex> BodyBegins(const text::LanguageView& input);

}  // namespace dateline::attribution
