// The board: the state of places as of a day, each with who says so, since when, and what stands
// against it. Pure functions of dated records, whatever their order; never "true", and never a
// state that nobody asserts.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "standing/events.h"
#include "standing/index.h"

namespace dateline::standing {

// One voice for or against a state.
struct Asserter {
  std::string name;  // the source, or the publisher for the outlet's own voice
  std::string side;
  std::string kind;
  Day day;       // of its newest claim
  ClaimRow row;  // that claim
};

struct State {
  std::string dimension;                 // "control", "services"
  std::string about;                     // "electricity"; empty: the place as such
  std::string state;                     // "held by UA", "electricity off"
  Day since;                             // the first day of this state without another between
  Day day;                               // the newest day that the claims give
  bool is_dated_by_publication = false;  // no day is stated: the report's own day stands for it
  bool is_disputed = false;              // voices of different sides differ, or one denies it
  bool is_stale = false;  // not said again for longer than such a state lasts (ageing.tsv)
  std::vector<Asserter> asserters;  // newest first; empty where the state is only denied
  std::vector<Asserter> deniers;
  std::size_t origins = 0;  // independent ones among those that assert (or only deny) it
  std::string_view standing;
};

// A state over time.
struct Interval {
  std::string dimension;
  std::string about;
  std::string state;
  Day since;
  std::optional<Day> until;            // exclusive: another state from then on; none while it holds
  Day last_report;                     // that says so
  std::optional<Day> no_report_since;  // it was not said again, and is no longer known from then on
  bool is_disputed = false;
  std::vector<ClaimRow> supporting;  // by id
  std::vector<ClaimRow> opposing;
};

struct PlaceState {
  std::uint32_t place = 0;    // of the index
  std::vector<State> states;  // in the order of the dimensions
};

// The states of one place: for each thing the newest account; accounts of the same day; where sides
// are rivals, what another side still said in the week before; and who denies it.
PlaceState StatesOf(const Index& index, std::uint32_t place, const Moment& moment);

// Every state of one place that holds for a time (no events), oldest first in each dimension.
std::vector<Interval> HistoryOf(const Index& index, std::uint32_t place, const Moment& moment);

// What a place has no report of at all: dimensions, and services, that ageing.tsv names.
std::vector<std::string> UnreportedOf(const Index& index, std::uint32_t place,
                                      const Moment& moment);

struct Board {
  std::vector<PlaceState> places;  // by name
  std::size_t unlocated = 0;       // claims that give no place
  std::size_t undated = 0;         // claims with neither a day of their own nor a publication day
  std::size_t not_asserted = 0;    // planned, possible, conditional, asked: they set no state
};
Board BoardOf(const Index& index, const Moment& moment);

}  // namespace dateline::standing
