#include "claims/quantity_slot.h"

#include <algorithm>
#include <string_view>

#include "claims/quantity_binding.h"

namespace dateline::claims {
namespace {

bool IsLength(std::string_view unit) {
  return unit == "km" || unit == "m" || unit == "mile" || unit == "metre" || unit == "meter" ||
         unit == "mm" || unit == "cm";
}

// How well a unit is of the kind that the type counts: person, distance, settlement or any thing.
int Fit(std::string_view kind, std::string_view unit) {
  if (kind == "person") return unit == "person" ? 3 : IsLength(unit) ? 0 : 1;
  if (kind == "distance") return IsLength(unit) ? 3 : 1;
  if (kind == "settlement") {
    return unit == "settlement" || unit == "village" || unit == "town" || unit == "city" ? 3 : 2;
  }
  return IsLength(unit) ? 1 : 2;
}

}  // namespace

QuantitySlot::QuantitySlot(const Clauses& clauses,
                           const IndexedVector<QuantityMention, QuantityIndex>& quantities)
    : clauses_(clauses), scene_(clauses.scene()), quantities_(quantities) {}

// "Some patients, including 60 children": what is counted of a thing without a count. The
// participle is a word above the part, or a mark of case before it.
bool QuantitySlot::IsPartOf(TokenIndex part, TokenIndex whole) const {
  if (scene_.word(part).deprel == Deprel::kNmod && scene_.Head(part) == whole) {
    const auto preposition = scene_.Preposition(part);
    return preposition && clauses_.cues().Is(CueKind::kPart, scene_.lemma(*preposition));
  }
  const auto including = scene_.Head(part);
  return including && scene_.word(part).deprel == Deprel::kObj && *including < part &&
         scene_.word(*including).deprel == Deprel::kAcl && scene_.Head(*including) == whole &&
         clauses_.cues().Is(CueKind::kPart, scene_.lemma(*including));
}

bool QuantitySlot::IsCompany(const QuantityMention& quantity) const {
  const Word& word = scene_.word(quantity.head);
  if (word.deprel != Deprel::kObl || quantity.quantity.unit != kPersonUnit) return false;
  const auto preposition = scene_.Preposition(quantity.head);
  return preposition && clauses_.cues().Is(CueKind::kParty, scene_.lemma(*preposition)) &&
         quantity.predicate && scene_.Head(quantity.head) == quantity.predicate;
}

// "Near Afgoye, about 30 km northwest of the capital": a distance inside a location.
bool QuantitySlot::SaysWhere(const QuantityMention& quantity) const {
  if (!IsLength(quantity.quantity.unit)) return false;
  const auto& locations = scene_.input().locations;
  const auto location = std::partition_point(
      locations.begin(), locations.end(),
      [&](const Location& l) { return l.span.end() <= quantity.span.begin(); });
  return location != locations.end() && location->relation == SpatialRelation::kOffset &&
         location->span.Overlaps(quantity.span);
}

BoundQuantity QuantitySlot::Bind(const Site& site, const Trigger& trigger,
                                 const ClaimType& type) const {
  BoundQuantity bound;
  const Sentence& sentence = scene_.sentence(site.sentence);
  auto quantity =
      std::partition_point(quantities_.begin(), quantities_.end(),
                           [&](const QuantityMention& q) { return q.first < sentence.first; });
  const auto object = clauses_.Object(site.head);
  const auto subject = clauses_.Subject(site.head);
  int best = 0;
  constexpr int kMostQuantities = 64;
  for (int i = 0;
       quantity != quantities_.end() && quantity->first < sentence.end && i < kMostQuantities;
       ++quantity, ++i) {
    int score = 0;
    std::string_view rule;
    // "Hundreds of thousands of people": the tree hangs them on the first word of the count.
    const auto is_counted = [&](const std::optional<Argument>& argument) {
      return argument && (quantity->head == argument->token ||
                          (argument->token >= quantity->first && argument->token < quantity->end));
    };
    // "Five officers placed the mayor under arrest": they act on an object.
    const bool acts = object && !scene_.IsVerb(site.head) && is_counted(subject);
    const bool is_its_own = quantity->predicate == site.head || quantity->head == site.head;
    // "A weaver who fled with her two sons": those in company are not all.
    if (IsCompany(*quantity) || SaysWhere(*quantity)) continue;
    const bool is_behind_object = object && object->token < quantity->first;
    if (is_its_own && object && !is_counted(object) &&
        (quantity->end == trigger.first || (is_behind_object && quantity->end <= trigger.first))) {
      score = 41;  // "six were killed and 14 wounded": its own number, not the one it inherits
      rule = "of its argument";
    } else if (is_counted(object)) {
      score = 40;
      rule = "of the object";
    } else if (acts) {
      continue;
    } else if (quantity->predicate &&
               (*quantity->predicate == site.head ||
                (*quantity->predicate >= trigger.first && *quantity->predicate < trigger.end))) {
      score = 30;
      rule = "of its argument";
    } else if (site.partner && quantity->predicate == site.partner) {
      score = 25;
      rule = "of its argument";
    } else if (quantity->head == site.head) {
      score = 20;
      rule = "of the event itself";
    } else if (is_counted(subject)) {
      score = 15;
      rule = "of the subject";
    } else if (IsLength(quantity->quantity.unit) && scene_.Head(site.head) == quantity->head &&
               scene_.word(site.head).deprel == Deprel::kNmod) {
      score = 12;  // "160 millimetres of rainfall"
      rule = "of the event itself";
    } else if (scene_.word(site.head).deprel == Deprel::kNsubj &&
               scene_.word(quantity->head).deprel == Deprel::kObl &&
               scene_.Head(site.head) == scene_.Head(quantity->head)) {
      score = 9;  // "the death toll has risen to 271"
      rule = "of its clause";
    } else if (IsLength(quantity->quantity.unit) && object &&
               scene_.Head(quantity->head) == object->token && quantity->head < object->token) {
      score = 10;  // "swept a 200 km stretch"
      rule = "of the object";
    } else if (object && IsPartOf(quantity->head, object->token)) {
      score = 7;
      rule = "of a part of the object";
    } else if (quantity->predicate && *quantity->predicate == site.carrier) {
      score = 10;
      rule = "of its clause";
    } else {
      continue;
    }
    score += 4 * Fit(type.unit, quantity->quantity.unit);
    if (score > best) {
      best = score;
      bound.quantity = quantity->quantity;
      bound.ground = rule;
    }
  }
  return bound;
}

std::optional<Quantity> CountOfRoles(const Clauses& clauses, const ClaimType& type,
                                     const FilledRoles& roles) {
  const Scene& scene = clauses.scene();
  const bool counts_persons = type.name == "casualty" || type.name == "detention" ||
                              type.name == "attack.civilians" || type.name == "release";
  const bool counts_things = type.name == "damage" || type.name == "airdefence.intercept";
  const auto is_one_of_several = [&](TokenIndex noun) {
    for (auto child = scene.FirstChild(noun); child && *child < noun;
         child = scene.NextChild(*child)) {
      if (clauses.cues().Is(CueKind::kIndefinite, scene.lemma(*child))) return true;
    }
    return false;
  };
  double count = 0;
  std::string unit;
  for (std::size_t r = 0; r < roles.roles.size() && r < roles.arguments.size(); ++r) {
    const RoleKind kind = roles.roles[r].role;
    const TokenIndex noun = roles.arguments[r];
    const Word& word = scene.word(noun);
    const bool is_singular = word.xpos == "NN" || word.xpos == "NNP";
    if (counts_persons && kind == RoleKind::kVictim) {
      const Mention* mention = scene.MentionAt(noun);
      const bool is_person = mention != nullptr && mention->type == EntityType::kPerson;
      if (!is_singular || !is_person) return std::nullopt;
      unit = kPersonUnit;
    } else if (counts_things && (kind == RoleKind::kAsset || kind == RoleKind::kTarget)) {
      if (!is_singular || !is_one_of_several(noun)) return std::nullopt;
      unit = word.lemma;
    } else {
      continue;
    }
    ++count;
  }
  if (count == 0 || (counts_things && count > 1)) return std::nullopt;
  return Quantity{count, count, unit};
}

}  // namespace dateline::claims
