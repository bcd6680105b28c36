// The board: the state of places as of a day, each with who says so. Pure functions of dated
// records, whatever their order; never "true".
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "dateline/day.h"
#include "record/claim_record.h"
#include "standing/effects.h"

namespace dateline::standing {

// A claim with what is needed to date and weigh it.
struct DatedClaim {
  const record::ClaimRecord* claim = nullptr;  // borrowed
  std::string publisher;
  std::optional<Day> published;
  std::size_t origin = 0;  // of its document, see origins.h
};

// One voice for or against a state.
struct Asserter {
  std::string name;  // the source, or the publisher for the outlet's own voice
  std::string side;
  std::string kind;
  Day day;            // of its newest claim
  std::string claim;  // id of that claim
  friend bool operator==(const Asserter&, const Asserter&) = default;
};

struct State {
  std::string dimension;                 // "control", "services"
  std::string state;                     // "held by UA", "electricity off"
  Day day;                               // the newest day that the claims give
  bool is_dated_by_publication = false;  // no day is stated: the report's own day stands for it
  bool is_disputed = false;              // voices of different sides differ, or one denies it
  std::vector<Asserter> asserters;       // newest first; empty where the state is only denied
  std::vector<Asserter> deniers;
  std::size_t origins = 0;  // independent ones among the documents that assert (or only deny) it
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
  std::size_t not_asserted = 0;    // planned, possible, conditional, asked: they set no state
};

// For each place, dimension and thing the newest account; accounts of the same day; where sides are
// rivals, what another side still said in the week before; and who denies it. `as_of`: nothing that
// happened later counts.
Board BoardOf(const std::vector<DatedClaim>& claims, const Effects& effects, const Words& words,
              std::optional<Day> as_of);

}  // namespace dateline::standing
