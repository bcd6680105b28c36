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

class Effects {
 public:
  // Errors: kCorrupt naming the line.
  static Result<Effects> Parse(std::string_view table, std::string_view name);

  enum class Kind : std::uint8_t {
    kState,   // holds until something newer is said of the same thing
    kRival,   // the same, and an older word of another side still stands beside it for a while
    kEvent,   // happened on a day; several stand beside one another
    kLeaves,  // ends what the side held; nobody is said to hold it since
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
  // The rules of a type, in the order of the table; none for a type that says nothing about a
  // place.
  std::vector<const Rule*> Of(std::string_view type) const;

  // How long a state holds without being said again.
  struct Ageing {
    std::string dimension;
    std::string about;  // empty: the whole dimension
    int days = 0;
  };
  // Errors: kCorrupt naming the line.
  Status ReadAgeing(std::string_view table, std::string_view name);
  const std::vector<Ageing>& ageing() const { return ageing_; }
  std::optional<int> DaysOf(std::string_view dimension, std::string_view about) const;
  // In the order of the table.
  const std::vector<std::string>& dimensions() const { return dimensions_; }

 private:
  std::vector<Rule> rules_;
  std::vector<std::string> dimensions_;
  std::vector<Ageing> ageing_;
};

// What a claim says about a place, in words.
struct Effect {
  const Effects::Rule* rule = nullptr;  // borrowed from the table
  std::string about;  // claims about the same thing replace one another; may be empty
  std::string state;  // "held by UA"
};

// The rules of the claim's type filled from it, one for each service that it names; none where a
// word that a rule cannot do without is not said ("held by" nobody says nothing).
std::vector<Effect> EffectsOf(const Effects& effects, const record::ClaimRecord& claim,
                              const Words& words);

// The services that a claim speaks of by their one name each; "a service" where none is named.
std::vector<std::string> ServicesOf(const record::ClaimRecord& claim, const Words& words);
// What is hit, opened or closed, as the text names it.
std::string AssetOf(const record::ClaimRecord& claim);

// Does the rule speak of a place that stands in this relation to the happening?
bool CountsFor(const Effects::Rule& rule, const record::PlaceRecord& place);

}  // namespace dateline::standing
