// The scene: a document as the rules of claims look at it. One pass over the layers gives each
// token its numbers in the vocabulary, its flags, its place in the tree and the mention that names
// it, so that a rule's question costs a look-up. Borrows the input and the vocabulary.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "claims/vocabulary.h"
#include "text/document.h"

namespace dateline::claims {

class Scene {
 public:
  // REQUIRES: input.language.words is as long as the tokens. O(size of the document).
  Scene(const text::ClaimInput& input, const Vocabulary& vocabulary);

  const text::ClaimInput& input() const { return input_; }
  const text::LanguageView& language() const { return input_.language; }
  std::uint32_t token_count() const { return static_cast<std::uint32_t>(lemmas_.size()); }

  const Word& word(TokenIndex token) const { return input_.language.words[token]; }
  WordId lemma(TokenIndex token) const { return lemmas_[token.value()]; }
  WordId form(TokenIndex token) const { return forms_[token.value()]; }
  std::uint16_t flags(TokenIndex token) const { return flags_[token.value()]; }
  // Is the token, by its lemma, its form or its flags, in the class?
  bool Is(TokenIndex token, WordClass word_class) const {
    return vocabulary_.Has(word_class, lemmas_[token.value()], flags_[token.value()]) ||
           vocabulary_.Has(word_class, forms_[token.value()], 0);
  }
  // Is the token, as it is written, in the class?
  bool IsForm(TokenIndex token, WordClass word_class) const {
    return vocabulary_.Has(word_class, forms_[token.value()], 0);
  }
  // Is any token of the sentence in the class?
  bool SentenceHas(SentenceIndex sentence, WordClass word_class) const {
    return HasBit(sentence_words_[sentence.value()], word_class);
  }
  bool DocumentHas(WordClass word_class) const { return HasBit(document_words_, word_class); }

  bool IsVerb(TokenIndex token) const;
  bool IsNoun(TokenIndex token) const;
  // A past participle ("VBN"), or a gerund or present participle ("VBG").
  bool IsPastParticiple(TokenIndex token) const { return word(token).xpos == "VBN"; }
  bool IsGerund(TokenIndex token) const { return word(token).xpos == "VBG"; }
  // Inside a name of a person, body, building or place, so that its words mean nothing themselves.
  bool IsNamePart(TokenIndex token) const { return is_name_part_[token.value()] != 0; }

  std::optional<TokenIndex> Head(TokenIndex token) const { return word(token).head; }
  // The children in the order of the text: for (auto c = FirstChild(t); c; c = NextChild(*c)).
  std::optional<TokenIndex> FirstChild(TokenIndex token) const { return Link(first_child_, token); }
  std::optional<TokenIndex> NextChild(TokenIndex child) const { return Link(next_child_, child); }
  // The preposition before a noun, if it has one.
  std::optional<TokenIndex> Preposition(TokenIndex noun) const;
  // Does `ancestor` stand on the token's way to the root, at most `steps` up? True for itself.
  bool IsBelow(TokenIndex token, TokenIndex ancestor, int steps) const;

  SentenceIndex SentenceOf(TokenIndex token) const {
    return input_.language.tokens[token].sentence;
  }
  const Sentence& sentence(SentenceIndex index) const { return input_.language.sentences[index]; }
  // The tightest mention with an entity that covers the token.
  const Mention* MentionAt(TokenIndex token) const;
  // The first token whose span reaches behind `at`; token_count() if none.
  TokenIndex TokenAt(ByteOffset at) const;

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;
  std::optional<TokenIndex> Link(const std::vector<std::uint32_t>& links, TokenIndex from) const {
    const std::uint32_t to = links[from.value()];
    if (to == kNone) return std::nullopt;
    return TokenIndex(to);
  }
  static bool HasBit(const std::vector<std::uint64_t>& bits, WordClass word_class) {
    const std::size_t block = word_class.value() / 64U;
    return block < bits.size() && ((bits[block] >> (word_class.value() % 64U)) & 1U) != 0;
  }
  WordId FindLemma(std::string_view lower, Upos upos) const;
  void LookUpWords();
  void SetFlags();
  void MarkDatelines();
  bool StandsFree(TokenIndex token) const;
  void LinkChildren();
  void GatherSentences();

  const text::ClaimInput& input_;
  const Vocabulary& vocabulary_;
  std::vector<WordId> lemmas_;
  std::vector<WordId> forms_;
  std::vector<std::uint16_t> flags_;
  std::vector<std::uint8_t> is_name_part_;
  std::vector<std::uint32_t> first_child_;
  std::vector<std::uint32_t> next_child_;
  std::vector<std::uint32_t> mention_at_;
  std::vector<std::vector<std::uint64_t>> sentence_words_;  // by sentence: the classes in it
  std::vector<std::uint64_t> document_words_;               // the classes in any of them
};

}  // namespace dateline::claims
