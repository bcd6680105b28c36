// Markup decides where there is some. Plain text is cut into lines; where the lines are
// hard-wrapped (many lines of 50 to 90 columns that do not end a sentence), paragraphs are what
// blank lines separate. Short lines without a final mark are headline (the first), subhead (few
// words), or a teaser for another story (a clause in the middle).
#include "structure/blocks.h"

#include <algorithm>

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

std::size_t WordCount(std::string_view line) {
  return 1 + static_cast<std::size_t>(std::count(line.begin(), line.end(), ' '));
}

bool BeginsWithAny(const std::string& folded, const std::vector<std::string>& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(), [&](const std::string& beginning) {
    return folded.compare(0, beginning.size(), beginning) == 0;
  });
}

bool IsByline(std::string_view line) {
  return line.substr(0, 3) == "By " && line.size() < 80 && line.size() > 3 &&
         unicode::IsUpper(unicode::DecodeAt(line, 3).value);
}

BlockKind KindOfLine(std::string_view line, bool is_first, bool is_body_seen, bool is_last,
                     const BlockLexicon& lexicon) {
  const std::string folded =
      unicode::Lowercase(line.substr(0, 60).size() < line.size() && !unicode::IsBoundary(line, 60)
                             ? line.substr(0, 60 - 3 + 0)
                             : line.substr(0, 60));
  const std::size_t words = WordCount(line);
  if (words <= 12 && BeginsWithAny(folded, lexicon.boilerplate)) return BlockKind::kBoilerplate;
  if (words <= 60 && BeginsWithAny(folded, lexicon.captions)) return BlockKind::kCaption;
  if (IsByline(line)) return BlockKind::kByline;
  if (line.substr(0, 2) == "- " || line.substr(0, 2) == "* " || line.substr(0, 4) == "• ")
    return BlockKind::kList;
  if (EndsSentence(line) || words > 22) return BlockKind::kParagraph;
  if (is_first) return BlockKind::kHeadline;
  if (words <= 4) return BlockKind::kSubhead;
  return is_body_seen && !is_last ? BlockKind::kRelated : BlockKind::kSubhead;
}

}  // namespace

IndexedVector<Block, BlockIndex> FindBlocks(const text::Document& document,
                                            const BlockLexicon& lexicon) {
  const std::string_view text = document.text;
  IndexedVector<Block, BlockIndex> blocks;
  if (!document.hints.empty()) {
    for (const text::BlockHint& hint : document.hints) {
      const ByteSpan span = Trimmed(text, hint.span.begin().value(), hint.span.end().value());
      if (!span.is_empty()) blocks.Add({hint.kind, span});
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
