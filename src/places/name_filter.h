// Which other names of a settlement are kept: not codes, not what English writes small, not the
// names of countries and divisions. Shared by all that compile a gazetteer.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_set>

#include "dateline/result.h"
#include "places/name_key.h"

namespace dateline::places {

enum class Script : std::uint8_t { kLatin, kCyrillic, kOther };
// Of the letters of a name: Cyrillic beside Latin is Cyrillic; any further script is kOther.
Script ScriptOf(std::string_view name);

class NameFilter {
 public:
  // With the words of data/places/common_words.en.tsv.
  static Result<NameFilter> Load();

  // A name that no settlement has as another name: of a country, a continent, a division.
  void Reserve(KeyHash key) { refused_.insert(key & kKeyMask); }
  bool Keeps(std::string_view name, std::uint32_t population) const;

 private:
  std::unordered_set<KeyHash> refused_;
};

}  // namespace dateline::places
