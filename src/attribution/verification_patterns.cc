#include "attribution/verification_patterns.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "io/table.h"
#include "model/resources.h"
#include "text/enum_names.h"

namespace dateline::attribution {
namespace {

constexpr std::string_view kFile = "data/attribution/verification.en.tsv";

std::vector<std::string> Split(std::string_view text, char separator) {
  std::vector<std::string> out;
  for (;;) {
    const std::size_t at = std::min(text.find(separator), text.size());
    out.emplace_back(text.substr(0, at));
    if (at == text.size()) return out;
    text.remove_prefix(at + 1);
  }
}

std::optional<Checker> CheckerOf(std::string_view name) {
  constexpr std::pair<std::string_view, Checker> kNames[] = {{"subject", Checker::kSubject},
                                                             {"clause", Checker::kClause},
                                                             {"from", Checker::kFrom},
                                                             {"none", Checker::kNone}};
  for (const auto& [known, checker] : kNames) {
    if (known == name) return checker;
  }
  return std::nullopt;
}

}  // namespace

Result<VerificationPatterns> VerificationPatterns::Load() {
  DL_ASSIGN_OR_RETURN(const auto table, model::Resource(kFile));
  return Parse(table, kFile);
}

Result<VerificationPatterns> VerificationPatterns::Parse(std::string_view table,
                                                         std::string_view name) {
  VerificationPatterns out;
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(table, 4, name));
  for (const io::TableRow& row : rows) {
    const auto kind = text::FromName<VerificationKind>(row[1]);
    const auto by = CheckerOf(row[2]);
    if (!kind || !by || row[0].empty()) {
      return Error{ErrorCode::kCorrupt,
                   "line " + std::to_string(row.line) +
                       " has an unknown kind or checker, or no pattern; the head of the file "
                       "lists the known ones",
                   std::string(name)};
    }
    VerificationPattern pattern{{}, *kind, *by};
    for (const std::string& place : Split(row[0], ' ')) pattern.words.push_back(Split(place, '|'));
    for (const std::string& word : pattern.words.front())
      out.by_first_word_[word].push_back(out.patterns_.size());
    out.patterns_.push_back(std::move(pattern));
  }
  return out;
}

const std::vector<std::size_t>* VerificationPatterns::From(std::string_view word) const {
  const auto found = by_first_word_.find(word);
  return found == by_first_word_.end() ? nullptr : &found->second;
}

}  // namespace dateline::attribution
