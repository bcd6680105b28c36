// ClaimQuery: the one question behind the map, the list, the counts, the search and the export. The
// same parameters mean the same claims wherever they are asked.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/day.h"
#include "dateline/result.h"
#include "record/claim_record.h"

namespace dateline::ledger {

// Degrees, west to east; `west` > `east` crosses the antimeridian.
struct BoundingBox {
  double west = -180, south = -90, east = 180, north = 90;
  bool Meets(const BoundingBox& other) const;
  friend bool operator==(const BoundingBox&, const BoundingBox&) = default;
};

// Around where a claim's place is drawn: its point, else its geometry; none where it has neither.
std::optional<BoundingBox> ExtentOf(const record::PlaceRecord& place);

// Where a claim stands on the map: every claim is in exactly one lane.
enum class Lane : std::uint8_t {
  kPlace,      // at least one place finer than a region
  kRegion,     // regions only: an area
  kCountry,    // a country only
  kUnlocated,  // the text gives no place
};
inline constexpr std::size_t kLaneCount = 4;
std::string_view NameOf(Lane lane);
Lane LaneOf(const record::ClaimRecord& claim);

// The days on which a claim stands: those that it gives, both included; without any, and for what
// is yet to come, the day of its report. Unset: it has none.
struct ClaimDays {
  std::optional<Day> first;
  std::optional<Day> last;
  bool is_dated_by_publication = false;
};
ClaimDays DaysOf(const record::ClaimRecord& claim, std::optional<Day> published);

// By UTC.
Day DayOfSeconds(std::int64_t seconds);

struct ClaimQuery {
  std::optional<Day> since;     // happened (or, undated, was published) on this day or later
  std::optional<Day> as_of;     // happened on this day or earlier
  std::optional<Day> known_at;  // published by then, and not replaced by then
  std::optional<BoundingBox> bbox;
  std::vector<std::string> types;  // "strike.shelling", or "strike" for all that begins with it
  std::vector<std::string> sides;  // of the source
  std::string place;               // key
  std::string source;              // name, folded
  std::string document;            // id
  std::string realis;
  std::optional<Lane> lane;
  bool is_undated = false;  // only claims that give no day
  std::string words;        // all of them stand in the sentence, the source or the places
};

// The names of the parameters, as addresses and command lines give them.
inline constexpr std::string_view kQueryParameters[] = {"since",    "as_of",  "known_at", "bbox",
                                                        "type",     "side",   "place",    "source",
                                                        "document", "realis", "lane",     "q"};

// Sets one parameter; an empty value asks for nothing. False when the name is none of the above.
// Errors: kInvalidInput naming the parameter, what was found and what was expected.
Result<bool> SetParameter(std::string_view name, std::string_view value, ClaimQuery& query);

// The query as a JSON object of its parameters; null for those that ask for nothing.
std::string ToJson(const ClaimQuery& query);

}  // namespace dateline::ledger
