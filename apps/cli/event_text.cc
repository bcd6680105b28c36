#include "event_text.h"

#include <cstdio>
#include <set>

#include "io/json_writer.h"

namespace dateline::cli {
namespace {

using standing::Event;
using standing::Facts;
using standing::Index;
using standing::Origin;

std::string DaysOf(const Event& event) {
  std::string out = standing::DayOf(event.first).ToString();
  if (event.last != event.first) out += " to " + standing::DayOf(event.last).ToString();
  return event.is_dated_by_publication ? out + "*" : out;
}

std::string Counted(std::size_t count, const char* one, const char* many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

void PrintOrigin(const Index& index, const Origin& origin, const char* verb,
                 const Terminal& terminal) {
  const Facts& lead = index.claim(origin.claims.front());
  std::string line = "  " + std::string(verb) + " " + Harmless(index.name(lead.speaker));
  if (lead.side != 0) line += " (" + index.name(lead.side) + ")";
  if (origin.admits) line += ", against its interest";
  if (origin.is_withdrawn) line += ", withdrawn";
  std::set<std::uint32_t> documents;
  std::string reports;
  for (const standing::ClaimRow row : origin.claims) {
    const std::uint32_t document = index.claim(row).document;
    if (!documents.insert(document).second) continue;
    reports +=
        (reports.empty() ? "" : ", ") + Harmless(index.name(index.document(document).publisher));
  }
  line += " · in " + reports;
  std::string edges;
  for (std::size_t kind = 0; kind < standing::kEdgeCount; ++kind) {
    if (!origin.edges[kind]) continue;
    edges += (edges.empty() ? "" : ", ") +
             std::string(standing::NameOf(static_cast<standing::Edge>(kind)));
  }
  if (!edges.empty()) line += " · one by " + edges;
  std::printf("%s %s\n", line.c_str(),
              terminal.Styled(Index::IdOf(lead.id).substr(0, 8), Style::kDim).c_str());
}

void WriteOrigins(io::JsonWriter& json, const Index& index, std::string_view key,
                  const std::vector<Origin>& origins) {
  json.Key(key).BeginArray();
  for (const Origin& origin : origins) {
    const Facts& lead = index.claim(origin.claims.front());
    json.BeginObject().Key("says").StringOrNull(index.name(lead.speaker));
    json.Key("side").StringOrNull(index.name(lead.side)).Key("edges").BeginArray();
    for (std::size_t kind = 0; kind < standing::kEdgeCount; ++kind) {
      if (origin.edges[kind]) json.String(standing::NameOf(static_cast<standing::Edge>(kind)));
    }
    json.EndArray().Key("claims").BeginArray();
    for (const standing::ClaimRow row : origin.claims)
      json.String(Index::IdOf(index.claim(row).id));
    json.EndArray().EndObject();
  }
  json.EndArray();
}

}  // namespace

void PrintEvent(const Index& index, const Event& event, const TypeWords& types,
                const Terminal& terminal) {
  const standing::EventGroup& group = index.groups()[event.group];
  // A happening of its own kind has the name of its type.
  std::string title = types.OfType(ClassOf(index, event));
  if (group.about != 0) title += " of " + Harmless(index.name(group.about));
  if (group.place != standing::kNone) title += ", " + Harmless(index.places()[group.place].name);
  std::string standing(StandingOf(index, event));
  for (std::size_t i = 0; i < event.disputes.size(); ++i)
    standing += (i == 0 ? ": " : ", ") + Harmless(NameOf(index, event.disputes[i]));
  std::printf("%s  %s  %s\n", terminal.Styled(title, Style::kBold).c_str(), DaysOf(event).c_str(),
              terminal.Styled(event.id, Style::kDim).c_str());
  const bool stands_out = !event.disputes.empty();
  std::printf("  %s · %s in %s of %s%s\n",
              stands_out ? terminal.Styled(standing, Style::kYellow).c_str() : standing.c_str(),
              Counted(event.affirming.size() + event.denying.size(), "independent origin",
                      "independent origins")
                  .c_str(),
              Counted(event.documents, "report", "reports").c_str(),
              Counted(event.outlets, "outlet", "outlets").c_str(),
              event.is_unverified ? " · not verified" : "");
  for (const Origin& origin : event.affirming) PrintOrigin(index, origin, "says", terminal);
  for (const Origin& origin : event.denying) PrintOrigin(index, origin, "denies", terminal);
  std::printf("\n");
}

std::string EventsAsJson(const Index& index, const std::vector<Event>& events,
                         const std::optional<Day>& as_of, const std::optional<Day>& known_at) {
  io::JsonWriter json(io::JsonWriter::Layout::kIndented);
  json.BeginObject().Key("schema").String("dateline.events/1");
  json.Key("as_of").StringOrNull(as_of ? as_of->ToString() : "");
  json.Key("known_at").StringOrNull(known_at ? known_at->ToString() : "");
  json.Key("rules").String(index.policy().rules.version()).Key("events").BeginArray();
  for (const Event& event : events) {
    const standing::EventGroup& group = index.groups()[event.group];
    json.BeginObject().Key("id").String(event.id).Key("class").String(ClassOf(index, event));
    json.Key("about").StringOrNull(index.name(group.about)).Key("place");
    json.StringOrNull(group.place == standing::kNone ? "" : index.places()[group.place].key);
    json.Key("name").StringOrNull(
        group.place == standing::kNone ? "" : index.places()[group.place].name);
    json.Key("first").String(standing::DayOf(event.first).ToString());
    json.Key("last").String(standing::DayOf(event.last).ToString());
    json.Key("day_basis").String(event.is_dated_by_publication ? "published" : "stated");
    json.Key("standing").String(StandingOf(index, event)).Key("disputes").BeginArray();
    for (const standing::Dispute& dispute : event.disputes) json.String(NameOf(index, dispute));
    json.EndArray().Key("documents").Number(event.documents).Key("outlets").Number(event.outlets);
    json.Key("unverified").Boolean(event.is_unverified);
    WriteOrigins(json, index, "affirming", event.affirming);
    WriteOrigins(json, index, "denying", event.denying);
    json.Key("claims").BeginArray();
    for (const standing::ClaimRow row : event.claims) json.String(Index::IdOf(index.claim(row).id));
    json.EndArray().EndObject();
  }
  json.EndArray().EndObject();
  return json.Take() + "\n";
}

}  // namespace dateline::cli
