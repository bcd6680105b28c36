// The map: how many claims of the query are where, each place with the mark of its newest claim. As
// a list of places for whoever asks, and in columns for the desk, which draws it anew for each move
// of a hand: a fifth of the bytes.
#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "io/json_writer.h"
#include "serve/answers.h"

namespace dateline::serve {
namespace {

// How many of the rows are somewhere, and the newest of them: rows come newest first.
struct Tally {
  std::uint32_t claims = 0;
  std::uint32_t newest = 0;
  void Count(std::uint32_t row) {
    if (claims++ == 0) newest = row;
  }
};

struct Tallies {
  std::vector<Tally> places, surroundings;  // by number
  std::array<std::size_t, kLaneCount> lanes{};
  std::size_t undated = 0;
};

Tallies Tallied(const Snapshot& snapshot, const std::vector<std::uint32_t>& rows) {
  Tallies tallies;
  tallies.places.resize(snapshot.place_count());
  tallies.surroundings.resize(snapshot.surroundings().size());
  for (const std::uint32_t row : rows) {
    const ClaimEntry& claim = snapshot.claim(row);
    ++tallies.lanes[static_cast<std::size_t>(claim.lane)];
    if (claim.day == kNoDay) ++tallies.undated;
    for (std::uint32_t i = 0; i < claim.place_count; ++i)
      tallies.places[snapshot.places()[claim.first_place + i]].Count(row);
    for (std::uint32_t i = 0; i < claim.surrounding_count; ++i)
      tallies.surroundings[snapshot.claim_surroundings()[claim.first_surrounding + i]].Count(row);
  }
  return tallies;
}

void WriteCounts(io::JsonWriter& json, std::size_t total, const Tallies& tallies) {
  json.Key("total").Number(total).Key("lanes").BeginObject();
  for (std::size_t lane = 0; lane < kLaneCount; ++lane)
    json.Key(NameOf(static_cast<Lane>(lane))).Number(tallies.lanes[lane]);
  json.EndObject().Key("undated").Number(tallies.undated);
}

// What is near, beside or between places, drawn as the words give it.
void WriteSurroundings(io::JsonWriter& json, const Context& context,
                       const std::vector<Tally>& tallies, EventMarks* marks) {
  const Snapshot& snapshot = context.snapshot;
  json.Key("surroundings").BeginArray();
  for (std::size_t i = 0; i < tallies.size(); ++i) {
    const SurroundingEntry& one = snapshot.surroundings()[i];
    const PlaceEntry& place = snapshot.place(one.place);
    // What is toward or from an area is drawn as the area itself already.
    if (tallies[i].claims == 0 || place.precision == "country" || place.precision == "region")
      continue;
    json.BeginObject().Key("key").String(place.key).Key("name").String(place.name);
    json.Key("relation").String(one.relation).Key("bearing").StringOrNull(one.bearing);
    json.Key("claims").Number(tallies[i].claims);
    if (marks != nullptr) WriteMark(json.Key("mark"), context, tallies[i].newest, *marks);
    json.Key("geometry").Raw(one.geometry).EndObject();
  }
  json.EndArray();
}

// A country's outline says nothing that its name does not, and is large.
bool HasOutline(const PlaceEntry& place) {
  return !place.geometry.empty() && place.precision != "country";
}

// Places in columns. What few words say of many places is a number in one list of words.
class Columns {
 public:
  Columns(const Context& context, const std::vector<Tally>& tallies)
      : context_(context), tallies_(tallies) {
    for (std::uint32_t place = 0; place < tallies.size(); ++place) {
      if (tallies[place].claims > 0) places_.push_back(place);
    }
  }

  void Write(io::JsonWriter& json, EventMarks& marks) {
    const auto place = [&](std::uint32_t number) -> const PlaceEntry& {
      return context_.snapshot.place(number);
    };
    Column(json, "keys", [&](std::uint32_t number) { json.String(place(number).key); });
    Column(json, "names", [&](std::uint32_t number) { json.String(place(number).name); });
    Column(json, "precisions",
           [&](std::uint32_t number) { json.Number(NumberOf(place(number).precision)); });
    Column(json, "lats", [&](std::uint32_t number) { WriteDegrees(json, place(number).lat); });
    Column(json, "lngs", [&](std::uint32_t number) { WriteDegrees(json, place(number).lng); });
    Column(json, "claims", [&](std::uint32_t number) { json.Number(tallies_[number].claims); });
    Column(json, "types", [&](std::uint32_t number) {
      json.Number(NumberOf(MarkedType(context_, tallies_[number].newest)));
    });
    Column(json, "readings", [&](std::uint32_t number) {
      json.Number(NumberOf(NameOf(context_.snapshot.reading_mark(tallies_[number].newest))));
    });
    WriteStandings(json, marks);
    json.Key("outlines").BeginObject();
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (HasOutline(place(places_[i])))
        json.Key(std::to_string(i)).Raw(place(places_[i]).geometry);
    }
    json.EndObject().Key("words").BeginArray();
    for (const std::string_view word : words_) json.String(word);
    json.EndArray();
  }

 private:
  template <typename WriteCell>
  void Column(io::JsonWriter& json, std::string_view name, const WriteCell& write) {
    json.Key(name).BeginArray();
    for (const std::uint32_t place : places_) write(place);
    json.EndArray();
  }

  static void WriteDegrees(io::JsonWriter& json, const std::optional<double>& degrees) {
    if (degrees) {
      json.Number(*degrees);
    } else {
      json.Null();
    }
  }

  // Null where the newest claim belongs to no event. Few places have a dispute.
  void WriteStandings(io::JsonWriter& json, EventMarks& marks) {
    std::vector<std::pair<std::size_t, std::vector<std::string>>> disputes;
    json.Key("standings").BeginArray();
    for (std::size_t i = 0; i < places_.size(); ++i) {
      EventMark mark = marks.Of(tallies_[places_[i]].newest);
      if (mark.id.empty()) {
        json.Null();
        continue;
      }
      json.Number(NumberOf(standing::StandingOf(context_.index(), mark.rule)));
      if (!mark.disputes.empty()) disputes.emplace_back(i, std::move(mark.disputes));
    }
    json.EndArray().Key("disputes").BeginObject();
    for (const auto& [place, slots] : disputes) {
      json.Key(std::to_string(place)).BeginArray();
      for (const std::string& slot : slots) json.String(slot);
      json.EndArray();
    }
    json.EndObject();
  }

  // Of a word that lives as long as the snapshot.
  std::size_t NumberOf(std::string_view word) {
    const auto [at, is_new] = numbers_.try_emplace(word, words_.size());
    if (is_new) words_.push_back(word);
    return at->second;
  }

  const Context& context_;
  const std::vector<Tally>& tallies_;
  std::vector<std::uint32_t> places_;
  std::vector<std::string_view> words_;
  std::unordered_map<std::string_view, std::size_t> numbers_;
};

}  // namespace

Response AnswerPlaces(const Context& context, const Request& request) {
  const auto query = ClaimQueryOf(request, {"geometry", "marks"});
  if (!query) return Problem(query.error());
  const bool has_geometry = ParameterOf(request, "geometry").value_or("") == "true";
  const bool has_marks = ParameterOf(request, "marks").value_or("") == "true";
  const Snapshot& snapshot = context.snapshot;
  const auto rows = snapshot.Select(*query);
  const Tallies tallies = Tallied(snapshot, rows);
  EventMarks marks(snapshot, MomentOf(*query));
  io::JsonWriter json;
  json.BeginObject();
  WriteCounts(json, rows.size(), tallies);
  json.Key("places").BeginArray();
  for (std::uint32_t i = 0; i < tallies.places.size(); ++i) {
    const Tally& tally = tallies.places[i];
    if (tally.claims == 0) continue;
    json.BeginObject();
    const PlaceEntry& place = snapshot.place(i);
    WritePlace(json, place);
    if (has_geometry && HasOutline(place)) json.Key("geometry").Raw(place.geometry);
    json.Key("claims").Number(tally.claims);
    if (has_marks) WriteMark(json.Key("mark"), context, tally.newest, marks);
    json.EndObject();
  }
  json.EndArray();
  if (has_geometry)
    WriteSurroundings(json, context, tallies.surroundings, has_marks ? &marks : nullptr);
  return Json(json.EndObject().Take());
}

Response AnswerMap(const Context& context, const Request& request) {
  const auto query = ClaimQueryOf(request, {});
  if (!query) return Problem(query.error());
  const auto rows = context.snapshot.Select(*query);
  const Tallies tallies = Tallied(context.snapshot, rows);
  EventMarks marks(context.snapshot, MomentOf(*query));
  io::JsonWriter json;
  json.BeginObject();
  WriteCounts(json, rows.size(), tallies);
  Columns(context, tallies.places).Write(json, marks);
  WriteSurroundings(json, context, tallies.surroundings, &marks);
  return Json(json.EndObject().Take());
}

}  // namespace dateline::serve
