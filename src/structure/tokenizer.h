// Tokens of one block of text by the conventions of Universal Dependencies.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "dateline/byte_span.h"
#include "dateline/result.h"

namespace dateline::structure {

// The words of one language that the automaton asks for.
struct TokenLexicon {
  std::unordered_set<std::string> abbreviations;  // lower case, with the final period
  std::unordered_set<std::string> never_final;  // abbreviations that do not end a sentence: "gen."
  std::unordered_set<std::string> starters;     // as written: words that open sentences, "The"
  std::unordered_set<std::string> kept_prefixes;  // "pre": stays one token before a hyphen
  std::vector<std::string> clitics;               // lower case, longest first: "n't", "'s"
  std::vector<std::pair<std::string, std::size_t>> splits;  // "cannot" after 3 bytes
};

// Appends the tokens of text[block] to `out`, in order, disjoint, none empty. O(size).
void Tokenize(std::string_view text, ByteSpan block, const TokenLexicon& lexicon,
              std::vector<ByteSpan>& out);

}  // namespace dateline::structure
