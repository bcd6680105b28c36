// Syntax: how a mention stands in its sentence, as far as the choice of an antecedent needs it.
#pragma once

#include "actors/words.h"

namespace dateline::actors {

enum class Position : std::uint8_t {
  kSpeaker,  // subject of a verb of saying
  kCited,    // after "according to"
  kSubject,
  kObject,
  kOther,  // after a preposition, or inside another phrase
  kOwner,  // "Kyiv's", "his"
};

struct Syntax {
  Position position = Position::kOther;
  std::optional<TokenIndex> governor;  // the verb it is a subject or object of
};

// The word of [first, end) whose governor lies outside; the last one when there is no tree.
TokenIndex HeadOf(const Words& words, TokenIndex first, TokenIndex end);

// How the phrase [first, end) with this head stands. O(1).
Syntax SyntaxOf(const Words& words, TokenIndex first, TokenIndex head, TokenIndex end);

}  // namespace dateline::actors
