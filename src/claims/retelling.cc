#include "claims/retelling.h"

#include <algorithm>
#include <unordered_map>

namespace dateline::claims {
namespace {

class Judge {
 public:
  explicit Judge(const Clauses& clauses) : clauses_(clauses), scene_(clauses.scene()) {}

  // "flood victims": a noun before a noun, unless the pattern of the trigger reaches over both.
  bool IsQualifier(const Trigger& trigger) const {
    const Word& word = scene_.word(trigger.head);
    if (!scene_.IsNoun(trigger.head) || !word.head) return false;
    if (word.deprel != Deprel::kCompound && word.deprel != Deprel::kNmodPoss) return false;
    return *word.head >= trigger.end || *word.head < trigger.first;
  }

  // A definite event without a place, time, actor or count of its own, hanging on a word that takes
  // what is known.
  bool IsToldBefore(const Trigger& trigger) const {
    if (!scene_.IsNoun(trigger.head)) return false;
    bool is_definite = false;
    for (auto child = scene_.FirstChild(trigger.head); child; child = scene_.NextChild(*child)) {
      const Word& word = scene_.word(*child);
      if (word.deprel == Deprel::kDet &&
          (word.lemma == "the" || word.lemma == "this" || word.lemma == "that" ||
           word.lemma == "these" || word.lemma == "those")) {
        is_definite = true;
      } else if (word.deprel == Deprel::kNmodPoss && word.upos == Upos::kPron) {
        is_definite = true;
      } else if (IsSubstance(*child) || HasSubstance(*child)) {
        return false;
      }
    }
    if (!is_definite) return false;
    const Word& word = scene_.word(trigger.head);
    if (!word.head) return false;
    const Cues& cues = clauses_.cues();
    if (const auto preposition = scene_.Preposition(trigger.head)) {
      return cues.Is(CueKind::kRetell, scene_.lemma(*preposition));
    }
    return (word.deprel == Deprel::kObj || word.deprel == Deprel::kNsubjPass) &&
           cues.Is(CueKind::kRetell, scene_.lemma(*word.head));
  }

 private:
  // Something that makes an event worth recording: its place, its actor, its number, its day.
  bool IsSubstance(TokenIndex token) const {
    const std::uint16_t flags = scene_.flags(token);
    return (flags & (kFlagPlace | kFlagActor | kFlagNorp | kFlagNumber | kFlagGpe)) != 0 ||
           scene_.word(token).deprel == Deprel::kAclRelcl || IsTime(token);
  }
  bool HasSubstance(TokenIndex token) const {
    for (auto child = scene_.FirstChild(token); child; child = scene_.NextChild(*child)) {
      if (IsSubstance(*child)) return true;
    }
    return false;
  }
  bool IsTime(TokenIndex token) const {
    const auto& times = scene_.input().times;
    const auto time = std::partition_point(times.begin(), times.end(),
                                           [&](const TimeExpression& t) { return t.end <= token; });
    return time != times.end() && time->first <= token && time->interval.has_value();
  }

  const Clauses& clauses_;
  const Scene& scene_;
};

enum class Fate : std::uint8_t { kKept, kDropped };

}  // namespace

KeptTriggers DropRetellings(const Clauses& clauses, const TriggerTable& table,
                            const Ontology& ontology, std::vector<Trigger> triggers) {
  const Scene& scene = clauses.scene();
  const Judge judge(clauses);
  std::vector<Fate> fates(triggers.size(), Fate::kKept);
  std::vector<TokenIndex> carriers;
  std::unordered_map<std::uint32_t, std::size_t> by_head;  // looked up only, never walked
  for (std::size_t i = 0; i < triggers.size(); ++i) {
    carriers.push_back(clauses.Carrier(triggers[i].head));
    if (judge.IsQualifier(triggers[i]) || judge.IsToldBefore(triggers[i])) {
      fates[i] = Fate::kDropped;
    } else {
      by_head.emplace(triggers[i].head.value(), i);
    }
  }
  for (std::size_t i = 0; i < triggers.size(); ++i) {
    if (fates[i] == Fate::kDropped) continue;
    const Word& word = scene.word(triggers[i].head);
    if (!word.head) continue;
    const auto other = by_head.find(word.head->value());
    if (other == by_head.end() || fates[other->second] == Fate::kDropped) continue;
    const std::size_t j = other->second;
    const ClaimType& mine = ontology[triggers[i].type];
    const ClaimType& theirs = ontology[triggers[j].type];
    const bool is_argument = word.deprel == Deprel::kNsubj || word.deprel == Deprel::kNsubjPass ||
                             word.deprel == Deprel::kObj;
    if (is_argument && scene.IsNoun(triggers[i].head) && scene.IsVerb(triggers[j].head)) {
      if (triggers[i].type == triggers[j].type) {
        fates[j] = Fate::kDropped;  // "the blast hit": the noun is the event, the verb its clause
        carriers[i] = triggers[j].head;
      } else if (mine.family == theirs.family ||
                 (word.deprel == Deprel::kObj && theirs.name == "move.repelled")) {
        const bool noun_is_surer =
            table[triggers[i].rule].prior > table[triggers[j].rule].prior + 0.1;
        fates[noun_is_surer ? j : i] = Fate::kDropped;
        if (noun_is_surer) carriers[i] = triggers[j].head;
      }
    } else if (word.deprel == Deprel::kConj && triggers[i].type == triggers[j].type &&
               scene.IsVerb(triggers[i].head) && scene.IsVerb(triggers[j].head)) {
      // "liberated and took control of": two words for one act if they share what they act on.
      const auto object = clauses.Object(triggers[i].head);
      const auto shared = clauses.Object(triggers[j].head);
      const bool is_casualty = mine.family == "people";
      if (!is_casualty && object && shared && object->token == shared->token) {
        fates[i] = Fate::kDropped;
      }
    }
  }
  KeptTriggers kept;
  for (std::size_t i = 0; i < triggers.size(); ++i) {
    if (fates[i] == Fate::kDropped) continue;
    kept.triggers.push_back(triggers[i]);
    kept.carriers.push_back(carriers[i]);
  }
  return kept;
}

}  // namespace dateline::claims
