// ClaimQuery: the one question behind the map, the list, the counts and the export. The same
// parameters mean the same claims at every address of the API.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/day.h"
#include "dateline/result.h"
#include "serve/message.h"

namespace dateline::serve {

// Degrees, west to east; `west` > `east` crosses the antimeridian.
struct BoundingBox {
  double west = -180, south = -90, east = 180, north = 90;
  bool Meets(const BoundingBox& other) const;
};

// Where a claim stands on the map: every claim is in exactly one lane.
enum class Lane : std::uint8_t {
  kPlace,      // at least one place finer than a region
  kRegion,     // regions only: an area
  kCountry,    // a country only
  kUnlocated,  // the text gives no place
};
inline constexpr std::size_t kLaneCount = 4;
std::string_view NameOf(Lane lane);

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

// Parameters of the query among others; `known` names those that an address takes besides, and any
// other one is an error, so that a filter that was misspelt never widens an answer. Errors:
// kInvalidInput naming the parameter, what was found and what was expected.
Result<ClaimQuery> ClaimQueryOf(const Request& request,
                                std::initializer_list<std::string_view> known);

// The value of a parameter; the last one counts.
std::optional<std::string_view> ParameterOf(const Request& request, std::string_view name);
// A whole number within [1, most].
Result<std::size_t> CountOf(const Request& request, std::string_view name, std::size_t absent,
                            std::size_t most);

}  // namespace dateline::serve
