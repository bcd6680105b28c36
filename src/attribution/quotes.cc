#include "attribution/quotes.h"

#include <algorithm>
#include <optional>
#include <string>

#include "unicode/utf8.h"

namespace dateline::attribution {
namespace {

using unicode::CodePoint;

constexpr std::size_t kMaxDepth = 4;      // marks nested deeper are ignored
constexpr std::size_t kMentionWords = 4;  // a longer quotation is never a scare quote
constexpr std::size_t kTitleWords = 12;   // nor a longer one a title
constexpr char32_t kNothing = 0;

enum class Level : std::uint8_t { kDouble, kSingle };

struct OpenMark {
  std::size_t quote;  // index into the layer
  Level level;
  char32_t mark;
  std::optional<std::size_t> reopened;  // where a mark of the same level opened inside it
};

bool IsInvisible(char32_t c) {
  return c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}
bool IsWordCharacter(char32_t c) { return unicode::IsLetter(c) || unicode::IsDigit(c); }
bool EndsWord(char32_t c) { return c == kNothing || unicode::IsSpace(c); }
bool MayPrecedeOpening(char32_t c) {
  return EndsWord(c) || c == '(' || c == '[' || c == '-' || c == 0x2013 || c == 0x2014 ||
         c == '/' || c == 0x2018 || c == 0x201C || c == '"' || c == '\'';
}

// The neighbours of a mark, invisible characters left out.
char32_t Before(std::string_view paragraph, std::size_t at) {
  while (at > 0) {
    const CodePoint c = unicode::DecodeBefore(paragraph, at);
    if (!IsInvisible(c.value)) return c.value;
    at -= c.size_bytes;
  }
  return kNothing;
}
char32_t After(std::string_view paragraph, std::size_t at) {
  while (at < paragraph.size()) {
    const CodePoint c = unicode::DecodeAt(paragraph, at);
    if (!IsInvisible(c.value)) return c.value;
    at += c.size_bytes;
  }
  return kNothing;
}

bool IsDoubleMark(char32_t c) {
  return c == '"' || c == 0x201C || c == 0x201D || c == 0x201E || c == 0x201F || c == 0xAB ||
         c == 0xBB;
}
bool IsSingleMark(char32_t c) { return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x201A; }

// Reads one document's paragraphs.
class Machine {
 public:
  Machine(const text::LanguageView& input, QuoteLayer& out) : input_(input), out_(out) {}

  void Read(BlockIndex block);
  void Finish() { DropPending(); }

 private:
  void Mark(char32_t mark, std::size_t at, std::size_t size);
  void DoubleMark(char32_t mark, std::size_t at, std::size_t size);
  void SingleMark(char32_t mark, std::size_t at, std::size_t size);
  void Open(char32_t mark, Level level, std::size_t at);
  void Close(Level level, std::size_t end);
  OpenMark* Innermost(Level level);
  void EndParagraph();
  void Unbalanced(ByteSpan span);
  void DropPending();

  const text::LanguageView& input_;
  QuoteLayer& out_;
  BlockIndex block_;
  std::string_view paragraph_;
  std::size_t base_ = 0;               // of the paragraph in the text
  std::size_t last_single_close_ = 0;  // 1 + the last place where a single mark may close
  std::vector<OpenMark> open_;
  std::optional<std::size_t> pending_;  // a quotation left open by the paragraph before
};

OpenMark* Machine::Innermost(Level level) {
  for (auto mark = open_.rbegin(); mark != open_.rend(); ++mark) {
    if (mark->level == level) return &*mark;
  }
  return nullptr;
}

void Machine::Unbalanced(ByteSpan span) {
  out_.diagnostics.push_back(
      {"quote-unbalanced",
       "a quotation mark has no partner in its paragraph; the quotation was ended there", span});
}

void Machine::DropPending() {
  if (pending_) Unbalanced(out_.quotes[*pending_].span);
  pending_.reset();
}

void Machine::Open(char32_t mark, Level level, std::size_t at) {
  if (open_.size() >= kMaxDepth) return;
  if (OpenMark* same = Innermost(level); same != nullptr && !same->reopened) same->reopened = at;
  Quote quote;
  quote.block = block_;
  quote.depth = static_cast<std::uint8_t>(open_.size());
  quote.span = ByteSpan::FromSizes(base_ + at, base_ + at);
  open_.push_back({out_.quotes.size(), level, mark, std::nullopt});
  out_.quotes.push_back(quote);
}

void Machine::Close(Level level, std::size_t end) {
  while (!open_.empty()) {
    const OpenMark mark = open_.back();
    open_.pop_back();
    Quote& quote = out_.quotes[mark.quote];
    quote.span = ByteSpan(quote.span.begin(), ByteOffset::FromSize(base_ + end));
    if (mark.level == level) return;
    quote.is_closed = false;  // a single mark left open inside
  }
}

void Machine::DoubleMark(char32_t mark, std::size_t at, std::size_t size) {
  const char32_t before = Before(paragraph_, at);
  const char32_t after = After(paragraph_, at + size);
  const OpenMark* open = Innermost(Level::kDouble);
  const bool can_open = MayPrecedeOpening(before) && !EndsWord(after);
  switch (mark) {
    case 0x201C:  // “ also closes „
      if (open != nullptr && open->mark == 0x201E) return Close(Level::kDouble, at + size);
      return Open(mark, Level::kDouble, at);
    case 0x201E:
    case 0x201F:
    case 0xAB:
      if (open != nullptr && open->mark == 0xBB) return Close(Level::kDouble, at + size);
      return Open(mark, Level::kDouble, at);
    case 0x201D:
    case 0xBB:
      if (open != nullptr) return Close(Level::kDouble, at + size);
      if (can_open) return Open(mark, Level::kDouble, at);
      break;
    default:  // straight
      if (open != nullptr && !(can_open && unicode::IsSpace(before)))
        return Close(Level::kDouble, at + size);
      if (!EndsWord(after) && (open != nullptr || !unicode::IsDigit(before)))
        return Open(mark, Level::kDouble, at);
      if (unicode::IsDigit(before)) return;  // inches, seconds of arc
      break;
  }
  Unbalanced(ByteSpan::FromSizes(base_ + at, base_ + at + size));
}

void Machine::SingleMark(char32_t mark, std::size_t at, std::size_t size) {
  const char32_t before = Before(paragraph_, at);
  const char32_t after = After(paragraph_, at + size);
  if (IsWordCharacter(before) && IsWordCharacter(after)) return;  // apostrophe
  if (Innermost(Level::kSingle) != nullptr && !EndsWord(before) && !IsWordCharacter(after)) {
    // "the troops' advance": a possessive as long as a better place to close follows.
    const bool is_possessive =
        (before == 's' || before == 'S') && unicode::IsSpace(after) && last_single_close_ > at + 1;
    if (!is_possessive) Close(Level::kSingle, at + size);
    return;
  }
  if (mark == 0x2019 || !MayPrecedeOpening(before) || !unicode::IsLetter(after)) return;
  if (last_single_close_ > at + 1) Open(mark, Level::kSingle, at);
}

void Machine::Read(BlockIndex block) {
  block_ = block;
  paragraph_ = input_.blocks[block].span.In(input_.text);
  base_ = input_.blocks[block].span.begin().value();
  const BlockKind kind = input_.blocks[block].kind;
  const bool is_aside =
      kind == BlockKind::kCaption || kind == BlockKind::kRelated || kind == BlockKind::kSubhead;
  std::size_t start = 0;
  while (start < paragraph_.size()) {
    const CodePoint c = unicode::DecodeAt(paragraph_, start);
    if (!unicode::IsSpace(c.value) && !IsInvisible(c.value)) break;
    start += c.size_bytes;
  }
  const bool begins_with_mark =
      start < paragraph_.size() && IsDoubleMark(unicode::DecodeAt(paragraph_, start).value);
  const bool continues = pending_ && begins_with_mark && !is_aside;
  if (pending_ && !continues && !is_aside) DropPending();
  const std::size_t first_quote = out_.quotes.size();

  last_single_close_ = 0;
  for (std::size_t at = 0; at < paragraph_.size();) {
    const CodePoint c = unicode::DecodeAt(paragraph_, at);
    if (IsSingleMark(c.value) && !EndsWord(Before(paragraph_, at)) &&
        !IsWordCharacter(After(paragraph_, at + c.size_bytes)))
      last_single_close_ = at + 1;
    at += c.size_bytes;
  }
  for (std::size_t at = 0; at < paragraph_.size();) {
    const CodePoint c = unicode::DecodeAt(paragraph_, at);
    const bool is_pair = at + 1 < paragraph_.size() && paragraph_[at] == paragraph_[at + 1];
    if ((c.value == '`' || c.value == '\'') && is_pair) {
      DoubleMark(c.value == '`' ? 0x201C : '"', at, 2);
      at += 2;
      continue;
    }
    if (IsDoubleMark(c.value)) DoubleMark(c.value, at, c.size_bytes);
    if (IsSingleMark(c.value)) SingleMark(c.value, at, c.size_bytes);
    at += c.size_bytes;
  }
  EndParagraph();
  if (continues && first_quote < out_.quotes.size()) {
    out_.quotes[first_quote].continues = true;
    // The one before is complete: this one goes on, or was itself left open.
    if (pending_ && *pending_ < first_quote) pending_.reset();
  }
}

void Machine::EndParagraph() {
  std::size_t end = paragraph_.size();
  while (end > 0 && unicode::IsSpace(unicode::DecodeBefore(paragraph_, end).value))
    end -= unicode::DecodeBefore(paragraph_, end).size_bytes;
  std::optional<std::size_t> left_open;
  for (const OpenMark& mark : open_) {
    Quote& quote = out_.quotes[mark.quote];
    quote.is_closed = false;
    const std::size_t stop = mark.reopened.value_or(end);
    quote.span = ByteSpan(quote.span.begin(), ByteOffset::FromSize(base_ + stop));
    if (mark.level == Level::kDouble && !mark.reopened && !left_open) {
      left_open = mark.quote;
    } else if (mark.level == Level::kDouble) {
      Unbalanced(quote.span);
    }
  }
  open_.clear();
  if (left_open) pending_ = left_open;
}

TokenRange TokensOf(const text::LanguageView& input, ByteSpan span) {
  const auto begin =
      std::lower_bound(input.tokens.begin(), input.tokens.end(), span.begin(),
                       [](const Token& token, ByteOffset at) { return token.span.end() <= at; });
  const auto end =
      std::lower_bound(begin, input.tokens.end(), span.end(),
                       [](const Token& token, ByteOffset at) { return token.span.begin() < at; });
  return {TokenIndex::FromSize(static_cast<std::size_t>(begin - input.tokens.begin())),
          TokenIndex::FromSize(static_cast<std::size_t>(end - input.tokens.begin()))};
}

// Scare quotes ("the 'republic'") and titles are mentioned, not said: short and without a verb or
// an end of sentence, or with a capital on every word of weight.
QuoteUse UseOf(const text::LanguageView& input, const Quote& quote) {
  std::size_t words = 0;
  std::size_t capitals = 0;
  std::size_t weighty = 0;
  bool has_verb = false;
  bool ends_clause = !quote.is_closed || quote.continues;
  for (TokenIndex t = quote.tokens.first; t < quote.tokens.end; ++t) {
    const Word& word = input.words[t];
    if (word.upos == Upos::kPunct) {
      const char c = input.surface(t).front();
      if (c == ',' || c == '.' || c == '!' || c == '?') ends_clause = true;
      continue;
    }
    if (++words > kTitleWords) return QuoteUse::kSpeech;
    if (word.upos == Upos::kVerb || word.upos == Upos::kAux || word.upos == Upos::kIntj)
      has_verb = true;
    if (word.upos == Upos::kNoun || word.upos == Upos::kPropn || word.upos == Upos::kAdj ||
        word.upos == Upos::kVerb || word.upos == Upos::kAdv) {
      ++weighty;
      if (unicode::IsUpper(unicode::DecodeAt(input.surface(t), 0).value)) ++capitals;
    }
  }
  if (words == 0) return QuoteUse::kMention;
  if (ends_clause) return QuoteUse::kSpeech;
  if (words <= kMentionWords && !has_verb) return QuoteUse::kMention;
  return weighty >= 2 && capitals == weighty ? QuoteUse::kMention : QuoteUse::kSpeech;
}

}  // namespace

QuoteLayer FindQuotes(const text::LanguageView& input) {
  QuoteLayer out;
  out.around.assign(input.tokens.size(), 0);
  Machine machine(input, out);
  for (BlockIndex block; block < input.blocks.end_index(); ++block) machine.Read(block);
  machine.Finish();
  for (std::size_t i = 0; i < out.quotes.size(); ++i) {
    Quote& quote = out.quotes[i];
    quote.tokens = TokensOf(input, quote.span);
    quote.use = input.words.empty() ? QuoteUse::kSpeech : UseOf(input, quote);
    for (TokenIndex t = quote.tokens.first; quote.depth == 0 && t < quote.tokens.end; ++t)
      out.around[t.value()] = static_cast<std::uint32_t>(i + 1);
  }
  return out;
}

}  // namespace dateline::attribution
