// Pronouns: for whom "he", "she", "they", "it", "who" and their possessives stand.
//
// A ranking of the mentions of the last sentences after the usual preferences (Lappin and Leass
// 1994): recency, subjects before objects, speakers before other subjects where the pronoun speaks,
// agreement in gender and number as far as it is known, names before descriptions. Words inside
// quotation marks are another voice: a third person in there is not the one who speaks, and what is
// named only in there is a poor antecedent outside. Things that are no actors compete for "it" and
// "they" as well: where a thing wins, the pronoun stands for nobody. Where two candidates are
// close, none is taken.
#pragma once

#include <optional>
#include <vector>

#include "actors/cast.h"
#include "actors/syntax.h"

namespace dateline::actors {

// A mention that has been passed.
struct Seen {
  FigureIndex figure = kNoFigure;
  TokenIndex first;
  TokenIndex end;
  SentenceIndex sentence;
  Syntax syntax;
  bool is_quoted = false;
  bool is_plural = false;
  bool is_pronoun = false;
};

// A noun that names no actor and has been passed: "the stone", "the spores".
struct SeenThing {
  TokenIndex head;
  SentenceIndex sentence;
  Syntax syntax;
  bool is_quoted = false;
  bool is_plural = false;
};

struct PronounUse {
  const Pronoun* pronoun = nullptr;
  TokenIndex token;
  Syntax syntax;
  bool is_quoted = false;
  // Those named in what the pronoun is said to say: "he said Keller hopes" is not about himself.
  std::vector<FigureIndex> named_later;
};

// The figure that the pronoun stands for, or kNoFigure. `seen` and `things` are in text order.
// Looks back at a bounded number of mentions.
FigureIndex Antecedent(const Words& words, const Cast& cast, const std::vector<Seen>& seen,
                       const std::vector<SeenThing>& things, const PronounUse& use);

}  // namespace dateline::actors
