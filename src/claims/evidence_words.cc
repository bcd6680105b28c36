#include "claims/evidence_words.h"

#include <algorithm>
#include <array>

#include "io/table.h"

namespace dateline::claims {
namespace {

constexpr std::size_t kLongestWord = 24;  // bytes

// In the order of EvidenceClass.
constexpr std::array<std::string_view, kEvidenceClassCount> kClassNames = {
    "video",     "photo",          "satellite",      "document", "witness",
    "intercept", "intercept-noun", "intercept-mark", "show",     "seen",
    "post",      "circulate",      "examine",        "made",     "locate",
    "verify",    "tell",           "not-evidence",   "figure",   "negation",
    "unable",    "manner",         "according",      "by",       "checked",
    "able"};

}  // namespace

Result<EvidenceWords> EvidenceWords::Parse(std::string_view table, std::string_view name) {
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(table, 3, name));
  EvidenceWords words;
  for (const io::TableRow& row : rows) {
    const auto* const found = std::find(kClassNames.begin(), kClassNames.end(), row[1]);
    if (found == kClassNames.end() || row[0].empty() || row[0].size() > kLongestWord) {
      return Error{ErrorCode::kCorrupt,
                   "line " + std::to_string(row.line) + ": found the word \"" +
                       std::string(row[0]) + "\" of the class \"" + std::string(row[1]) +
                       "\", expected a word of at most 24 bytes and a class of evidence_words.h",
                   std::string(name)};
    }
    words.words_[std::string(row[0])].set(static_cast<std::size_t>(found - kClassNames.begin()));
  }
  return words;
}

EvidenceClasses EvidenceWords::Of(std::string_view lemma) const {
  if (lemma.size() > kLongestWord) return {};
  const auto found = words_.find(lemma);
  return found == words_.end() ? EvidenceClasses() : found->second;
}

}  // namespace dateline::claims
