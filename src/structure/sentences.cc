// Candidates are tokens of final marks and abbreviations with a period. Closing quotes and brackets
// that follow belong to the sentence. A candidate holds if what comes next looks like a beginning:
// a capital, a digit, an opening mark.
#include "structure/sentences.h"

#include "unicode/utf8.h"

namespace dateline::structure {
namespace {

bool IsCloser(std::string_view token) {
  return token == "\"" || token == "”" || token == "’" || token == "'" || token == "''" ||
         token == ")" || token == "]" || token == "»";
}

bool IsFinalMark(std::string_view token) {
  if (token.empty()) return false;
  const char first = token.front();
  if (first == '.' || first == '!' || first == '?') return true;
  return token.substr(0, 3) == "…" || token.substr(0, 3) == "。";
}

bool LooksLikeBegin(std::string_view token) {
  const char32_t c = unicode::DecodeAt(token, 0).value;
  return unicode::IsUpper(c) || unicode::IsDigit(c) || c == '"' || c == 0x201C || c == 0x2018 ||
         c == 0xAB || c == '\'' || c == '(' || c == '[' || c == '`' || c == '-' || c == 0x2022 ||
         c == '@' || c == '#' || (unicode::IsLetter(c) && !unicode::IsLower(c));
}

}  // namespace

std::vector<bool> SentenceEnds(std::string_view text, const std::vector<ByteSpan>& tokens,
                               const TokenLexicon& lexicon) {
  std::vector<bool> ends(tokens.size(), false);
  const auto has_gap_after = [&](std::size_t i) {
    return i + 1 >= tokens.size() || tokens[i].end() < tokens[i + 1].begin();
  };
  int open_quotes = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string_view token = tokens[i].In(text);
    if (token == "“") ++open_quotes;
    if (token == "”" && open_quotes > 0) --open_quotes;
    const bool is_mark = IsFinalMark(token);
    const bool is_abbreviation = !is_mark && token.size() > 1 && token.back() == '.';
    if (!is_mark && !is_abbreviation) continue;
    std::size_t last = i;
    while (last + 1 < tokens.size() && IsCloser(tokens[last + 1].In(text)) &&
           (!has_gap_after(last) || tokens[last + 1].In(text) == "”")) {
      // A straight quote that touches the next word opens; one that touches the mark closes.
      ++last;
      if (tokens[last].In(text) == "”" && open_quotes > 0) --open_quotes;
    }
    if (last + 1 >= tokens.size()) {
      i = last;
      continue;
    }
    const std::string_view next = tokens[last + 1].In(text);
    if (!has_gap_after(last) || !LooksLikeBegin(next)) {
      i = last;
      continue;
    }
    if (is_abbreviation) {
      const std::string lower = unicode::Lowercase(token);
      const bool is_initial =
          token.size() == 2 ||
          (token.size() == 3 && !unicode::IsLetter(unicode::DecodeAt(token, 1).value));
      if (is_initial || lexicon.never_final.contains(lower)) continue;
      // "U.S. Army" goes on, "the U.S. The army" ends: a capital alone does not decide, so a word
      // that opens sentences is asked for.
      const bool is_starter = lexicon.starters.contains(std::string(next));
      if (!is_starter && last == i) continue;
    }
    // An ellipsis goes on unless a capital follows, which LooksLikeBegin has asked for.
    ends[last] = true;
    i = last;
  }
  if (!tokens.empty()) ends.back() = true;
  return ends;
}

}  // namespace dateline::structure
