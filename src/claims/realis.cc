#include "claims/realis.h"

#include <array>
#include <optional>
#include <string_view>

namespace dateline::claims {
namespace {

constexpr int kSteps = 8;  // how far up the tree a cue is looked for

// The order of firmness: the later replaces the earlier.
int Weakness(Realis realis) {
  switch (realis) {
    case Realis::kAsserted:
      return 0;
    case Realis::kPossible:
      return 2;
    case Realis::kPlanned:
      return 1;
    case Realis::kConditional:
      return 3;
    case Realis::kAsked:
      return 4;
    case Realis::kDenied:
      return 5;
  }
  return 0;
}

class Reader {
 public:
  Reader(const Clauses& clauses, TokenIndex predicate)
      : clauses_(clauses), scene_(clauses.scene()), predicate_(predicate) {}

  RealisReading Read(const Attribution* attribution, bool is_about_negation) {
    // "Could not verify": what cannot be done is the claim, as a fact.
    if (is_about_negation) return reading_;
    if (clauses_.IsNegated(predicate_)) {
      Weaken(Realis::kDenied, "negation", predicate_);
    }
    // A question of the outlet: "have they left?"
    if (attribution == nullptr && EndsWithQuestionMark(predicate_)) {
      Weaken(Realis::kAsked, "question", predicate_);
    }
    ReadOwnWords(predicate_);
    const TokenIndex carrier = clauses_.Carrier(predicate_);
    if (carrier != predicate_) ReadOwnWords(carrier);
    ReadGovernors(carrier);
    if (attribution != nullptr) ReadCue(*attribution);
    return reading_;
  }

 private:
  void Weaken(Realis realis, std::string_view rule, TokenIndex by) {
    if (Weakness(realis) <= Weakness(reading_.realis)) return;
    reading_.realis = realis;
    reading_.ground = std::string(rule) + " " + std::string(scene_.language().surface(by));
  }

  std::optional<Realis> Effect(CueKind kind, TokenIndex token) const {
    if (const auto effect = clauses_.cues().Effect(kind, scene_.lemma(token))) return effect;
    return clauses_.cues().Effect(kind, scene_.form(token));
  }

  // Auxiliaries, adverbs, modifiers and the word that opens the clause.
  void ReadOwnWords(TokenIndex head) {
    for (auto child = scene_.FirstChild(head); child; child = scene_.NextChild(*child)) {
      const Deprel deprel = scene_.word(*child).deprel;
      std::optional<CueKind> kind;
      std::string_view rule;
      if (deprel == Deprel::kAux) {
        kind = CueKind::kAuxiliary;
        rule = "modal";
      } else if (deprel == Deprel::kAdvmod) {
        kind = CueKind::kAdverb;
        rule = "adverb";
      } else if (deprel == Deprel::kMark) {
        kind = CueKind::kMark;
        rule = "clause with";
      } else if (deprel == Deprel::kAmod) {
        kind = CueKind::kModifier;
        rule = "modifier";
      }
      if (!kind) continue;
      if (const auto effect = Effect(*kind, *child)) Weaken(*effect, rule, *child);
    }
  }

  bool EndsWithQuestionMark(TokenIndex head) const {
    const Sentence& sentence = scene_.sentence(scene_.SentenceOf(head));
    std::uint32_t last = sentence.end.value();
    for (int i = 0; i < 3 && last > sentence.first.value(); ++i) {
      if (scene_.language().surface(TokenIndex(--last)) == "?") return true;
    }
    return false;
  }

  bool HasToMark(TokenIndex verb) const {
    for (auto child = scene_.FirstChild(verb); child && *child < verb;
         child = scene_.NextChild(*child)) {
      if (scene_.word(*child).xpos == "TO") return true;
    }
    return false;
  }

  bool HasParticle(TokenIndex verb) const {
    for (auto child = scene_.FirstChild(verb); child; child = scene_.NextChild(*child)) {
      if (scene_.word(*child).deprel == Deprel::kCompoundPrt) return true;
    }
    return false;
  }

  bool IsFinite(TokenIndex verb) const {
    if (HasToMark(verb)) return false;
    for (auto child = scene_.FirstChild(verb); child && *child < verb;
         child = scene_.NextChild(*child)) {
      const Deprel deprel = scene_.word(*child).deprel;
      if (deprel == Deprel::kNsubj || deprel == Deprel::kNsubjPass) return true;
    }
    return false;
  }

  // "Talks on a ceasefire": what is talked of is not there yet.
  bool IsTopicOf(TokenIndex noun, TokenIndex talk) const {
    const auto preposition = scene_.Preposition(noun);
    return preposition && clauses_.cues().Is(CueKind::kTopic, scene_.lemma(talk)) &&
           clauses_.cues().Is(CueKind::kAbout, scene_.lemma(*preposition));
  }

  // The same where the tree hangs it on the verb: "held talks on a ceasefire".
  bool HasTopicObject(TokenIndex noun, TokenIndex verb) const {
    for (auto child = scene_.FirstChild(verb); child && *child < noun;
         child = scene_.NextChild(*child)) {
      if (scene_.word(*child).deprel == Deprel::kObj && IsTopicOf(noun, *child)) return true;
    }
    return false;
  }

  // Upwards: what the trigger is the content of. Stops where a finite clause of its own begins.
  void ReadGovernors(TokenIndex at) {
    for (int i = 0; i < kSteps; ++i) {
      const Word& word = scene_.word(at);
      if (!word.head) return;
      const TokenIndex head = *word.head;
      switch (word.deprel) {
        case Deprel::kXcomp:
        case Deprel::kCcomp:
        case Deprel::kAcl:
        case Deprel::kObj:
        case Deprel::kNmod:
        case Deprel::kCsubj: {
          auto effect = Effect(CueKind::kGovernor, head);
          // "Set off riots" is another verb than "set to".
          if (effect == Realis::kPlanned && HasParticle(head)) effect.reset();
          if (word.deprel == Deprel::kNmod && IsTopicOf(at, head)) {
            Weaken(Realis::kPlanned, "topic of", head);
          }
          // What is told in a finite clause stands by itself: "appeared on television to announce
          // that they had deposed the president".
          if (word.deprel == Deprel::kCcomp && !effect && IsFinite(at)) return;
          // "Told reporters that forces had liberated": a finite clause is not what is wanted.
          if (effect == Realis::kPlanned && word.deprel == Deprel::kCcomp) break;
          if (effect && (word.deprel != Deprel::kObj || *effect != Realis::kPlanned ||
                         !scene_.IsVerb(predicate_))) {
            if (word.deprel == Deprel::kObj && *effect == Realis::kAsserted) break;
            Weaken(*effect, "under", head);
          }
          // "No reports of casualties": a noun that is not there has no content.
          if (word.deprel == Deprel::kNmod && scene_.IsNoun(head) && clauses_.IsNegated(head)) {
            Weaken(Realis::kDenied, "negated", head);
          }
          // What the governor itself is under: "may try to cut".
          if (scene_.IsVerb(head) && word.deprel != Deprel::kObj && word.deprel != Deprel::kCcomp) {
            ReadOwnWords(head);
            if (clauses_.IsNegated(head) && word.deprel == Deprel::kXcomp) {
              Weaken(Realis::kDenied, "negated", head);
            }
          }
          break;
        }
        case Deprel::kObl: {
          const auto preposition = scene_.Preposition(at);
          if (HasTopicObject(at, head)) Weaken(Realis::kPlanned, "topic of", head);
          if (!preposition || !clauses_.cues().Is(CueKind::kPurpose, scene_.lemma(*preposition))) {
            return;
          }
          const auto effect = Effect(CueKind::kGovernor, head);
          if (effect && *effect != Realis::kDenied) Weaken(*effect, "under", head);
          return;
        }
        case Deprel::kAdvcl: {
          // A purpose is not yet done, unless it says by what something is done ("using X to").
          const auto effect = Effect(CueKind::kGovernor, head);
          ReadNounBefore(at);
          if (HasToMark(at) && effect != Realis::kAsserted) {
            Weaken(Realis::kPlanned, "purpose of", head);
          }
          return;
        }
        case Deprel::kConj:
          // "may shell and storm": a second verb without auxiliaries shares those of the first.
          if (scene_.IsVerb(at) && scene_.IsVerb(head) && !HasOwnAuxiliary(at)) ReadOwnWords(head);
          break;
        case Deprel::kNsubj:
          // "An attack is feared", "an attack is likely": the predicate judges its subject; and
          // what "will resume" or "did not happen" is as its verb says.
          if (scene_.IsNoun(at)) {
            const auto effect = Effect(CueKind::kGovernor, head);
            if (effect == Realis::kPossible) Weaken(*effect, "subject of", head);
            if (effect == Realis::kAsserted) {
              ReadOwnWords(head);
              if (clauses_.IsNegated(head)) Weaken(Realis::kDenied, "negated", head);
            }
          }
          return;
        case Deprel::kNsubjPass:
          if (scene_.IsNoun(at)) {
            const auto effect = Effect(CueKind::kGovernor, head);
            if (effect && *effect != Realis::kAsserted) Weaken(*effect, "subject of", head);
          }
          return;
        default:
          return;
      }
      at = head;
    }
  }

  // "Held on suspicion of planting": the noun before the clause doubts it, wherever the tree hangs
  // it.
  void ReadNounBefore(TokenIndex verb) {
    const auto mark = scene_.FirstChild(verb);
    if (!mark || *mark > verb || mark->value() == 0 ||
        !clauses_.cues().Is(CueKind::kObjectControl, scene_.lemma(*mark))) {
      return;
    }
    const TokenIndex before = mark->previous();
    if (!scene_.IsNoun(before)) return;
    const auto effect = Effect(CueKind::kGovernor, before);
    if (effect && *effect != Realis::kAsserted) Weaken(*effect, "under", before);
  }

  bool HasOwnAuxiliary(TokenIndex verb) const {
    for (auto child = scene_.FirstChild(verb); child && *child < verb;
         child = scene_.NextChild(*child)) {
      const Deprel deprel = scene_.word(*child).deprel;
      if (deprel == Deprel::kAux || deprel == Deprel::kAuxPass || deprel == Deprel::kNsubj ||
          deprel == Deprel::kNsubjPass) {
        return true;
      }
    }
    return false;
  }

  void ReadCue(const Attribution& attribution) {
    switch (attribution.cue_class) {
      case CueClass::kDenies:
        WeakenByCue(Realis::kDenied, "denied by the source");
        break;
      case CueClass::kBelieves:
        WeakenByCue(Realis::kPossible, "believed by the source");
        break;
      case CueClass::kAsks:
        ReadAskingCue(attribution);
        break;
      case CueClass::kPlans:
        WeakenByCue(Realis::kPlanned, "planned by the source");
        break;
      case CueClass::kWarns:
      case CueClass::kSays:
      case CueClass::kConfirms:
      case CueClass::kClaims:
      case CueClass::kShows:
      case CueClass::kAccuses:
        break;
    }
  }

  // A cue that leaves open or demands: "did not say that", "asked whether", "urged to".
  void ReadAskingCue(const Attribution& attribution) {
    if (attribution.cue) {
      for (TokenIndex t = scene_.TokenAt(attribution.cue->begin());
           t.value() < scene_.token_count() &&
           scene_.language().tokens[t].span.begin() < attribution.cue->end();
           ++t) {
        if (!clauses_.IsNegated(t) && Effect(CueKind::kNegation, t) != Realis::kDenied) continue;
        WeakenByCue(Realis::kPossible, "not said by the source");
        return;
      }
    }
    if (HasToMark(clauses_.Carrier(predicate_)))
      WeakenByCue(Realis::kPlanned, "demanded by the source");
  }

  void WeakenByCue(Realis realis, std::string_view rule) {
    if (Weakness(realis) <= Weakness(reading_.realis)) return;
    reading_.realis = realis;
    reading_.ground = rule;
  }

  const Clauses& clauses_;
  const Scene& scene_;
  TokenIndex predicate_;
  RealisReading reading_;
};

}  // namespace

RealisReading ReadRealis(const Clauses& clauses, TokenIndex predicate,
                         const Attribution* attribution, bool is_about_negation) {
  return Reader(clauses, predicate).Read(attribution, is_about_negation);
}

}  // namespace dateline::claims
