// A sentence ends after a final mark or an abbreviation with a period, with the closing quotes and
// brackets and note marks ("[17]") that follow, if what comes next looks like a beginning: a
// capital, a digit, an opening mark, an address. Informal text begins sentences in lower case too;
// that is believed after a plain word and one final mark, but not after a closing quote, since
// '"Why?" he asked' goes on.
#include "structure/sentences.h"

#include <algorithm>

#include "unicode/utf8.h"

namespace dateline::structure {
namespace {

using unicode::DecodeAt;

bool IsCloser(std::string_view token) {
  return token == "\"" || token == "”" || token == "’" || token == "'" || token == "''" ||
         token == ")" || token == "]" || token == "»";
}

bool IsFinalMark(std::string_view token) {
  const char first = token.front();
  if (first == '.' || first == '!' || first == '?') return token.size() == 1 || token[1] < 'A';
  const char32_t c = DecodeAt(token, 0).value;
  return c == 0x2026 || c == 0x3002;  // … 。
}

bool IsOpener(char32_t c) {
  return c == '"' || c == 0x201C || c == 0x2018 || c == 0xAB || c == '\'' || c == '(' || c == '[' ||
         c == '`' || c == '-' || c == 0x2013 || c == 0x2014 || c == 0x2022 || c == '@' ||
         c == '#' || c == '<' || c == '*' || c == '_' || c == '=' || c == '$';
}

bool LooksLikeBegin(std::string_view token) {
  const char32_t c = DecodeAt(token, 0).value;
  return unicode::IsUpper(c) || unicode::IsDigit(c) || IsOpener(c) ||
         (unicode::IsLetter(c) && !unicode::IsLower(c)) || token.substr(0, 7) == "http://" ||
         token.substr(0, 8) == "https://" || token.substr(0, 4) == "www.";
}

bool IsEmoticon(std::string_view token, const Lexicon& lexicon) {
  return token.size() > 1 && token.size() < 4 &&
         std::find(lexicon.emoticons.begin(), lexicon.emoticons.end(), token) !=
             lexicon.emoticons.end();
}

class Splitter {
 public:
  Splitter(std::string_view text, const std::vector<ByteSpan>& tokens, const Lexicon& lexicon)
      : text_(text), tokens_(tokens), lexicon_(lexicon) {}

  std::vector<RuleVerdict> Run() const {
    std::vector<RuleVerdict> verdicts(tokens_.size(), RuleVerdict::kNoEnd);
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const std::string_view token = At(i);
      const bool is_mark = IsFinalMark(token);
      const bool is_abbreviation = !is_mark && token.size() > 1 && token.back() == '.';
      if (!is_mark && !is_abbreviation && !IsEmoticon(token, lexicon_)) continue;
      const std::size_t last = LastOfSentence(i);
      if (last + 1 >= tokens_.size()) break;
      const bool is_end = is_abbreviation ? EndsAtAbbreviation(i, last) : EndsAtMark(i, last);
      verdicts[last] = is_end ? RuleVerdict::kEnd : RuleVerdict::kNoEnd;
      if (is_abbreviation && GoesOn(i, last)) verdicts[last] = RuleVerdict::kNever;
      i = last;
    }
    return verdicts;
  }

 private:
  std::string_view At(std::size_t i) const { return tokens_[i].In(text_); }
  // REQUIRES: there is a token after i.
  bool has_gap_after(std::size_t i) const { return tokens_[i].end() < tokens_[i + 1].begin(); }

  // The closing quotes, brackets and note marks after token i belong to its sentence.
  std::size_t LastOfSentence(std::size_t i) const {
    std::size_t last = i;
    while (last + 1 < tokens_.size()) {
      const std::string_view next = At(last + 1);
      const bool is_note = next == "[" && last + 3 < tokens_.size() && At(last + 3) == "]" &&
                           unicode::IsDigit(DecodeAt(At(last + 2), 0).value);
      if (is_note) {
        last += 3;
        continue;
      }
      // A straight quote that touches the next word opens; one that touches the mark closes.
      if (!IsCloser(next) || (has_gap_after(last) && next != "”")) break;
      ++last;
    }
    return last;
  }

  bool EndsAtMark(std::size_t mark, std::size_t last) const {
    const std::string_view next = At(last + 1);
    if (!has_gap_after(last)) return false;
    if (LooksLikeBegin(next)) return true;
    const bool is_plain = last == mark && At(mark).size() == 1 && mark > 0 &&
                          tokens_[mark - 1].size_bytes() > 3 && !has_gap_after(mark - 1) &&
                          !IsCloser(At(mark - 1));
    return is_plain && unicode::IsLower(DecodeAt(next, 0).value);
  }

  // "U.S. Army" goes on, "the U.S. The army" ends: a capital alone does not decide, so a word that
  // opens sentences is asked for.
  bool EndsAtAbbreviation(std::size_t i, std::size_t last) const {
    const std::string_view next = At(last + 1);
    if (!has_gap_after(last) || !LooksLikeBegin(next) || GoesOn(i, last)) return false;
    return last != i || lexicon_.starters.contains(std::string(next));
  }

  // Never an end: after an initial, a title before a name, "e.g.", "No." before its number, and
  // before a word in lower case.
  bool GoesOn(std::size_t i, std::size_t last) const {
    const std::string_view token = At(i);
    if (last == i && unicode::IsLower(DecodeAt(At(last + 1), 0).value)) return true;
    const auto first = DecodeAt(token, 0);
    if (token.size() == first.size_bytes + 1) return true;
    const auto found = lexicon_.abbreviations.find(unicode::Lowercase(token));
    if (found == lexicon_.abbreviations.end()) return false;
    const Abbreviation kind = found->second;
    return kind == Abbreviation::kLeads || kind == Abbreviation::kNumbered ||
           (kind == Abbreviation::kTitle && unicode::IsUpper(first.value));
  }

  std::string_view text_;
  const std::vector<ByteSpan>& tokens_;
  const Lexicon& lexicon_;
};

// Decides where the judge knows nothing, so that without weights the rules stand.
constexpr float kLeanToRules = 0.01F;
// Where no mark closes a sentence, the judge must be surer: edited text has its marks.
constexpr float kMarginWithoutMark = 1;

float MarginOf(const Gap& gap, const BoundaryContext& context) {
  switch (context.shape(gap.at)) {
    case Shape::kPeriod:
    case Shape::kMark:
    case Shape::kEllipsis:
    case Shape::kQuote:
      return 0;
    default:
      return gap.rule == RuleVerdict::kEnd ? 0 : kMarginWithoutMark;
  }
}

}  // namespace

std::vector<RuleVerdict> RuleVerdicts(std::string_view text, const std::vector<ByteSpan>& tokens,
                                      const Lexicon& lexicon) {
  return Splitter(text, tokens, lexicon).Run();
}

std::vector<bool> SentenceEnds(std::string_view text, const std::vector<ByteSpan>& tokens,
                               const Lexicon& lexicon, const BoundaryJudge& judge) {
  const std::vector<RuleVerdict> rules = RuleVerdicts(text, tokens, lexicon);
  std::vector<bool> ends(tokens.size(), false);
  const BoundaryContext context(text, tokens);
  ForEachGap(text, tokens, rules, context, [&](const Gap& gap) {
    const float lean = gap.rule == RuleVerdict::kEnd ? kLeanToRules : 0;
    const float score = judge.Score(context, gap) + lean;
    ends[gap.at] = gap.rule != RuleVerdict::kNever && score > MarginOf(gap, context);
    return ends[gap.at];
  });
  if (!ends.empty()) ends.back() = true;
  return ends;
}

}  // namespace dateline::structure
