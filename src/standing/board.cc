#include "standing/board.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>
#include <tuple>

#include "io/table.h"

namespace dateline::standing {
namespace {

// How long a contradicting account is still shown beside the newest one.
constexpr int kDisputeDays = 7;

struct Dated {
  const DatedClaim* dated = nullptr;
  std::string state;
  Day day;
  bool is_dated_by_publication = false;
};

std::string CountInWords(const std::optional<Quantity>& quantity) {
  if (!quantity || !quantity->min) return "";
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%s%.10g %s", quantity->max ? "" : "≥ ", *quantity->min,
                quantity->unit.c_str());
  return buffer;
}

// The state in words; empty when a word that it needs is not known ("held by" nobody says nothing).
std::string StateInWords(const Effects::Effect& effect, const record::ClaimRecord& claim) {
  std::string out;
  const std::string& pattern = effect.state;
  for (std::size_t at = 0; at < pattern.size();) {
    const std::size_t close = pattern[at] == '{' ? pattern.find('}', at) : std::string::npos;
    if (close == std::string::npos) {
      out.push_back(pattern[at++]);
      continue;
    }
    const std::string_view name = std::string_view(pattern).substr(at + 1, close - at - 1);
    std::string word;
    if (name == "holder") {
      for (const std::string_view role : {"holder_after", "agent"}) {
        if (word.empty()) word = claim.RoleSide(role);
        if (word.empty()) word = claim.RoleName(role);
      }
      if (word.empty()) return "";
    } else if (name == "service" || name == "asset") {
      word = claim.RoleName(name);
    } else if (name == "count") {
      word = CountInWords(claim.quantity);
    } else if (name == "trigger") {
      word = claim.trigger_words;
    } else if (name == "agent") {
      word = claim.RoleSide("agent").empty() ? claim.RoleName("agent") : claim.RoleSide("agent");
      if (!word.empty()) word = "by " + word;
    }
    out += word;
    at = close + 1;
  }
  std::string tidy;
  for (const char c : out) {
    if (c != ' ' || (!tidy.empty() && tidy.back() != ' ')) tidy.push_back(c);
  }
  while (!tidy.empty() && tidy.back() == ' ') tidy.pop_back();
  return tidy;
}

// The last day of the interval, or the day of publication.
std::optional<Dated> DateOf(const DatedClaim& dated, std::string state, std::optional<Day> as_of) {
  const record::ClaimRecord& claim = *dated.claim;
  Dated out{&dated, std::move(state), Day(), false};
  if (claim.happened && (claim.happened->begin || claim.happened->end)) {
    const Day begin =
        claim.happened->begin ? *claim.happened->begin : claim.happened->end->Plus(-1);
    out.day = claim.happened->end ? std::max(begin, claim.happened->end->Plus(-1)) : begin;
    if (as_of && begin > *as_of) return std::nullopt;
    if (as_of) out.day = std::min(out.day, *as_of);
    return out;
  }
  if (!dated.published || (as_of && *dated.published > *as_of)) return std::nullopt;
  out.day = *dated.published;
  out.is_dated_by_publication = true;
  return out;
}

Asserter VoiceOf(const DatedClaim& dated) {
  const record::ClaimRecord& claim = *dated.claim;
  return {claim.source_name.empty() ? dated.publisher : claim.source_name, claim.source_side,
          claim.source_kind, claim.id};
}

// All claims of one place and dimension, newest first, to the states that are shown.
std::vector<State> StatesOf(const std::string& dimension, std::vector<Dated> claims) {
  std::stable_sort(claims.begin(), claims.end(), [](const Dated& a, const Dated& b) {
    return std::tuple(b.day, a.dated->claim->id) < std::tuple(a.day, b.dated->claim->id);
  });
  std::vector<State> states;
  std::map<std::string, std::set<std::size_t>> origins;
  for (const Dated& one : claims) {
    const bool is_recent = claims.front().day.Since(one.day) <= kDisputeDays;
    auto found = std::find_if(states.begin(), states.end(),
                              [&](const State& s) { return s.state == one.state; });
    if (found == states.end()) {
      // Control is one thing at a time: the newest word holds, and another one stands beside it
      // only as a dispute. The other dimensions may hold several things at once, each with its day.
      const bool differs =
          !states.empty() && dimension == "control" && one.day < states.front().day;
      const bool is_other_side =
          differs && one.dated->claim->source_side != claims.front().dated->claim->source_side &&
          !one.dated->claim->source_side.empty();
      if (!is_recent || (differs && !is_other_side)) continue;
      State state;
      state.dimension = dimension;
      state.state = one.state;
      state.day = one.day;
      state.is_dated_by_publication = one.is_dated_by_publication;
      states.push_back(std::move(state));
      found = states.end() - 1;
    }
    Asserter voice = VoiceOf(*one.dated);
    const bool is_known = std::any_of(
        found->asserters.begin(), found->asserters.end(),
        [&](const Asserter& a) { return a.name == voice.name && a.side == voice.side; });
    if (!is_known) found->asserters.push_back(std::move(voice));
    origins[one.state].insert(one.dated->origin);
  }
  for (State& state : states) {
    state.origins = origins[state.state].size();
    state.is_disputed = dimension == "control" && states.size() > 1;
  }
  return states;
}

}  // namespace

Result<Effects> Effects::Parse(std::string_view table, std::string_view name) {
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(table, 4, name));
  Effects effects;
  for (const io::TableRow& row : rows) {
    effects.effects_.push_back({std::string(row[0]), std::string(row[1]), std::string(row[2])});
    if (std::find(effects.dimensions_.begin(), effects.dimensions_.end(), row[1]) ==
        effects.dimensions_.end()) {
      effects.dimensions_.emplace_back(row[1]);
    }
  }
  return effects;
}

const Effects::Effect* Effects::Of(std::string_view type) const {
  for (const Effect& effect : effects_) {
    if (effect.type == type) return &effect;
  }
  return nullptr;
}

Board BoardOf(const std::vector<DatedClaim>& claims, const Effects& effects,
              std::optional<Day> as_of) {
  Board board;
  std::map<std::string, PlaceState> places;
  std::map<std::string, std::map<std::string, std::vector<Dated>>> by_place;  // key, dimension
  for (const DatedClaim& dated : claims) {
    const record::ClaimRecord& claim = *dated.claim;
    if (claim.places.empty()) ++board.unlocated;
    if (!claim.happened && !dated.published) ++board.undated;
    if (claim.realis != "asserted") {
      ++board.not_asserted;
      continue;
    }
    const Effects::Effect* effect = effects.Of(claim.type);
    if (effect == nullptr) continue;
    std::string words = StateInWords(*effect, claim);
    if (words.empty()) continue;
    const auto day = DateOf(dated, std::move(words), as_of);
    if (!day) continue;
    for (const record::PlaceRecord& place : claim.places) {
      // What is toward, from or between places is not the state of either; a country is no place of
      // the board.
      if (place.relation == "toward" || place.relation == "from" || place.relation == "between" ||
          place.precision == "country")
        continue;
      places.try_emplace(
          place.key,
          PlaceState{place.key, place.name, place.admin1, place.country, place.precision, {}});
      by_place[place.key][effect->dimension].push_back(*day);
    }
  }
  for (auto& [key, place] : places) {
    for (const std::string& dimension : effects.dimensions()) {
      const auto found = by_place[key].find(dimension);
      if (found == by_place[key].end()) continue;
      for (State& state : StatesOf(dimension, found->second))
        place.states.push_back(std::move(state));
    }
    board.places.push_back(std::move(place));
  }
  std::stable_sort(board.places.begin(), board.places.end(),
                   [](const PlaceState& a, const PlaceState& b) { return a.name < b.name; });
  return board;
}

}  // namespace dateline::standing
