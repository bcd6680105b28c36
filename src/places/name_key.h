// Name keys: how a name and the words of a text are brought to the same form.
//
// A word is folded (unicode/fold.h), stops and apostrophes are dropped, anything else that is no
// letter or digit parts words; "saint", "fort", "mount" and their short forms are one. A key is the
// hash of its words in order, so that a text is matched by extending a hash word by word.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::places {

using KeyHash = std::uint64_t;

inline constexpr KeyHash kEmptyKey = 0;
// The bits of a key that a file keeps.
inline constexpr KeyHash kKeyMask = ~KeyHash{0} << 14;

// The key of a name that goes on by one word.
inline KeyHash Extend(KeyHash key, std::uint64_t word) {
  std::uint64_t h = (key ^ word) * 0x9E3779B97F4A7C15ull;
  h ^= h >> 32;
  h *= 0xD6E8FEB86659FD93ull;
  return h ^ (h >> 29);
}

// Appends the hashes of the words in `text` to `out`; none for a lone stop, hyphen or apostrophe.
// Returns false when `text` holds a mark that ends any name, such as a comma or a bracket.
bool AppendWords(std::string_view text, std::vector<std::uint64_t>& out);

// The key of a whole name. kEmptyKey when it has no words.
KeyHash KeyOf(std::string_view name);

// The folded words of a name joined by spaces, for comparing and counting letters.
std::string KeyText(std::string_view name);

}  // namespace dateline::places
