#include "claims/roles.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace dateline::claims {
namespace {

constexpr std::size_t kMostRoles = 12;
constexpr std::uint32_t kLongestTrigger = 12;  // tokens of a trigger that are asked for phrases

class Filling {
 public:
  Filling(const Clauses& clauses, const Trigger& trigger, const Frame& frame)
      : clauses_(clauses),
        scene_(clauses.scene()),
        trigger_(trigger),
        frame_(frame),
        predicate_(trigger.head) {}

  std::optional<Argument> ArgumentOf(const FrameSlot& slot) const {
    switch (slot.kind) {
      case SlotKind::kSubject:
        if (IsOtherSide(slot)) return std::nullopt;
        // "He was found dead", "two men dead": whom a state is said of does not act.
        if (slot.role == RoleKind::kAgent && IsState()) return std::nullopt;
        return clauses_.Subject(predicate_);
      case SlotKind::kObject:
        if (IsState()) return clauses_.Subject(predicate_);
        return OutsideTrigger(clauses_.Object(predicate_), slot.role);
      case SlotKind::kModifier:
        return Modifier();
      case SlotKind::kPossessor:
        return ChildOf(Deprel::kNmodPoss, "possessor");
      case SlotKind::kPreposition:
        return Phrase(slot.preposition);
    }
    return std::nullopt;
  }

  // The noun that an amount counts: "hundreds of demonstrators".
  Argument Counted(Argument amount) const {
    for (auto child = scene_.FirstChild(amount.token); child; child = scene_.NextChild(*child)) {
      if (*child > amount.token && scene_.word(*child).deprel == Deprel::kNmod) {
        return {*child, amount.rule};
      }
    }
    return amount;
  }

 private:
  bool IsState() const { return scene_.word(predicate_).upos == Upos::kAdj; }

  // "Troops blocked the road", "the road was blocked", "the embassy closed": in a frame whose
  // subject and object may both undergo, the subject does so only without an object, and acts only
  // with one.
  bool IsOtherSide(const FrameSlot& slot) const {
    const auto has = [&](SlotKind kind, RoleKind role) {
      return std::any_of(frame_.begin(), frame_.end(), [&](const FrameSlot& other) {
        return other.kind == kind && other.role == role;
      });
    };
    const bool may_undergo = slot.role != RoleKind::kAgent && has(SlotKind::kObject, slot.role) &&
                             has(SlotKind::kSubject, slot.role);
    const bool is_ergative = std::any_of(frame_.begin(), frame_.end(), [&](const FrameSlot& other) {
      return other.kind == SlotKind::kSubject && other.role != slot.role &&
             has(SlotKind::kObject, other.role);
    });
    if (!may_undergo && !(slot.role == RoleKind::kAgent && is_ergative)) return false;
    if (!scene_.IsVerb(predicate_)) return false;
    const bool has_object = clauses_.Object(predicate_).has_value();
    return may_undergo ? has_object : !has_object;
  }

  // "Took control of the town": a word of the trigger gives way to what hangs on it, if the frame
  // has the same role for that phrase.
  std::optional<Argument> OutsideTrigger(std::optional<Argument> argument, RoleKind role) const {
    if (!argument || argument->token < trigger_.first || argument->token >= trigger_.end) {
      return argument;
    }
    for (const FrameSlot& slot : frame_) {
      if (slot.kind == SlotKind::kPreposition && slot.role == role &&
          PhraseBelow(argument->token, slot.preposition)) {
        return std::nullopt;
      }
    }
    return argument;
  }

  std::optional<Argument> ChildOf(Deprel deprel, const char* rule) const {
    if (!scene_.IsNoun(predicate_)) return std::nullopt;
    for (auto child = scene_.FirstChild(predicate_); child; child = scene_.NextChild(*child)) {
      if (scene_.word(*child).deprel == deprel) return Argument{*child, rule};
    }
    return std::nullopt;
  }

  // "Ukrainian advance", "army raid": an actor right before the event noun.
  std::optional<Argument> Modifier() const {
    if (!scene_.IsNoun(predicate_)) return std::nullopt;
    for (auto child = scene_.FirstChild(predicate_); child; child = scene_.NextChild(*child)) {
      const Deprel deprel = scene_.word(*child).deprel;
      if (*child < predicate_ && (deprel == Deprel::kAmod || deprel == Deprel::kCompound)) {
        const Upos upos = scene_.word(*child).upos;
        if ((scene_.flags(*child) & (kFlagActor | kFlagNorp)) != 0 || upos == Upos::kNoun) {
          if (!IsTurned(*child)) return Argument{*child, "modifier"};
        }
        if (const auto leader = Leader(*child)) return Argument{*leader, "leader"};
      }
    }
    return std::nullopt;
  }

  // "The U.S.-backed attack": who is only behind it does not act.
  bool IsTurned(TokenIndex first) const {
    const TokenIndex participle(first.value() + 2);
    if (participle >= predicate_ || scene_.language().surface(first.next()) != "-") return false;
    const bool is_actor = (scene_.flags(participle) & (kFlagActor | kFlagNorp)) != 0;
    return !is_actor && !scene_.IsNoun(participle) &&
           !clauses_.cues().Is(CueKind::kLed, scene_.lemma(participle));
  }

  // "The Saudi-led attack": who leads acts.
  std::optional<TokenIndex> Leader(TokenIndex participle) const {
    if (!clauses_.cues().Is(CueKind::kLed, scene_.lemma(participle))) return std::nullopt;
    for (auto child = scene_.FirstChild(participle); child; child = scene_.NextChild(*child)) {
      if (*child < participle && (scene_.flags(*child) & (kFlagActor | kFlagNorp)) != 0) {
        return child;
      }
    }
    return std::nullopt;
  }

  std::optional<Argument> Phrase(WordClass preposition) const {
    for (TokenIndex token = trigger_.first; token < trigger_.end; ++token) {
      if (token.value() - trigger_.first.value() > kLongestTrigger) break;
      if (const auto found = PhraseBelow(token, preposition)) return found;
    }
    if (const auto found = PhraseBelow(predicate_, preposition)) return found;
    if (const auto light = clauses_.LightVerb(predicate_)) {
      return PhraseBelow(*light, preposition);
    }
    return std::nullopt;
  }

  std::optional<Argument> PhraseBelow(TokenIndex head, WordClass preposition) const {
    for (auto child = scene_.FirstChild(head); child; child = scene_.NextChild(*child)) {
      const auto at = scene_.Preposition(*child);
      const bool is_time = (scene_.flags(*child) & kFlagTime) != 0;
      if (at && !is_time && scene_.Is(*at, preposition)) return Argument{*child, "phrase"};
    }
    return std::nullopt;
  }

  const Clauses& clauses_;
  const Scene& scene_;
  const Trigger& trigger_;
  const Frame& frame_;
  TokenIndex predicate_;
};

// "No group has claimed the attack": nobody acts.
bool IsNobody(const Clauses& clauses, TokenIndex token) {
  const Scene& scene = clauses.scene();
  for (auto child = scene.FirstChild(token); child && *child < token;
       child = scene.NextChild(*child)) {
    if (scene.word(*child).deprel == Deprel::kDet &&
        clauses.cues().Effect(CueKind::kNegation, scene.lemma(*child)) == Realis::kDenied) {
      return true;
    }
  }
  return false;
}

bool IsPerson(const Scene& scene, TokenIndex token) {
  const Mention* mention = scene.MentionAt(token);
  return mention != nullptr && scene.input().entities[*mention->entity].type == EntityType::kPerson;
}

bool Has(const std::vector<Role>& roles, RoleKind kind) {
  return std::any_of(roles.begin(), roles.end(), [&](const Role& r) { return r.role == kind; });
}

// Does the role name someone, so that a thing cannot fill it?
bool IsPersonal(RoleKind kind) {
  return kind == RoleKind::kAgent || kind == RoleKind::kHolderAfter ||
         kind == RoleKind::kHolderBefore || kind == RoleKind::kVictim ||
         kind == RoleKind::kRecipient;
}

// "Rebels took control, officials said": who says it does not act in what is told, though the tree
// may hang the speaker there.
bool IsSpeakerOf(const Scene& scene, const Trigger& trigger, TokenIndex argument,
                 const Attribution* attribution) {
  if (attribution == nullptr || !attribution->source || scene.Head(argument) != trigger.head) {
    return false;
  }
  const auto is_told = [&](ByteSpan span) {
    return std::any_of(attribution->content.begin(), attribution->content.end(),
                       [&](ByteSpan content) { return content.Contains(span); });
  };
  const ByteSpan at = scene.language().tokens[argument].span;
  return attribution->source->Contains(at) && !is_told(at) &&
         is_told(scene.language().tokens[trigger.head].span);
}

// "Her daughter's kidnapping", "the mayor's arrest": a person whose such an act is undergoes it; a
// body, a force or a state does it.
bool Undergoes(const Scene& scene, const Frame& frame, TokenIndex possessor) {
  const bool has_victim = std::any_of(frame.begin(), frame.end(), [](const FrameSlot& slot) {
    return slot.role == RoleKind::kVictim;
  });
  const Mention* mention = scene.MentionAt(possessor);
  if (!has_victim || mention == nullptr) return false;
  const Entity& entity = scene.input().entities[*mention->entity];
  return entity.type == EntityType::kPerson && entity.side.empty() &&
         entity.kind != SourceKind::kMilitary && entity.kind != SourceKind::kOrganisation;
}

// What the tree offers but the sense forbids: a place "from" which something came as the one who
// acts, and the word before "that" in a frame of speech as what undergoes ("said in his address
// that").
bool MayFill(const Scene& scene, const FrameSlot& slot, const Argument& argument,
             WordClass locative, const Attribution* attribution) {
  if ((scene.flags(argument.token) & (kFlagDateline | kFlagTime)) != 0) return false;
  // "Killing three" names nobody: the number is the claim's count.
  if (scene.word(argument.token).upos == Upos::kNum && scene.MentionAt(argument.token) == nullptr) {
    return false;
  }
  if (slot.kind == SlotKind::kPreposition) {
    if ((scene.flags(argument.token) & kFlagPlace) == 0) return true;
    // "Exploded in Kabul" says where, "in a shop" what was hit.
    const auto preposition = scene.Preposition(argument.token);
    return !IsPersonal(slot.role) && !(preposition && scene.Is(*preposition, locative));
  }
  if (attribution == nullptr || argument.rule != std::string_view("relative clause")) return true;
  const ByteSpan at = scene.language().tokens[argument.token].span;
  return std::any_of(attribution->content.begin(), attribution->content.end(),
                     [&](ByteSpan content) { return content.Contains(at); });
}

}  // namespace

Result<RoleFiller> RoleFiller::Load(Vocabulary& vocabulary) {
  RoleFiller filler;
  DL_ASSIGN_OR_RETURN(filler.classes_.inanimate, vocabulary.ClassOf("@inanimate"));
  DL_ASSIGN_OR_RETURN(filler.classes_.human, vocabulary.ClassOf("@people|@force|@captive"));
  DL_ASSIGN_OR_RETURN(
      filler.classes_.weapon,
      vocabulary.ClassOf("@explosive|@missile|@drone|@aircraft|@rocket|@artillery|@weapon"));
  DL_ASSIGN_OR_RETURN(filler.classes_.building, vocabulary.ClassOf("@building"));
  DL_ASSIGN_OR_RETURN(filler.classes_.amount, vocabulary.ClassOf("@amount"));
  DL_ASSIGN_OR_RETURN(filler.classes_.locative, vocabulary.ClassOf("@locative"));
  return filler;
}

FilledRoles RoleFiller::Fill(const Clauses& clauses, const Naming& naming, const Trigger& trigger,
                             const Frame& frame, const Attribution* attribution) const {
  const Scene& scene = clauses.scene();
  const Filling filling(clauses, trigger, frame);
  const Source* speaker = attribution == nullptr ? nullptr : &attribution->speaker;
  FilledRoles filled;
  const auto is_inanimate = [&](TokenIndex token) { return scene.Is(token, classes_.inanimate); };
  const auto add = [&](const FrameSlot& slot, const Argument& argument, RoleKind kind) {
    std::optional<Role> role = naming.NameOf(argument.token, speaker);
    if (!role) return false;
    if (IsPersonal(kind) && !role->entity && role->side.empty() &&
        (scene.flags(argument.token) & kFlagActor) == 0 &&
        !scene.Is(argument.token, classes_.human)) {
      return false;
    }
    // A building that closes does not act, nor does a mountain or a storm with a name.
    const Mention* mention = scene.MentionAt(argument.token);
    if (kind == RoleKind::kAgent && mention != nullptr &&
        (mention->type == EntityType::kFacility || mention->type == EntityType::kLocation ||
         (mention->kind == MentionKind::kName &&
          (is_inanimate(mention->first) ||
           (mention->first > scene.sentence(scene.SentenceOf(mention->first)).first &&
            scene.Head(mention->first.previous()) && is_inanimate(mention->first.previous()) &&
            scene.word(mention->first.previous()).upos == Upos::kPropn))))) {
      return false;
    }
    role->role = kind;
    filled.roles.push_back(std::move(*role));
    filled.grounds.push_back(std::string(slot.words) + " " + argument.rule);
    filled.arguments.push_back(argument.token);
    return true;
  };
  for (const FrameSlot& slot : frame) {
    if (filled.roles.size() >= kMostRoles) break;
    if (Has(filled.roles, slot.role)) continue;
    auto argument = filling.ArgumentOf(slot);
    if (argument && slot.kind == SlotKind::kPossessor && slot.role == RoleKind::kAgent &&
        Undergoes(scene, frame, argument->token)) {
      if (!Has(filled.roles, RoleKind::kVictim)) add(slot, *argument, RoleKind::kVictim);
      continue;
    }
    if (!argument || !MayFill(scene, slot, *argument, classes_.locative, attribution) ||
        IsSpeakerOf(scene, trigger, argument->token, attribution)) {
      continue;
    }
    if (slot.role == RoleKind::kAgent && IsNobody(clauses, argument->token)) continue;
    if (scene.Is(argument->token, classes_.amount)) argument = filling.Counted(*argument);
    // A bomber that drops is an aircraft, one that walks a person.
    const bool is_weapon =
        scene.Is(argument->token, classes_.weapon) && !IsPerson(scene, argument->token);
    const bool has_victim = std::any_of(frame.begin(), frame.end(), [](const FrameSlot& other) {
      return other.role == RoleKind::kVictim;
    });
    // "A bombing near a bank that killed three": the bank has not.
    if (slot.role == RoleKind::kAgent && has_victim &&
        scene.Is(argument->token, classes_.building) && !naming.HasSide(argument->token)) {
      continue;
    }
    if (slot.role == RoleKind::kAgent && !naming.HasSide(argument->token) &&
        (is_weapon || scene.Is(argument->token, classes_.inanimate))) {
      // What only causes is no agent, but whose it is may be: "Russian missiles struck".
      if (is_weapon && !Has(filled.roles, RoleKind::kInstrument)) {
        add(slot, *argument, RoleKind::kInstrument);
      }
      auto owner = naming.Owner(argument->token);
      if (!owner && is_weapon) owner = naming.OwnerBefore(argument->token);
      if (owner) add(slot, {*owner, "owner"}, RoleKind::kAgent);
      continue;
    }
    if (!add(slot, *argument, slot.role)) {
      // "Ukraine's air defences": what belongs to an actor acts for it.
      const auto owner = naming.Owner(argument->token);
      if (slot.role == RoleKind::kAgent && owner) add(slot, {*owner, "owner"}, slot.role);
      continue;
    }
    if (slot.role == RoleKind::kAgent) {
      if (const auto body = naming.BodyOf(argument->token)) add(slot, {*body, "body"}, slot.role);
    }
    // The second to be named counts as well: "shelled the bridge and the station".
    for (auto child = scene.FirstChild(argument->token); child; child = scene.NextChild(*child)) {
      if (scene.word(*child).deprel == Deprel::kConj && filled.roles.size() < kMostRoles) {
        add(slot, {*child, "coordinated"}, slot.role);
      }
    }
  }
  return filled;
}

}  // namespace dateline::claims
