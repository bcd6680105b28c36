// Verification notes: what a report says about checking ("could not independently verify",
// "geolocated by", "without providing evidence", "declined to comment"), and which of the things
// that were said it bears on.
//
// Guideline, section 9. An absence of verification is no statement against what was said, and
// silence is no denial: the layer says what was checked, and nothing of what is true.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "attribution/compose.h"
#include "attribution/scene.h"

namespace dateline::attribution {

// Whose act a note reports.
enum class Checker : std::uint8_t { kSubject, kClause, kFrom, kNone };

struct VerificationPattern {
  std::vector<std::vector<std::string>> words;  // alternatives of each place
  VerificationKind kind = VerificationKind::kUnverified;
  Checker by = Checker::kNone;
};

class VerificationPatterns {
 public:
  // Reads data/attribution/verification.en.tsv. Errors: kCorrupt naming the line.
  static Result<VerificationPatterns> Load();
  static Result<VerificationPatterns> Parse(std::string_view table, std::string_view name);

  // Those that may begin with a word, by their place in the table.
  const std::vector<std::size_t>* From(std::string_view word) const;
  const VerificationPattern& operator[](std::size_t i) const { return patterns_[i]; }

 private:
  std::vector<VerificationPattern> patterns_;
  WordMap<std::vector<std::size_t>> by_first_word_;
};

struct FoundNote {
  VerificationKind kind = VerificationKind::kUnverified;
  TokenRange words;
  std::optional<TokenRange> about;
  std::optional<TokenIndex> by;    // head of who checked
  bool is_by_speaker = false;      // whose statement the last of `scope` is: no `by` then
  std::vector<std::size_t> scope;  // drafts, ascending
};

// In text order, disjoint. `speakers` are those of the drafts. Linear in the number of tokens.
std::vector<FoundNote> FindVerifications(const Scene& scene, const VerificationPatterns& patterns,
                                         const Composed& composed,
                                         const std::vector<Source>& speakers);

}  // namespace dateline::attribution
