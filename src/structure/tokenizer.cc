// A hand-written automaton over UTF-8. At each position it tries, in this order: white space,
// addresses (URL, e-mail, handle, host or file name), emoticons, numbers, words, marks. Words are
// then cut at hyphens, contractions and clitics. Conventions:
// universaldependencies.org/u/overview/tokenization.html; where it leaves room, what UD English EWT
// and GUM do most often: "far - reaching", "F - 16", "do n't", "6 am", "a.m.", "713-555-0100".
#include "structure/tokenizer.h"

#include <algorithm>
#include <string>

#include "unicode/utf8.h"

namespace dateline::structure {
namespace {

using unicode::CodePoint;
using unicode::DecodeAt;

constexpr std::size_t kLongestName = 256;  // of a host, file or account; longer runs are cut
constexpr std::size_t kLongestWord = 64;   // longer words are in no table

bool IsApostrophe(char32_t c) { return c == '\'' || c == 0x2019 || c == '`' || c == 0xB4; }
bool IsWordLetter(char32_t c) { return unicode::IsLetter(c) || c == 0x2BC; }
bool IsAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }
bool IsNameByte(char c) {
  return IsAsciiLetter(c) || IsAsciiDigit(c) || c == '.' || c == '_' || c == '-';
}

class Tokenizer {
 public:
  Tokenizer(std::string_view text, ByteSpan block, const Lexicon& lexicon, BlockTokens& out)
      : text_(text.substr(0, block.end().value())),
        at_(block.begin().value()),
        begin_(at_),
        lexicon_(lexicon),
        out_(out.spans),
        runs_(out.runs) {}

  void Run() {
    while (at_ < text_.size()) {
      const CodePoint c = DecodeAt(text_, at_);
      if (unicode::IsSpace(c.value)) {
        at_ += c.size_bytes;
      } else if (IsWordLetter(c.value)) {
        if (!Url() && !Name()) Word();
      } else if (unicode::IsDigit(c.value)) {
        if (!Name()) Number();
      } else if (!Handle(c.value) && !FileEnding() && !Emoticon() && !Elision(c.value)) {
        Mark(c);
      }
    }
  }

 private:
  void Emit(std::size_t begin, std::size_t end) {
    if (begin < end) out_.push_back(ByteSpan::FromSizes(begin, end));
  }
  // Two tokens that are written as one word.
  void EmitPair(std::size_t begin, std::size_t cut, std::size_t end) {
    Emit(begin, cut);
    Emit(cut, end);
    JoinLast();
  }
  // The last token is a clitic of the one before it.
  void JoinLast() {
    if (out_.size() < 2) return;
    if (!runs_.empty() && runs_.back().first + runs_.back().second == out_.size() - 1) {
      ++runs_.back().second;
    } else {
      runs_.emplace_back(out_.size() - 2, 2);
    }
  }
  void EmitTo(std::size_t end) {
    Emit(at_, end);
    at_ = end;
  }
  char Byte(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }
  char32_t CodeAt(std::size_t at) const {
    return at < text_.size() ? DecodeAt(text_, at).value : 0;
  }
  bool IsGluedToToken() const { return !out_.empty() && out_.back().end().value() == at_; }
  bool IsAlphanumericAt(std::size_t at) const {
    return IsWordLetter(CodeAt(at)) || unicode::IsDigit(CodeAt(at));
  }
  std::string Lower(std::size_t begin, std::size_t end) const {
    return end - begin > kLongestWord ? std::string()
                                      : unicode::Lowercase(text_.substr(begin, end - begin));
  }

  // ------------------------------------------------------------ addresses

  bool Url() {
    const char first = text_[at_];
    if (first != 'h' && first != 'w') return false;
    const std::string_view rest = text_.substr(at_, 8);
    if (rest.substr(0, 7) != "http://" && rest != "https://" && rest.substr(0, 4) != "www.")
      return false;
    EmitTo(EndOfUrl(at_));
    return true;
  }

  // The end of a run without white space and quotes, less the marks of the sentence around it.
  std::size_t EndOfUrl(std::size_t begin) const {
    std::size_t end = begin;
    while (end < text_.size()) {
      const CodePoint c = DecodeAt(text_, end);
      if (unicode::IsSpace(c.value) || c.value == '<' || c.value == '>' || c.value == '"' ||
          c.value == 0x201C || c.value == 0x201D) {
        break;
      }
      end += c.size_bytes;
    }
    static constexpr std::string_view kTrailing = ".,;:!?)]'";
    while (end > begin + 1 && kTrailing.find(text_[end - 1]) != std::string_view::npos) --end;
    return end;
  }

  // "someone@example.org", "report.pdf", "example.org/path", "comp.lang.c": ASCII names with dots.
  bool Name() {
    std::size_t end = at_;
    std::size_t dots = 0;
    while (end < text_.size() && end - at_ < kLongestName && IsNameByte(text_[end])) {
      dots += text_[end] == '.' ? 1 : 0;
      ++end;
    }
    if (Byte(end) == '@' && IsAlphanumericAt(end + 1)) {
      std::size_t host_end = end + 1;
      while (host_end - end < kLongestName && IsNameByte(Byte(host_end))) ++host_end;
      while (text_[host_end - 1] == '.' || text_[host_end - 1] == '-') --host_end;
      if (host_end > end + 1) {
        EmitTo(host_end);
        return true;
      }
    }
    if (dots == 0) return false;
    while (end > at_ && (text_[end - 1] == '.' || text_[end - 1] == '-')) --end;
    if (IsAlphanumericAt(end) || !IsDottedName(text_.substr(at_, end - at_))) return false;
    EmitTo(Byte(end) == '/' ? EndOfUrl(end) : end);
    return true;
  }

  bool IsDottedName(std::string_view name) const {
    const std::size_t last_dot = name.rfind('.');
    if (last_dot == std::string_view::npos || last_dot == 0 ||
        name.find("..") != std::string_view::npos) {
      return false;
    }
    std::size_t labels = 1;
    std::size_t shortest = name.size();
    bool is_lower = true;
    std::size_t label_begin = 0;
    for (std::size_t i = 0; i <= name.size(); ++i) {
      if (i < name.size() && name[i] != '.') {
        is_lower = is_lower && name[i] >= 'a' && name[i] <= 'z';
        continue;
      }
      shortest = std::min(shortest, i - label_begin);
      label_begin = i + 1;
      labels += i < name.size() ? 1 : 0;
    }
    if (labels >= 3 && is_lower && shortest >= 2) return true;  // a newsgroup
    // "end.The" is two sentences without a space, "example.Com" is a name only if it is listed.
    return (last_dot >= 2 || labels > 2) &&
           lexicon_.endings.contains(unicode::Lowercase(name.substr(last_dot + 1)));
  }

  // ".doc" alone.
  bool FileEnding() {
    if (text_[at_] != '.' || IsGluedToToken() || !IsAsciiLetter(Byte(at_ + 1))) return false;
    std::size_t end = at_ + 1;
    while (end - at_ < 8 && (IsAsciiLetter(Byte(end)) || IsAsciiDigit(Byte(end)))) ++end;
    if (IsAlphanumericAt(end) || !lexicon_.endings.contains(Lower(at_ + 1, end))) return false;
    EmitTo(end);
    return true;
  }

  bool Handle(char32_t first) {
    if ((first != '@' && first != '#') ||
        (!IsWordLetter(CodeAt(at_ + 1)) && Byte(at_ + 1) != '_')) {
      return false;
    }
    std::size_t end = at_ + 1;
    while (IsAlphanumericAt(end) || Byte(end) == '_') end += DecodeAt(text_, end).size_bytes;
    EmitTo(end);
    return true;
  }

  bool Emoticon() {
    if (static_cast<unsigned char>(text_[at_]) >= 0x80) return false;
    if (at_ > begin_ && IsAlphanumericAt(at_ - 1)) return false;
    for (const std::string& emoticon : lexicon_.emoticons) {
      if (text_.compare(at_, emoticon.size(), emoticon) != 0) continue;
      const std::size_t end = at_ + emoticon.size();
      if (IsAlphanumericAt(end)) continue;
      EmitTo(end);
      return true;
    }
    return false;
  }

  // ------------------------------------------------------------ numbers

  std::size_t EndOfDigits(std::size_t at) const {
    while (unicode::IsDigit(CodeAt(at))) at += DecodeAt(text_, at).size_bytes;
    return at;
  }

  void Number() {
    if (const std::size_t end = EndOfPhone(); end > at_) return EmitTo(end);
    std::size_t end = at_;
    while (true) {
      end = EndOfDigits(end);
      const char mark = Byte(end);
      const bool joins = mark == ',' || mark == '.' || mark == ':' || mark == '/';
      if (!joins || !unicode::IsDigit(CodeAt(end + 1))) break;
      ++end;
    }
    std::size_t letters = end;
    while (IsWordLetter(CodeAt(letters))) letters += DecodeAt(text_, letters).size_bytes;
    EmitTo(letters > end && lexicon_.tails.contains(Lower(end, letters)) ? letters : end);
  }

  // Groups of 3-4, 3-3-4, 1-3-3-4 or 5-4 digits (telephone, US postal code); other hyphens between
  // digits are ranges and scores. The end, or at_.
  std::size_t EndOfPhone() const {
    std::string groups;
    std::size_t at = at_;
    while (groups.size() < 5) {
      const std::size_t end = EndOfDigits(at);
      if (end == at || end - at > 9) return at_;
      groups.push_back(static_cast<char>('0' + (end - at)));
      if (Byte(end) != '-') {
        const bool is_known =
            groups == "34" || groups == "334" || groups == "1334" || groups == "54";
        return is_known && !IsAlphanumericAt(end) ? end : at_;
      }
      at = end + 1;
    }
    return at_;
  }

  // ------------------------------------------------------------ words

  void Word() {
    std::size_t end = at_;
    while (end < text_.size()) {
      const CodePoint c = DecodeAt(text_, end);
      const std::size_t after = end + c.size_bytes;
      const bool joins = IsApostrophe(c.value) || c.value == '-';
      if (IsWordLetter(c.value) || unicode::IsDigit(c.value) || c.value == '_' ||
          (joins && IsWordLetter(CodeAt(after))) ||
          (c.value == '&' && unicode::IsUpper(CodeAt(after)))) {
        end = after;
      } else if (c.value == '.' && KeepsPeriod(after)) {
        end = after;
      } else if (c.value == '/' && IsWhole(after)) {
        return EmitTo(EndOfLetters(after));
      } else {
        break;
      }
    }
    // A word broken off in speech: "th- that".
    const bool is_broken = Byte(end) == '-' && end - at_ <= 2 && IsAsciiLetter(text_[at_]) &&
                           Byte(end + 1) == ' ' && !IsGluedToToken();
    if (is_broken) return EmitTo(end + 1);
    CutAtHyphens(end);
  }

  std::size_t EndOfLetters(std::size_t at) const {
    while (IsWordLetter(CodeAt(at))) at += DecodeAt(text_, at).size_bytes;
    return at;
  }

  // "w/o", "b/c": the slash before `after` belongs to a listed word.
  bool IsWhole(std::size_t after) const {
    if (after - at_ > 4) return false;
    const std::size_t end = EndOfLetters(after);
    return end - after <= 4 && lexicon_.wholes.contains(Lower(at_, end));
  }

  // Does the period that ends at `end` belong to the word from at_? Single letters with periods
  // ("U.S.", "a.m."), a capital as an initial ("J. Smith"), a listed abbreviation.
  bool KeepsPeriod(std::size_t end) const {
    std::size_t begin = at_;
    for (std::size_t i = end; i > at_ + 1 && end - i < kLongestWord; --i) {
      if (text_[i - 1] == '-') {
        begin = i;
        break;
      }
    }
    const std::string_view word = text_.substr(begin, end - begin);
    if (IsInitials(word)) {
      const CodePoint first = DecodeAt(word, 0);
      if (word.size() > first.size_bytes + 1) return true;
      if (IsWordLetter(CodeAt(end))) {  // "U.S.", "J.Smith", but not "a.The"
        const std::size_t second = end + DecodeAt(text_, end).size_bytes;
        return !IsWordLetter(CodeAt(second)) || unicode::IsUpper(first.value);
      }
      if (unicode::IsUpper(first.value) && first.value != 'I' && Byte(end) == ' ' &&
          unicode::IsUpper(CodeAt(end + 1))) {
        return true;
      }
    }
    const auto found = word.size() > kLongestWord
                           ? lexicon_.abbreviations.end()
                           : lexicon_.abbreviations.find(unicode::Lowercase(word));
    if (found == lexicon_.abbreviations.end()) return false;
    switch (found->second) {
      case Abbreviation::kPlain:
      case Abbreviation::kTitle:
      case Abbreviation::kLeads:
        return true;
      case Abbreviation::kCapital:
        return unicode::IsUpper(DecodeAt(word, 0).value);
      case Abbreviation::kNumbered:
        return unicode::IsDigit(CodeAt(Byte(end) == ' ' ? end + 1 : end));
    }
    return false;
  }

  // Letters and periods in turn, ending in a period.
  static bool IsInitials(std::string_view word) {
    bool wants_letter = true;
    for (std::size_t i = 0; i < word.size();) {
      const CodePoint c = DecodeAt(word, i);
      if (wants_letter ? !IsWordLetter(c.value) : c.value != '.') return false;
      wants_letter = !wants_letter;
      i += c.size_bytes;
    }
    return wants_letter;
  }

  // Each side of a hyphen is a token of its own, unless the prefix is one that keeps its hyphen.
  void CutAtHyphens(std::size_t end) {
    std::size_t part = at_;
    bool may_be_prefix = true;
    for (std::size_t i = at_; i < end; ++i) {
      if (text_[i] != '-') continue;
      const bool is_prefix = may_be_prefix && lexicon_.prefixes.contains(Lower(part, i));
      may_be_prefix = false;
      if (is_prefix) continue;
      CutContraction(part, i);
      Emit(i, i + 1);
      part = i + 1;
    }
    CutContraction(part, end);
    at_ = end;
  }

  void CutContraction(std::size_t begin, std::size_t end) {
    if (end - begin > kLongestWord) return Emit(begin, end);
    const std::string word = Lower(begin, end);
    if (const auto split = lexicon_.splits.find(word); split != lexicon_.splits.end()) {
      return EmitPair(begin, begin + split->second, end);
    }
    if (word.find_first_of("'`\xE2\xC2") != std::string::npos) {
      for (const std::string& clitic : lexicon_.clitics) {
        const std::size_t cut = BeginOfClitic(begin, end, clitic);
        if (cut > begin && cut < end) return EmitPair(begin, cut, end);
      }
    }
    Emit(begin, end);
  }

  // Where `clitic` (with an ASCII apostrophe) begins at the end of the word, or `end`.
  std::size_t BeginOfClitic(std::size_t begin, std::size_t end, std::string_view clitic) const {
    std::size_t at = end;
    for (std::size_t i = clitic.size(); i > 0; --i) {
      if (at <= begin) return end;
      const CodePoint c = unicode::DecodeBefore(text_, at);
      const char32_t folded = IsApostrophe(c.value) ? U'\'' : unicode::ToLower(c.value);
      if (folded != static_cast<unsigned char>(clitic[i - 1])) return end;
      at -= c.size_bytes;
    }
    return at;
  }

  // ------------------------------------------------------------ marks

  // After an apostrophe: a clitic of the token before ("U.S.'s", "1990's"), or a shortened word or
  // year ("'em", "'70s").
  bool Elision(char32_t first) {
    if (!IsApostrophe(first)) return false;
    const std::size_t begin = at_ + DecodeAt(text_, at_).size_bytes;
    std::size_t end = EndOfLetters(begin);
    if (IsGluedToToken()) {
      const std::string clitic = "'" + Lower(begin, end);
      for (const std::string& known : lexicon_.clitics) {
        if (known != clitic) continue;
        EmitTo(end);
        JoinLast();
        return true;
      }
      return PluralPossessive(begin);
    }
    if (end == begin) {
      end = EndOfDigits(begin);
      if (end != begin + 2) return false;
      if (Byte(end) == 's') ++end;
      if (IsAlphanumericAt(end)) return false;
    } else if (!lexicon_.elisions.contains(Lower(begin, end))) {
      return false;
    }
    EmitTo(end);
    return true;
  }

  // "the workers' union": an apostrophe after an s that closes no quotation.
  bool PluralPossessive(std::size_t end) {
    const char before = text_[at_ - 1];
    const bool is_plural =
        (before == 's' || before == 'S') && !is_quote_open_ && out_.back().size_bytes() > 1;
    if (!is_plural || IsAlphanumericAt(end) || IsApostrophe(CodeAt(end))) return false;
    EmitTo(end);
    JoinLast();
    return true;
  }

  void Mark(const CodePoint& c) {
    std::size_t end = at_ + c.size_bytes;
    if (c.value == 0x2018 || IsApostrophe(c.value)) {
      is_quote_open_ = c.value == 0x2018 || !IsGluedToToken();
    }
    static constexpr std::string_view kFinal = ".!?";
    static constexpr std::string_view kRepeats = "-*=_`'$<>~+#^|";
    if (c.value < 0x80 && kFinal.find(text_[at_]) != std::string_view::npos) {
      while (end < text_.size() && kFinal.find(text_[end]) != std::string_view::npos) ++end;
    } else if (c.value >= 0x80 || kRepeats.find(text_[at_]) != std::string_view::npos) {
      const bool repeats = c.value < 0x80 || c.value == 0x2026 || c.value == 0x2019;
      while (repeats && end < text_.size() && DecodeAt(text_, end).value == c.value)
        end += c.size_bytes;
    }
    EmitTo(EndOfJoined(end));
  }

  // Marks that combine with the code point before (emoji modifiers, joiners, variation selectors)
  // stay with it.
  std::size_t EndOfJoined(std::size_t end) const {
    bool joins_next = false;
    while (end < text_.size()) {
      const CodePoint next = DecodeAt(text_, end);
      const bool is_joiner = next.value == 0x200D;
      const bool is_modifier = (next.value >= 0xFE00 && next.value <= 0xFE0F) ||
                               (next.value >= 0x1F3FB && next.value <= 0x1F3FF);
      if (!is_joiner && !is_modifier && !(joins_next && next.value > 0x2000)) break;
      joins_next = is_joiner;
      end += next.size_bytes;
    }
    return end;
  }

  std::string_view text_;  // up to the end of the block
  std::size_t at_;
  const std::size_t begin_;
  const Lexicon& lexicon_;
  std::vector<ByteSpan>& out_;
  std::vector<std::pair<std::size_t, std::size_t>>& runs_;
  bool is_quote_open_ = false;  // a single one
};

}  // namespace

void Tokenize(std::string_view text, ByteSpan block, const Lexicon& lexicon, BlockTokens& out) {
  out.clear();
  Tokenizer(text, block, lexicon, out).Run();
}

}  // namespace dateline::structure
