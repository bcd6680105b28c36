// How an event came to stand as it does: one entry for each day on which what was known of it made
// a difference.
#include <algorithm>

#include "io/json_writer.h"
#include "serve/answers.h"
#include "standing/event_changes.h"

namespace dateline::serve {
namespace {

using standing::EventChange;
using standing::Index;

constexpr std::size_t kMostCauses = 20;

void WriteState(io::JsonWriter& json, const Index& index, const standing::EventState& state) {
  json.Key("standing").String(StandingOf(index, state.rule)).Key("disputes").BeginArray();
  for (const std::string& slot : state.disputes) json.String(slot);
  json.EndArray().Key("slots").BeginArray();
  for (const auto& [slot, values] : state.slots) {
    json.BeginObject().Key("slot").String(slot).Key("values").BeginArray();
    for (const std::string& value : values) json.String(value);
    json.EndArray().EndObject();
  }
  json.EndArray().Key("origins").Number(state.affirming).Key("denying").Number(state.denying);
}

void WriteCause(io::JsonWriter& json, const Index& index, const EventChange::Cause& cause) {
  const standing::Facts& facts = index.claim(cause.claim);
  const std::string& publisher = index.name(index.document(facts.document).publisher);
  json.BeginObject().Key("claim").String(Index::IdOf(facts.id)).Key("kind");
  json.String(NameOf(cause.kind)).Key("says").StringOrNull(index.name(facts.speaker));
  json.Key("side").StringOrNull(index.name(facts.side));
  json.Key("publisher").StringOrNull(publisher).EndObject();
}

}  // namespace

void WriteChanges(io::JsonWriter& json, const Index& index, const standing::Event& event,
                  const standing::Moment& moment) {
  const standing::EventChanges found = ChangesOf(index, event, moment);
  json.Key("changes").BeginArray();
  for (const EventChange& change : found.changes) {
    json.BeginObject().Key("day").String(DayOf(change.day).ToString());
    WriteState(json, index, change.state);
    json.Key("changed").BeginArray();
    for (const std::string& what : change.changed) json.String(what);
    json.EndArray().Key("causes").BeginArray();
    const std::size_t count = std::min(change.causes.size(), kMostCauses);
    for (std::size_t i = 0; i < count; ++i) WriteCause(json, index, change.causes[i]);
    json.EndArray().EndObject();
  }
  json.EndArray().Key("has_more_changes").Boolean(found.is_cut);
}

}  // namespace dateline::serve
