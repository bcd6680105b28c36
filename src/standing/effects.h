// What a claim of a type says about the place that it names: data/standing/effects.tsv.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/result.h"
#include "record/claim_record.h"
#include "standing/words.h"

namespace dateline::standing {

// What a claim says about a place, in words.
struct Effect {
  std::string about;  // claims about the same thing replace one another; may be empty
  std::string state;  // "held by UA"
};

class Effects {
 public:
  // Errors: kCorrupt naming the line.
  static Result<Effects> Parse(std::string_view table, std::string_view name);

  enum class Kind : std::uint8_t {
    kState,  // holds until something newer is said of the same thing
    kRival,  // the same, and an older word of another side still stands beside it for a while
    kEvent,  // happened on a day; several stand beside one another
  };
  enum class Places : std::uint8_t { kHere, kHereAndFrom, kHereAndTo };

  struct Rule {
    std::string type;
    std::string dimension;
    std::string about;
    std::string state;
    Kind kind = Kind::kState;
    Places places = Places::kHere;
  };
  // Null for a type that says nothing about a place.
  const Rule* Of(std::string_view type) const;
  // In the order of the table.
  const std::vector<std::string>& dimensions() const { return dimensions_; }

 private:
  std::vector<Rule> rules_;
  std::vector<std::string> dimensions_;
};

// The rule filled from the claim; nothing where a word that it cannot do without is not said ("held
// by" nobody says nothing).
std::optional<Effect> EffectOf(const Effects::Rule& rule, const record::ClaimRecord& claim,
                               const Words& words);

// Does the rule speak of a place that stands in this relation to the happening?
bool CountsFor(const Effects::Rule& rule, const record::PlaceRecord& place);

}  // namespace dateline::standing
