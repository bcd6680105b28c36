#include "actors/standing.h"

#include <algorithm>
#include <map>

namespace dateline::actors {
namespace {

// What one word or name says of a side.
struct SideWord {
  std::string_view side;
  std::string_view actor;  // country code, or the group's
  std::optional<SourceKind> kind;
  FigureIndex figure = kNoFigure;
  TokenIndex end;
};

// The leaning of a hyphenated word after [.., end): "Russian-installed"; none without one.
std::optional<Leaning> LeaningAfter(const Scene& scene, TokenIndex end, TokenIndex limit) {
  if (end.next() >= limit || scene.words.Surface(end) != "-") return std::nullopt;
  const auto found = scene.lexicon.leanings.find(scene.words.Lower(end.next()));
  if (found == scene.lexicon.leanings.end()) return Leaning::kAgainst;
  return found->second;
}

// A word hyphenated to the name from the left: only some ("pro-Russian") give its side.
bool IsTurnedFrom(const Scene& scene, TokenIndex first, TokenIndex begin) {
  if (first <= begin || scene.words.Surface(first.previous()) != "-") return false;
  if (first.previous() <= begin) return true;
  const auto found = scene.lexicon.leanings.find(scene.words.Lower(first.previous().previous()));
  return found == scene.lexicon.leanings.end() || found->second == Leaning::kAgainst;
}

// What the name or word at `token` says of a side, if anything. Names of persons say nothing.
std::optional<SideWord> SideAt(const Scene& scene, TokenIndex token, TokenIndex begin,
                               TokenIndex limit) {
  const TableMatch* match = scene.matches.At(token);
  if (match != nullptr && match->first == token) {
    if (IsTurnedFrom(scene, token, begin)) return std::nullopt;
    const auto leaning = LeaningAfter(scene, match->end, limit);
    if (leaning == Leaning::kAgainst) return std::nullopt;
    const std::int32_t use = scene.use_at[token.value()];
    SideWord word;
    word.end = match->end;
    if (use >= 0) {
      const NameUse& name = scene.uses[static_cast<std::size_t>(use)];
      if (name.type == EntityType::kPerson) return std::nullopt;
      if (name.match != nullptr) word.figure = name.figure;
    }
    if (match->country != nullptr) {
      word.side = word.actor = match->country->code;
    } else if (match->known->type == EntityType::kPerson) {
      return std::nullopt;
    } else {
      word.side = match->known->side;
      word.actor = match->known->actor;
      word.kind = match->known->kind;
    }
    return word;
  }
  return std::nullopt;
}

bool ServesForce(const Standing& standing) {
  return standing.body_kind == SourceKind::kMilitary || standing.body_class == HeadClass::kMilitary;
}

bool ServesState(const Standing& standing) {
  return standing.body_kind == SourceKind::kGovernment ||
         standing.body_class == HeadClass::kGovernment ||
         standing.body_class == HeadClass::kPolice || standing.body_class == HeadClass::kOfficial;
}

bool TakesCountryOfPlace(HeadClass head_class) {
  switch (head_class) {
    case HeadClass::kGovernment:
    case HeadClass::kPolice:
    case HeadClass::kOfficial:
    case HeadClass::kSpokesperson:
    case HeadClass::kAnonymous:
      return true;
    case HeadClass::kMilitary:
    case HeadClass::kOfficer:
    case HeadClass::kWitness:
    case HeadClass::kJournalist:
    case HeadClass::kOutlet:
    case HeadClass::kGroup:
    case HeadClass::kOrganisation:
    case HeadClass::kExpert:
    case HeadClass::kClergy:
      return false;
  }
  return false;
}

// May an actor of this class have a side at all? Witnesses, experts and media speak for nobody.
bool HasSide(const Standing& standing) {
  switch (standing.head_class) {
    case HeadClass::kExpert:
      return ServesState(standing) || ServesForce(standing);
    case HeadClass::kWitness:
    case HeadClass::kOutlet:
    case HeadClass::kOrganisation:
    case HeadClass::kClergy:
      return false;
    case HeadClass::kMilitary:
    case HeadClass::kOfficer:
    case HeadClass::kPolice:
    case HeadClass::kGovernment:
    case HeadClass::kOfficial:
    case HeadClass::kSpokesperson:
    case HeadClass::kAnonymous:
    case HeadClass::kJournalist:
    case HeadClass::kGroup:
      return true;
  }
  return true;
}

// Reads one stretch of the phrase for its first side word and its first body.
void ReadStretch(const Scene& scene, TokenIndex from, TokenIndex to, TokenIndex head,
                 std::optional<SideWord>& side, std::optional<SideWord>& body, Standing& out) {
  bool is_settled = out.body_class.has_value();
  for (TokenIndex token = from; token < to; ++token) {
    if (token == head) continue;
    if (const auto word = SideAt(scene, token, from, to)) {
      if (!side && !word->side.empty()) side = word;
      if (!body && word->kind) body = word;
      token = word->end.previous();
      continue;
    }
    const std::int32_t use = scene.use_at[token.value()];
    if (use >= 0 && !body) {
      const NameUse& name = scene.uses[static_cast<std::size_t>(use)];
      if (name.type == EntityType::kOrganisation && name.figure != kNoFigure &&
          !(name.first <= head && head < name.end)) {
        body = SideWord{{}, {}, scene.cast[name.figure].entity.kind, name.figure, name.end};
      }
    }
    if (scene.words.ClassOf(token) == FunctionClass::kPreposition) is_settled = !!out.body_class;
    if (is_settled || (!scene.words.IsNoun(token) && scene.words.PosOf(token) != Upos::kAdj)) {
      continue;
    }
    const auto found = FindHeadAt(scene.words, scene.lexicon, token);
    const bool is_body = found.head != nullptr && (!IsPersonal(found.head->head_class) ||
                                                   found.head->head_class == HeadClass::kOfficial);
    if (is_body) {
      out.body_head = found.head->singular;
      out.is_body_domestic = found.head->is_domestic;
      out.body_class = found.head->head_class;  // the last noun of a row is its head
    }
  }
}

// The country of the first place in [from, to), or empty.
std::string_view PlaceIn(const Scene& scene, TokenIndex from, TokenIndex to) {
  for (TokenIndex token = from; token < to; ++token) {
    const std::int32_t at = scene.place_at[token.value()];
    const TableMatch* match = scene.matches.At(token);
    // A country's word has been weighed as such already ("Russian-backed").
    if (at < 0 || (match != nullptr && match->country != nullptr)) continue;
    const Place& place = scene.places[PlaceIndex(static_cast<std::uint32_t>(at))];
    if (!place.country.empty()) return place.country;
  }
  return {};
}

}  // namespace

Standing StandingOf(const Scene& scene, TokenIndex first, TokenIndex head, TokenIndex end,
                    const Head& entry) {
  Standing out;
  out.head_class = entry.head_class;
  std::optional<SideWord> side;
  std::optional<SideWord> body;
  ReadStretch(scene, first, HeadFirst(scene.words, first, head, entry), head, side, body, out);
  bool is_rival = false;
  for (TokenIndex token = first; token < head; ++token) {
    const FunctionClass function = scene.words.ClassOf(token);
    out.is_former = out.is_former || function == FunctionClass::kFormer;
    is_rival = is_rival || function == FunctionClass::kRival;
  }
  ReadStretch(scene, head.next(), end, head, side, body, out);
  if (body) {
    out.body = body->figure;
    out.body_kind = body->kind;
  }
  std::string_view actor;
  if (side) {
    out.side = side->side;
    actor = side->actor;
    out.is_side_stated = true;
  } else if (body && body->figure != kNoFigure && !scene.cast[body->figure].entity.side.empty()) {
    const Figure& figure = scene.cast[body->figure];
    out.side = figure.entity.side;
    actor = figure.entity.actor;
    out.is_side_stated = figure.is_side_stated;
  }
  const bool is_of_other_body = body && body->kind && *body->kind == SourceKind::kOrganisation;
  if (out.side.empty() && !is_of_other_body && !is_rival &&
      (TakesCountryOfPlace(entry.head_class) || entry.is_domestic)) {
    const std::string_view country = PlaceIn(scene, first, end);
    if (!country.empty() && TakesCountryOfPlace(entry.head_class)) {
      out.side = country;
      out.is_side_stated = true;
    } else if (entry.is_domestic || out.is_body_domestic) {
      out.side = scene.domestic;
    }
    actor = out.side;
  }
  if (!actor.empty()) {
    out.actor = ActorOf(
        actor, out.body_class && IsPersonal(out.head_class) ? *out.body_class : out.head_class);
  }
  if (!HasSide(out) || out.is_former) out.side.clear();
  return out;
}

std::string ActorOf(std::string_view side, HeadClass head_class) {
  std::string out(side);
  const std::string_view code = RoleCodeOf(head_class);
  if (side.size() == 2 && !code.empty()) {
    out += '.';
    out += code;
  }
  return out;
}

SourceKind KindOf(const Standing& standing, bool is_named) {
  const HeadClass head_class = standing.head_class;
  if (!IsPersonal(head_class)) return KindOf(head_class);
  const bool serves_force = ServesForce(standing);
  const bool serves_state = ServesState(standing);
  const bool serves_medium = standing.body_kind == SourceKind::kOutlet;
  const bool serves_body = standing.body_kind == SourceKind::kOrganisation ||
                           standing.body_class == HeadClass::kOrganisation ||
                           standing.body_class == HeadClass::kGroup;
  switch (head_class) {
    case HeadClass::kSpokesperson:
      if (serves_force) return SourceKind::kMilitary;
      if (serves_state) return SourceKind::kOfficial;
      if (serves_body || serves_medium) return SourceKind::kOrganisation;
      if (!is_named) return SourceKind::kAnonymous;
      return standing.side.empty() ? SourceKind::kOrganisation : SourceKind::kOfficial;
    case HeadClass::kOfficial:
      if (serves_force) return SourceKind::kMilitary;
      return serves_body && !serves_state ? SourceKind::kOrganisation : SourceKind::kOfficial;
    case HeadClass::kAnonymous:
      if (!is_named) return SourceKind::kAnonymous;
      if (serves_force) return SourceKind::kMilitary;
      return serves_body ? SourceKind::kOrganisation : SourceKind::kOfficial;
    case HeadClass::kExpert:
      if (!is_named) return SourceKind::kAnonymous;
      if (serves_force) return SourceKind::kMilitary;
      return serves_state ? SourceKind::kOfficial : SourceKind::kOrganisation;
    default:
      return KindOf(head_class);
  }
}

std::string DomesticCountry(const Words& words, const TableMatches& matches,
                            const IndexedVector<Place, PlaceIndex>& places) {
  constexpr double kShare = 0.6;
  constexpr TokenIndex kOpening{8};  // a dateline stands among the first words
  std::map<std::string_view, double> weights;
  double total = 0;
  const auto add = [&](std::string_view country, double weight) {
    weights[country] += weight;
    total += weight;
  };
  for (const Place& place : places) {
    if (place.country.empty() || place.use != PlaceUse::kLiteral) continue;
    const bool is_country = place.feature.compare(0, 5, "A.PCL") == 0;
    if (!is_country) add(place.country, 1.0);
  }
  for (const TableMatch& match : matches.all()) {
    if (match.country == nullptr || match.country->word == CountryWord::kDemonym) continue;
    const bool is_seat = match.country->word == CountryWord::kMetonym;
    // "in Egypt", "in central China": where, not who.
    TokenIndex before = match.first;
    const TokenIndex begin = words.view().sentence_of(match.first).first;
    if (before > begin) before = before.previous();
    if (before > begin && words.PosOf(before) == Upos::kAdj) before = before.previous();
    const bool is_where =
        before < match.first && words.ClassOf(before) == FunctionClass::kPreposition;
    if (is_where || (is_seat && match.first < kOpening)) add(match.country->code, 1.0);
  }
  const auto most =
      std::max_element(weights.begin(), weights.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most == weights.end() || most->second < kShare * total) return {};
  return std::string(most->first);
}

}  // namespace dateline::actors
