#include "attribution/speaker.h"

#include <algorithm>

namespace dateline::attribution {
namespace {

constexpr std::size_t kLongestDescription = 12;  // tokens

class Resolver {
 public:
  Resolver(const Scene& scene, const IndexedVector<Entity, EntityIndex>& entities)
      : scene_(scene), entities_(entities) {}

  // `before`: who the last source outside quotations was.
  Source Resolve(const Draft& draft, const Source* parent, const Source* before) const;

 private:
  const Mention* MentionAt(TokenIndex head) const;
  const Mention* NameInApposition(TokenIndex head) const;
  const Mention* BodyBehind(TokenIndex head) const;
  std::optional<TokenIndex> MakerOf(TokenIndex artefact) const;
  bool IsAccount(TokenIndex head) const;
  std::optional<SourceKind> KindOfOwner(const Mention& mention) const;
  const Mention* OwnerOf(TokenIndex account) const;
  Source FromMention(const Mention& mention, TokenIndex head) const;
  Source FromWords(TokenRange span, TokenIndex head) const;
  SourceKind KindOf(TokenIndex head, EntityType type) const;

  const Scene& scene_;
  const IndexedVector<Entity, EntityIndex>& entities_;
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
  return kind == SourceKind::kOrganisation || kind == SourceKind::kOutlet ? &*at : nullptr;
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

// The words of a description up to its head: "senior US official".
Source Resolver::FromWords(TokenRange span, TokenIndex head) const {
  Source source;
  if (!span.Contains(head) || scene_.word(head).upos == Upos::kPron) return source;
  while (span.first < head && scene_.Is(span.first, WordKind::kDeterminer)) ++span.first;
  if (head.value() - span.first.value() > kLongestDescription) return source;
  source.name = std::string(scene_.input.span_of(span.first, head.next()).In(scene_.input.text));
  const bool is_named = scene_.word(head).upos == Upos::kPropn;
  source.kind =
      is_named
          ? KindOf(head, EntityType::kPerson)
          : scene_.lexicon.KindOfHead(scene_.word(head).lemma).value_or(SourceKind::kAnonymous);
  return source;
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

Source Resolver::Resolve(const Draft& draft, const Source* parent, const Source* before) const {
  if (!draft.source_head) return {};
  TokenIndex head = *draft.source_head;
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
  const auto pronoun = scene_.lexicon.Pronoun(scene_.lower[head]);
  if (pronoun == PronounKind::kSelf) return parent != nullptr ? *parent : Source();
  if (const Mention* name = BodyBehind(head)) return FromMention(*name, head);
  if (const Mention* name = NameInApposition(head)) return FromMention(*name, head);
  if (const Mention* mention = MentionAt(head)) {
    Source source = FromMention(*mention, head);
    if (!source.name.empty()) return source;
  }
  if (pronoun) {
    const bool is_body = before != nullptr && before->entity && entities_.has(*before->entity) &&
                         entities_[*before->entity].type != EntityType::kPerson;
    if (*pronoun == PronounKind::kPerson && is_body) return {};
    return before != nullptr && CanBe(*pronoun, *before) ? *before : Source();
  }
  return FromWords(*draft.source, head);
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
                              before ? &out[*before] : nullptr);
    if (!parent && !out[i].name.empty()) before = i;
    if (parent && !has_parent && out[i].name.empty()) waiting.push_back(i);
  }
  // "We fear that the bridge will fall," he said: "we" are known once "he" is.
  for (const std::size_t i : waiting) {
    out[i] = resolver.Resolve(composed.drafts[i], &out[*composed.parents[i]], nullptr);
  }
  return out;
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
