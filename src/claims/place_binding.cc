#include "claims/place_binding.h"

#include <algorithm>
#include <array>

namespace dateline::claims {
namespace {

constexpr int kOwnSteps = 7;    // how deep below its predicate a place may hang
constexpr int kSameClause = 2;  // how far up the clause is looked for
constexpr std::size_t kMostPlaces = 4;
constexpr int kNestedSteps = 4;  // how deep one place may stand in the phrase of another
constexpr int kFar = 100;
constexpr std::uint32_t kMostBetween = 2;  // sentences from a place to the claim that borrows it

}  // namespace

Result<PlaceWords> PlaceWords::Load(Vocabulary& vocabulary) {
  PlaceWords words;
  const auto add = [&](std::string_view set, Precision precision) -> Status {
    DL_ASSIGN_OR_RETURN(const WordClass word_class, vocabulary.ClassOf(set));
    words.classes_.emplace_back(word_class, precision);
    return Done{};
  };
  DL_RETURN_IF_ERROR(add("@anaphor_settlement", Precision::kSettlement));
  DL_RETURN_IF_ERROR(add("@anaphor_district", Precision::kDistrict));
  DL_RETURN_IF_ERROR(add("@anaphor_region", Precision::kRegion));
  DL_RETURN_IF_ERROR(add("@anaphor_country", Precision::kCountry));
  return words;
}

std::optional<Precision> PlaceWords::StandsFor(const Scene& scene, TokenIndex noun) const {
  for (const auto& [word_class, precision] : classes_) {
    if (scene.Is(noun, word_class)) return precision;
  }
  return std::nullopt;
}

PlaceBinder::PlaceBinder(const Clauses& clauses, const PlaceWords& words, WordClass speech,
                         const std::vector<Site>& sites)
    : clauses_(clauses), scene_(clauses.scene()), speech_(speech) {
  is_site_head_.assign(scene_.token_count(), 0);
  for (const Site& site : sites) {
    is_site_head_[site.head.value()] = 1;
    is_site_head_[site.carrier.value()] = 1;
  }
  FindSpots();
  ResolveAnaphors(words);
}

void PlaceBinder::FindSpots() {
  const auto& locations = scene_.input().locations;
  for (LocationIndex l{0}; l < locations.end_index(); ++l) {
    const std::optional<Spot> spot = SpotOf(l);
    if (!spot) continue;
    // "in Puge county of Sichuan province": what only says which is no place of its own.
    if (!spots_.empty() && spots_.back().sentence == spot->sentence) {
      const Spot& before = spots_.back();
      if (before.end > spot->first || IsNestedIn(*spot, before) || Describes(*spot, before)) {
        continue;
      }
    }
    spots_.push_back(*spot);
    spots_.back().is_dateline = IsDateline(*spot);
  }
}

std::optional<PlaceBinder::Spot> PlaceBinder::SpotOf(LocationIndex location) const {
  const ByteSpan span = scene_.input().locations[location].span;
  const TokenIndex count(scene_.token_count());
  Spot spot;
  spot.location = location;
  spot.first = scene_.TokenAt(span.begin());
  if (spot.first >= count) return std::nullopt;
  spot.end = spot.first;
  while (spot.end < count && scene_.language().tokens[spot.end].span.begin() < span.end()) {
    ++spot.end;
  }
  spot.sentence = scene_.SentenceOf(spot.first);
  // The head is the word that hangs outside the span: "outskirts" in "the outskirts of Kupiansk".
  spot.head = spot.first;
  for (int i = 0; i < kOwnSteps; ++i) {
    const auto up = scene_.Head(spot.head);
    if (!up || *up < spot.first || *up >= spot.end) break;
    spot.head = *up;
  }
  // A span that is only a preposition's side of the phrase: its noun is meant.
  if (scene_.word(spot.head).deprel == Deprel::kCase && scene_.Head(spot.head)) {
    spot.head = *scene_.Head(spot.head);
  }
  return spot;
}

// "KYIV (Example Wire) —" at the beginning of a paragraph says where the reporter writes.
bool PlaceBinder::IsDateline(const Spot& spot) const {
  const Sentence& sentence = scene_.sentence(spot.sentence);
  if (spot.first != sentence.first) return false;
  if (scene_.input().language.blocks.has(sentence.block) &&
      scene_.input().language.blocks[sentence.block].kind == BlockKind::kDateline) {
    return true;
  }
  constexpr std::uint32_t kLongestDateline = 10;
  for (TokenIndex t = spot.end; t < sentence.end; ++t) {
    if (t.value() - spot.end.value() > kLongestDateline || scene_.IsVerb(t)) return false;
    const std::string_view surface = scene_.language().surface(t);
    if (surface == "--" || surface == "\xE2\x80\x94" || surface == "\xE2\x80\x93" ||
        surface == "-") {
      return true;
    }
  }
  return false;
}

bool PlaceBinder::IsNestedIn(const Spot& inner, const Spot& outer) const {
  std::optional<TokenIndex> at = inner.head;
  for (int i = 0; at && i < kNestedSteps; ++i) {
    if (i > 0 && *at >= outer.first && *at < outer.end) return true;
    const Deprel deprel = scene_.word(*at).deprel;
    if (deprel != Deprel::kNmod && deprel != Deprel::kAppos && deprel != Deprel::kCompound &&
        deprel != Deprel::kNmodPoss && deprel != Deprel::kFlat) {
      return false;
    }
    at = scene_.Head(*at);
  }
  return false;
}

// "Daraya, southwest of Damascus", "in Mehdili in the Jabrayil district": right behind a place,
// what lies around it or holds it says which place that is, whatever the tree hangs it on.
bool PlaceBinder::Describes(const Spot& spot, const Spot& before) const {
  constexpr std::uint32_t kMostWords = 4;
  if (spot.first.value() - before.end.value() > kMostWords) return false;
  bool is_apart = false;
  for (TokenIndex t = before.end; t < spot.first; ++t) {
    const Upos upos = scene_.word(t).upos;
    if (upos == Upos::kPunct && scene_.language().surface(t) == ",") {
      is_apart = true;
    } else if (upos != Upos::kAdp && upos != Upos::kDet && upos != Upos::kPunct) {
      return false;
    }
  }
  const auto& locations = scene_.input().locations;
  const Location& outer = locations[spot.location];
  const Location& inner = locations[before.location];
  switch (outer.relation) {
    case SpatialRelation::kSide:
    case SpatialRelation::kOffset:
    case SpatialRelation::kNear:
      return is_apart;
    case SpatialRelation::kIn:
    case SpatialRelation::kAt:
      return outer.precision > inner.precision;
    default:
      return false;
  }
}

// "The city", "the region": the place of that kind that was named last, unless it was named as
// something else ("the village of Verbivka" is not "the town").
void PlaceBinder::ResolveAnaphors(const PlaceWords& words) {
  std::array<std::vector<Named>, kPrecisions> named;
  std::vector<Spot> found;
  auto spot = spots_.begin();
  for (TokenIndex token{0}; token.value() < scene_.token_count(); ++token) {
    for (; spot != spots_.end() && spot->first <= token; ++spot) {
      if (!spot->is_dateline) found.push_back(*spot);
      Name(*spot, words, named);
    }
    if (!found.empty() && token < found.back().end && !found.back().is_anaphor) continue;
    const Deprel deprel = scene_.word(token).deprel;
    if (!scene_.IsNoun(token) || deprel == Deprel::kCompound || deprel == Deprel::kNmodPoss)
      continue;
    const auto precision = words.StandsFor(scene_, token);
    const bool is_plural = scene_.word(token).xpos == "NNS";
    if (!precision || is_plural || !IsDefinite(token)) continue;
    const std::vector<Named>& candidates = named[static_cast<std::size_t>(*precision)];
    for (auto last = candidates.rbegin(); last != candidates.rend(); ++last) {
      if (last->noun != kUnknownWord && last->noun != scene_.lemma(token)) continue;
      if (!last->is_plain) break;  // "near Balakliia" does not say where "the town" is meant
      Spot anaphor{last->location, token, token.next(), token, scene_.SentenceOf(token)};
      anaphor.is_anaphor = true;
      found.push_back(anaphor);
      break;
    }
  }
  spots_ = std::move(found);
}

// Remembers a named place; of several mentions of it the one with the plainest relation.
void PlaceBinder::Name(const Spot& spot, const PlaceWords& words,
                       std::array<std::vector<Named>, kPrecisions>& named) const {
  const auto& locations = scene_.input().locations;
  const Location& location = locations[spot.location];
  if (location.places.empty()) return;
  Named entry{spot.location, kUnknownWord, false};
  for (TokenIndex t = spot.first; t < spot.end; ++t) {
    if (words.StandsFor(scene_, t)) entry.noun = scene_.lemma(t);
  }
  entry.is_plain =
      location.relation == SpatialRelation::kIn || location.relation == SpatialRelation::kAt;
  std::vector<Named>& entries = named[static_cast<std::size_t>(location.precision)];
  const auto& places = scene_.input().places;
  const std::string& name = places[location.places.front()].name;
  for (auto entry_before = entries.begin(); entry_before != entries.end(); ++entry_before) {
    const Location& before = locations[entry_before->location];
    if (places[before.places.front()].name != name) continue;
    if (!entry.is_plain && entry_before->is_plain) {
      entry.location = entry_before->location;
      entry.is_plain = true;
    }
    entries.erase(entry_before);
    break;
  }
  constexpr std::size_t kMostNamed = 8;
  if (entries.size() == kMostNamed) entries.erase(entries.begin());
  entries.push_back(entry);
}

bool PlaceBinder::IsDefinite(TokenIndex noun) const {
  for (auto child = scene_.FirstChild(noun); child && *child < noun;
       child = scene_.NextChild(*child)) {
    if (scene_.word(*child).deprel == Deprel::kDet &&
        clauses_.cues().Is(CueKind::kDefinite, scene_.lemma(*child))) {
      return true;
    }
  }
  return false;
}

// A place and a happening on different sides of a speech frame have nothing to do with each other.
bool PlaceBinder::MayLend(const Spot& spot, const Site& site) const {
  if (!site.attribution) {
    // "Officials in Kyiv said", where no frame was found: the place of the speakers.
    std::optional<TokenIndex> up = spot.head;
    for (int i = 0; up && i < 4; ++i, up = scene_.Head(*up)) {
      if (is_site_head_[up->value()] != 0) return true;
      if (scene_.IsVerb(*up)) return !scene_.Is(*up, speech_);
    }
    return true;
  }
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

// "Russia and Ukraine exchanged prisoners": a country that acts is not where it acts.
bool PlaceBinder::Acts(const Spot& spot, const Site& site) const {
  if (scene_.input().locations[spot.location].precision != Precision::kCountry) return false;
  TokenIndex at = spot.head;
  for (int i = 0; i < 3 && scene_.word(at).deprel == Deprel::kConj && scene_.Head(at); ++i) {
    at = *scene_.Head(at);
  }
  return scene_.word(at).deprel == Deprel::kNsubj && scene_.Head(at) == site.carrier &&
         scene_.IsVerb(site.carrier) &&
         !clauses_.cues().Is(CueKind::kUndergo, scene_.lemma(site.carrier));
}

// Another happening stands between the place and this one, or the place is who acts.
bool PlaceBinder::BelongsToOther(const Spot& spot, const Site& site) const {
  if (Acts(spot, site)) return true;
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
  memory.sentence = site.sentence;
  memory.is_set = true;
  if (site.attribution) {
    memory.speaker = scene_.input().attributions[*site.attribution].speaker.name;
  }
  paragraph_ = memory;
  if (!memory.speaker.empty()) speaker_ = memory;
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
  const std::string* speaker = nullptr;
  if (site.attribution) speaker = &scene_.input().attributions[*site.attribution].speaker.name;
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
  } else if (speaker != nullptr && !speaker->empty() && speaker_.is_set &&
             *speaker == speaker_.speaker) {
    bound.locations = speaker_.locations;
    bound.ground = "same speaker";
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
    const auto is_way = [&](const Spot* spot) {
      const SpatialRelation relation = scene_.input().locations[spot->location].relation;
      return (relation == SpatialRelation::kFrom || relation == SpatialRelation::kToward) &&
             BelongsToOther(*spot, site);
    };
    spots.erase(std::remove_if(spots.begin(), spots.end(), is_way), spots.end());
    if (spots.empty()) return bound;
    const Spot* nearest =
        *std::min_element(spots.begin(), spots.end(),
                          [&](const Spot* a, const Spot* b) { return distance(a) < distance(b); });
    bound.locations.push_back(nearest->location);
    bound.ground = "sentence";
  } else {
    BindFromDiscourse(site, bound);
    return bound;
  }
  if (!bound.locations.empty()) Remember(bound, site);
  return bound;
}

}  // namespace dateline::claims
