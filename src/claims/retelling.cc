#include "claims/retelling.h"

#include <algorithm>
#include <unordered_map>

namespace dateline::claims {
namespace {

class Judge {
 public:
  Judge(const Clauses& clauses, WordClass verb_form)
      : clauses_(clauses), scene_(clauses.scene()), verb_form_(verb_form) {}

  // "flood victims": a noun before a noun, unless the pattern of the trigger reaches over both.
  bool IsQualifier(const Trigger& trigger) const {
    const Word& word = scene_.word(trigger.head);
    if (!scene_.IsNoun(trigger.head) || !word.head) return false;
    if (word.deprel != Deprel::kCompound && word.deprel != Deprel::kNmodPoss) return false;
    // "The explosion Sunday morning": a time behind the noun is no noun that it qualifies.
    if (IsTime(*word.head)) return false;
    // "Earthquake struck eastern Turkey", with a verb that was read as a noun.
    if (scene_.IsForm(*word.head, verb_form_) || scene_.IsForm(trigger.head, verb_form_)) {
      return false;
    }
    return *word.head >= trigger.end || *word.head < trigger.first;
  }

  // What only names a kind or a background: "liberated areas", "attacking churches is a crime",
  // "since Russia launched its invasion", "footage that CNN has verified".
  bool IsBackground(const Trigger& trigger, const ClaimType& type) const {
    const Word& word = scene_.word(trigger.head);
    if (type.family == "meta") {
      return word.deprel == Deprel::kAclRelcl ||
             (word.deprel == Deprel::kAcl && scene_.IsPastParticiple(trigger.head));
    }
    if (scene_.IsVerb(trigger.head)) {
      if (word.deprel == Deprel::kAmod && scene_.IsNoun(*word.head) && trigger.head < *word.head &&
          !IsAfterComma(trigger.head)) {
        return type.family == "control" || type.family == "manoeuvre" ||
               (type.family == "people" && scene_.IsGerund(trigger.head));
      }
      const Word* first = &word;
      for (int i = 0; i < 3 && first->deprel == Deprel::kConj && first->head; ++i) {
        first = &scene_.word(*first->head);
      }
      // "Fighting has displaced thousands" is an event; "attacking churches is a crime" is none.
      if (scene_.IsGerund(trigger.head) && clauses_.Object(trigger.head) &&
          (first->deprel == Deprel::kCsubj || first->deprel == Deprel::kNsubj)) {
        return true;
      }
    }
    const TokenIndex carrier = clauses_.Carrier(trigger.head);
    if (scene_.word(carrier).deprel != Deprel::kAdvcl) return false;
    for (auto child = scene_.FirstChild(carrier); child && *child < carrier;
         child = scene_.NextChild(*child)) {
      if (clauses_.cues().Is(CueKind::kSince, scene_.lemma(*child))) {
        return !HasSubstanceBelow(carrier);
      }
    }
    return false;
  }

  // A definite event without a place, time, actor or count of its own, hanging on a word that takes
  // what is known. `is_repeated`: one of its type stands before it in the document.
  bool IsToldBefore(const Trigger& trigger, bool is_repeated) const {
    const bool is_noun = scene_.IsNoun(trigger.head);
    if (!is_noun && scene_.word(trigger.head).upos != Upos::kAdj) return false;
    bool is_definite = false;
    for (auto child = scene_.FirstChild(trigger.head); child; child = scene_.NextChild(*child)) {
      const Word& word = scene_.word(*child);
      if (word.deprel == Deprel::kDet &&
          clauses_.cues().Is(CueKind::kDefinite, scene_.lemma(*child))) {
        is_definite = true;
      } else if (word.deprel == Deprel::kNmodPoss &&
                 (word.upos == Upos::kPron || (is_repeated && IsTime(*child)))) {
        is_definite = true;  // "their attack", "Saturday's attack"
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
    const bool is_subject = word.deprel == Deprel::kNsubj || word.deprel == Deprel::kNsubjPass;
    if (is_subject && is_repeated && scene_.IsVerb(*word.head)) {
      // "The advance has set the scene": nothing new is said of it.
      return !cues.Is(CueKind::kHappen, scene_.lemma(*word.head)) &&
             (word.deprel == Deprel::kNsubj || !clauses_.Subject(*word.head)) &&
             !HasSubstanceBelow(*word.head);
    }
    return (word.deprel == Deprel::kObj || word.deprel == Deprel::kNsubjPass) &&
           cues.Is(CueKind::kRetell, scene_.lemma(*word.head));
  }

  // "Those affected by the flood": a verb of an event that was told before tells nothing new
  // either, unless its clause names a place, a day or a number.
  bool IsOfRetold(const Trigger& verb,
                  const std::unordered_map<std::uint32_t, TypeIndex>& retold) const {
    bool is_of = false;
    for (auto child = scene_.FirstChild(verb.head); child; child = scene_.NextChild(*child)) {
      const auto found = retold.find(child->value());
      if (found != retold.end()) {
        is_of = is_of || found->second == verb.type;
      } else if (IsSubstance(*child) || HasSubstance(*child)) {
        return false;
      }
    }
    return is_of;
  }

  // "Severe flooding in Niger has affected thousands", where the tree has lost the subject: a noun
  // and the next verb of one type, with nothing between them that could part them.
  bool IsLostClause(const Trigger& noun, const Trigger& verb) const {
    constexpr std::uint32_t kFarthest = 8;
    if (!scene_.IsNoun(noun.head) || !scene_.IsVerb(verb.head)) return false;
    if (verb.first < noun.end || verb.first.value() - noun.end.value() > kFarthest) return false;
    if (scene_.SentenceOf(noun.head) != scene_.SentenceOf(verb.head)) return false;
    if (scene_.Preposition(noun.head) || clauses_.Subject(verb.head) == std::nullopt) return false;
    for (TokenIndex t = noun.end; t < verb.first; ++t) {
      const Upos upos = scene_.word(t).upos;
      if (upos == Upos::kVerb || upos == Upos::kPunct || upos == Upos::kCconj ||
          upos == Upos::kSconj || upos == Upos::kPron) {
        return false;
      }
    }
    return true;
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
  // "…, redeploying troops": a participle clause, whatever the tree says.
  bool IsAfterComma(TokenIndex token) const {
    return token.value() > 0 && scene_.language().surface(token.previous()) == ",";
  }
  // Does the clause of the verb name a place or a day, apart from who acts?
  bool HasSubstanceBelow(TokenIndex verb) const {
    for (auto child = scene_.FirstChild(verb); child; child = scene_.NextChild(*child)) {
      if ((scene_.flags(*child) & kFlagPlace) != 0 || IsTime(*child)) return true;
      // "The toll rose to 17": a new count.
      if (scene_.word(*child).deprel == Deprel::kObl && scene_.word(*child).upos == Upos::kNum) {
        return true;
      }
      for (auto inner = scene_.FirstChild(*child); inner; inner = scene_.NextChild(*inner)) {
        if ((scene_.flags(*inner) & kFlagPlace) != 0 || IsTime(*inner)) return true;
      }
    }
    return false;
  }
  bool IsTime(TokenIndex token) const { return (scene_.flags(token) & kFlagTime) != 0; }

  const Clauses& clauses_;
  const Scene& scene_;
  WordClass verb_form_;
};

// Families whose words for one act overlap: "the assault captured". People are killed and displaced
// by one flood, which are two claims.
bool IsOneHappening(std::string_view family) {
  return family == "violence" || family == "control" || family == "manoeuvre";
}

enum class Fate : std::uint8_t { kKept, kDropped };

}  // namespace

KeptTriggers DropRetellings(const Clauses& clauses, const TriggerTable& table,
                            const Ontology& ontology, std::vector<Trigger> triggers) {
  const Scene& scene = clauses.scene();
  const Judge judge(clauses, table.verb_form());
  std::vector<Fate> fates(triggers.size(), Fate::kKept);
  std::vector<TokenIndex> carriers;
  std::vector<std::optional<TokenIndex>> partners(triggers.size());
  std::unordered_map<std::uint32_t, std::size_t> by_head;  // looked up only, never walked
  std::vector<std::uint8_t> is_told(ontology.size(), 0);
  std::unordered_map<std::uint32_t, TypeIndex> retold;  // by head; looked up only
  for (std::size_t i = 0; i < triggers.size(); ++i) {
    std::uint8_t& told = is_told[triggers[i].type.value()];
    carriers.push_back(clauses.Carrier(triggers[i].head));
    const bool is_told_before = judge.IsToldBefore(triggers[i], told != 0);
    if (is_told_before) retold.emplace(triggers[i].head.value(), triggers[i].type);
    if (judge.IsQualifier(triggers[i]) || is_told_before ||
        judge.IsBackground(triggers[i], ontology[triggers[i].type])) {
      fates[i] = Fate::kDropped;
    } else {
      told = 1;
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
                             word.deprel == Deprel::kObj || word.deprel == Deprel::kOblAgent;
    if (word.deprel == Deprel::kObl && triggers[i].type == triggers[j].type &&
        scene.IsNoun(triggers[i].head) && scene.IsVerb(triggers[j].head) &&
        ontology[triggers[i].type].family == "people") {
      fates[i] = Fate::kDropped;  // "the bodies were found in a mass grave"
      continue;
    }
    if (is_argument && scene.IsNoun(triggers[i].head) && scene.IsVerb(triggers[j].head)) {
      if (triggers[i].type == triggers[j].type) {
        fates[j] = Fate::kDropped;  // "the blast hit": the noun is the event, the verb its clause
        carriers[i] = triggers[j].head;
      } else if ((mine.family == theirs.family && IsOneHappening(mine.family)) ||
                 (word.deprel == Deprel::kObj && theirs.name == "move.repelled")) {
        const bool noun_is_surer =
            table[triggers[i].rule].prior > table[triggers[j].rule].prior + 0.1;
        fates[noun_is_surer ? j : i] = Fate::kDropped;
        if (noun_is_surer) carriers[i] = triggers[j].head;
      }
    } else if ((word.deprel == Deprel::kAcl || word.deprel == Deprel::kAclRelcl) &&
               scene.IsVerb(triggers[i].head) && scene.IsNoun(triggers[j].head) &&
               (triggers[i].type == triggers[j].type ||
                (mine.family == theirs.family && IsOneHappening(mine.family)))) {
      fates[i] = Fate::kDropped;  // "the blast that ripped through", "attacks targeting"
      if (carriers[j] == triggers[j].head) carriers[j] = triggers[i].head;
    } else if (word.deprel == Deprel::kConj && triggers[i].type == triggers[j].type &&
               scene.IsVerb(triggers[i].head) && scene.IsVerb(triggers[j].head)) {
      // "liberated and took control of": two words for one act if they share what they act on.
      const auto object = clauses.Object(triggers[i].head);
      const auto shared = clauses.Object(triggers[j].head);
      const bool is_casualty = mine.name == "casualty" || theirs.name == "casualty";
      if (!is_casualty && object && shared && object->token == shared->token) {
        fates[i] = Fate::kDropped;
        partners[j] = triggers[i].head;
      }
    }
  }
  for (std::size_t j = 0; j < triggers.size(); ++j) {
    // "The flooding has spread and has struck millions": a later verb of the event's own.
    if (fates[j] == Fate::kDropped) continue;
    const bool is_conjunct = scene.word(triggers[j].head).deprel == Deprel::kConj;
    const auto subject = scene.IsVerb(triggers[j].head) ? clauses.Subject(triggers[j].head)
                                                        : std::optional<Argument>();
    const auto event = subject ? by_head.find(subject->token.value()) : by_head.end();
    if (event == by_head.end() || fates[event->second] == Fate::kDropped) continue;
    const std::size_t i = event->second;
    if (triggers[i].type != triggers[j].type) continue;
    if (is_conjunct && !partners[i]) {
      fates[j] = Fate::kDropped;
      partners[i] = triggers[j].head;
    } else if (!is_conjunct && carriers[i] == triggers[i].head) {
      fates[j] = Fate::kDropped;  // "the explosion Sunday morning hit": a subject beside the tree
      carriers[i] = triggers[j].head;
    }
  }
  for (std::size_t i = 0; i < triggers.size(); ++i) {
    if (fates[i] == Fate::kKept && scene.IsVerb(triggers[i].head) &&
        judge.IsOfRetold(triggers[i], retold)) {
      fates[i] = Fate::kDropped;
    }
  }
  for (std::size_t i = 0; i + 1 < triggers.size(); ++i) {
    const std::size_t j = i + 1;
    if (fates[i] == Fate::kDropped || fates[j] == Fate::kDropped) continue;
    if (triggers[i].type != triggers[j].type || carriers[i] != triggers[i].head) continue;
    if (!judge.IsLostClause(triggers[i], triggers[j])) continue;
    fates[j] = Fate::kDropped;
    carriers[i] = triggers[j].head;
  }
  KeptTriggers kept;
  for (std::size_t i = 0; i < triggers.size(); ++i) {
    if (fates[i] == Fate::kDropped) continue;
    kept.triggers.push_back(triggers[i]);
    kept.carriers.push_back(carriers[i]);
    kept.partners.push_back(partners[i]);
  }
  return kept;
}

}  // namespace dateline::claims
