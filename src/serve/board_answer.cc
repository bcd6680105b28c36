// The board: the states of places by name, a page of them.
#include <charconv>

#include "serve/answers.h"
#include "serve/state_json.h"

namespace dateline::serve {
namespace {

constexpr std::size_t kPage = 1000;

}  // namespace

Response AnswerBoard(const Context& context, const Request& request) {
  const auto query = ClaimQueryOf(request, {"limit", "cursor"});
  if (!query) return Problem(query.error());
  const auto limit = CountOf(request, "limit", kPage, kPage);
  if (!limit) return Problem(limit.error());
  const standing::Index& index = context.index();
  const auto& places = index.places_by_name();
  std::size_t at = 0;
  if (const auto text = ParameterOf(request, "cursor"); text && !text->empty()) {
    const char* end = text->data() + text->size();
    if (std::from_chars(text->data(), end, at).ptr != end || at > places.size()) {
      return Problem(Error{ErrorCode::kInvalidInput,
                           "the parameter \"cursor\" is \"" + std::string(*text) +
                               "\", expected the \"next\" of the page before, unchanged",
                           ""});
    }
  }
  const standing::Moment moment = MomentOf(*query);
  io::JsonWriter json;
  json.BeginObject().Key("as_of").StringOrNull(query->as_of ? query->as_of->ToString() : "");
  json.Key("known_at").StringOrNull(query->known_at ? query->known_at->ToString() : "");
  json.Key("places").BeginArray();
  for (std::size_t shown = 0; at < places.size() && shown < *limit; ++at) {
    const standing::PlaceFacts& place = index.places()[places[at]];
    if (!query->place.empty() && place.key != query->place) continue;
    const standing::PlaceState states = standing::StatesOf(index, places[at], moment);
    if (states.states.empty()) continue;
    ++shown;
    json.BeginObject().Key("key").String(place.key).Key("name").String(place.name);
    json.Key("admin1").StringOrNull(place.admin1).Key("country").StringOrNull(place.country);
    json.Key("precision").String(place.precision);
    WriteStates(json, index, states.states);
    json.EndObject();
  }
  json.EndArray().Key("next").StringOrNull(at < places.size() ? std::to_string(at) : "");
  return Json(json.EndObject().Take());
}

}  // namespace dateline::serve
