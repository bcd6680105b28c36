// The single-byte encodings in which older news pages still come.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dateline::intake {

enum class Charset : std::uint8_t { kWindows1252, kWindows1251, kKoi8U };

// By its label in a page (WHATWG Encoding, 4.2), in any case. Unknown labels are windows-1252,
// which also covers ISO-8859-1.
Charset CharsetOf(std::string_view label);

// What a <meta> in the first kilobytes of a page declares; empty if nothing does. O(1).
std::string DeclaredCharset(std::string_view html);

std::string ToUtf8(std::string_view bytes, Charset charset);

// Windows-1252 for 0x80 to 0x9F; other values are given back. Pages also mean it by &#128; to
// &#159;.
char32_t FromWindows1252(char32_t value);

}  // namespace dateline::intake
