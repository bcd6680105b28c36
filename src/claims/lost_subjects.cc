// Subjects that the tree has lost or hung elsewhere: below a dateline, a day, the object of the
// verb before, or the noun that stands before theirs.
#include "claims/clause.h"

namespace dateline::claims {

// "MAIDUGURI, Nigeria — Militants attacked": a subject that the tree hung below the dateline.
std::optional<Argument> Clauses::BehindDateline(TokenIndex dateline, TokenIndex verb) const {
  for (auto child = scene_.FirstChild(dateline); child; child = scene_.NextChild(*child)) {
    if (*child < verb && scene_.IsNoun(*child) &&
        (scene_.flags(*child) & (kFlagDateline | kFlagTime)) == 0) {
      return Argument{*child, "subject"};
    }
  }
  return BeforeVerb(verb);
}

// "Said Friday his troops had liberated": the noun right before the verb and its auxiliaries, where
// the tree has lost the subject.
std::optional<Argument> Clauses::BeforeVerb(TokenIndex verb) const {
  constexpr std::uint32_t kMostBetween = 5;
  const TokenIndex first = scene_.sentence(scene_.SentenceOf(verb)).first;
  for (TokenIndex t = verb; t > first && verb.value() - t.value() < kMostBetween;) {
    t = t.previous();
    const Upos upos = scene_.word(t).upos;
    if (upos == Upos::kAux || upos == Upos::kAdv || upos == Upos::kPart || upos == Upos::kPunct) {
      continue;
    }
    if (!scene_.IsNoun(t) || scene_.Preposition(t)) return std::nullopt;
    return Noun(t, "before the verb");
  }
  return std::nullopt;
}

// "Confirmed six workers were killed": a finite verb without a subject or a conjunction, so that
// the object before it, which the tree gave to the verb of saying, is its subject.
std::optional<TokenIndex> Clauses::LostSubject(TokenIndex verb) const {
  const Word& word = scene_.word(verb);
  if (!word.head || !(*word.head < verb)) return std::nullopt;
  if (word.deprel != Deprel::kConj && word.deprel != Deprel::kCcomp) return std::nullopt;
  bool has_auxiliary = false;
  for (auto child = scene_.FirstChild(verb); child && *child < verb;
       child = scene_.NextChild(*child)) {
    const Deprel deprel = scene_.word(*child).deprel;
    if (deprel == Deprel::kCc || deprel == Deprel::kPunct || deprel == Deprel::kMark) {
      return std::nullopt;
    }
    has_auxiliary = has_auxiliary || scene_.word(*child).upos == Upos::kAux;
  }
  if (!has_auxiliary) return std::nullopt;
  for (auto child = scene_.FirstChild(*word.head); child && *child < verb;
       child = scene_.NextChild(*child)) {
    const Deprel deprel = scene_.word(*child).deprel;
    const bool is_nominal = scene_.IsNoun(*child) || scene_.word(*child).upos == Upos::kNum;
    if (*word.head < *child && is_nominal && (deprel == Deprel::kObj || deprel == Deprel::kCcomp)) {
      return child;
    }
  }
  return std::nullopt;
}

// "Withdrew from the city and government troops took control": the second of two coordinated nouns
// right before a finite verb that no conjunction of its own ties to the first verb.
std::optional<TokenIndex> Clauses::MisplacedSubject(TokenIndex verb) const {
  const Word& word = scene_.word(verb);
  if (word.deprel != Deprel::kConj || !word.head || !(*word.head < verb) ||
      !scene_.IsVerb(*word.head) || Child(verb, Deprel::kCc)) {
    return std::nullopt;
  }
  const auto before = BeforeVerb(verb);
  if (!before) return std::nullopt;
  const Word& noun = scene_.word(before->token);
  if (noun.deprel != Deprel::kConj || !noun.head || !(*word.head < *noun.head) ||
      !Child(before->token, Deprel::kCc)) {
    return std::nullopt;
  }
  for (TokenIndex t = before->token; t < verb; t = t.next()) {
    if (scene_.word(t).upos == Upos::kPunct) return std::nullopt;
  }
  return before->token;
}

// "Called on Kigali to withdraw", "appealed to rebels to lay down their arms".
std::optional<TokenIndex> Clauses::AppealedTo(TokenIndex appeal, TokenIndex verb) const {
  if (!cues_.Is(CueKind::kAppeal, scene_.lemma(appeal))) return std::nullopt;
  const auto mark = scene_.FirstChild(verb);
  if (!mark || scene_.word(*mark).xpos != "TO") return std::nullopt;
  for (auto child = scene_.FirstChild(appeal); child && *child < verb;
       child = scene_.NextChild(*child)) {
    if (appeal < *child && scene_.word(*child).deprel == Deprel::kObl &&
        (scene_.flags(*child) & kFlagTime) == 0 && scene_.Preposition(*child)) {
      return child;
    }
  }
  return std::nullopt;
}

// "The explosion Sunday morning hit the church": a subject that the tree took for a part of the
// time behind it.
std::optional<TokenIndex> Clauses::SubjectBeforeTime(TokenIndex verb) const {
  for (auto child = scene_.FirstChild(verb); child && *child < verb;
       child = scene_.NextChild(*child)) {
    if (scene_.word(*child).deprel != Deprel::kObl || (scene_.flags(*child) & kFlagTime) == 0 ||
        scene_.Preposition(*child)) {
      continue;
    }
    const auto inner = Child(*child, Deprel::kCompound);
    if (inner && *inner < *child && scene_.IsNoun(*inner) &&
        (scene_.flags(*inner) & (kFlagTime | kFlagDateline)) == 0) {
      return inner;
    }
  }
  return std::nullopt;
}

}  // namespace dateline::claims
