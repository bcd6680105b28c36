// Markup decides where there is some. Plain text is cut into lines; where the lines are
// hard-wrapped (many lines of 50 to 90 columns that do not end a sentence), paragraphs are what
// blank lines separate. Short lines without a final mark are headline (the first), subhead (few
// words), or a teaser for another story (a clause in the middle). Boilerplate, bylines, datelines
// and the words under pictures are known by their words (data/structure).
#include "structure/blocks.h"

#include <algorithm>
#include <optional>
#include <string>

#include "unicode/utf8.h"

namespace dateline::structure {
namespace {

ByteSpan Trimmed(std::string_view text, std::size_t begin, std::size_t end) {
  while (begin < end) {
    const auto c = unicode::DecodeAt(text, begin);
    if (!unicode::IsSpace(c.value)) break;
    begin += c.size_bytes;
  }
  while (end > begin) {
    const auto c = unicode::DecodeBefore(text, end);
    if (!unicode::IsSpace(c.value)) break;
    end -= c.size_bytes;
  }
  return ByteSpan::FromSizes(begin, end);
}

struct Line {
  ByteSpan span;
  bool after_blank = false;
};

std::vector<Line> Lines(std::string_view text) {
  std::vector<Line> lines;
  bool after_blank = true;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t newline = std::min(text.find('\n', at), text.size());
    const ByteSpan span = Trimmed(text, at, newline);
    if (span.is_empty()) {
      after_blank = true;
    } else {
      lines.push_back({span, after_blank});
      after_blank = false;
    }
    at = newline + 1;
  }
  return lines;
}

bool EndsSentence(std::string_view line) {
  static constexpr std::string_view kClosers = "\"')]";
  while (!line.empty()) {
    if (kClosers.find(line.back()) != std::string_view::npos) {
      line.remove_suffix(1);
    } else if (line.size() >= 3 &&
               (line.substr(line.size() - 3) == "”" || line.substr(line.size() - 3) == "’")) {
      line.remove_suffix(3);
    } else {
      break;
    }
  }
  if (line.empty()) return false;
  const char last = line.back();
  return last == '.' || last == '!' || last == '?' || last == ':' ||
         (line.size() >= 3 && line.substr(line.size() - 3) == "…");
}

bool IsHardWrapped(std::string_view text, const std::vector<Line>& lines) {
  std::size_t wrapped = 0;
  std::size_t pairs = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i + 1].after_blank) continue;
    ++pairs;
    const std::uint32_t size = lines[i].span.size_bytes();
    if (size >= 45 && size <= 100 && !EndsSentence(lines[i].span.In(text))) ++wrapped;
  }
  return pairs >= 3 && wrapped * 10 >= pairs * 6;
}

// What KindOfLine asks of a line, counted once.
struct LineFacts {
  std::string lower;               // the line in lower case, up to kLongestShortLine bytes
  std::vector<std::string> words;  // of `lower`, without the marks around them
  std::size_t word_count = 0;      // of the whole line
};
constexpr std::size_t kLongestShortLine = 600;  // longer lines are paragraphs whatever they hold

bool IsEdgeMark(char32_t c) { return !unicode::IsLetter(c) && !unicode::IsDigit(c); }

LineFacts FactsOf(std::string_view line) {
  LineFacts facts;
  facts.word_count = 1 + static_cast<std::size_t>(std::count(line.begin(), line.end(), ' '));
  if (line.size() > kLongestShortLine) return facts;
  facts.lower = unicode::Lowercase(line);
  for (std::size_t at = 0; at < facts.lower.size();) {
    const std::size_t space = std::min(facts.lower.find(' ', at), facts.lower.size());
    std::size_t begin = at;
    std::size_t end = space;
    while (begin < end && IsEdgeMark(unicode::DecodeAt(facts.lower, begin).value))
      begin += unicode::DecodeAt(facts.lower, begin).size_bytes;
    while (end > begin && IsEdgeMark(unicode::DecodeBefore(facts.lower, end).value))
      end -= unicode::DecodeBefore(facts.lower, end).size_bytes;
    if (begin < end) facts.words.push_back(facts.lower.substr(begin, end - begin));
    at = space + 1;
  }
  return facts;
}

bool BeginsWithAny(const std::string& lower, const std::vector<std::string>& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(), [&](const std::string& beginning) {
    return lower.compare(0, beginning.size(), beginning) == 0;
  });
}

bool HoldsAny(const std::string& lower, const std::vector<std::string>& parts) {
  return std::any_of(parts.begin(), parts.end(), [&](const std::string& part) {
    return lower.find(part) != std::string::npos;
  });
}

// The size of the longest of `beginnings` that the line begins with as whole words, or 0.
std::size_t BeginningOf(const std::string& lower, const std::vector<std::string>& beginnings) {
  std::size_t longest = 0;
  for (const std::string& beginning : beginnings) {
    const bool is_whole = lower.size() == beginning.size() || beginning.back() == ':' ||
                          lower[beginning.size()] == ' ';
    if (beginning.size() > longest && lower.compare(0, beginning.size(), beginning) == 0 &&
        is_whole)
      longest = beginning.size();
  }
  return longest;
}

// "By Ann Example", but not "By Friday the town".
bool IsByline(std::string_view line, const LineFacts& facts, const Lexicon& lexicon) {
  const std::size_t size = BeginningOf(facts.lower, lexicon.bylines);
  if (size == 0 || size + 1 >= line.size() || facts.lower.size() != line.size()) return false;
  if (facts.word_count > 16 || EndsSentence(line)) return false;
  const auto name = std::find_if(facts.words.begin(), facts.words.end(), [&](const auto& word) {
    return facts.lower.compare(size + 1, word.size(), word) == 0;
  });
  return unicode::IsUpper(unicode::DecodeAt(line, size + 1).value) &&
         !(name != facts.words.end() && lexicon.date_words.contains(*name));
}

bool IsListItem(std::string_view line) {
  static constexpr std::string_view kBullets[] = {"- ", "* ", "• ", "▪ ", "● ", "‣ ", "◦ ", "– "};
  return std::any_of(std::begin(kBullets), std::end(kBullets), [&](std::string_view bullet) {
    return line.substr(0, bullet.size()) == bullet;
  });
}

bool IsNumber(const std::string& word) {
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return (c >= '0' && c <= '9') || c == ':' || c == '.'; });
}

// "Published 9 September 2022, 10:41 GMT": nothing but a date and what stands beside one.
bool IsDateLine(const LineFacts& facts, const Lexicon& lexicon) {
  std::size_t numbers = 0;
  for (const std::string& word : facts.words) {
    if (IsNumber(word)) {
      ++numbers;
    } else if (!lexicon.date_words.contains(word)) {
      return false;
    }
  }
  return numbers > 0 && numbers < facts.words.size() && facts.words.size() <= 10;
}

// "KYIV, Sept. 9 (Reuters)" on a line of its own: capitals, then no more than a few words.
bool IsPlaceLine(std::string_view line, const LineFacts& facts) {
  std::size_t capitals = 0;
  while (capitals < line.size() && line[capitals] >= 'A' && line[capitals] <= 'Z') ++capitals;
  return capitals >= 3 && capitals < line.size() && facts.word_count <= 6 &&
         (line[capitals] == ',' || line.back() == ')' || line.back() == '-');
}

bool IsQuoted(std::string_view line) {
  return line.find('"') != std::string_view::npos || line.find("“") != std::string_view::npos;
}

// Words in the present tense that end in a month and a day ("... in Izium on September 14.") or
// hold a full date, or name who took the picture. A report tells what happened, in the past.
bool IsUnderPicture(std::string_view line, const LineFacts& facts, const Lexicon& lexicon) {
  if (facts.words.size() < 5 || facts.word_count > 60) return false;
  if (HoldsAny(facts.lower, lexicon.credits)) return true;
  if (IsQuoted(line)) return false;
  bool has_date = false;
  for (std::size_t i = 3; i < facts.words.size(); ++i) {
    const std::string& a = facts.words[i - 1];
    const std::string& b = facts.words[i];
    const bool is_day = (IsNumber(b) && b.size() <= 2 && lexicon.date_words.contains(a)) ||
                        (IsNumber(a) && a.size() <= 2 && lexicon.date_words.contains(b));
    const bool is_last = i + 1 == facts.words.size();
    const bool has_year =
        !is_last && IsNumber(facts.words[i + 1]) && facts.words[i + 1].size() == 4;
    has_date = has_date || (is_day && (is_last || has_year));
  }
  if (!has_date) return false;
  return std::none_of(facts.words.begin(), facts.words.end(), [&](const std::string& word) {
    const bool is_past = word.size() >= 4 && word.compare(word.size() - 2, 2, "ed") == 0;
    return is_past || lexicon.narratives.contains(word);
  });
}

// What the words of a line say that it is, in plain text and in a paragraph of markup alike.
std::optional<BlockKind> KindByWords(std::string_view line, const LineFacts& facts,
                                     const Lexicon& lexicon) {
  if (const std::size_t lead = BeginningOf(facts.lower, lexicon.teasers); lead > 0) {
    const std::size_t words =
        1 + static_cast<std::size_t>(std::count(
                facts.lower.begin(), facts.lower.begin() + static_cast<std::ptrdiff_t>(lead), ' '));
    const bool is_alone = facts.word_count < words + 3;
    const bool leads_on =
        facts.lower[lead - 1] == ':' && facts.word_count <= 25 && !EndsSentence(line);
    if (is_alone || leads_on) return is_alone ? BlockKind::kBoilerplate : BlockKind::kRelated;
  }
  if (facts.word_count <= 12 && BeginsWithAny(facts.lower, lexicon.boilerplate))
    return BlockKind::kBoilerplate;
  if (facts.word_count <= 40 && HoldsAny(facts.lower, lexicon.colophons))
    return BlockKind::kBoilerplate;
  if (facts.word_count <= 60 && BeginsWithAny(facts.lower, lexicon.captions))
    return BlockKind::kCaption;
  if (IsByline(line, facts, lexicon)) return BlockKind::kByline;
  if (IsDateLine(facts, lexicon)) return BlockKind::kDateline;
  return std::nullopt;
}

// What stands on a line of its own without a full stop is a subhead if it is this short, and a
// teaser for another story if it is longer.
constexpr std::size_t kLongestSubhead = 6;
constexpr std::size_t kLongestTitle = 22;

BlockKind KindOfLine(std::string_view line, bool is_first, bool is_body_seen, bool is_last,
                     const Lexicon& lexicon) {
  const LineFacts facts = FactsOf(line);
  if (facts.lower.empty()) return BlockKind::kParagraph;
  if (const auto kind = KindByWords(line, facts, lexicon)) return *kind;
  if (IsListItem(line)) return BlockKind::kList;
  if (!is_first && IsUnderPicture(line, facts, lexicon)) return BlockKind::kCaption;
  if (is_first && line.back() == '?' && facts.word_count <= kLongestTitle)
    return BlockKind::kHeadline;
  if (EndsSentence(line) || facts.word_count > kLongestTitle) return BlockKind::kParagraph;
  if (IsPlaceLine(line, facts)) return BlockKind::kDateline;
  if (is_first) return BlockKind::kHeadline;
  if (facts.word_count <= kLongestSubhead) return BlockKind::kSubhead;
  return is_body_seen && !is_last ? BlockKind::kRelated : BlockKind::kSubhead;
}

// Markup says of many things only that they are paragraphs, and calls a box "Related" a heading.
BlockKind KindOfHint(std::string_view line, BlockKind hint, const Lexicon& lexicon) {
  if (hint != BlockKind::kParagraph && hint != BlockKind::kSubhead) return hint;
  const LineFacts facts = FactsOf(line);
  if (facts.lower.empty()) return hint;
  if (const auto kind = KindByWords(line, facts, lexicon)) return *kind;
  const bool has_credit =
      facts.word_count <= 60 && HoldsAny(facts.lower, lexicon.credits) && !IsQuoted(line);
  return has_credit && hint == BlockKind::kParagraph ? BlockKind::kCaption : hint;
}

}  // namespace

IndexedVector<Block, BlockIndex> FindBlocks(const text::Document& document,
                                            const Lexicon& lexicon) {
  const std::string_view text = document.text;
  IndexedVector<Block, BlockIndex> blocks;
  if (!document.hints.empty()) {
    for (const text::BlockHint& hint : document.hints) {
      const ByteSpan span = Trimmed(text, hint.span.begin().value(), hint.span.end().value());
      if (!span.is_empty()) blocks.Add({KindOfHint(span.In(text), hint.kind, lexicon), span});
    }
    return blocks;
  }
  const std::vector<Line> lines = Lines(text);
  const bool is_wrapped = IsHardWrapped(text, lines);
  bool is_body_seen = false;
  for (std::size_t i = 0; i < lines.size();) {
    ByteSpan span = lines[i].span;
    std::size_t next = i + 1;
    if (is_wrapped) {
      while (next < lines.size() && !lines[next].after_blank) span = span.Cover(lines[next++].span);
    }
    // A lone line is its own body: a single sentence without a full stop is a paragraph, not a
    // headline.
    const bool is_only = i == 0 && next == lines.size();
    const BlockKind kind =
        is_only ? BlockKind::kParagraph
                : KindOfLine(span.In(text), i == 0, is_body_seen, next == lines.size(), lexicon);
    is_body_seen = is_body_seen || kind == BlockKind::kParagraph;
    blocks.Add({kind, span});
    i = next;
  }
  return blocks;
}

}  // namespace dateline::structure
