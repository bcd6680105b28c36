#include "serve/claim_query.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "unicode/fold.h"

namespace dateline::serve {
namespace {

constexpr std::array<std::string_view, kLaneCount> kLaneNames = {"place", "region", "country",
                                                                 "unlocated"};
constexpr std::array<std::string_view, 6> kRealisNames = {"asserted", "denied",      "possible",
                                                          "planned",  "conditional", "asked"};

Error Wrong(std::string_view name, std::string_view found, std::string_view expected) {
  return Error{ErrorCode::kInvalidInput,
               "the parameter \"" + std::string(name) + "\" is \"" + std::string(found) +
                   "\", expected " + std::string(expected),
               ""};
}

std::vector<std::string> SplitAtCommas(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t comma = text.find(',');
    if (comma != 0) parts.emplace_back(text.substr(0, comma));
    text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
  }
  return parts;
}

Result<BoundingBox> BoundingBoxOf(std::string_view text) {
  constexpr std::string_view kExpected =
      "west,south,east,north in degrees, for example 35.0,48.5,38.5,50.5";
  const auto parts = SplitAtCommas(text);
  if (parts.size() != 4) return Wrong("bbox", text, kExpected);
  std::array<double, 4> degrees{};
  for (std::size_t i = 0; i < 4; ++i) {
    const char* end = parts[i].data() + parts[i].size();
    const auto [reached, error] = std::from_chars(parts[i].data(), end, degrees[i]);
    const double limit = i % 2 == 0 ? 180 : 90;
    if (error != std::errc() || reached != end || !(degrees[i] >= -limit && degrees[i] <= limit))
      return Wrong("bbox", text, kExpected);
  }
  if (degrees[1] > degrees[3]) return Wrong("bbox", text, kExpected);
  return BoundingBox{degrees[0], degrees[1], degrees[2], degrees[3]};
}

Status SetDay(std::string_view name, std::string_view value, std::optional<Day>& day) {
  const auto parsed = ParseDay(value);
  if (!parsed) return Wrong(name, value, "a day such as 2022-09-09");
  day = *parsed;
  return Done{};
}

Status SetLane(std::string_view value, ClaimQuery& query) {
  if (value == "undated") {
    query.is_undated = true;
    return Done{};
  }
  const auto found = std::find(kLaneNames.begin(), kLaneNames.end(), value);
  if (found == kLaneNames.end())
    return Wrong("lane", value, "place, region, country, unlocated or undated");
  query.lane = static_cast<Lane>(found - kLaneNames.begin());
  return Done{};
}

// True when `name` is one of the query's own parameters.
Result<bool> Set(std::string_view name, const std::string& value, ClaimQuery& query) {
  Status status = Done{};
  if (name == "since") {
    status = SetDay(name, value, query.since);
  } else if (name == "as_of") {
    status = SetDay(name, value, query.as_of);
  } else if (name == "known_at") {
    status = SetDay(name, value, query.known_at);
  } else if (name == "bbox") {
    DL_ASSIGN_OR_RETURN(query.bbox, BoundingBoxOf(value));
  } else if (name == "type") {
    for (auto& type : SplitAtCommas(value)) query.types.push_back(std::move(type));
  } else if (name == "side") {
    for (auto& side : SplitAtCommas(value)) query.sides.push_back(std::move(side));
  } else if (name == "place") {
    query.place = value;
  } else if (name == "source") {
    query.source = unicode::FoldName(value);
  } else if (name == "document") {
    query.document = value;
  } else if (name == "realis") {
    if (std::find(kRealisNames.begin(), kRealisNames.end(), value) == kRealisNames.end())
      return Wrong(name, value, "asserted, denied, possible, planned, conditional or asked");
    query.realis = value;
  } else if (name == "lane") {
    status = SetLane(value, query);
  } else if (name == "q") {
    query.words = value;
  } else {
    return false;
  }
  if (!status) return status.error();
  return true;
}

}  // namespace

bool BoundingBox::Meets(const BoundingBox& other) const {
  if (other.north < south || other.south > north) return false;
  if (west > east) {
    return BoundingBox{west, south, 180, north}.Meets(other) ||
           BoundingBox{-180, south, east, north}.Meets(other);
  }
  return other.west <= east && other.east >= west;
}

std::string_view NameOf(Lane lane) { return kLaneNames[static_cast<std::size_t>(lane)]; }

Result<ClaimQuery> ClaimQueryOf(const Request& request,
                                std::initializer_list<std::string_view> known) {
  ClaimQuery query;
  for (const auto& [name, value] : request.parameters) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    if (value.empty()) continue;  // "place=" asks for nothing
    DL_ASSIGN_OR_RETURN(const bool is_ours, Set(name, value, query));
    if (!is_ours) {
      std::string expected;
      for (const std::string_view other : {"since", "as_of", "known_at", "bbox", "type", "side",
                                           "place", "source", "document", "realis", "lane", "q"}) {
        expected += (expected.empty() ? "" : ", ") + std::string(other);
      }
      for (const std::string_view other : known) expected += ", " + std::string(other);
      return Error{ErrorCode::kInvalidInput,
                   "found the parameter \"" + name + "\", expected some of: " + expected, ""};
    }
  }
  return query;
}

std::optional<std::string_view> ParameterOf(const Request& request, std::string_view name) {
  std::optional<std::string_view> value;
  for (const auto& [key, text] : request.parameters) {
    if (key == name) value = text;
  }
  return value;
}

Result<std::size_t> CountOf(const Request& request, std::string_view name, std::size_t absent,
                            std::size_t most) {
  const auto value = ParameterOf(request, name);
  if (!value || value->empty()) return absent;
  std::size_t count = 0;
  const char* end = value->data() + value->size();
  const auto [reached, error] = std::from_chars(value->data(), end, count);
  if (error != std::errc() || reached != end || count == 0 || count > most)
    return Wrong(name, *value, "a whole number from 1 to " + std::to_string(most));
  return count;
}

}  // namespace dateline::serve
