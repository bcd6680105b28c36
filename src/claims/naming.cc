#include "claims/naming.h"

#include <algorithm>

namespace dateline::claims {
namespace {

constexpr std::uint32_t kLongestPhrase = 12;  // tokens of a noun phrase that is named by its words

// The part of the words that is the name alone, without "Dr." or "[": what the actors stage kept.
ByteSpan WithoutTitles(ByteSpan words, std::string_view name, std::string_view text) {
  const std::size_t at = name.empty() ? std::string_view::npos : words.In(text).find(name);
  if (at == std::string_view::npos) return words;
  return ByteSpan::FromSizes(words.begin().value() + at, words.begin().value() + at + name.size());
}

}  // namespace

Naming::Naming(const Clauses& clauses) : clauses_(clauses), scene_(clauses.scene()) {
  const auto& entities = scene_.input().entities;
  named_at_.resize(entities.size());
  described_at_.resize(entities.size());
  const std::string_view text = scene_.language().text;
  for (const Mention& mention : scene_.language().mentions) {
    if (!mention.entity || mention.kind == MentionKind::kPronoun) continue;
    const std::size_t entity = mention.entity->value();
    if (mention.kind == MentionKind::kNominal) {
      if (!described_at_[entity]) described_at_[entity] = mention.span;
      continue;
    }
    const ByteSpan name = WithoutTitles(mention.span, entities[*mention.entity].name, text);
    std::optional<ByteSpan>& best = named_at_[entity];
    if (!best || name.size_bytes() > best->size_bytes()) best = name;
  }
  NoteOwners();
}

void Naming::NoteOwners() {
  constexpr std::size_t kMostOwned = 16;  // of one word
  for (TokenIndex token{0}; token.value() < scene_.token_count(); ++token) {
    if (!scene_.IsNoun(token) || scene_.lemma(token) == kUnknownWord) continue;
    const auto owner = Owner(token);
    if (!owner) continue;
    std::vector<Owned>& all = owned_[scene_.lemma(token).value()];
    if (all.size() < kMostOwned) all.push_back({token, *owner});
  }
}

// Does the word only say how many, which one or when: "two", "several", "second", "Monday's"?
bool Naming::IsCounting(TokenIndex token) const {
  const Deprel deprel = scene_.word(token).deprel;
  return deprel == Deprel::kNummod || deprel == Deprel::kDet ||
         scene_.word(token).upos == Upos::kPron || (scene_.flags(token) & kFlagTime) != 0 ||
         clauses_.cues().Is(CueKind::kVague, scene_.lemma(token));
}

// Where the words begin that stand before the head and belong to it: what modifies it and what
// modifies that ("high-voltage pylons", "national guard headquarters"), back to the first word that
// only counts or opens the phrase.
TokenIndex Naming::PhraseStart(TokenIndex head) const {
  constexpr int kNested = 4;
  TokenIndex first = head;
  const Sentence& sentence = scene_.sentence(scene_.SentenceOf(head));
  for (TokenIndex t = head; t > sentence.first && head.value() - t.value() < kLongestPhrase;) {
    t = t.previous();
    if (!scene_.IsBelow(t, head, kNested) || (scene_.flags(t) & kFlagDateline) != 0) break;
    const Word& word = scene_.word(t);
    if (word.upos == Upos::kPunct ? word.xpos != "HYPH" : word.upos == Upos::kAdp) break;
    if (word.head == head && IsCounting(t)) break;
    // Of what modifies a modifier every word counts ("heavily", "state" of "state-owned"), but the
    // phrase begins with none that only ties.
    const bool is_modifier = word.head != head || word.deprel == Deprel::kAmod ||
                             word.deprel == Deprel::kCompound || word.deprel == Deprel::kNmodPoss ||
                             word.deprel == Deprel::kNmod || word.deprel == Deprel::kFlat;
    if (!is_modifier && word.upos != Upos::kPunct) break;
    const bool is_content = word.upos == Upos::kNoun || word.upos == Upos::kPropn ||
                            word.upos == Upos::kAdj || word.upos == Upos::kAdv ||
                            word.upos == Upos::kVerb || word.upos == Upos::kNum;
    if (is_content) first = t;
  }
  return first;
}

// A noun phrase by its words: its head with the names and adjectives before it, and of a thing the
// "of" behind it that says which one. A body that has a role of its own is left out.
ByteSpan Naming::PhraseOf(TokenIndex head, bool is_thing) const {
  TokenIndex first = PhraseStart(head);
  TokenIndex end = head.next();
  for (auto child = scene_.FirstChild(head); child; child = scene_.NextChild(*child)) {
    if (*child < head || child->value() - head.value() >= kLongestPhrase) continue;
    const Deprel deprel = scene_.word(*child).deprel;
    if (deprel == Deprel::kCompound || deprel == Deprel::kFlat) end = std::max(end, child->next());
    if (is_thing && deprel == Deprel::kNmod && IsWhole(*child)) {
      end = std::max(end, NounEnd(*child));
      break;
    }
  }
  if (const auto body = BodyOf(head); body && *body < head) {
    // "FMLN guerrillas": the words behind the body.
    const Mention* mention = scene_.MentionAt(*body);
    while (first < head && first < mention->end) ++first;
  }
  return scene_.language().span_of(first, end);
}

// Does "of" tie the noun to the one before it?
bool Naming::IsWhole(TokenIndex noun) const {
  const auto preposition = scene_.Preposition(noun);
  return preposition && scene_.IsNoun(noun) && (scene_.flags(noun) & kFlagTime) == 0 &&
         clauses_.cues().Is(CueKind::kWhole, scene_.lemma(*preposition));
}

// The end of the noun, or of the name that it begins.
TokenIndex Naming::NounEnd(TokenIndex noun) const {
  TokenIndex end = noun.next();
  if (const Mention* mention = scene_.MentionAt(noun);
      mention != nullptr && mention->kind == MentionKind::kName && mention->first == noun) {
    end = std::max(end, mention->end);
  }
  for (auto child = scene_.FirstChild(noun); child; child = scene_.NextChild(*child)) {
    const Deprel deprel = scene_.word(*child).deprel;
    if (deprel != Deprel::kCompound && deprel != Deprel::kFlat) continue;
    if (*child > noun && child->value() - noun.value() < kLongestPhrase) {
      end = std::max(end, child->next());
    }
  }
  return end;
}

// Is the token in the name of a body that is no state?
bool Naming::IsBody(TokenIndex token) const {
  if ((scene_.flags(token) & kFlagDateline) != 0) return false;
  const Mention* mention = scene_.MentionAt(token);
  return mention != nullptr && mention->kind == MentionKind::kName &&
         mention->type == EntityType::kOrganisation &&
         scene_.input().entities[*mention->entity].type == EntityType::kOrganisation;
}

std::optional<TokenIndex> Naming::BodyOf(TokenIndex persons) const {
  const Mention* mention = scene_.MentionAt(persons);
  if (mention == nullptr || mention->kind != MentionKind::kNominal ||
      scene_.input().entities[*mention->entity].type != EntityType::kPerson) {
    return std::nullopt;
  }
  for (auto child = scene_.FirstChild(persons); child; child = scene_.NextChild(*child)) {
    const Deprel deprel = scene_.word(*child).deprel;
    if (deprel != Deprel::kCompound && deprel != Deprel::kAmod && deprel != Deprel::kNmodPoss &&
        deprel != Deprel::kNmod) {
      continue;
    }
    if (!IsBody(*child)) continue;
    if (*child < persons) return child;
    const auto preposition = scene_.Preposition(*child);
    if (preposition && clauses_.cues().Is(CueKind::kMember, scene_.lemma(*preposition))) {
      return child;
    }
  }
  return std::nullopt;
}

std::optional<TokenIndex> Naming::Owner(TokenIndex token) const {
  for (auto child = scene_.FirstChild(token); child && *child < token;
       child = scene_.NextChild(*child)) {
    const Deprel deprel = scene_.word(*child).deprel;
    if (deprel != Deprel::kAmod && deprel != Deprel::kCompound && deprel != Deprel::kNmodPoss) {
      continue;
    }
    if (HasSide(*child)) return child;
  }
  return std::nullopt;
}

std::optional<TokenIndex> Naming::OwnerBefore(TokenIndex token) const {
  const auto first = scene_.FirstChild(token);
  if (!first || !clauses_.cues().Is(CueKind::kDefinite, scene_.lemma(*first))) return std::nullopt;
  const auto found = owned_.find(scene_.lemma(token).value());
  if (found == owned_.end()) return std::nullopt;
  const auto side = [&](const Owned& owned) -> const std::string& {
    return scene_.input().entities[*scene_.MentionAt(owned.owner)->entity].side;
  };
  std::optional<TokenIndex> owner;
  for (const Owned& owned : found->second) {
    if (side(owned) != side(found->second.front())) return std::nullopt;
    if (owned.noun < token) owner = owned.owner;
  }
  return owner;
}

bool Naming::HasSide(TokenIndex token) const {
  const Mention* mention = scene_.MentionAt(token);
  return mention != nullptr && !scene_.input().entities[*mention->entity].side.empty();
}

bool Naming::IsNamed(TokenIndex token) const {
  const Mention* mention = scene_.MentionAt(token);
  return mention != nullptr &&
         (mention->kind == MentionKind::kName || named_at_[mention->entity->value()]);
}

// Does "our" stand before the noun?
bool Naming::IsOurs(TokenIndex token) const {
  const auto first = scene_.FirstChild(token);
  return first && scene_.word(*first).deprel == Deprel::kNmodPoss &&
         clauses_.cues().Is(CueKind::kFirstPerson, scene_.form(*first));
}

ByteSpan Naming::SpanOf(const Mention& mention, TokenIndex token) const {
  const std::size_t entity = mention.entity->value();
  const Entity& named = scene_.input().entities[*mention.entity];
  if (mention.kind == MentionKind::kName) {
    if (named.type == EntityType::kPerson && named_at_[entity]) return *named_at_[entity];
    return WithoutTitles(mention.span, named.name, scene_.language().text);
  }
  if (named_at_[entity]) return *named_at_[entity];
  if (mention.kind == MentionKind::kNominal) {
    return PhraseOf(token, named.type != EntityType::kPerson);
  }
  return described_at_[entity].value_or(mention.span);
}

std::optional<Role> Naming::NameOf(TokenIndex token, const Source* speaker) const {
  Role role;
  if (clauses_.cues().Is(CueKind::kFirstPerson, scene_.form(token))) {
    if (speaker == nullptr || speaker->name.empty()) return std::nullopt;
    role.entity = speaker->entity;
    role.name = speaker->name;
    role.side = speaker->side;
    role.span = scene_.language().tokens[token].span;
    return role;
  }
  if (const Mention* mention = scene_.MentionAt(token)) {
    const Entity& entity = scene_.input().entities[*mention->entity];
    role.entity = mention->entity;
    role.name = entity.name;
    role.side = entity.side;
    role.span = SpanOf(*mention, token);
  } else {
    const Upos upos = scene_.word(token).upos;
    if (upos == Upos::kPron || upos == Upos::kDet || upos == Upos::kSym) return std::nullopt;
    // "Two others": the count says all that there is to say.
    if (clauses_.cues().Is(CueKind::kVague, scene_.lemma(token))) return std::nullopt;
    const ByteSpan span = PhraseOf(token, true);
    role.name = span.In(scene_.language().text);
    role.span = span;
  }
  if (role.side.empty()) {
    if (speaker != nullptr && IsOurs(token)) {
      role.side = speaker->side;
    } else if (const auto owner = Owner(token)) {
      role.side = scene_.input().entities[*scene_.MentionAt(*owner)->entity].side;
    }
  }
  return role;
}

}  // namespace dateline::claims
