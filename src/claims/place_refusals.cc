// Places that a sentence names and that are not where its happenings are: those of a party, of who
// tells, of where people are from, of another time; and what gives way to a nearer place.
#include <algorithm>

#include "claims/place_binding.h"

namespace dateline::claims {
namespace {

constexpr int kSteps = 7;  // how far up a tree is looked
constexpr int kMostOpening = 8;

}  // namespace

// "Russia and Ukraine exchanged prisoners", "blamed Russia", "talks with Moscow": a country or its
// seat without a word that says where is a party to what happens.
bool PlaceBinder::Acts(const Spot& spot, const Site& site) const {
  const Location& location = scene_.input().locations[spot.location];
  const bool is_bare = scene_.word(spot.first).upos != Upos::kAdp;
  const auto preposition = scene_.Preposition(spot.head);
  if (is_bare && preposition && clauses_.cues().Is(CueKind::kParty, scene_.lemma(*preposition))) {
    return true;
  }
  if (location.precision != Precision::kCountry) return false;
  if (location.relation == SpatialRelation::kBetween) return true;
  TokenIndex at = spot.head;
  for (int i = 0; i < 3 && scene_.word(at).deprel == Deprel::kConj && scene_.Head(at); ++i) {
    at = *scene_.Head(at);
  }
  const auto verb = scene_.Head(at);
  const Deprel object = scene_.word(at).deprel;
  if (is_bare && verb && (object == Deprel::kObj || object == Deprel::kIobj) &&
      clauses_.cues().Is(CueKind::kAddress, scene_.lemma(*verb))) {
    return true;
  }
  if (scene_.word(at).deprel != Deprel::kNsubj || !verb || !scene_.IsVerb(*verb)) return false;
  // "China has experienced floods", "Syria has seen an outbreak": where it was, unless the event is
  // what the verb carries.
  const Cues& cues = clauses_.cues();
  if (cues.Is(CueKind::kUndergo, scene_.lemma(*verb))) return false;
  return *verb == site.carrier || !cues.Is(CueKind::kLight, scene_.lemma(*verb));
}

// "A student from Portugal died": where someone is from is not where it happened.
bool PlaceBinder::IsOrigin(const Spot& spot) const {
  if (scene_.input().locations[spot.location].relation != SpatialRelation::kFrom) return false;
  const auto noun = scene_.Head(spot.head);
  if (scene_.word(spot.head).deprel != Deprel::kNmod || !noun) return false;
  const Mention* mention = scene_.MentionAt(*noun);
  return mention != nullptr && mention->type == EntityType::kPerson;
}

// "Blamed Russia": what needs no place has the places only that a word of place gives it.
bool PlaceBinder::IsMereArgument(const Spot& spot, const Site& site) const {
  const Deprel deprel = scene_.word(spot.head).deprel;
  return !site.takes_place && scene_.word(spot.first).upos != Upos::kAdp &&
         (deprel == Deprel::kObj || deprel == Deprel::kIobj) &&
         scene_.Head(spot.head) == site.carrier;
}

// "The observatory, a monitor based in Britain, counted six dead": where those who tell are.
bool PlaceBinder::IsOfTeller(const Spot& spot) const {
  constexpr int kPhrases = 5;
  TokenIndex at = spot.head;
  for (int i = 0; i < kPhrases; ++i) {
    const Word& word = scene_.word(at);
    if (!word.head) return false;
    switch (word.deprel) {
      case Deprel::kNmod:
      case Deprel::kObl:
      case Deprel::kAcl:
      case Deprel::kAppos:
        at = *word.head;
        break;
      case Deprel::kNsubj:
        return i > 0 && (scene_.flags(at) & kFlagActor) != 0 &&
               (scene_.Is(*word.head, speech_) ||
                clauses_.cues().Is(CueKind::kRecord, scene_.lemma(*word.head)));
      default:
        return false;
    }
    if (scene_.IsVerb(at) && scene_.word(at).deprel != Deprel::kAcl) return false;
  }
  return false;
}

// "Prosecutors in The Hague accused him of ordering the murder": where those are who speak of it
// or bring it about, with another act between.
bool PlaceBinder::IsOfRemoteActor(const Spot& spot, const Site& site) const {
  if (IsOfTeller(spot)) return true;
  if (scene_.word(spot.head).deprel != Deprel::kNmod) return false;
  const auto actor = scene_.Head(spot.head);
  if (!actor || scene_.word(*actor).deprel != Deprel::kNsubj) return false;
  const auto verb = scene_.Head(*actor);
  if (!verb || !scene_.IsVerb(*verb)) return false;
  bool is_between = false;
  std::optional<TokenIndex> at = scene_.Head(site.carrier);
  for (int i = 0; at && i <= kSteps; ++i, at = scene_.Head(*at)) {
    if (*at == *verb) return is_between;
    is_between = is_between || scene_.IsVerb(*at);
  }
  return false;
}

// "Sunday's explosion came two days after two bombs had gone off in Giza": what is told to have
// been at another time has its own place.
bool PlaceBinder::IsOfOtherTime(const Spot& spot, const Site& site) const {
  std::optional<TokenIndex> at = spot.head;
  for (int i = 0; at && i <= kSteps; ++i, at = scene_.Head(*at)) {
    if (scene_.word(*at).deprel != Deprel::kAdvcl) continue;
    int looked = 0;  // what opens the clause is among its first words
    for (auto child = scene_.FirstChild(*at); child && *child < *at && looked < kMostOpening;
         child = scene_.NextChild(*child), ++looked) {
      const bool is_after = clauses_.cues().Is(CueKind::kOffTime, scene_.lemma(*child)) &&
                            scene_.sentence(spot.sentence).first < *child &&
                            (scene_.flags(child->previous()) & kFlagTime) != 0;
      if (is_after) return !scene_.IsBelow(site.head, *at, kSteps);
    }
  }
  return false;
}

// "Sirens wailed in Odesa; drones fell on Mykolaiv": what a semicolon parts has its own places. And
// "Sudan: famine looms in Kadugli": what a headline is about says less than what it tells. Where
// nothing else is left they say it.
void PlaceBinder::KeepNearest(const Site& site, std::vector<const Spot*>& spots) const {
  if (spots.size() < 2) return;
  const Sentence& sentence = scene_.sentence(site.sentence);
  constexpr std::uint32_t kReach = 80;  // tokens to either side: a bound for hostile sentences
  const auto is_semicolon = [&](TokenIndex t) {
    return scene_.word(t).upos == Upos::kPunct && scene_.language().surface(t) == ";";
  };
  TokenIndex first = site.head, end = site.head;
  while (sentence.first < first && site.head.value() - first.value() < kReach &&
         !is_semicolon(first)) {
    first = first.previous();
  }
  while (end < sentence.end && end.value() - site.head.value() < kReach && !is_semicolon(end)) {
    end = end.next();
  }
  // Without one within reach nothing is parted.
  if (!is_semicolon(first)) first = sentence.first;
  if (end < sentence.end && !is_semicolon(end)) end = sentence.end;
  const auto is_apart = [&](const Spot* spot) {
    const bool is_topic = spot->first == sentence.first && spot->end < sentence.end &&
                          scene_.language().surface(spot->end) == ":";
    return is_topic || spot->first < first || end <= spot->first;
  };
  if (std::all_of(spots.begin(), spots.end(), is_apart)) return;
  spots.erase(std::remove_if(spots.begin(), spots.end(), is_apart), spots.end());
}

// "In Damascus, mortar fire hit a market in the Jaramana suburb": what opens the sentence only says
// around where the place of the clause is.
void PlaceBinder::DropFrame(const std::vector<const Spot*>& spots, const Site& site,
                            std::vector<LocationIndex>& own) const {
  if (own.size() < 2) return;
  const auto& locations = scene_.input().locations;
  const Sentence& sentence = scene_.sentence(site.sentence);
  const Spot* frame = spots.front();
  if (frame->first != sentence.first || frame->end >= sentence.end || frame->is_anaphor ||
      scene_.word(frame->first).upos != Upos::kAdp ||
      scene_.language().surface(frame->end) != ",") {
    return;
  }
  const bool has_inner = std::any_of(own.begin(), own.end(), [&](LocationIndex l) {
    const SpatialRelation relation = locations[l].relation;
    return l != frame->location && locations[l].precision <= locations[frame->location].precision &&
           (relation == SpatialRelation::kIn || relation == SpatialRelation::kAt);
  });
  if (has_inner) std::erase(own, frame->location);
}

}  // namespace dateline::claims
