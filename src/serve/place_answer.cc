// The single place.
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

}  // namespace

void WritePlace(io::JsonWriter& json, const PlaceEntry& place) {
  const auto degrees = [&](std::string_view key, const std::optional<double>& number) {
    json.Key(key);
    if (number) {
      json.Number(*number);
    } else {
      json.Null();
    }
  };
  json.Key("key").String(place.key).Key("name").String(place.name);
  json.Key("admin1").StringOrNull(place.admin1).Key("country").StringOrNull(place.country);
  json.Key("precision").String(place.precision).Key("radius_km").Number(place.radius_km);
  degrees("lat", place.lat);
  degrees("lng", place.lng);
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
