#include "attribution/speaker.h"

#include <algorithm>

#include "attribution/sources.h"

namespace dateline::attribution {
namespace {

constexpr std::size_t kLongestDescription = 12;  // tokens

class Resolver {
 public:
  Resolver(const Scene& scene, const IndexedVector<Entity, EntityIndex>& entities)
      : scene_(scene),
        entities_(entities),
        is_named_(entities.size(), false),
        pronouns_(entities.size()) {
    for (const Mention& mention : scene.input.mentions) {
      if (!mention.entity || !entities.has(*mention.entity)) continue;
      const std::size_t entity = mention.entity->value();
      if (mention.kind == MentionKind::kName) is_named_[entity] = true;
      if (mention.kind == MentionKind::kPronoun && mention.first.next() == mention.end) {
        const std::string& pronoun = scene.lower[mention.first];
        auto& known = pronouns_[entity];
        const bool is_known = std::find(known.begin(), known.end(), pronoun) != known.end();
        if (scene.lexicon.Pronoun(pronoun) == PronounKind::kPerson && !is_known)
          known.push_back(pronoun);
      }
    }
  }

  // `before`: who the last source outside quotations was, and `last` its draft.
  Source Resolve(const Draft& draft, const Source* parent, const Source* before,
                 const Draft* last) const;

 private:
  const Mention* MentionAt(TokenIndex head) const;
  const Mention* NameInApposition(TokenIndex head) const;
  const Mention* BodyBehind(TokenIndex head) const;
  std::optional<TokenIndex> MakerOf(TokenIndex artefact) const;
  bool IsAccount(TokenIndex head) const;
  std::optional<SourceKind> KindOfOwner(const Mention& mention) const;
  const Mention* OwnerOf(TokenIndex account) const;
  Source FromMention(const Mention& mention, TokenIndex head) const;
  SourceKind KindOfPart(TokenIndex first, TokenIndex head) const;
  Source FromWords(TokenRange span, TokenIndex head) const;
  SourceKind KindOf(TokenIndex head, EntityType type) const;
  bool IsNamedPerson(const Source& source) const;
  bool GoesOn(const Draft& draft, const Source& before, const Draft& last) const;
  bool IsEpithet(const Draft& draft, const Mention& mention, const Source& before,
                 const Draft& last) const;

  const Scene& scene_;
  const IndexedVector<Entity, EntityIndex>& entities_;
  std::vector<bool> is_named_;                      // entities that a name stands for
  std::vector<std::vector<std::string>> pronouns_;  // of persons: those that stand for an entity
};

// The mention of someone or something that can speak and holds this token: with an entity rather
// than without, then the longest.
const Mention* Resolver::MentionAt(TokenIndex head) const {
  const auto& mentions = scene_.input.mentions;
  auto at = std::upper_bound(mentions.begin(), mentions.end(), head,
                             [](TokenIndex t, const Mention& m) { return t < m.first; });
  const Mention* best = nullptr;
  constexpr int kFarthest = 8;
  for (int step = 0; at != mentions.begin() && step < kFarthest; ++step) {
    --at;
    if (!(head < at->end)) continue;
    if (best == nullptr || (at->entity && !best->entity) ||
        (at->entity.has_value() == best->entity.has_value() && best->end < at->end))
      best = &*at;
    if (best->entity == at->entity && at->first < best->first) best = &*at;
  }
  return best;
}

const Mention* Resolver::NameInApposition(TokenIndex head) const {
  const Mention* found = nullptr;
  scene_.tree.ForChildren(head, [&](TokenIndex child) {
    const Deprel deprel = scene_.word(child).deprel;
    if (found != nullptr || !(deprel == Deprel::kAppos || deprel == Deprel::kFlat)) return;
    const Mention* mention = MentionAt(child);
    if (mention != nullptr && mention->kind == MentionKind::kName &&
        mention->type == EntityType::kPerson)
      found = mention;
  });
  return found;
}

// "The aid organisation Helping Hand": the name right behind what it is.
const Mention* Resolver::BodyBehind(TokenIndex head) const {
  const auto& mentions = scene_.input.mentions;
  const auto at = std::lower_bound(mentions.begin(), mentions.end(), head.next(),
                                   [](const Mention& m, TokenIndex t) { return m.first < t; });
  if (at == mentions.end() || at->first != head.next() || at->kind != MentionKind::kName ||
      at->type != EntityType::kOrganisation || !at->entity || scene_.word(head).upos != Upos::kNoun)
    return nullptr;
  const auto kind = scene_.lexicon.KindOfHead(scene_.word(head).lemma);
  if (kind)
    return *kind == SourceKind::kOrganisation || *kind == SourceKind::kOutlet ? &*at : nullptr;
  // "Grid operator Ukrenergo": of what no table knows, the tree says whether the name is its name.
  bool is_its_name = false;
  for (TokenIndex t = at->first; t < at->end; ++t) {
    const Word& word = scene_.word(t);
    is_its_name = is_its_name || (word.head == head &&
                                  (word.deprel == Deprel::kAppos || word.deprel == Deprel::kFlat));
  }
  return is_its_name ? &*at : nullptr;
}

std::optional<TokenIndex> Resolver::MakerOf(TokenIndex artefact) const {
  std::optional<TokenIndex> maker;
  scene_.tree.ForChildren(artefact, [&](TokenIndex child) {
    if (maker || !scene_.lexicon.Is(scene_.word(child).lemma, WordKind::kMaker)) return;
    maker = scene_.tree.Agent(child);
    scene_.tree.ForChildren(child, [&](TokenIndex grandchild) {
      if (maker || scene_.word(grandchild).deprel != Deprel::kObl) return;
      scene_.tree.ForChildren(grandchild, [&](TokenIndex mark) {
        if (scene_.Is(mark, WordKind::kBy)) maker = grandchild;
      });
    });
  });
  return maker;
}

// "The Red Cross' Ann Lee", "Reuters' Ann Lee": someone named by the body that they belong to.
std::optional<SourceKind> Resolver::KindOfOwner(const Mention& mention) const {
  if (mention.first.value() < 2) return std::nullopt;
  const TokenIndex mark = mention.first.previous();
  const std::string& surface = scene_.lower[mark];
  if (surface != "'s" && surface != "\u2019s" && surface != "'" && surface != "\u2019") {
    return std::nullopt;
  }
  const Mention* owner = MentionAt(mark.previous());
  if (owner == nullptr) return std::nullopt;
  // "The Belgian Red Cross" may pass for a people.
  const bool is_body =
      owner->type == EntityType::kOrganisation ||
      (owner->type == EntityType::kNationality && owner->end.value() - owner->first.value() > 2);
  if (!is_body) return std::nullopt;
  if (!owner->entity || !entities_.has(*owner->entity)) return SourceKind::kOrganisation;
  const auto kind = entities_[*owner->entity].kind;
  if (kind == SourceKind::kOutlet) return SourceKind::kJournalist;
  if (kind == SourceKind::kGovernment) return SourceKind::kOfficial;
  return kind.value_or(SourceKind::kOrganisation);
}

bool Resolver::IsAccount(TokenIndex head) const {
  return scene_.lexicon.Is(scene_.word(head).lemma, WordKind::kAccount) ||
         scene_.Is(head, WordKind::kAccount);
}

// "UN figures", "the ministry's data", "a report by the agency": whose the account is.
const Mention* Resolver::OwnerOf(TokenIndex account) const {
  const Mention* owner = nullptr;
  const auto look = [&](TokenIndex t) {
    const Mention* mention = owner == nullptr ? MentionAt(t) : nullptr;
    if (mention == nullptr || !mention->entity ||
        (mention->first <= account && account < mention->end))
      return;
    if (mention->type == EntityType::kOrganisation || mention->type == EntityType::kPerson) {
      owner = mention;
    }
  };
  if (TokenIndex(0) < account) look(account.previous());
  scene_.tree.ForChildren(account, [&](TokenIndex child) {
    const Deprel deprel = scene_.word(child).deprel;
    if (deprel == Deprel::kNmodPoss || deprel == Deprel::kCompound || deprel == Deprel::kAmod) {
      look(child);
    } else if (deprel == Deprel::kNmod) {
      scene_.tree.ForChildren(child, [&](TokenIndex mark) {
        if (scene_.Is(mark, WordKind::kBy)) look(child);
      });
    }
  });
  return owner;
}

SourceKind Resolver::KindOf(TokenIndex head, EntityType type) const {
  if (const auto kind = scene_.lexicon.KindOfHead(scene_.word(head).lemma)) return *kind;
  if (const auto kind = scene_.lexicon.KindOfHead(scene_.lower[head])) return *kind;
  switch (type) {
    case EntityType::kGeopolitical:
    case EntityType::kLocation:
      return SourceKind::kGovernment;
    case EntityType::kPerson:
      return SourceKind::kOfficial;
    default:
      return SourceKind::kOrganisation;
  }
}

Source Resolver::FromMention(const Mention& mention, TokenIndex head) const {
  Source source;
  if (mention.entity && entities_.has(*mention.entity)) {
    const Entity& entity = entities_[*mention.entity];
    source.entity = mention.entity;
    source.name = entity.name;
    source.side = entity.side;
    source.kind = entity.kind ? *entity.kind : KindOf(head, entity.type);
    if (!entity.kind && entity.type == EntityType::kPerson) {
      if (const auto kind = KindOfOwner(mention)) source.kind = *kind;
    }
    return source;
  }
  if (mention.kind == MentionKind::kName) {
    source.name = std::string(mention.span.In(scene_.input.text));
    source.kind = KindOf(head, mention.type);
  }
  return source;
}

// "The United Nations mission": what no table knows is of the body that its words begin with.
SourceKind Resolver::KindOfPart(TokenIndex first, TokenIndex head) const {
  const Mention* body = MentionAt(first);
  const bool is_body = body != nullptr && body->type == EntityType::kOrganisation &&
                       body->kind == MentionKind::kName && body->end == head;
  return is_body ? SourceKind::kOrganisation : SourceKind::kAnonymous;
}

// The words of a description up to its head: "senior US official".
Source Resolver::FromWords(TokenRange span, TokenIndex head) const {
  Source source;
  if (!span.Contains(head) || scene_.word(head).upos == Upos::kPron) return source;
  while (span.first < head && scene_.Is(span.first, WordKind::kDeterminer)) ++span.first;
  if (head.value() - span.first.value() > kLongestDescription) return source;
  source.name = std::string(scene_.input.span_of(span.first, head.next()).In(scene_.input.text));
  const bool is_named = scene_.word(head).upos == Upos::kPropn;
  source.kind = is_named ? KindOf(head, EntityType::kPerson)
                         : scene_.lexicon.KindOfHead(scene_.word(head).lemma)
                               .value_or(KindOfPart(span.first, head));
  return source;
}

bool Resolver::IsNamedPerson(const Source& source) const {
  return source.entity && entities_.has(*source.entity) && is_named_[source.entity->value()] &&
         entities_[*source.entity].type == EntityType::kPerson;
}

// "...," he said, with the quotation right before him: whoever spoke last goes on, here or in the
// paragraph before, whomever the quotation speaks of.
bool Resolver::GoesOn(const Draft& draft, const Source& before, const Draft& last) const {
  if (!IsNamedPerson(before)) return false;
  const std::string& pronoun = scene_.lower[*draft.source_head];
  const auto& known = pronouns_[before.entity->value()];
  if (!known.empty() && std::find(known.begin(), known.end(), pronoun) == known.end()) return false;
  const TokenIndex begin =
      draft.cue.is_empty() ? draft.source->first : std::min(draft.source->first, draft.cue.first);
  if (begin.value() == 0) return false;
  const TokenIndex mark = begin.previous();
  const Quote* quote = scene_.SpeechAround(mark);
  if (quote == nullptr || begin != quote->tokens.end || !quote->is_closed ||
      !(last.cue_head < quote->tokens.first))
    return false;
  const BlockIndex from = scene_.input.sentence_of(last.cue_head).block;
  return quote->block.value() - std::min(from.value(), quote->block.value()) <= 1;
}

// "Senator Ann Lee opposed it ... the former teacher said": a definite description that stands for
// nobody else, right after someone with a name has spoken. An office ("the president") is no such
// description: it has a holder of its own.
bool Resolver::IsEpithet(const Draft& draft, const Mention& mention, const Source& before,
                         const Draft& last) const {
  constexpr std::uint32_t kFarthest = 4;  // sentences
  const TokenIndex head = *draft.source_head;
  const Word& word = scene_.word(head);
  if (mention.kind != MentionKind::kNominal || word.upos != Upos::kNoun ||
      !scene_.Is(draft.source->first, WordKind::kDefinite) ||
      word.feats.find("Number=Plur") != std::string::npos)
    return false;
  if (mention.entity && is_named_[mention.entity->value()]) return false;
  if (scene_.lexicon.KindOfHead(word.lemma)) return false;
  if (!before.entity || !entities_.has(*before.entity) || !is_named_[before.entity->value()])
    return false;
  if (entities_[*before.entity].type != mention.type) return false;
  const SentenceIndex from = scene_.input.tokens[last.cue_head].sentence;
  const SentenceIndex here = scene_.input.tokens[head].sentence;
  return from <= here && here.value() - from.value() <= kFarthest;
}

bool CanBe(PronounKind pronoun, const Source& source) {
  switch (pronoun) {
    case PronounKind::kPerson:
      return source.kind == SourceKind::kOfficial || source.kind == SourceKind::kJournalist ||
             source.kind == SourceKind::kWitness || source.kind == SourceKind::kAnonymous ||
             source.kind == SourceKind::kMilitary;
    case PronounKind::kThing:
      return source.kind == SourceKind::kGovernment || source.kind == SourceKind::kMilitary ||
             source.kind == SourceKind::kOrganisation || source.kind == SourceKind::kOutlet;
    case PronounKind::kAny:
      return true;
    case PronounKind::kSelf:
    case PronounKind::kNone:
      return false;
  }
  return false;
}

Source Resolver::Resolve(const Draft& draft, const Source* parent, const Source* before,
                         const Draft* last) const {
  if (!draft.source_head) return {};
  TokenIndex head = *draft.source_head;
  // "State media quoted the president as saying": the outlet is how it reached us.
  for (TokenIndex t = draft.cue.first; t < draft.cue.end; ++t) {
    if (const auto cited = CitedBefore(scene_, t)) head = *cited;
  }
  // The cue may be "quoted" alone; then "saying" stands right before what is said.
  if (!draft.content.empty() && draft.cue.end < draft.content.front().first) {
    if (const auto cited = CitedBefore(scene_, draft.content.front().first.previous()))
      head = *cited;
  }
  if (scene_.lexicon.Is(scene_.word(head).lemma, WordKind::kArtefact)) {
    const auto maker = MakerOf(head);
    if (!maker) return {};
    head = *maker;
  }
  if (IsAccount(head)) {
    if (const auto owner = OwnerOf(head)) {
      Source source = FromMention(*owner, owner->end.previous());
      if (!source.name.empty()) return source;
    }
    if (parent != nullptr && !parent->name.empty()) return *parent;
  }
  // "Two people in Kunlong, reached by phone, said": where the tree makes the participle the head.
  const TokenIndex verb = head;
  if (draft.source->Contains(verb) && scene_.word(verb).upos == Upos::kVerb) {
    for (TokenIndex t = draft.source->first; t < verb && scene_.lower[t] != ","; ++t) {
      const Upos upos = scene_.word(t).upos;
      if (upos == Upos::kAdp) break;
      if (upos == Upos::kNoun || upos == Upos::kPropn) head = t;
    }
  }
  const auto pronoun = scene_.lexicon.Pronoun(scene_.lower[head]);
  if (pronoun == PronounKind::kSelf) return parent != nullptr ? *parent : Source();
  if (pronoun == PronounKind::kPerson && before != nullptr && last != nullptr &&
      head == *draft.source_head && draft.source->Contains(head) && GoesOn(draft, *before, *last))
    return *before;
  if (const Mention* name = BodyBehind(head)) return FromMention(*name, head);
  if (const Mention* name = NameInApposition(head)) return FromMention(*name, head);
  if (const Mention* mention = MentionAt(head)) {
    if (before != nullptr && last != nullptr && head == *draft.source_head &&
        IsEpithet(draft, *mention, *before, *last))
      return *before;
    Source source = FromMention(*mention, head);
    if (!source.name.empty()) return source;
  }
  if (pronoun) {
    const bool is_body = before != nullptr && before->entity && entities_.has(*before->entity) &&
                         entities_[*before->entity].type != EntityType::kPerson;
    if (*pronoun == PronounKind::kPerson && is_body) return {};
    return before != nullptr && CanBe(*pronoun, *before) ? *before : Source();
  }
  Source source = FromWords(*draft.source, head);
  // "The children's fund UNICEF": the span is the name, and the head stands before it.
  if (source.name.empty() && !draft.source->is_empty() && !draft.source->Contains(head)) {
    const TokenIndex end = draft.source->end.previous();
    if (const Mention* mention = MentionAt(end)) source = FromMention(*mention, end);
  }
  return source;
}

}  // namespace

std::vector<Source> FindSpeakers(const Scene& scene, const Composed& composed,
                                 const IndexedVector<Entity, EntityIndex>& entities) {
  const Resolver resolver(scene, entities);
  std::vector<Source> out(composed.drafts.size());
  std::optional<std::size_t> before;
  std::vector<std::size_t> waiting;  // for a frame around it that comes later in the text
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (const auto from = composed.heirs_of[i]; from && *from < i) {
      out[i] = out[*from];
      continue;
    }
    const auto parent = composed.parents[i];
    const bool has_parent = parent && *parent < i;
    out[i] = resolver.Resolve(composed.drafts[i], has_parent ? &out[*parent] : nullptr,
                              before ? &out[*before] : nullptr,
                              before ? &composed.drafts[*before] : nullptr);
    if (!parent && !out[i].name.empty()) before = i;
    if (parent && !has_parent && out[i].name.empty()) waiting.push_back(i);
  }
  // "We fear that the bridge will fall," he said: "we" are known once "he" is.
  for (const std::size_t i : waiting) {
    out[i] = resolver.Resolve(composed.drafts[i], &out[*composed.parents[i]], nullptr, nullptr);
  }
  return out;
}

Source WhoIs(const Scene& scene, const IndexedVector<Entity, EntityIndex>& entities,
             TokenIndex head) {
  Draft draft;
  draft.source = PhraseOf(scene, head, scene.SentenceOf(head)).span;
  draft.source_head = head;
  return Resolver(scene, entities).Resolve(draft, nullptr, nullptr, nullptr);
}

std::string FindMedium(const Scene& scene, const Draft& draft) {
  std::string genre;
  std::string named;
  const auto look = [&](TokenIndex t, bool is_object) {
    const Medium* medium = scene.lexicon.FindMedium(scene.lower[t]);
    if (medium == nullptr) medium = scene.lexicon.FindMedium(scene.word(t).lemma);
    if (medium == nullptr) return;
    const bool is_told =
        medium->kind == MediumKind::kOutlet || medium->kind == MediumKind::kAudience;
    if (is_told != is_object) return;
    (medium->kind == MediumKind::kGenre ? genre : named) = medium->name;
  };
  scene.tree.ForChildren(draft.cue_head, [&](TokenIndex child) {
    const Deprel deprel = scene.word(child).deprel;
    const bool is_object = deprel == Deprel::kObj || deprel == Deprel::kIobj;
    if (!is_object && deprel != Deprel::kObl && deprel != Deprel::kNmod) return;
    if (draft.source && draft.source->Contains(child)) return;
    for (const TokenRange& part : draft.content) {
      if (part.Contains(child)) return;
    }
    look(child, is_object);
    if (is_object) return;
    scene.tree.ForChildren(child, [&](TokenIndex grandchild) { look(grandchild, false); });
  });
  return named.empty() ? genre : named;
}

}  // namespace dateline::attribution
