// Nominals: noun phrases that name an actor by what it is ("the health ministry", "a senior US
// official"), found by their head noun. Order: head, then modifiers to the left, then "of ..." to
// the right.
#pragma once

#include <string>
#include <vector>

#include "actors/lexicon.h"
#include "actors/scan.h"
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

// By token: whether a name begins or stands there.
enum class NameMark : std::uint8_t {
  kNone,
  kPerson,  // a person's name begins here: no modifier, and the end of a phrase before it
  kBody,    // within the name of a body or a people: a modifier, whatever the tree says
  kOther,   // within any other name
};
using NameMarks = std::vector<NameMark>;

// In text order of their heads; a nominal may lie inside another ("the army" in "the head of the
// army"). O(tokens).
std::vector<Nominal> FindNominals(const Words& words, const Lexicon& lexicon,
                                  const TableMatches& matches, const NameMarks& names);

// Where the head begins, not before `limit`: "secretary-general" and "prime minister" are more than
// one token.
TokenIndex HeadFirst(const Words& words, TokenIndex limit, TokenIndex head, const Head& entry);

// The words from first to end, white space as single blanks.
std::string Wording(const Words& words, TokenIndex first, TokenIndex end);

// The same, with a common first word of a sentence in lower case.
std::string CanonicalWording(const Words& words, const NameMarks& names, TokenIndex first,
                             TokenIndex end);

// The entry of the noun at `token`, alone or with the word before it ("news agency").
Lexicon::FoundHead FindHeadAt(const Words& words, const Lexicon& lexicon, TokenIndex token);

}  // namespace dateline::actors
