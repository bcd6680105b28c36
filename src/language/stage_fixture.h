// Texts for the language stage and what must hold of its layers, for tests.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "text/document.h"
#include "text/enum_names.h"

namespace dateline::language {

// Sentences given as words parted by blanks, a line a sentence; every word is a token.
struct StageText {
  explicit StageText(const std::string& lines) : text(lines) {
    std::size_t at = 0;
    while (at < text.size()) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      AddSentence(at, end);
      at = end + 1;
    }
  }

  void AddSentence(std::size_t at, std::size_t end) {
    Sentence sentence;
    sentence.span = ByteSpan::FromSizes(at, end);
    sentence.first = tokens.end_index();
    while (at < end) {
      const std::size_t blank = std::min(text.find(' ', at), end);
      if (blank > at) tokens.Add(Token{ByteSpan::FromSizes(at, blank), sentences.end_index()});
      at = blank + 1;
    }
    sentence.end = tokens.end_index();
    sentences.Add(sentence);
  }

  text::StructureView view() const { return {text, info, blocks, sentences, tokens}; }

  std::string text;
  DocumentInfo info;
  IndexedVector<Block, BlockIndex> blocks;
  IndexedVector<Sentence, SentenceIndex> sentences;
  IndexedVector<Token, TokenIndex> tokens;
};

// One root a sentence, heads inside the sentence, no cycle; mentions ordered, disjoint and inside.
inline void CheckLayers(const StageText& input, const text::LanguageLayers& layers) {
  ASSERT_EQ(layers.words.size(), input.tokens.size());
  for (const Sentence& sentence : input.sentences) {
    int roots = 0;
    for (TokenIndex t = sentence.first; t < sentence.end; ++t) {
      const Word& word = layers.words[t];
      roots += word.head ? 0 : 1;
      EXPECT_EQ(!word.head, word.deprel == Deprel::kRoot);
      if (word.head) {
        EXPECT_TRUE(sentence.first <= *word.head && *word.head < sentence.end);
      }
    }
    EXPECT_EQ(roots, sentence.first == sentence.end ? 0 : 1);
    // Each word is entered once: 1 while its way to the root is walked, 2 when it is known.
    std::vector<int> state(sentence.end.value() - sentence.first.value(), 0);
    for (TokenIndex start = sentence.first; start < sentence.end; ++start) {
      std::vector<std::size_t> way;
      std::optional<TokenIndex> at = start;
      while (at && state[at->value() - sentence.first.value()] == 0) {
        state[at->value() - sentence.first.value()] = 1;
        way.push_back(at->value() - sentence.first.value());
        at = layers.words[*at].head;
      }
      ASSERT_TRUE(!at || state[at->value() - sentence.first.value()] == 2) << "a cycle";
      for (const std::size_t i : way) state[i] = 2;
    }
  }
  TokenIndex reached;
  for (const Mention& mention : layers.mentions) {
    EXPECT_LE(reached, mention.first);
    EXPECT_LT(mention.first, mention.end);
    EXPECT_EQ(input.tokens[mention.first].sentence, input.tokens[mention.end.previous()].sentence);
    reached = mention.end;
  }
}

// "word/UPOS/relation" of every token.
inline std::string Summary(const StageText& input, const text::LanguageLayers& layers) {
  std::string all;
  for (TokenIndex t; t < layers.words.end_index(); ++t) {
    const Word& word = layers.words[t];
    all += std::string(input.view().surface(t)) + "/" + word.lemma + "/" +
           std::string(text::NameOf(word.upos)) + "/" + word.xpos + "/" + word.feats + "/" +
           std::string(text::NameOf(word.deprel)) + "/" +
           (word.head ? std::to_string(word.head->value()) : "-") + " ";
  }
  for (const Mention& mention : layers.mentions)
    all += std::string(mention.span.In(input.text)) + "=" +
           std::string(text::NameOf(mention.type)) + " ";
  return all;
}

}  // namespace dateline::language
