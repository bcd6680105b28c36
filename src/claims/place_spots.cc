#include "claims/place_spots.h"

#include <array>
#include <unordered_map>

namespace dateline::claims {
namespace {

constexpr int kHeadSteps = 7;    // how far the head of a span is looked for
constexpr int kNestedSteps = 4;  // how deep one place may stand in the phrase of another

}  // namespace

class SpotFinder {
 public:
  SpotFinder(const Clauses& clauses, const PlaceWords& words)
      : clauses_(clauses), scene_(clauses.scene()), words_(words) {}

  std::vector<Spot> Run() {
    GatherSpots();
    ResolveAnaphors(words_);
    return std::move(spots_);
  }

 private:
  // A place that an anaphor may stand for, and the noun that it was named by, if any.
  struct Named {
    LocationIndex location{};
    WordId noun{};
    bool is_plain = false;  // in or at it, not near or towards it
  };
  static constexpr std::size_t kPrecisions = 5;
  void Name(const Spot& spot, const PlaceWords& words,
            std::array<std::vector<Named>, kPrecisions>& named);
  void GatherSpots();
  std::optional<Spot> SpotOf(LocationIndex location) const;
  bool IsDateline(const Spot& spot) const;
  bool IsNestedIn(const Spot& inner, const Spot& outer) const;
  bool Describes(const Spot& spot, const Spot& before) const;
  bool IsDefinite(TokenIndex noun) const;
  void ResolveAnaphors(const PlaceWords& words);
  std::optional<Spot> StandsForThing(TokenIndex token, const std::vector<Spot>& found) const;

  const Clauses& clauses_;
  const Scene& scene_;
  const PlaceWords& words_;
  std::vector<Spot> spots_;
  std::unordered_map<std::uint32_t, LocationIndex> things_;  // by the noun: "camp"
  std::vector<Spot> described_;                              // that only say which place another is
};

void SpotFinder::GatherSpots() {
  const auto& locations = scene_.input().locations;
  for (LocationIndex l{0}; l < locations.end_index(); ++l) {
    const std::optional<Spot> spot = SpotOf(l);
    if (!spot) continue;
    // "in Puge county of Sichuan province": what only says which is no place of its own.
    if (!spots_.empty() && spots_.back().sentence == spot->sentence) {
      const Spot& before = spots_.back();
      if (before.end > spot->first || IsNestedIn(*spot, before) || Describes(*spot, before)) {
        described_.push_back(*spot);
        continue;
      }
    }
    spots_.push_back(*spot);
    spots_.back().is_dateline = IsDateline(*spot);
  }
}

std::optional<Spot> SpotFinder::SpotOf(LocationIndex location) const {
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
  for (int i = 0; i < kHeadSteps; ++i) {
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
bool SpotFinder::IsDateline(const Spot& spot) const {
  const Sentence& sentence = scene_.sentence(spot.sentence);
  if (scene_.input().language.blocks.has(sentence.block) &&
      scene_.input().language.blocks[sentence.block].kind == BlockKind::kDateline) {
    return true;
  }
  return (scene_.flags(spot.first) & kFlagDateline) != 0;
}

bool SpotFinder::IsNestedIn(const Spot& inner, const Spot& outer) const {
  // "From the Lyman axis toward Kupiansk" is a way between two places, whatever the tree says.
  if (scene_.input().locations[inner.location].relation == SpatialRelation::kToward) return false;
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
bool SpotFinder::Describes(const Spot& spot, const Spot& before) const {
  constexpr std::uint32_t kMostWords = 4;
  // "In the Zamzam camp, south of the city": the noun that the name belongs to stands between.
  TokenIndex end = before.end;
  if (end < spot.first && scene_.IsNoun(end) && scene_.Head(before.head) == end) end = end.next();
  if (spot.first.value() - end.value() > kMostWords) return false;
  bool is_apart = false;
  for (TokenIndex t = end; t < spot.first; ++t) {
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
      // "In Maoxian county in Sichuan province": two of a kind stand beside one another with a
      // comma.
      return outer.precision > inner.precision || (!is_apart && outer.precision == inner.precision);
    default:
      return false;
  }
}

// "The city", "the region": the place of that kind that was named last, unless it was named as
// something else ("the village of Verbivka" is not "the town").
void SpotFinder::ResolveAnaphors(const PlaceWords& words) {
  std::array<std::vector<Named>, kPrecisions> named;
  std::vector<Spot> found;
  auto spot = spots_.begin();
  auto described = described_.begin();
  for (TokenIndex token{0}; token.value() < scene_.token_count(); ++token) {
    for (; spot != spots_.end() && spot->first <= token; ++spot) {
      if (!spot->is_dateline) found.push_back(*spot);
      Name(*spot, words, named);
    }
    if (!found.empty() && token < found.back().end && !found.back().is_anaphor) continue;
    for (; described != described_.end() && described->end <= token; ++described) {
    }
    // "Shagra, north of the city": part of what says which place it is.
    if (described != described_.end() && described->first <= token) continue;
    const Deprel deprel = scene_.word(token).deprel;
    if (const auto meant = StandsForThing(token, found)) {
      found.push_back(*meant);
      continue;
    }
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

// "Hunger in the camp", "schools have been destroyed there".
std::optional<Spot> SpotFinder::StandsForThing(TokenIndex token,
                                               const std::vector<Spot>& found) const {
  const SentenceIndex sentence = scene_.SentenceOf(token);
  const Deprel deprel = scene_.word(token).deprel;
  std::optional<LocationIndex> meant;
  if (scene_.Is(token, words_.there_) && deprel == Deprel::kAdvmod) {
    if (!found.empty() && !found.back().is_dateline &&
        sentence.value() - found.back().sentence.value() <= 1) {
      meant = found.back().location;
    }
  } else if (scene_.IsNoun(token) && deprel != Deprel::kCompound && deprel != Deprel::kNmodPoss &&
             scene_.Is(token, words_.thing_) && IsDefinite(token)) {
    const auto thing = things_.find(scene_.lemma(token).value());
    if (thing != things_.end()) meant = thing->second;
  }
  if (!meant) return std::nullopt;
  Spot spot{*meant, token, token.next(), token, sentence};
  spot.is_anaphor = true;
  return spot;
}

// Remembers a named place; of several mentions of it the one with the plainest relation.
void SpotFinder::Name(const Spot& spot, const PlaceWords& words,
                      std::array<std::vector<Named>, kPrecisions>& named) {
  const auto& locations = scene_.input().locations;
  const Location& location = locations[spot.location];
  if (location.places.empty()) return;
  Named entry{spot.location, kUnknownWord, false};
  for (TokenIndex t = spot.first; t < spot.end; ++t) {
    if (words.StandsFor(scene_, t)) entry.noun = scene_.lemma(t);
  }
  // "In the Zamzam camp": the noun that the name belongs to.
  const TokenIndex behind = spot.end;
  if (behind.value() < scene_.token_count() && scene_.SentenceOf(behind) == spot.sentence &&
      scene_.Head(spot.head) == behind && scene_.Is(behind, words.thing_)) {
    things_[scene_.lemma(behind).value()] = spot.location;
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

bool SpotFinder::IsDefinite(TokenIndex noun) const {
  for (auto child = scene_.FirstChild(noun); child && *child < noun;
       child = scene_.NextChild(*child)) {
    if (scene_.word(*child).deprel == Deprel::kDet &&
        clauses_.cues().Is(CueKind::kDefinite, scene_.lemma(*child))) {
      return true;
    }
  }
  return false;
}

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
  DL_ASSIGN_OR_RETURN(words.thing_, vocabulary.ClassOf("@anaphor_thing"));
  DL_ASSIGN_OR_RETURN(words.there_, vocabulary.ClassOf("@anaphor_there"));
  return words;
}

std::optional<Precision> PlaceWords::StandsFor(const Scene& scene, TokenIndex noun) const {
  for (const auto& [word_class, precision] : classes_) {
    if (scene.Is(noun, word_class)) return precision;
  }
  return std::nullopt;
}

std::vector<Spot> FindSpots(const Clauses& clauses, const PlaceWords& words) {
  return SpotFinder(clauses, words).Run();
}

}  // namespace dateline::claims
