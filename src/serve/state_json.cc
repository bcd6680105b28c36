#include "serve/state_json.h"

namespace dateline::serve {
namespace {

using standing::Index;

void WriteVoices(io::JsonWriter& json, const Index& index, std::string_view key,
                 const std::vector<standing::Asserter>& voices) {
  json.Key(key).BeginArray();
  for (const standing::Asserter& voice : voices) {
    json.BeginObject().Key("name").StringOrNull(voice.name).Key("side").StringOrNull(voice.side);
    json.Key("kind").String(voice.kind).Key("day").String(voice.day.ToString());
    json.Key("claim").String(Index::IdOf(index.claim(voice.row).id)).EndObject();
  }
  json.EndArray();
}

void WriteClaims(io::JsonWriter& json, const Index& index, std::string_view key,
                 const std::vector<standing::ClaimRow>& rows) {
  json.Key(key).BeginArray();
  for (const standing::ClaimRow row : rows) json.String(Index::IdOf(index.claim(row).id));
  json.EndArray();
}

}  // namespace

void WriteStates(io::JsonWriter& json, const Index& index,
                 const std::vector<standing::State>& states) {
  json.Key("states").BeginArray();
  for (const standing::State& state : states) {
    json.BeginObject().Key("dimension").String(state.dimension);
    json.Key("about").StringOrNull(state.about).Key("state").String(state.state);
    json.Key("since").String(state.since.ToString()).Key("day").String(state.day.ToString());
    json.Key("is_dated_by_publication").Boolean(state.is_dated_by_publication);
    json.Key("is_disputed").Boolean(state.is_disputed).Key("is_stale").Boolean(state.is_stale);
    json.Key("standing").String(state.standing).Key("origins").Number(state.origins);
    WriteVoices(json, index, "asserters", state.asserters);
    WriteVoices(json, index, "deniers", state.deniers);
    json.EndObject();
  }
  json.EndArray();
}

void WriteHistory(io::JsonWriter& json, const Index& index,
                  const std::vector<standing::Interval>& history) {
  json.Key("history").BeginArray();
  for (const standing::Interval& one : history) {
    json.BeginObject().Key("dimension").String(one.dimension).Key("about").StringOrNull(one.about);
    json.Key("state").String(one.state).Key("since").String(one.since.ToString());
    json.Key("until").StringOrNull(one.until ? one.until->ToString() : "");
    json.Key("last_report").String(one.last_report.ToString());
    json.Key("no_report_since")
        .StringOrNull(one.no_report_since ? one.no_report_since->ToString() : "");
    json.Key("is_disputed").Boolean(one.is_disputed);
    WriteClaims(json, index, "supporting", one.supporting);
    WriteClaims(json, index, "opposing", one.opposing);
    json.EndObject();
  }
  json.EndArray();
}

}  // namespace dateline::serve
