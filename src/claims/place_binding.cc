#include "claims/place_binding.h"

#include <algorithm>
#include <array>

namespace dateline::claims {
namespace {

constexpr int kOwnSteps = 7;    // how deep below its predicate a place may hang
constexpr int kSameClause = 2;  // how far up the clause is looked for
constexpr std::size_t kMostPlaces = 4;
constexpr int kFar = 100;
constexpr std::uint32_t kMostBetween = 2;  // sentences from a place to the claim that borrows it

}  // namespace

PlaceBinder::PlaceBinder(const Clauses& clauses, const PlaceWords& words, WordClass speech,
                         const std::vector<Site>& sites)
    : clauses_(clauses),
      scene_(clauses.scene()),
      speech_(speech),
      spots_(FindSpots(clauses, words)) {
  is_site_head_.assign(scene_.token_count(), 0);
  for (const Site& site : sites) {
    is_site_head_[site.head.value()] = 1;
    is_site_head_[site.carrier.value()] = 1;
  }
}

// A place and a happening on different sides of a speech frame have nothing to do with each other.
bool PlaceBinder::MayLend(const Spot& spot, const Site& site) const {
  if (!site.attribution) {
    // "Officials in Kyiv said", where no frame was found: the place of the speakers.
    std::optional<TokenIndex> up = spot.head;
    for (int i = 0; up && i < 4; ++i, up = scene_.Head(*up)) {
      if (is_site_head_[up->value()] != 0) return true;
      // "In Rubkona, wells were found to be foul": what is told, and not where it is.
      if (scene_.IsVerb(*up)) return !scene_.Is(*up, speech_) || clauses_.IsPassive(*up);
    }
    return true;
  }
  const Attribution& attribution = scene_.input().attributions[*site.attribution];
  // "Cases were reported in Rubkona": the word of saying is the verb of the event.
  const ByteSpan carrier = scene_.language().tokens[site.carrier].span;
  if (attribution.cue && attribution.cue->Contains(carrier) && site.carrier != site.head)
    return true;
  const ByteSpan at = scene_.language().tokens[spot.first].span;
  if (attribution.source && attribution.source->Contains(at)) return false;
  return std::any_of(attribution.content.begin(), attribution.content.end(),
                     [&](ByteSpan content) { return content.Contains(at); });
}

std::vector<const Spot*> PlaceBinder::SpotsOf(const Site& site) const {
  std::vector<const Spot*> found;
  auto spot = std::partition_point(spots_.begin(), spots_.end(),
                                   [&](const Spot& s) { return s.sentence < site.sentence; });
  constexpr std::size_t kMostSpots = 64;
  for (; spot != spots_.end() && spot->sentence == site.sentence && found.size() < kMostSpots;
       ++spot) {
    if (MayLend(*spot, site)) found.push_back(&*spot);
  }
  KeepNearest(site, found);
  return found;
}

// Does the place hang on the clause of the verb, with no other verb between ("hit the church that
// is attached to the cathedral")?
bool PlaceBinder::IsInClause(const Spot& spot, TokenIndex clause, const Site& site) const {
  constexpr int kSteps = 4;
  std::optional<TokenIndex> at = spot.head;
  for (int i = 0; at && i <= kSteps; ++i, at = scene_.Head(*at)) {
    if (*at == clause) return true;
    if (i > 0 && scene_.IsVerb(*at) && *at != site.carrier) return false;
  }
  return false;
}

// Steps from the place up to the site, or up to the clause that the site belongs to.
int PlaceBinder::DistanceTo(const Spot& spot, const Site& site) const {
  std::optional<TokenIndex> at = spot.head;
  for (int i = 0; at && i <= kOwnSteps; ++i, at = scene_.Head(*at)) {
    if (*at == site.head) return i;
    if (*at == site.carrier) return i + 1;
  }
  std::optional<TokenIndex> clause = scene_.Head(site.carrier);
  for (int up = 1; clause && up <= kSameClause; ++up, clause = scene_.Head(*clause)) {
    const Deprel deprel = scene_.word(site.carrier).deprel;
    if (deprel == Deprel::kCcomp || deprel == Deprel::kParataxis || deprel == Deprel::kAdvcl) break;
    if (IsInClause(spot, *clause, site)) return kOwnSteps + up;
  }
  return kFar;
}

// Another happening stands between the place and this one, or the place is who acts.
bool PlaceBinder::BelongsToOther(const Spot& spot, const Site& site) const {
  if (Acts(spot, site) || IsOrigin(spot) || IsOfTeller(spot)) return true;
  std::optional<TokenIndex> at = spot.head;
  for (int i = 0; at && i <= kOwnSteps; ++i, at = scene_.Head(*at)) {
    if (*at == site.head || *at == site.carrier) return false;
    // "Mudslides swept away homes near Jeremie": what its own verb tells is the event's as well.
    if (scene_.word(site.head).deprel == Deprel::kNsubj && scene_.Head(site.head) == *at) {
      return false;
    }
    if (is_site_head_[at->value()] != 0) return true;
  }
  return false;
}

// "Guards inspect the station after a blast at the gate, in the Abbas quarter": a phrase of place
// set apart on a verb above holds for all that the sentence tells, beside a building.
void PlaceBinder::AddFrame(const std::vector<const Spot*>& spots, const Site& site,
                           std::vector<LocationIndex>& own) const {
  const auto& locations = scene_.input().locations;
  const auto is_exact = [&](LocationIndex l) {
    return locations[l].precision == Precision::kExact;
  };
  if (own.empty() || !std::all_of(own.begin(), own.end(), is_exact)) return;
  for (const Spot* spot : spots) {
    const Location& location = locations[spot->location];
    const bool is_within =
        location.relation == SpatialRelation::kIn || location.relation == SpatialRelation::kAt;
    if (spot->is_anaphor || !is_within || is_exact(spot->location)) continue;
    const TokenIndex begin = scene_.sentence(spot->sentence).first;
    const bool is_apart =
        spot->first == begin || scene_.word(spot->first.previous()).upos == Upos::kPunct;
    // "On Monday, in Kabul": what hangs on a time belongs to the verb of the time.
    TokenIndex adjunct = spot->head;
    const auto time = scene_.Head(adjunct);
    if (time && scene_.word(adjunct).deprel == Deprel::kNmod &&
        (scene_.flags(*time) & kFlagTime) != 0) {
      adjunct = *time;
    }
    const auto verb = scene_.Head(adjunct);
    if (!is_apart || scene_.word(adjunct).deprel != Deprel::kObl || !verb ||
        !scene_.IsVerb(*verb) || scene_.Is(*verb, speech_) || is_site_head_[verb->value()] != 0 ||
        !scene_.IsBelow(site.carrier, *verb, kOwnSteps)) {
      continue;
    }
    own.push_back(spot->location);
    return;
  }
}

bool PlaceBinder::IsSamePlace(LocationIndex a, LocationIndex b) const {
  const auto& locations = scene_.input().locations;
  if (locations[a].places.empty() || locations[b].places.empty()) return false;
  const auto& places = scene_.input().places;
  return places[locations[a].places.front()].name == places[locations[b].places.front()].name;
}

std::vector<LocationIndex> PlaceBinder::Own(const std::vector<const Spot*>& spots,
                                            const Site& site) const {
  const auto is_out = [&](const Spot& spot) {
    return BelongsToOther(spot, site) || IsMereArgument(spot, site);
  };
  int nearest = kFar;
  for (const Spot* spot : spots) {
    if (is_out(*spot)) continue;
    nearest = std::min(nearest, DistanceTo(*spot, site));
  }
  std::vector<LocationIndex> own;
  if (nearest == kFar) return own;
  for (const Spot* spot : spots) {
    if (own.size() >= kMostPlaces || is_out(*spot)) continue;
    const int distance = DistanceTo(*spot, site);
    if (distance == kFar || (nearest <= kOwnSteps && distance > kOwnSteps)) continue;
    // A place inside the phrase of another only says which: "a village in the Kharkiv region".
    const bool is_way =
        scene_.input().locations[spot->location].relation == SpatialRelation::kToward;
    const bool is_nested =
        !is_way && std::any_of(spots.begin(), spots.end(), [&](const Spot* other) {
          return other != spot && other->head != spot->head &&
                 DistanceTo(*other, site) < distance &&
                 scene_.IsBelow(spot->head, other->head, 4) &&
                 scene_.word(spot->head).deprel != Deprel::kConj;
        });
    const bool is_there = std::any_of(own.begin(), own.end(), [&](LocationIndex l) {
      return l == spot->location || (spot->is_anaphor && IsSamePlace(l, spot->location));
    });
    if (!is_nested && !is_there) own.push_back(spot->location);
  }
  DropFrame(spots, site, own);
  AddFrame(spots, site, own);
  return own;
}

void PlaceBinder::Remember(const BoundPlace& bound, const Site& site) {
  Memory memory;
  // Where something came from or went to is not where the next thing happened.
  std::ranges::copy_if(
      bound.locations, std::back_inserter(memory.locations), [&](LocationIndex at) {
        const SpatialRelation relation = scene_.input().locations[at].relation;
        return relation != SpatialRelation::kFrom && relation != SpatialRelation::kToward;
      });
  if (memory.locations.empty()) return;
  memory.block = scene_.sentence(site.sentence).block;
  memory.sentence = site.sentence;
  memory.is_set = true;
  paragraph_ = memory;
}

// The place in the same paragraph before, whether or not something was said to happen there.
std::optional<LocationIndex> PlaceBinder::LastOfParagraph(const Site& site) const {
  const BlockIndex block = scene_.sentence(site.sentence).block;
  auto spot = std::partition_point(spots_.begin(), spots_.end(),
                                   [&](const Spot& s) { return s.sentence < site.sentence; });
  while (spot != spots_.begin()) {
    --spot;
    if (scene_.sentence(spot->sentence).block != block) return std::nullopt;
    if (site.sentence.value() - spot->sentence.value() > kMostBetween) return std::nullopt;
    const SpatialRelation relation = scene_.input().locations[spot->location].relation;
    if (relation != SpatialRelation::kIn && relation != SpatialRelation::kAt) continue;
    std::optional<TokenIndex> up = spot->head;
    for (int i = 0; up && i < 4 && !scene_.IsVerb(*up); ++i) up = scene_.Head(*up);
    if (up && scene_.Is(*up, speech_)) continue;  // "said in Kyiv"
    return spot->location;
  }
  return std::nullopt;
}

// "The head of the Kharkiv region administration" speaks of that region when he names no other
// place, if the document names the region as a place at all.
std::optional<LocationIndex> PlaceBinder::OfficeOf(const Site& site) {
  if (!site.attribution) return std::nullopt;
  const Source& speaker = scene_.input().attributions[*site.attribution].speaker;
  if (!speaker.entity) return std::nullopt;
  const auto [known, is_new] = offices_.try_emplace(speaker.entity->value());
  if (!is_new) return known->second;
  const std::string_view role = scene_.input().entities[*speaker.entity].role;
  constexpr std::size_t kMostSpots = 512;
  constexpr std::size_t kShortestName = 4;
  for (std::size_t i = 0; i < std::min(spots_.size(), kMostSpots) && !role.empty(); ++i) {
    const Location& location = scene_.input().locations[spots_[i].location];
    if (spots_[i].is_anaphor || location.places.size() != 1 ||
        location.precision == Precision::kCountry ||
        (location.relation != SpatialRelation::kIn && location.relation != SpatialRelation::kAt)) {
      continue;
    }
    const Place& place = scene_.input().places[location.places.front()];
    const std::string_view name = place.span.In(scene_.language().text);
    if (name.size() >= kShortestName && role.find(name) != std::string_view::npos) {
      known->second = spots_[i].location;
      break;
    }
  }
  return known->second;
}

void PlaceBinder::BindFromDiscourse(const Site& site, BoundPlace& bound) {
  const auto is_near = [&](SentenceIndex lender) {
    return site.sentence.value() - lender.value() <= kMostBetween;
  };
  if (paragraph_.is_set && paragraph_.block == scene_.sentence(site.sentence).block &&
      is_near(paragraph_.sentence)) {
    bound.locations = paragraph_.locations;
    bound.ground = "paragraph";
  } else if (const auto last = LastOfParagraph(site)) {
    bound.locations = {*last};
    bound.ground = "paragraph";
  } else if (const auto office = OfficeOf(site)) {
    bound.locations = {*office};
    bound.ground = "the speaker's office";
  }
}

BoundPlace PlaceBinder::Bind(const Site& site) {
  BoundPlace bound;
  std::vector<const Spot*> spots = SpotsOf(site);
  bound.locations = Own(spots, site);
  if (!bound.locations.empty()) {
    bound.ground = "clause";
  } else if (!site.takes_place) {
    return bound;
  } else if (!spots.empty()) {
    // The nearest place of the sentence, before or behind.
    const auto distance = [&](const Spot* spot) {
      return spot->first.value() > site.head.value() ? spot->first.value() - site.head.value()
                                                     : site.head.value() - spot->first.value();
    };
    const auto is_out = [&](const Spot* spot) {
      const SpatialRelation relation = scene_.input().locations[spot->location].relation;
      const bool is_way =
          relation == SpatialRelation::kFrom || relation == SpatialRelation::kToward;
      return (is_way && BelongsToOther(*spot, site)) || Acts(*spot, site) || IsOrigin(*spot) ||
             IsOfRemoteActor(*spot, site) || IsOfOtherTime(*spot, site);
    };
    const std::vector<const Spot*> all = spots;
    spots.erase(std::remove_if(spots.begin(), spots.end(), is_out), spots.end());
    if (spots.empty()) return bound;
    const Spot* nearest =
        *std::min_element(spots.begin(), spots.end(),
                          [&](const Spot* a, const Spot* b) { return distance(a) < distance(b); });
    bound.locations.push_back(nearest->location);
    AddFrame(all, site, bound.locations);
    bound.ground = "sentence";
  } else {
    BindFromDiscourse(site, bound);
    return bound;
  }
  if (!bound.locations.empty()) Remember(bound, site);
  return bound;
}

}  // namespace dateline::claims
