// UTF-8 by code point, over text that is known to be valid, and the validation itself (by
// simdjson).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dateline::unicode {

// Is `bytes` valid UTF-8 (no surrogates, no overlong forms)?
bool IsValidUtf8(std::string_view bytes);

struct CodePoint {
  char32_t value = 0;
  std::size_t size_bytes = 1;
};

// The code point that begins at `at`. REQUIRES: valid UTF-8, at < text.size() and on a boundary.
inline CodePoint DecodeAt(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  if (lead < 0xE0) return {static_cast<char32_t>(((lead & 0x1Fu) << 6) | (byte(1) & 0x3Fu)), 2};
  if (lead < 0xF0) {
    return {static_cast<char32_t>(((lead & 0x0Fu) << 12) | ((byte(1) & 0x3Fu) << 6) |
                                  (byte(2) & 0x3Fu)),
            3};
  }
  return {static_cast<char32_t>(((lead & 0x07u) << 18) | ((byte(1) & 0x3Fu) << 12) |
                                ((byte(2) & 0x3Fu) << 6) | (byte(3) & 0x3Fu)),
          4};
}

// Is `at` the begin of a code point or the end of the text?
inline bool IsBoundary(std::string_view text, std::size_t at) {
  return at == text.size() ||
         (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0u) != 0x80u);
}

// The code point before `at`. REQUIRES: valid UTF-8, at > 0 and on a boundary.
inline CodePoint DecodeBefore(std::string_view text, std::size_t at) {
  std::size_t begin = at - 1;
  while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0u) == 0x80u) --begin;
  return DecodeAt(text, begin);
}

void AppendUtf8(char32_t code_point, std::string& out);

// Letters, digits and case by Unicode's general categories (utf8proc), with a fast path for ASCII.
bool IsLetter(char32_t code_point);
bool IsDigit(char32_t code_point);
bool IsUpper(char32_t code_point);
bool IsLower(char32_t code_point);
bool IsSpace(char32_t code_point);
char32_t ToLower(char32_t code_point);

// `text` in lower case, code point by code point (no change of length in code points).
std::string Lowercase(std::string_view text);

}  // namespace dateline::unicode
