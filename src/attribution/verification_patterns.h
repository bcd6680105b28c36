// The words of verification notes: data/attribution/verification.en.tsv, read once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "attribution/lexicon.h"
#include "dateline/reading.h"
#include "dateline/result.h"

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

}  // namespace dateline::attribution
