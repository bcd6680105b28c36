#include "claims/clause.h"

namespace dateline::claims {
namespace {

bool IsRelativeClause(Deprel deprel) {
  return deprel == Deprel::kAclRelcl || deprel == Deprel::kAdvclRelcl;
}

}  // namespace

std::optional<TokenIndex> Clauses::Child(TokenIndex head, Deprel deprel) const {
  for (auto child = scene_.FirstChild(head); child; child = scene_.NextChild(*child)) {
    if (scene_.word(*child).deprel == deprel) return child;
  }
  return std::nullopt;
}

// "Journalist arrested after protest": a past form of a verb that always has an object, without
// one.
bool Clauses::LacksObject(TokenIndex verb) const {
  const Word& word = scene_.word(verb);
  if ((word.xpos != "VBD" && word.xpos != "VBN") || IsRelativeClause(word.deprel) ||
      word.deprel == Deprel::kConj || !cues_.Is(CueKind::kNeedsObject, scene_.lemma(verb))) {
    return false;
  }
  for (auto child = scene_.FirstChild(verb); child; child = scene_.NextChild(*child)) {
    const Deprel deprel = scene_.word(*child).deprel;
    if (deprel == Deprel::kObj || deprel == Deprel::kCcomp || deprel == Deprel::kXcomp ||
        deprel == Deprel::kConj || deprel == Deprel::kAux) {
      return false;
    }
    // "Arrested 12 people" where the tree made the object something else.
    if (verb < *child && !scene_.Preposition(*child) &&
        (scene_.IsNoun(*child) || scene_.word(*child).upos == Upos::kNum) &&
        (scene_.flags(*child) & kFlagTime) == 0) {
      return false;
    }
  }
  return true;
}

bool Clauses::IsPassive(TokenIndex verb) const {
  if (Child(verb, Deprel::kNsubjPass) || Child(verb, Deprel::kAuxPass)) return true;
  const Word& word = scene_.word(verb);
  if (LacksObject(verb)) return true;
  if (!scene_.IsPastParticiple(verb)) return false;
  // A participle with an object of its own is an active verb that the tree took for one.
  if (word.deprel == Deprel::kAcl && Child(verb, Deprel::kObj)) return false;
  if (word.deprel == Deprel::kAcl || word.deprel == Deprel::kAmod) return true;
  // "were killed and injured": the second participle has no auxiliary of its own.
  return word.deprel == Deprel::kConj && word.head && !Child(verb, Deprel::kAux) &&
         scene_.IsPastParticiple(*word.head) &&
         (Child(*word.head, Deprel::kNsubjPass) || Child(*word.head, Deprel::kAuxPass) ||
          scene_.word(*word.head).deprel == Deprel::kAcl);
}

std::optional<TokenIndex> Clauses::AgentPhrase(TokenIndex predicate) const {
  for (auto child = scene_.FirstChild(predicate); child; child = scene_.NextChild(*child)) {
    const Deprel deprel = scene_.word(*child).deprel;
    if (deprel == Deprel::kOblAgent) return child;
    if (deprel != Deprel::kObl && deprel != Deprel::kNmod) continue;
    const auto preposition = scene_.Preposition(*child);
    if (preposition && cues_.Is(CueKind::kBy, scene_.lemma(*preposition))) return child;
  }
  return std::nullopt;
}

bool Clauses::IsRelativePronoun(TokenIndex token) const {
  return cues_.Is(CueKind::kRelative, scene_.lemma(token));
}

TokenIndex Clauses::Antecedent(TokenIndex pronoun, TokenIndex verb) const {
  const Word& word = scene_.word(verb);
  if (word.head && (IsRelativeClause(word.deprel) || word.deprel == Deprel::kAcl) &&
      IsRelativePronoun(pronoun)) {
    // "The group is an affiliate that has blockaded the town": whom the affiliate is.
    const auto subject = Child(*word.head, Deprel::kNsubj);
    if (subject && Child(*word.head, Deprel::kCop) && scene_.MentionAt(*word.head) == nullptr) {
      return *subject;
    }
    return *word.head;
  }
  return pronoun;
}

// A day is no argument, whatever the tree says: "told on Wednesday that forces had repelled".
std::optional<Argument> Clauses::Noun(TokenIndex token, const char* rule) const {
  if ((scene_.flags(token) & (kFlagTime | kFlagDateline)) != 0) return std::nullopt;
  return Argument{token, rule};
}

bool Clauses::HasControlMark(TokenIndex verb) const {
  for (auto child = scene_.FirstChild(verb); child && *child < verb;
       child = scene_.NextChild(*child)) {
    const Deprel deprel = scene_.word(*child).deprel;
    if ((deprel == Deprel::kMark || deprel == Deprel::kCase) &&
        cues_.Is(CueKind::kObjectControl, scene_.lemma(*child))) {
      return true;
    }
  }
  return false;
}

// The object; of several the first that is no day and no pronoun for one.
std::optional<TokenIndex> Clauses::OwnObject(TokenIndex verb) const {
  for (auto child = scene_.FirstChild(verb); child; child = scene_.NextChild(*child)) {
    if (scene_.word(*child).deprel != Deprel::kObj) continue;
    const TokenIndex object = Antecedent(*child, verb);
    if ((scene_.flags(object) & kFlagTime) == 0) return object;
  }
  return std::nullopt;
}

// "Blew up a bridge": a noun phrase behind the verb without a preposition, which the tree did not
// take for the object.
std::optional<TokenIndex> Clauses::BareObject(TokenIndex verb) const {
  for (auto child = scene_.FirstChild(verb); child; child = scene_.NextChild(*child)) {
    if (*child < verb || scene_.word(*child).deprel != Deprel::kObl) continue;
    if (!scene_.IsNoun(*child) || scene_.Preposition(*child)) continue;
    if ((scene_.flags(*child) & kFlagTime) == 0) return child;
  }
  return std::nullopt;
}

// "The Russians left broken infrastructure": whoever leaves a thing so has made it so, if it is a
// party; residents leave what others broke.
std::optional<Argument> Clauses::LeftBy(TokenIndex participle, int steps) const {
  const Word& word = scene_.word(participle);
  if (steps <= 0 || !word.head || scene_.word(*word.head).deprel != Deprel::kObj) {
    return std::nullopt;
  }
  const auto verb = scene_.Head(*word.head);
  if (!verb || !cues_.Is(CueKind::kLeave, scene_.lemma(*verb))) return std::nullopt;
  const auto subject = VerbSubject(*verb, steps - 1);
  const Mention* party = subject ? scene_.MentionAt(subject->token) : nullptr;
  if (party == nullptr || scene_.input().entities[*party->entity].side.empty()) {
    return std::nullopt;
  }
  return Argument{subject->token, "left by"};
}

// "Trucks crossing the border and one carrying fuel", "shows trucks arriving and one unloading":
// the number is of those named before.
std::optional<TokenIndex> Clauses::WholeOf(TokenIndex subject, TokenIndex verb, int steps) const {
  const Word& word = scene_.word(verb);
  if (scene_.word(subject).upos != Upos::kNum || word.deprel != Deprel::kConj) return std::nullopt;
  if (steps <= 0 || !word.head || !scene_.IsGerund(*word.head)) return std::nullopt;
  const auto whole = VerbSubject(*word.head, steps - 1);
  return whole && scene_.IsNoun(whole->token) ? std::optional(whole->token) : std::nullopt;
}

std::optional<Argument> Clauses::VerbSubject(TokenIndex verb, int steps) const {
  if (const auto agent = AgentPhrase(verb); agent && IsPassive(verb)) return Argument{*agent, "by"};
  const Word& word = scene_.word(verb);
  if (IsPassive(verb)) {
    // "Russian-held territory": the one who holds stands in the compound.
    if (word.deprel == Deprel::kAmod) {
      for (auto child = scene_.FirstChild(verb); child; child = scene_.NextChild(*child)) {
        if (*child < verb && (scene_.flags(*child) & kFlagActor) != 0) {
          return Argument{*child, "compound"};
        }
      }
      return LeftBy(verb, steps);
    }
    return std::nullopt;
  }
  if (const auto subject = Child(verb, Deprel::kNsubj)) {
    if ((scene_.flags(*subject) & kFlagDateline) != 0) return BehindDateline(*subject, verb);
    if (const auto whole = WholeOf(*subject, verb, steps))
      return Argument{*whole, "number of them"};
    return Argument{Antecedent(*subject, verb), "subject"};
  }
  if (const auto subject = SubjectBeforeTime(verb)) return Argument{*subject, "subject"};
  if (steps <= 0 || !word.head) return std::nullopt;
  if (const auto lost = LostSubject(verb)) return Argument{*lost, "subject"};
  if (const auto lost = MisplacedSubject(verb)) return Argument{*lost, "subject"};
  switch (word.deprel) {
    case Deprel::kAcl:
    case Deprel::kAmod:
      if (scene_.IsVerb(*word.head)) return std::nullopt;
      // "with the intention of cutting off": the one who intends.
      if (cues_.Effect(CueKind::kGovernor, scene_.lemma(*word.head)) && scene_.Head(*word.head) &&
          scene_.IsVerb(*scene_.Head(*word.head))) {
        return VerbSubject(*scene_.Head(*word.head), steps - 1);
      }
      if (scene_.IsGerund(verb) || word.deprel == Deprel::kAcl) {
        return Noun(*word.head, "participle");
      }
      return std::nullopt;
    case Deprel::kCcomp: {
      // "says some troops are deserting": a subject that the tree hangs on the verb of saying.
      const auto object = Child(*word.head, Deprel::kObj);
      if (object && *word.head < *object && *object < verb) return Argument{*object, "raised"};
      return BeforeVerb(verb);
    }
    case Deprel::kXcomp: {
      // "ordered the troops to withdraw": the object of the governor acts; else its subject does.
      if (const auto object = Child(*word.head, Deprel::kObj)) return Argument{*object, "control"};
      if (const auto told = Child(*word.head, Deprel::kIobj)) return Argument{*told, "control"};
      if (const auto told = AppealedTo(*word.head, verb)) return Argument{*told, "control"};
      if (IsPassive(*word.head)) return VerbObject(*word.head, steps - 1);
      return VerbSubject(*word.head, steps - 1);
    }
    case Deprel::kConj:
    case Deprel::kAdvcl:
      if (!scene_.IsVerb(*word.head)) return std::nullopt;
      if (const auto told = AppealedTo(*word.head, verb)) return Argument{*told, "control"};
      if (word.deprel == Deprel::kAdvcl &&
          (HasControlMark(verb) || cues_.Is(CueKind::kCausative, scene_.lemma(*word.head)))) {
        // "Fighting has forced people from their homes" is none of the people's.
        const auto object = Child(*word.head, Deprel::kObj);
        if (object && *object < verb) return Argument{*object, "control"};
      }
      if (word.deprel == Deprel::kAdvcl && Child(verb, Deprel::kNsubjPass)) return std::nullopt;
      if (IsPassive(*word.head) && word.deprel == Deprel::kConj) {
        return VerbObject(*word.head, steps - 1);
      }
      return VerbSubject(*word.head, steps - 1);
    default:
      return std::nullopt;
  }
}

std::optional<Argument> Clauses::VerbObject(TokenIndex verb, int steps) const {
  if (const auto subject = Child(verb, Deprel::kNsubjPass)) {
    return Argument{Antecedent(*subject, verb), "passive subject"};
  }
  const Word& word = scene_.word(verb);
  const bool is_passive = IsPassive(verb);
  if (is_passive) {
    if (const auto subject = Child(verb, Deprel::kNsubj)) {
      return Argument{Antecedent(*subject, verb), "passive subject"};
    }
  } else if (const auto object = OwnObject(verb)) {
    return Argument{*object, "object"};
  } else if (const auto bare = BareObject(verb)) {
    return Argument{*bare, "bare object"};
  }
  if (!is_passive) {
    // "liberated and taken control of": the object stands at the last verb. Not so where the first
    // has a phrase of its own, or the last another subject: "withdrew from the town and took a
    // hill", "withdrew and rebels took the town".
    for (auto child = scene_.FirstChild(verb); child; child = scene_.NextChild(*child)) {
      const Deprel deprel = scene_.word(*child).deprel;
      if (verb < *child && (deprel == Deprel::kObl || deprel == Deprel::kXcomp)) break;
      if (deprel != Deprel::kConj || !scene_.IsVerb(*child)) continue;
      if (Child(*child, Deprel::kNsubj)) break;
      if (const auto object = Child(*child, Deprel::kObj))
        return Argument{*object, "shared object"};
    }
  }
  if (steps <= 0 || !word.head) return std::nullopt;
  if (is_passive) {
    if (word.deprel == Deprel::kAcl || word.deprel == Deprel::kAmod ||
        IsRelativeClause(word.deprel)) {
      return Noun(*word.head, "participle");
    }
    if (const auto lost = LostSubject(verb)) return Argument{*lost, "passive subject"};
    if (word.deprel == Deprel::kConj) {
      // "lies on the border and has been shelled": the subject of an active verb undergoes.
      return IsPassive(*word.head) ? VerbObject(*word.head, steps - 1)
                                   : VerbSubject(*word.head, steps - 1);
    }
    if (word.deprel == Deprel::kXcomp || word.deprel == Deprel::kAdvcl) {
      return IsPassive(*word.head) ? VerbObject(*word.head, steps - 1)
                                   : VerbSubject(*word.head, steps - 1);
    }
    return std::nullopt;
  }
  // "the town that troops captured": no object of its own, the antecedent is it.
  if (IsRelativeClause(word.deprel)) {
    const auto subject = Child(verb, Deprel::kNsubj);
    if (subject && !IsRelativePronoun(*subject)) {
      return Noun(*word.head, "relative clause");
    }
  }
  return std::nullopt;
}

std::optional<Argument> Clauses::Subject(TokenIndex predicate) const {
  if (scene_.IsVerb(predicate)) return VerbSubject(predicate, kSteps);
  if (const auto agent = AgentPhrase(predicate)) return Argument{*agent, "by"};
  // "Residents are without power", "two are missing": a predicate with a copula.
  if (const auto subject = Child(predicate, Deprel::kNsubj)) {
    return Argument{Antecedent(*subject, predicate), "subject"};
  }
  const Word& word = scene_.word(predicate);
  if (word.upos == Upos::kAdj && word.head) {
    if (word.deprel == Deprel::kAmod || word.deprel == Deprel::kAcl) {
      return Argument{*word.head, "attribute"};
    }
    if (word.deprel == Deprel::kXcomp) {
      // "left three dead", "three were reported missing"
      if (const auto object = VerbObject(*word.head, kSteps)) return object;
      return VerbSubject(*word.head, kSteps);
    }
    if (word.deprel == Deprel::kConj) {
      if (const auto subject = Child(*word.head, Deprel::kNsubj)) {
        return Argument{*subject, "shared subject"};
      }
    }
  }
  const auto light = LightVerb(predicate);
  // "The town faced attacks", "residents reported attacks": none of them attacked.
  const bool is_others = light && (cues_.Is(CueKind::kBear, scene_.lemma(*light)) ||
                                   cues_.Is(CueKind::kNotice, scene_.lemma(*light)));
  if (light && !is_others && !cues_.Is(CueKind::kUndergo, scene_.lemma(*light))) {
    return VerbSubject(*light, kSteps);
  }
  if (!light && scene_.IsNoun(predicate)) return WagedBy(predicate);
  return std::nullopt;
}

std::optional<Argument> Clauses::Object(TokenIndex predicate) const {
  if (scene_.IsVerb(predicate)) return VerbObject(predicate, kSteps);
  const auto light = LightVerb(predicate);
  if (light && (cues_.Is(CueKind::kUndergo, scene_.lemma(*light)) ||
                cues_.Is(CueKind::kBear, scene_.lemma(*light)))) {
    return VerbSubject(*light, kSteps);
  }
  if (light && cues_.Is(CueKind::kPut, scene_.lemma(*light))) return VerbObject(*light, kSteps);
  return std::nullopt;
}

// The first of coordinated nouns, whose determiner is that of a later one without its own.
std::optional<TokenIndex> Clauses::SharesDeterminer(TokenIndex noun) const {
  const Word& word = scene_.word(noun);
  if (!scene_.IsNoun(noun) || word.deprel != Deprel::kConj || !word.head ||
      !scene_.IsNoun(*word.head)) {
    return std::nullopt;
  }
  for (auto child = scene_.FirstChild(noun); child && *child < noun;
       child = scene_.NextChild(*child)) {
    const Deprel deprel = scene_.word(*child).deprel;
    if (deprel == Deprel::kDet || deprel == Deprel::kNummod || deprel == Deprel::kNmodPoss) {
      return std::nullopt;
    }
  }
  return word.head;
}

bool Clauses::IsNegated(TokenIndex predicate) const {
  const TokenIndex carrier = Carrier(predicate);
  const auto is_negation = [&](TokenIndex token) {
    return cues_.Effect(CueKind::kNegation, scene_.lemma(token)) == Realis::kDenied ||
           cues_.Effect(CueKind::kNegation, scene_.form(token)) == Realis::kDenied;
  };
  const auto has_negation = [&](TokenIndex head) {
    for (auto child = scene_.FirstChild(head); child; child = scene_.NextChild(*child)) {
      const Deprel deprel = scene_.word(*child).deprel;
      if ((deprel == Deprel::kAdvmod || deprel == Deprel::kDet || deprel == Deprel::kCase ||
           deprel == Deprel::kMark || deprel == Deprel::kCc || deprel == Deprel::kAmod) &&
          is_negation(*child)) {
        return true;
      }
      // "no longer": the "no" hangs on "longer".
      if (deprel == Deprel::kAdvmod) {
        const auto inner = scene_.FirstChild(*child);
        if (inner && is_negation(*inner)) return true;
      }
    }
    return false;
  };
  if (has_negation(carrier)) return true;
  if (carrier != predicate && has_negation(predicate)) return true;
  // "No injuries or damage": what has no word of its own before it shares that of the first.
  if (const auto first = SharesDeterminer(predicate); first && has_negation(*first)) return true;
  // "No civilians were hurt", "nobody was killed": the count itself is nought.
  const auto argument = scene_.IsVerb(carrier) ? VerbObject(carrier, kSteps) : std::nullopt;
  if (argument && (has_negation(argument->token) || is_negation(argument->token))) return true;
  if (const auto subject = Child(carrier, Deprel::kNsubj)) {
    if (has_negation(*subject) || is_negation(*subject)) return true;
  }
  return false;
}

}  // namespace dateline::claims
