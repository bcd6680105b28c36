// Steps: ASCII goes straight through a table; the first non-ASCII byte sends the whole name through
// utf8proc (NFKD, case fold, marks stripped; Unicode 14, UAX #15), then punctuation is unified.
#include "unicode/fold.h"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

#include "unicode/utf8.h"

namespace dateline::unicode {
namespace {

bool IsJoiner(char32_t c) {
  return IsSpace(c) || c == '-' || c == '_' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

bool IsApostrophe(char32_t c) {
  return c == '\'' || c == '`' || c == 0x2018 || c == 0x2019 || c == 0x02BC || c == 0x02B9 ||
         c == 0x2032 || c == 0x00B4;
}

// Lower-cases ASCII and unifies joiners and apostrophes; other code points are kept.
std::string Unify(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = DecodeAt(text, at);
    at += c.size_bytes;
    if (IsJoiner(c.value)) {
      gap = !out.empty();
      continue;
    }
    if (gap) out.push_back(' ');
    gap = false;
    if (IsApostrophe(c.value)) {
      out.push_back('\'');
    } else {
      AppendUtf8(ToLower(c.value), out);
    }
  }
  return out;
}

}  // namespace

std::string FoldName(std::string_view text) {
  bool is_ascii = true;
  for (const char c : text) is_ascii = is_ascii && static_cast<unsigned char>(c) < 0x80;
  if (is_ascii) return Unify(text);
  // Apostrophes first: NFKD leaves most of them, but stripping marks would eat some.
  const std::string unified = Unify(text);
  utf8proc_uint8_t* folded = nullptr;
  const auto size = utf8proc_map(
      reinterpret_cast<const utf8proc_uint8_t*>(unified.data()),
      static_cast<utf8proc_ssize_t>(unified.size()), &folded,
      static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                                     UTF8PROC_STRIPMARK | UTF8PROC_IGNORE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(folded, &std::free);
  if (size < 0) return unified;  // utf8proc refuses only invalid UTF-8 and lack of memory
  return Unify(
      std::string_view(reinterpret_cast<const char*>(folded), static_cast<std::size_t>(size)));
}

}  // namespace dateline::unicode
