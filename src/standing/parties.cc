#include "standing/parties.h"

#include <algorithm>

#include "io/table.h"
#include "standing/table_error.h"

namespace dateline::standing {

Result<Parties> Parties::Parse(std::string_view table, std::string_view name) {
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(table, 5, name));
  Parties parties;
  for (const io::TableRow& row : rows) {
    if (row[3] != "party" && row[3] != "aligned")
      return WrongCell(row, 3, "party or aligned", name);
    parties.stands_[std::string(row[2])].push_back(
        {std::string(row[0]), std::string(row[1]), row[3] == "party"});
  }
  return parties;
}

Relation Parties::Between(std::string_view a, std::string_view b) const {
  if (a.empty() || b.empty()) return Relation::kUnknown;
  if (a == b) return Relation::kSame;
  const auto one = stands_.find(a), other = stands_.find(b);
  if (one == stands_.end() || other == stands_.end()) return Relation::kThird;
  Relation relation = Relation::kThird;
  for (const Stand& stand : one->second) {
    for (const Stand& opposite : other->second) {
      if (stand.conflict != opposite.conflict) continue;
      // Allies in one war may be enemies in another: enmity decides.
      if (stand.party != opposite.party) return Relation::kOpposed;
      relation = Relation::kSame;
    }
  }
  return relation;
}

bool Parties::IsParty(std::string_view side) const {
  const auto found = stands_.find(side);
  return found != stands_.end() && std::any_of(found->second.begin(), found->second.end(),
                                               [](const Stand& stand) { return stand.fights; });
}

Result<Interests> Interests::Parse(std::string_view table, std::string_view name) {
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(table, 5, name));
  Interests interests;
  for (const io::TableRow& row : rows) {
    if (row[2] != "own" && row[2] != "other") return WrongCell(row, 2, "own or other", name);
    if (row[3] != "self" && row[3] != "against") return WrongCell(row, 3, "self or against", name);
    interests.rows_.push_back({std::string(row[0]), std::string(row[1]), row[2] == "own",
                               row[3] == "self" ? Interest::kSelf : Interest::kAgainst});
  }
  return interests;
}

Interest Interests::Of(const record::ClaimRecord& claim, const Parties& parties) const {
  if (claim.source_side.empty()) return Interest::kNeutral;
  for (const Row& row : rows_) {
    const bool is_type =
        row.type.ends_with('.') ? claim.type.starts_with(row.type) : claim.type == row.type;
    if (!is_type) continue;
    const Relation relation = parties.Between(claim.source_side, claim.RoleSide(row.role));
    if (relation != (row.is_own ? Relation::kSame : Relation::kOpposed)) continue;
    if (claim.realis != "denied") return row.interest;
    return row.interest == Interest::kSelf ? Interest::kAgainst : Interest::kSelf;
  }
  return Interest::kNeutral;
}

Result<Sources> Sources::Parse(std::string_view table, std::string_view name) {
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(table, 5, name));
  Sources sources;
  for (const io::TableRow& row : rows) {
    SourceRule rule;
    if (row[1] == "yes") {
      rule.neutral = SourceRule::Neutral::kYes;
    } else if (row[1] == "state") {
      rule.neutral = SourceRule::Neutral::kState;
    } else if (row[1] != "no") {
      return WrongCell(row, 1, "yes, state or no", name);
    }
    if (row[2] != "own" && row[2] != "shown") return WrongCell(row, 2, "own or shown", name);
    if (row[3] != "yes" && row[3] != "no") return WrongCell(row, 3, "yes or no", name);
    rule.has_own_evidence = row[2] == "own";
    rule.admits = row[3] == "yes";
    sources.rules_.emplace(row[0], rule);
  }
  return sources;
}

SourceRule Sources::Of(std::string_view kind) const {
  const auto found = rules_.find(kind);
  return found == rules_.end() ? SourceRule{} : found->second;
}

}  // namespace dateline::standing
