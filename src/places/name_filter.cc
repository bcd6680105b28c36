#include "places/name_filter.h"

#include "io/table.h"
#include "model/resources.h"
#include "unicode/utf8.h"

namespace dateline::places {

Script ScriptOf(std::string_view name) {
  Script script = Script::kLatin;
  for (std::size_t i = 0; i < name.size();) {
    const unicode::CodePoint c = unicode::DecodeAt(name, i);
    i += c.size_bytes;
    if (c.value >= 0x400 && c.value < 0x530) {
      script = Script::kCyrillic;
    } else if (c.value >= 0x370 && (c.value < 0x1E00 || c.value > 0x20FF)) {
      return Script::kOther;
    }
  }
  return script;
}

Result<NameFilter> NameFilter::Load() {
  constexpr std::string_view kFile = "data/places/common_words.en.tsv";
  DL_ASSIGN_OR_RETURN(const std::string_view text, model::Resource(kFile));
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(text, 2, kFile));
  NameFilter filter;
  for (const io::TableRow& row : rows) filter.Reserve(KeyOf(row[0]));
  return filter;
}

bool NameFilter::Keeps(std::string_view name, std::uint32_t population) const {
  std::size_t letters = 0, upper = 0;
  for (std::size_t i = 0; i < name.size();) {
    const unicode::CodePoint c = unicode::DecodeAt(name, i);
    // Mechanical transcriptions begin with a small letter.
    if (i == 0 && unicode::IsLower(c.value)) return false;
    i += c.size_bytes;
    if (unicode::IsLetter(c.value)) ++letters;
    if (unicode::IsUpper(c.value)) ++upper;
  }
  if (letters < 4 || upper == letters || (population < 1000 && letters < 5)) return false;
  return refused_.count(KeyOf(name) & kKeyMask) == 0;
}

}  // namespace dateline::places
