#include "language/lexeme.h"

#include <algorithm>

#include "language/feature.h"
#include "unicode/utf8.h"

namespace dateline::language {
namespace {

std::string_view Head(std::string_view surface) {
  if (surface.size() <= kMaxLexemeBytes) return surface;
  std::size_t end = kMaxLexemeBytes;
  while (!unicode::IsBoundary(surface, end)) --end;
  return surface.substr(0, end);
}

// Typographic variants that treebanks write in ASCII.
char32_t Plain(char32_t c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x02BC:
      return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x00AB:
    case 0x00BB:
      return '"';
    case 0x2013:
    case 0x2014:
    case 0x2212:
    case 0x2010:
    case 0x2011:
      return '-';
    default:
      return c;
  }
}

// Casing counts words of two or more letters that have a case.
struct CaseCount {
  int capitals = 0;
  int initial = 0;
  int words = 0;
};

void Count(std::string_view surface, CaseCount& count) {
  int letters = 0;
  int upper = 0;
  bool is_first_upper = false;
  for (const char c : Head(surface)) {
    const bool is_upper = c >= 'A' && c <= 'Z';
    if (!is_upper && !(c >= 'a' && c <= 'z')) continue;
    if (letters == 0) is_first_upper = is_upper;
    ++letters;
    upper += is_upper ? 1 : 0;
  }
  if (letters < 2) return;
  ++count.words;
  if (upper == letters) ++count.capitals;
  if (is_first_upper && letters > 3) ++count.initial;
  if (letters <= 3 && !is_first_upper) --count.words;  // "of", "the" stay small in titles
}

void Analyse(std::string_view surface, Casing casing, Lexeme& out) {
  out.text.clear();
  std::uint64_t form = 0xCBF29CE484222325u;
  std::uint64_t shape = static_cast<std::uint64_t>(casing) + 1;
  char last_class = 0;
  int run = 0;
  out.is_capitalised = false;
  surface = Head(surface);
  for (std::size_t at = 0; at < surface.size();) {
    const auto byte = static_cast<unsigned char>(surface[at]);
    char32_t c = byte;
    std::size_t size = 1;
    if (byte >= 0x80) {
      const unicode::CodePoint point = unicode::DecodeAt(surface, at);
      c = Plain(point.value);
      size = point.size_bytes;
    }
    char klass = 'p';
    char32_t lower = c;
    if (c < 0x80) {
      if (c >= 'a' && c <= 'z') {
        klass = 'x';
      } else if (c >= 'A' && c <= 'Z') {
        klass = 'X';
        lower = c + 32;
      } else if (c >= '0' && c <= '9') {
        klass = '0';
      } else {
        klass = static_cast<char>(c);
      }
    } else if (unicode::IsUpper(c)) {
      klass = 'X';
      lower = unicode::ToLower(c);
    } else if (unicode::IsLetter(c)) {
      klass = 'x';
    }
    if (at == 0) out.is_capitalised = klass == 'X' && casing != Casing::kCapitals;
    const char32_t seen = klass == '0' ? U'0' : casing == Casing::kCapitals ? lower : c;
    form = (form ^ seen) * 0x100000001B3u;
    if (casing == Casing::kCapitals && klass == 'X') klass = 'x';
    run = klass == last_class ? run + 1 : 1;
    last_class = klass;
    if (run <= 2) shape = (shape ^ static_cast<unsigned char>(klass)) * 0x100000001B3u;
    unicode::AppendUtf8(lower, out.text);
    at += size;
  }
  out.form = Scramble(form);
  out.shape = Scramble(shape);
  std::uint64_t h = 0xCBF29CE484222325u;
  const auto plain = [](char c) {
    return static_cast<unsigned char>(c >= '0' && c <= '9' ? '0' : c);
  };
  const std::size_t n = out.text.size();
  for (std::size_t i = 0; i < n; ++i) {
    h = (h ^ plain(out.text[i])) * 0x100000001B3u;
    if (i < 4) out.prefix[i] = i + 1 < n ? Scramble(h + 1) : 0;
  }
  for (std::size_t i = n; i < 4; ++i) out.prefix[i] = 0;
  out.lower = Scramble(h);
  h = 0x84222325CBF29CE4u;
  for (std::size_t i = 0; i < 5; ++i) {
    if (i >= n) {
      out.suffix[i] = 0;
      continue;
    }
    h = (h ^ plain(out.text[n - 1 - i])) * 0x100000001B3u;
    out.suffix[i] = Scramble(h);
  }
}

}  // namespace

Casing CasingOf(std::span<const std::string_view> surfaces) {
  CaseCount count;
  for (const std::string_view surface : surfaces) Count(surface, count);
  if (count.words >= 3 && count.capitals * 10 >= count.words * 6) return Casing::kCapitals;
  if (count.words >= 4 && (count.initial + count.capitals) * 10 >= count.words * 8)
    return Casing::kTitle;
  return Casing::kMixed;
}

void MakeLexemes(std::span<const std::string_view> surfaces, std::vector<Lexeme>& out) {
  out.resize(surfaces.size());
  MakeLexemes(surfaces, std::span<Lexeme>(out));
}

void MakeLexemes(std::span<const std::string_view> surfaces, std::span<Lexeme> out) {
  const Casing casing = CasingOf(surfaces);
  for (std::size_t i = 0; i < surfaces.size(); ++i) Analyse(surfaces[i], casing, out[i]);
}

}  // namespace dateline::language
