// A hand-written automaton over UTF-8. At each position it tries, in this order: white space,
// addresses (URL, e-mail, handle), numbers, words (with inner apostrophes and periods of
// abbreviations), runs of the same punctuation mark, one other code point. Words are then cut at
// hyphens, clitics and contractions. Conventions:
// universaldependencies.org/u/overview/tokenization.html and English EWT.
#include "structure/tokenizer.h"

#include <algorithm>

#include "unicode/utf8.h"

namespace dateline::structure {
namespace {

using unicode::CodePoint;
using unicode::DecodeAt;

bool IsApostrophe(char32_t c) { return c == '\'' || c == 0x2019; }
bool IsWordLetter(char32_t c) { return unicode::IsLetter(c) || c == 0x2BC; }

class Tokenizer {
 public:
  Tokenizer(std::string_view text, ByteSpan block, const TokenLexicon& lexicon,
            std::vector<ByteSpan>& out)
      : text_(text),
        at_(block.begin().value()),
        end_(block.end().value()),
        lexicon_(lexicon),
        out_(out) {}

  void Run() {
    while (at_ < end_) {
      const CodePoint c = DecodeAt(text_, at_);
      if (unicode::IsSpace(c.value)) {
        at_ += c.size_bytes;
      } else if (!Address() && !Number(c.value) && !Word(c.value)) {
        Mark(c);
      }
    }
  }

 private:
  void Emit(std::size_t begin, std::size_t end) {
    if (begin < end) out_.push_back(ByteSpan::FromSizes(begin, end));
  }
  char Byte(std::size_t at) const { return at < end_ ? text_[at] : '\0'; }
  char32_t CodeAt(std::size_t at) const { return at < end_ ? DecodeAt(text_, at).value : 0; }

  std::size_t EndOfNonSpace(std::size_t at) const {
    while (at < end_) {
      const CodePoint c = DecodeAt(text_, at);
      if (unicode::IsSpace(c.value) || c.value == '<' || c.value == '>' || c.value == '"' ||
          c.value == 0x201C || c.value == 0x201D) {
        break;
      }
      at += c.size_bytes;
    }
    return at;
  }

  bool Address() {
    const std::string_view rest = text_.substr(at_, end_ - at_);
    const bool is_url = rest.substr(0, 7) == "http://" || rest.substr(0, 8) == "https://" ||
                        rest.substr(0, 4) == "www.";
    const bool is_handle = (rest[0] == '@' || rest[0] == '#') && rest.size() > 1 &&
                           (unicode::IsLetter(CodeAt(at_ + 1)) || rest[1] == '_');
    if (is_url) {
      std::size_t stop = EndOfNonSpace(at_);
      while (stop > at_ &&
             std::string_view(".,;:!?)]'").find(text_[stop - 1]) != std::string_view::npos)
        --stop;
      Emit(at_, stop);
      at_ = stop;
      return true;
    }
    if (is_handle) {
      std::size_t stop = at_ + 1;
      while (stop < end_ &&
             (IsWordLetter(CodeAt(stop)) || unicode::IsDigit(CodeAt(stop)) || text_[stop] == '_')) {
        stop += DecodeAt(text_, stop).size_bytes;
      }
      Emit(at_, stop);
      at_ = stop;
      return true;
    }
    return Mail();
  }

  // name@host.tld; looked for only where a word begins.
  bool Mail() {
    std::size_t stop = at_;
    const auto is_part = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
             c == '.' || c == '_' || c == '-' || c == '+';
    };
    while (stop < end_ && stop - at_ < 64 && is_part(text_[stop])) ++stop;
    if (stop == at_ || Byte(stop) != '@') return false;
    const std::size_t host = stop + 1;
    stop = host;
    while (stop < end_ && is_part(text_[stop])) ++stop;
    while (stop > host && (text_[stop - 1] == '.' || text_[stop - 1] == '-')) --stop;
    if (text_.substr(host, stop - host).find('.') == std::string_view::npos) return false;
    Emit(at_, stop);
    at_ = stop;
    return true;
  }

  bool Number(char32_t first) {
    if (!unicode::IsDigit(first)) return false;
    std::size_t stop = at_;
    while (stop < end_) {
      const CodePoint c = DecodeAt(text_, stop);
      const std::size_t after = stop + c.size_bytes;
      const bool joins = (c.value == ',' || c.value == '.' || c.value == ':' || c.value == '/') &&
                         unicode::IsDigit(CodeAt(after));
      if (!unicode::IsDigit(c.value) && !joins) break;
      stop = after;
    }
    // "8th", "1990s", "S-300"'s tail and "12k" stay whole; "6am", "20km" are two tokens.
    std::size_t letters = stop;
    while (letters < end_ && IsWordLetter(CodeAt(letters)))
      letters += DecodeAt(text_, letters).size_bytes;
    const std::string tail = unicode::Lowercase(text_.substr(stop, letters - stop));
    Emit(at_, tail == "th" || tail == "st" || tail == "nd" || tail == "rd" || tail == "s" ||
                      tail.size() == 1
                  ? letters
                  : stop);
    at_ = out_.back().end().value();
    return true;
  }

  bool Word(char32_t first) {
    if (!IsWordLetter(first)) return false;
    std::size_t stop = at_;
    std::size_t last_period = 0;
    while (stop < end_) {
      const CodePoint c = DecodeAt(text_, stop);
      const std::size_t after = stop + c.size_bytes;
      if (IsWordLetter(c.value) || unicode::IsDigit(c.value) || c.value == '_') {
        stop = after;
      } else if ((IsApostrophe(c.value) || c.value == '-' || c.value == '&') &&
                 IsWordLetter(CodeAt(after)) &&
                 (c.value != '&' || unicode::IsUpper(CodeAt(after)))) {
        stop = after;
      } else if (c.value == '-' && unicode::IsDigit(CodeAt(after)) && unicode::IsUpper(first)) {
        stop = after;  // "Mi-26", "S-300", "COVID-19": one name
        while (stop < end_ && unicode::IsDigit(CodeAt(stop))) ++stop;
        EmitWord(at_, stop, true);
        return true;
      } else if (c.value == '.' && IsAbbreviationSoFar(at_, after)) {
        last_period = after;
        stop = after;
      } else {
        break;
      }
    }
    (void)last_period;
    EmitWord(at_, stop, false);
    return true;
  }

  // "U.S.", "a.m.", "Gen.": single letters with periods, or a listed abbreviation.
  bool IsAbbreviationSoFar(std::size_t begin, std::size_t end) const {
    const std::string_view word = text_.substr(begin, end - begin);
    const std::size_t hyphen = word.rfind('-');
    const std::string_view last = hyphen == std::string_view::npos ? word : word.substr(hyphen + 1);
    bool is_initials = true;
    bool wants_letter = true;
    for (std::size_t i = 0; i < last.size();) {
      const CodePoint c = DecodeAt(last, i);
      is_initials = is_initials && (wants_letter ? IsWordLetter(c.value) : c.value == '.');
      wants_letter = !wants_letter;
      i += c.size_bytes;
    }
    if (is_initials && last.size() > 2) return true;
    if (is_initials) {  // one letter and a period: an initial if it is a capital and something
                        // follows
      return unicode::IsUpper(DecodeAt(last, 0).value) && last.front() != 'I' && end < end_ &&
             (IsWordLetter(CodeAt(end)) || (Byte(end) == ' ' && unicode::IsUpper(CodeAt(end + 1))));
    }
    return lexicon_.abbreviations.contains(unicode::Lowercase(last));
  }

  void EmitWord(std::size_t begin, std::size_t end, bool is_whole) {
    at_ = end;
    if (is_whole) return Emit(begin, end);
    // Hyphens: each side is a token of its own, unless the prefix is one that keeps its hyphen.
    std::size_t part = begin;
    bool is_first = true;
    for (std::size_t i = begin; i < end; ++i) {
      if (text_[i] != '-') continue;
      const std::string prefix = unicode::Lowercase(text_.substr(part, i - part));
      if (is_first && lexicon_.kept_prefixes.contains(prefix)) {
        is_first = false;
        continue;
      }
      EmitParts(part, i);
      Emit(i, i + 1);
      part = i + 1;
      is_first = false;
    }
    EmitParts(part, end);
  }

  void EmitParts(std::size_t begin, std::size_t end) {
    if (begin >= end) return;
    const std::string word = unicode::Lowercase(text_.substr(begin, end - begin));
    for (const auto& [whole, cut] : lexicon_.splits) {
      if (word == whole) {
        Emit(begin, begin + cut);
        return Emit(begin + cut, end);
      }
    }
    if (text_.substr(begin, end - begin).find_first_of("'\xE2") != std::string_view::npos) {
      for (const std::string& clitic : lexicon_.clitics) {
        const std::size_t cut = CliticBegin(begin, end, clitic);
        if (cut > begin && cut < end) {
          Emit(begin, cut);
          return Emit(cut, end);
        }
      }
    }
    Emit(begin, end);
  }

  // Where `clitic` (with an ASCII apostrophe) begins at the end of the word, or `end`.
  std::size_t CliticBegin(std::size_t begin, std::size_t end, const std::string& clitic) const {
    std::size_t at = end;
    for (std::size_t i = clitic.size(); i > 0; --i) {
      if (at <= begin) return end;
      const CodePoint c = unicode::DecodeBefore(text_, at);
      const char32_t folded = IsApostrophe(c.value) ? '\'' : unicode::ToLower(c.value);
      if (folded != static_cast<unsigned char>(clitic[i - 1])) return end;
      at -= c.size_bytes;
    }
    return at;
  }

  void Mark(const CodePoint& c) {
    std::size_t stop = at_ + c.size_bytes;
    // "'s" after a token that ended in a period or digit: "U.S.'s", "1990's".
    if (IsApostrophe(c.value)) {
      for (const std::string& clitic : lexicon_.clitics) {
        if (clitic.front() != '\'' || out_.empty() || out_.back().end().value() != at_) continue;
        std::size_t length = stop;
        std::size_t i = 1;
        while (i < clitic.size() && length < end_ &&
               unicode::ToLower(CodeAt(length)) == static_cast<unsigned char>(clitic[i])) {
          ++length;
          ++i;
        }
        if (i == clitic.size() && !IsWordLetter(CodeAt(length))) {
          Emit(at_, length);
          at_ = length;
          return;
        }
      }
    }
    const bool may_repeat = c.value == '.' || c.value == '-' || c.value == '!' || c.value == '?' ||
                            c.value == '*' || c.value == '=' || c.value == '_' || c.value == '`' ||
                            c.value == '\'' || c.value == 0x2026;
    while (may_repeat && stop < end_ && DecodeAt(text_, stop).value == c.value)
      stop += c.size_bytes;
    // Marks that combine with the code point before (emoji modifiers, joiners, variation selectors)
    // stay with it.
    while (stop < end_) {
      const CodePoint next = DecodeAt(text_, stop);
      const bool joins = next.value == 0x200D || (next.value >= 0xFE00 && next.value <= 0xFE0F) ||
                         (next.value >= 0x1F3FB && next.value <= 0x1F3FF);
      const bool is_joined =
          stop >= 3 && text_.substr(stop - 3, 3) == "\xE2\x80\x8D" && next.value > 0x2000;
      if (!joins && !is_joined) break;
      stop += next.size_bytes;
    }
    Emit(at_, stop);
    at_ = stop;
  }

  std::string_view text_;
  std::size_t at_;
  std::size_t end_;
  const TokenLexicon& lexicon_;
  std::vector<ByteSpan>& out_;
};

}  // namespace

void Tokenize(std::string_view text, ByteSpan block, const TokenLexicon& lexicon,
              std::vector<ByteSpan>& out) {
  Tokenizer(text, block, lexicon, out).Run();
}

}  // namespace dateline::structure
