// The board: the state of places as of a day, each with who says so. Pure functions of dated
// records; never "true".
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/day.h"
#include "dateline/result.h"
#include "record/claim_record.h"

namespace dateline::standing {

// A claim with what is needed to date and weigh it.
struct DatedClaim {
  const record::ClaimRecord* claim = nullptr;  // borrowed
  std::string publisher;
  std::optional<Day> published;
  std::size_t origin = 0;  // of its document, see origins.h
};

// One voice for a state.
struct Asserter {
  std::string name;  // the source, or the publisher for the outlet's own voice
  std::string side;
  std::string kind;
  std::string claim;  // id of the newest claim by this voice
  friend bool operator==(const Asserter&, const Asserter&) = default;
};

struct State {
  std::string dimension;                 // "control", "services"
  std::string state;                     // "held by UA", "electricity off"
  Day day;                               // the newest day that the claims give
  bool is_dated_by_publication = false;  // no day is stated: the report's own day stands for it
  bool is_disputed = false;
  std::vector<Asserter> asserters;
  std::size_t origins = 0;  // independent ones among the documents
};

struct PlaceState {
  std::string key;
  std::string name;
  std::string admin1;
  std::string country;
  std::string precision;
  std::vector<State> states;  // in the order of the dimensions
};

struct Board {
  std::vector<PlaceState> places;  // by name
  std::size_t unlocated = 0;       // claims that give no place
  std::size_t undated = 0;         // claims with neither a day of their own nor a publication day
  std::size_t not_asserted = 0;    // planned, possible, asked: they set no state
};

// What types of claims say about a place; data/standing/effects.tsv.
class Effects {
 public:
  static Result<Effects> Parse(std::string_view table, std::string_view name);

  struct Effect {
    std::string type;
    std::string dimension;
    std::string state;  // with {agent}, {holder}, {service}, {count}, {trigger}
  };
  const Effect* Of(std::string_view type) const;
  const std::vector<std::string>& dimensions() const {
    return dimensions_;
  }  // in the order of the table

 private:
  std::vector<Effect> effects_;
  std::vector<std::string> dimensions_;
};

// For each place and dimension the newest state, and older ones of the last seven days that
// contradict it by another side's word. `as_of`: nothing that happened later counts.
Board BoardOf(const std::vector<DatedClaim>& claims, const Effects& effects,
              std::optional<Day> as_of);

}  // namespace dateline::standing
