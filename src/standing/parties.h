// Who stands against whom, what a party gains by what it says, and what kinds of sources count for:
// data/standing/parties.tsv, interest.tsv, sources.tsv.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/result.h"
#include "record/claim_record.h"

namespace dateline::standing {

// How two sides stand to each other.
enum class Relation : std::uint8_t {
  kUnknown,  // one of them is not known
  kSame,     // one side, or one party of a conflict
  kOpposed,
  kThird,  // they share no conflict
};

class Parties {
 public:
  // Errors: kCorrupt naming the line.
  static Result<Parties> Parse(std::string_view table, std::string_view name);

  Relation Between(std::string_view a, std::string_view b) const;
  // Does it fight, and not merely help?
  bool IsParty(std::string_view side) const;
  // Is it in any conflict of the table?
  bool IsKnown(std::string_view side) const { return stands_.count(side) > 0; }

 private:
  struct Stand {
    std::string conflict;
    std::string party;
    bool fights = false;
  };
  std::map<std::string, std::vector<Stand>, std::less<>> stands_;
};

enum class Interest : std::uint8_t { kNeutral, kSelf, kAgainst };

class Interests {
 public:
  static Result<Interests> Parse(std::string_view table, std::string_view name);

  // What the speaker's side gains by this claim, its denial turned about.
  Interest Of(const record::ClaimRecord& claim, const Parties& parties) const;

 private:
  struct Row {
    std::string type;
    std::string role;
    bool is_own = false;
    Interest interest = Interest::kNeutral;
  };
  std::vector<Row> rows_;
};

struct SourceRule {
  enum class Neutral : std::uint8_t { kNo, kState, kYes };
  Neutral neutral = Neutral::kNo;
  bool has_own_evidence = false;
  bool admits = false;
};

class Sources {
 public:
  static Result<Sources> Parse(std::string_view table, std::string_view name);
  // A kind that the table does not name counts for nothing.
  SourceRule Of(std::string_view kind) const;

 private:
  std::map<std::string, SourceRule, std::less<>> rules_;
};

}  // namespace dateline::standing
