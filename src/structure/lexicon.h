// The words of one language that the structure stage asks for: data/structure/words.LANGUAGE.tsv.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "dateline/result.h"

namespace dateline::structure {

// When a word that is written with a period keeps it as part of the token.
enum class Abbreviation : std::uint8_t {
  kPlain,     // "etc.": always; may end a sentence
  kTitle,     // "Gen.": always; with a capital it ends no sentence
  kCapital,   // "Sat.": only when it begins with a capital
  kLeads,     // "e.g.": always; ends no sentence
  kNumbered,  // "No. 5": only before a number; ends no sentence
};

using Words = std::unordered_set<std::string>;

// All in lower case where not said otherwise. The comments at the top of the table say what each
// kind is for.
struct Lexicon {
  std::unordered_map<std::string, Abbreviation> abbreviations;  // with the final period
  Words starters;                                               // as written: "The"
  Words prefixes;
  Words wholes;
  Words elisions;
  Words tails;
  Words endings;
  std::vector<std::string> clitics;                     // in the order in which they are tried
  std::unordered_map<std::string, std::size_t> splits;  // "cannot" is cut after 3 bytes
  std::vector<std::string> emoticons;                   // as written, longest first

  std::vector<std::string> boilerplate;
  std::vector<std::string> captions;
  std::vector<std::string> credits;
  std::vector<std::string> teasers;
  std::vector<std::string> bylines;
  std::vector<std::string> colophons;
  Words narratives;
  Words date_words;
};

// Errors: kCorrupt naming the table and the line.
Result<Lexicon> ParseLexicon(std::string_view table, std::string_view name);

}  // namespace dateline::structure
