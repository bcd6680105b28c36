// A small reading for tests of single stages: text, tokens and sentences from a line or two, with
// tags, trees and names where the test writes them. What a stage reads is handed to it as the
// pipeline would.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/reading.h"
#include "text/document.h"
#include "text/enum_names.h"

namespace dateline::tests {

struct SmallReading {
  std::string text;
  DocumentInfo info;
  IndexedVector<Block, BlockIndex> blocks;
  IndexedVector<Sentence, SentenceIndex> sentences;
  IndexedVector<Token, TokenIndex> tokens;
  IndexedVector<Word, TokenIndex> words;  // empty when nothing was analysed
  IndexedVector<Mention, MentionIndex> mentions;
  IndexedVector<Entity, EntityIndex> entities;
  IndexedVector<TimeExpression, TimeIndex> times;
  IndexedVector<Place, PlaceIndex> places;
  IndexedVector<Location, LocationIndex> locations;
  IndexedVector<Attribution, AttributionIndex> attributions;

  // One paragraph and one sentence without an analysis, whose tokens stand between blanks.
  static SmallReading Plain(std::string_view text);
  // One paragraph of these sentences, one a line: for each word
  // "form/lemma/upos/xpos/head/relation/ name", where the head counts from 1 in its sentence, 0 for
  // a root, and the name is "O", "B-ORG" or "I-ORG". Each name is an entity.
  static SmallReading Analysed(const std::string& lines);

  // One token behind the others, a blank before it; its word is given back to be filled in. Close()
  // makes all of them one sentence of one paragraph.
  Word& Add(std::string_view form);
  void Close();

  // Borrow this object.
  text::StructureView structure() const { return {text, info, blocks, sentences, tokens}; }
  text::LanguageView language() const { return {structure(), words, mentions}; }
  text::ActorInput actor_input() const { return {language(), places}; }
  text::AttributionInput attribution_input() const { return {language(), entities}; }
  text::ClaimInput claim_input() const {
    return {language(), info.published, times, places, locations, entities, attributions};
  }
};

inline SmallReading SmallReading::Plain(std::string_view text) {
  SmallReading made;
  made.text = text;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) made.tokens.Add({ByteSpan::FromSizes(at, end), SentenceIndex(0)});
    at = end + 1;
  }
  made.Close();
  return made;
}

inline Word& SmallReading::Add(std::string_view form) {
  if (!tokens.empty()) text += ' ';
  const std::size_t begin = text.size();
  text += form;
  tokens.Add({ByteSpan::FromSizes(begin, text.size()), sentences.end_index()});
  words.Add({});
  return words.back();
}

inline void SmallReading::Close() {
  const ByteSpan all = ByteSpan::FromSizes(0, text.size());
  blocks.Add({BlockKind::kParagraph, all});
  sentences.Add({all, BlockIndex(0), TokenIndex(0), tokens.end_index()});
}

inline SmallReading SmallReading::Analysed(const std::string& lines) {
  SmallReading made;
  std::istringstream in(lines);
  for (std::string line; std::getline(in, line);) {
    const TokenIndex first = made.tokens.end_index();
    std::istringstream columns(line);
    for (std::string column; columns >> column;) {
      std::istringstream parts(column);
      std::vector<std::string> cells;
      for (std::string cell; std::getline(parts, cell, '/');) cells.push_back(cell);
      cells.resize(7);  // a cell too few shows as a word without relation
      const TokenIndex token = made.tokens.end_index();
      Word& word = made.Add(cells[0]);
      word.lemma = cells[1];
      word.upos = text::FromName<Upos>(cells[2]).value_or(Upos::kX);
      word.xpos = cells[3];
      const int head = std::atoi(cells[4].c_str());
      if (head > 0) word.head = TokenIndex(first.value() + static_cast<std::uint32_t>(head) - 1);
      word.deprel = text::FromName<Deprel>(cells[5]).value_or(Deprel::kDep);
      const ByteSpan span = made.tokens[token].span;
      if (cells[6].starts_with("B-")) {
        const auto type = text::FromName<EntityType>(cells[6].substr(2));
        const EntityIndex entity =
            made.entities.Add({cells[0], EntityType::kOrganisation, "", "", {}, ""});
        made.mentions.Add({span, token, token.next(), type.value_or(EntityType::kOrganisation),
                           MentionKind::kName, entity});
      } else if (cells[6].starts_with("I-") && !made.mentions.empty()) {
        made.mentions.back().end = token.next();
        made.mentions.back().span = made.mentions.back().span.Cover(span);
        made.entities.back().name += " " + cells[0];
      }
    }
    if (made.tokens.end_index() == first) continue;
    made.sentences.Add({made.tokens[first].span.Cover(made.tokens.back().span), BlockIndex(0),
                        first, made.tokens.end_index()});
  }
  made.blocks.Add({BlockKind::kParagraph, ByteSpan::FromSizes(0, made.text.size())});
  return made;
}

}  // namespace dateline::tests
