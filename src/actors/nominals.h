// Nominals: noun phrases that name an actor by what it is ("the health ministry", "a senior US
// official"), found by their head noun. Order: head, then modifiers to the left, then "of ..." to
// the right.
#pragma once

#include <string>
#include <vector>

#include "actors/lexicon.h"
#include "actors/words.h"

namespace dateline::actors {

struct Nominal {
  TokenIndex first;  // with determiner
  TokenIndex end;
  TokenIndex head;
  TokenIndex name_first;  // without determiner, quantifier and fronted participle
  const Head* head_entry = nullptr;
  bool is_plural = false;
  bool is_definite = false;     // "the", "this", or a possessive
  bool is_possessed = false;    // "his troops"
  bool is_before_name = false;  // its head stands directly before a name: "President Ruto"
};

// In text order of their heads; a nominal may lie inside another ("the army" in "the head of the
// army"). `person_first` has, by token, whether a person's name begins there (not a nominal's
// modifier). O(tokens).
std::vector<Nominal> FindNominals(const Words& words, const Lexicon& lexicon,
                                  const std::vector<std::uint8_t>& person_first);

// The canonical wording: from name_first to end, white space as single blanks, a common first word
// of a sentence in lower case.
std::string CanonicalWording(const Words& words, TokenIndex first, TokenIndex end);

}  // namespace dateline::actors
