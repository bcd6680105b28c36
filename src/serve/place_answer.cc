// The map and the single place.
#include <algorithm>
#include <string_view>
#include <vector>

#include "io/json_writer.h"
#include "serve/answers.h"
#include "serve/state_json.h"
#include "standing/board.h"

namespace dateline::serve {
namespace {

// More accounts of one place than anyone reads; the answer says when it left some out.
constexpr std::size_t kMostAccounts = 5000;

void WriteNumber(io::JsonWriter& json, std::string_view key, const std::optional<double>& number) {
  json.Key(key);
  if (number) {
    json.Number(*number);
  } else {
    json.Null();
  }
}

void WritePlace(io::JsonWriter& json, const PlaceEntry& place) {
  json.Key("key").String(place.key).Key("name").String(place.name);
  json.Key("admin1").StringOrNull(place.admin1).Key("country").StringOrNull(place.country);
  json.Key("precision").String(place.precision).Key("radius_km").Number(place.radius_km);
  WriteNumber(json, "lat", place.lat);
  WriteNumber(json, "lng", place.lng);
}

// Every dated account that says something of the place, oldest first: what the bands are drawn of.
Status WriteAccounts(io::JsonWriter& json, const Context& context,
                     const std::vector<std::uint32_t>& rows, const std::string& key) {
  json.Key("accounts").BeginArray();
  for (std::size_t i = std::min(rows.size(), kMostAccounts); i-- > 0;) {
    const ClaimEntry& entry = context.snapshot.claim(rows[i]);
    if (entry.day == kNoDay) continue;
    DL_ASSIGN_OR_RETURN(const auto stored, Fetch(context, rows[i]));
    const standing::Policy& policy = context.index().policy();
    for (const standing::Effect& effect :
         standing::EffectsOf(policy.effects, stored.claim, policy.words)) {
      const bool counts = std::any_of(
          stored.claim.places.begin(), stored.claim.places.end(), [&](const auto& place) {
            return place.key == key && standing::CountsFor(*effect.rule, place);
          });
      if (!counts || effect.rule->kind == standing::Effects::Kind::kLeaves) continue;
      json.BeginObject().Key("dimension").String(effect.rule->dimension);
      json.Key("about").StringOrNull(effect.about).Key("state").String(effect.state);
      json.Key("begin").String(DayOf(entry.begin).ToString());
      json.Key("last").String(DayOf(entry.day).ToString());
      json.Key("is_dated_by_publication").Boolean(entry.is_dated_by_publication);
      json.Key("realis").String(stored.claim.realis);
      json.Key("says").StringOrNull(stored.claim.source_name.empty() ? stored.publisher
                                                                     : stored.claim.source_name);
      json.Key("side").StringOrNull(stored.claim.source_side);
      json.Key("claim").String(stored.claim.id).EndObject();
    }
  }
  json.EndArray();
  return Done{};
}

// How many of the rows are somewhere, and the newest of them: rows come newest first.
struct Tally {
  std::uint32_t claims = 0;
  std::uint32_t newest = 0;
  void Count(std::uint32_t row) {
    if (claims++ == 0) newest = row;
  }
};

// What is near, beside or between places, drawn as the words give it.
void WriteSurroundings(io::JsonWriter& json, const Context& context,
                       const std::vector<std::uint32_t>& rows, standing::EventFinder* events) {
  const Snapshot& snapshot = context.snapshot;
  std::vector<Tally> counts(snapshot.surroundings().size());
  for (const std::uint32_t row : rows) {
    const ClaimEntry& claim = snapshot.claim(row);
    for (std::uint32_t i = 0; i < claim.surrounding_count; ++i)
      counts[snapshot.claim_surroundings()[claim.first_surrounding + i]].Count(row);
  }
  json.Key("surroundings").BeginArray();
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const SurroundingEntry& one = snapshot.surroundings()[i];
    const PlaceEntry& place = snapshot.place(one.place);
    // What is toward or from an area is drawn as the area itself already.
    if (counts[i].claims == 0 || place.precision == "country" || place.precision == "region")
      continue;
    json.BeginObject().Key("key").String(place.key).Key("name").String(place.name);
    json.Key("relation").String(one.relation).Key("bearing").StringOrNull(one.bearing);
    json.Key("claims").Number(counts[i].claims);
    if (events != nullptr) WriteMark(json.Key("mark"), context, counts[i].newest, *events);
    json.Key("geometry").Raw(one.geometry).EndObject();
  }
  json.EndArray();
}

}  // namespace

Response AnswerPlaces(const Context& context, const Request& request) {
  const auto query = ClaimQueryOf(request, {"geometry", "marks"});
  if (!query) return Problem(query.error());
  const bool has_geometry = ParameterOf(request, "geometry").value_or("") == "true";
  const bool has_marks = ParameterOf(request, "marks").value_or("") == "true";
  const Snapshot& snapshot = context.snapshot;
  const auto rows = snapshot.Select(*query);
  std::vector<Tally> counts(snapshot.place_count());
  std::array<std::size_t, kLaneCount> lanes{};
  std::size_t undated = 0;
  for (const std::uint32_t row : rows) {
    const ClaimEntry& claim = snapshot.claim(row);
    ++lanes[static_cast<std::size_t>(claim.lane)];
    if (claim.day == kNoDay) ++undated;
    for (std::uint32_t i = 0; i < claim.place_count; ++i)
      counts[snapshot.places()[claim.first_place + i]].Count(row);
  }
  standing::EventFinder events(context.index(), MomentOf(*query));
  io::JsonWriter json;
  json.BeginObject().Key("total").Number(rows.size()).Key("lanes").BeginObject();
  for (std::size_t lane = 0; lane < kLaneCount; ++lane)
    json.Key(NameOf(static_cast<Lane>(lane))).Number(lanes[lane]);
  json.EndObject().Key("undated").Number(undated).Key("places").BeginArray();
  for (std::uint32_t i = 0; i < counts.size(); ++i) {
    if (counts[i].claims == 0) continue;
    json.BeginObject();
    const PlaceEntry& place = snapshot.place(i);
    WritePlace(json, place);
    // A country's outline says nothing that its name does not, and is large.
    if (has_geometry && !place.geometry.empty() && place.precision != "country")
      json.Key("geometry").Raw(place.geometry);
    json.Key("claims").Number(counts[i].claims);
    if (has_marks) WriteMark(json.Key("mark"), context, counts[i].newest, events);
    json.EndObject();
  }
  json.EndArray();
  if (has_geometry) WriteSurroundings(json, context, rows, has_marks ? &events : nullptr);
  return Json(json.EndObject().Take());
}

Response AnswerPlace(const Context& context, const Request& request, const std::string& key) {
  auto query = ClaimQueryOf(request, {});
  if (!query) return Problem(query.error());
  const auto number = context.snapshot.PlaceOf(key);
  if (!number) {
    return Problem(Error{ErrorCode::kNotFound,
                         "the record holds no place \"" + key +
                             "\", expected a key such as \"geonames:706483\" from the map",
                         ""});
  }
  const standing::Moment moment = MomentOf(*query);
  query->place = key;
  query->as_of.reset();  // the bands show all days; the state is that of the day asked for
  const auto rows = context.snapshot.Select(*query);
  const PlaceEntry& place = context.snapshot.place(*number);
  io::JsonWriter json;
  json.BeginObject();
  WritePlace(json, place);
  json.Key("geometry");
  if (place.geometry.empty()) {
    json.Null();
  } else {
    json.Raw(place.geometry);
  }
  json.Key("claims").Number(rows.size()).Key("is_cut").Boolean(rows.size() > kMostAccounts);
  const standing::Index& index = context.index();
  if (const auto known = index.PlaceOf(key)) {
    WriteStates(json, index, standing::StatesOf(index, *known, moment).states);
    WriteHistory(json, index, standing::HistoryOf(index, *known, {kForever, moment.known_at}));
    json.Key("unreported").BeginArray();
    for (const std::string& name : standing::UnreportedOf(index, *known, moment)) json.String(name);
    json.EndArray();
  } else {
    WriteStates(json, index, {});
    WriteHistory(json, index, {});
    json.Key("unreported").BeginArray().EndArray();
  }
  if (const Status written = WriteAccounts(json, context, rows, key); !written)
    return Problem(written.error());
  return Json(json.EndObject().Take());
}

}  // namespace dateline::serve
