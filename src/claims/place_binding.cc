#include "claims/place_binding.h"

#include <algorithm>

namespace dateline::claims {
namespace {

constexpr int kOwnSteps = 7;    // how deep below its predicate a place may hang
constexpr int kSameClause = 2;  // how far up the clause is looked for
constexpr std::size_t kMostPlaces = 4;
constexpr int kFar = 100;

}  // namespace

PlaceBinder::PlaceBinder(const Clauses& clauses, const std::vector<Site>& sites)
    : clauses_(clauses), scene_(clauses.scene()) {
  is_site_head_.assign(scene_.token_count(), 0);
  for (const Site& site : sites) {
    is_site_head_[site.head.value()] = 1;
    is_site_head_[site.carrier.value()] = 1;
  }
  const auto& locations = scene_.input().locations;
  for (LocationIndex l{0}; l < locations.end_index(); ++l) {
    const TokenIndex first = scene_.TokenAt(locations[l].span.begin());
    if (first.value() >= scene_.token_count()) continue;
    // The head is the word that hangs outside the span: "outskirts" in "the outskirts of Kupiansk".
    TokenIndex head = first;
    for (int i = 0; i < kOwnSteps; ++i) {
      const auto up = scene_.Head(head);
      if (!up || !locations[l].span.Contains(scene_.language().tokens[*up].span)) break;
      head = *up;
    }
    if (scene_.word(head).deprel == Deprel::kCase && scene_.Head(head)) head = *scene_.Head(head);
    spots_.push_back({l, first, head, scene_.SentenceOf(first)});
  }
}

// A place and a happening on different sides of a speech frame have nothing to do with each other.
bool PlaceBinder::MayLend(const Spot& spot, const Site& site) const {
  if (!site.attribution) return true;
  const Attribution& attribution = scene_.input().attributions[*site.attribution];
  const ByteSpan at = scene_.language().tokens[spot.first].span;
  if (attribution.source && attribution.source->Contains(at)) return false;
  return std::any_of(attribution.content.begin(), attribution.content.end(),
                     [&](ByteSpan content) { return content.Contains(at); });
}

std::vector<const PlaceBinder::Spot*> PlaceBinder::SpotsOf(const Site& site) const {
  std::vector<const Spot*> found;
  auto spot = std::partition_point(spots_.begin(), spots_.end(),
                                   [&](const Spot& s) { return s.sentence < site.sentence; });
  constexpr std::size_t kMostSpots = 64;
  for (; spot != spots_.end() && spot->sentence == site.sentence && found.size() < kMostSpots;
       ++spot) {
    if (MayLend(*spot, site)) found.push_back(&*spot);
  }
  return found;
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
    if (scene_.IsBelow(spot.head, *clause, 4)) return kOwnSteps + up;
  }
  return kFar;
}

// Another happening stands between the place and this one.
bool PlaceBinder::BelongsToOther(const Spot& spot, const Site& site) const {
  std::optional<TokenIndex> at = spot.head;
  for (int i = 0; at && i <= kOwnSteps; ++i, at = scene_.Head(*at)) {
    if (*at == site.head || *at == site.carrier) return false;
    if (is_site_head_[at->value()] != 0) return true;
  }
  return false;
}

std::vector<LocationIndex> PlaceBinder::Own(const std::vector<const Spot*>& spots,
                                            const Site& site) const {
  int nearest = kFar;
  for (const Spot* spot : spots) {
    if (!BelongsToOther(*spot, site)) nearest = std::min(nearest, DistanceTo(*spot, site));
  }
  std::vector<LocationIndex> own;
  if (nearest == kFar) return own;
  for (const Spot* spot : spots) {
    if (own.size() >= kMostPlaces || BelongsToOther(*spot, site)) continue;
    const int distance = DistanceTo(*spot, site);
    if (distance == kFar || (nearest <= kOwnSteps && distance > kOwnSteps)) continue;
    // A place inside the phrase of another only says which: "a village in the Kharkiv region".
    const bool is_nested = std::any_of(spots.begin(), spots.end(), [&](const Spot* other) {
      return other != spot && other->head != spot->head && DistanceTo(*other, site) < distance &&
             scene_.IsBelow(spot->head, other->head, 4) &&
             scene_.word(spot->head).deprel != Deprel::kConj;
    });
    if (!is_nested) own.push_back(spot->location);
  }
  return own;
}

void PlaceBinder::Remember(const BoundPlace& bound, const Site& site) {
  Memory memory;
  memory.locations = bound.locations;
  memory.block = scene_.sentence(site.sentence).block;
  memory.is_set = true;
  if (site.attribution) {
    memory.speaker = scene_.input().attributions[*site.attribution].speaker.name;
  }
  paragraph_ = memory;
  if (!memory.speaker.empty()) speaker_ = memory;
}

BoundPlace PlaceBinder::Bind(const Site& site) {
  BoundPlace bound;
  const std::vector<const Spot*> spots = SpotsOf(site);
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
    const Spot* nearest =
        *std::min_element(spots.begin(), spots.end(),
                          [&](const Spot* a, const Spot* b) { return distance(a) < distance(b); });
    bound.locations.push_back(nearest->location);
    bound.ground = "sentence";
  } else if (paragraph_.is_set && paragraph_.block == scene_.sentence(site.sentence).block) {
    bound.locations = paragraph_.locations;
    bound.ground = "paragraph";
    return bound;
  } else if (site.attribution && speaker_.is_set &&
             !scene_.input().attributions[*site.attribution].speaker.name.empty() &&
             scene_.input().attributions[*site.attribution].speaker.name == speaker_.speaker) {
    bound.locations = speaker_.locations;
    bound.ground = "same speaker";
    return bound;
  }
  if (!bound.locations.empty()) Remember(bound, site);
  return bound;
}

}  // namespace dateline::claims
