#include "claims/filler_features.h"

#include <algorithm>
#include <string>

namespace dateline::claims {
namespace {

using model::Feature;
using model::Hash;

// The templates; a new one goes to the end, and every change asks for a new model.
enum Form : std::uint64_t {
  kBias = 301,
  kHead,
  kTag,
  kNamed,
  kSide,
  kActor,
  kName,
  kChild,
  kConjunct,
  kRelation,
  kGovernor,
  kGovernorRelation,
  kHeadGovernor,
  kGrandparent,
  kRole,
  kRoleOfType,
  kSameSentence,
  kUnder,
  kUnderRelation,
  kDistance,
  kDistanceType,
  kNoAct,
  kPosition,
  kActCount,
  kPrevious,
  kNext,
  kBeforePrevious,
  kMentions,
  kFirstSentence,
  kSpeaks,
  kPath,
  kPathType,
  kActWord,
  kActWordSame,
  kTypes,
  kSentenceWord,
  kHeadType,
  kRealis,
  kRoleless,
  kNamedRole,
  kPathHead,
  kOpening,
  kListed,
  kBefore,
};

constexpr std::size_t kMostActs = 6;          // acts of one sentence that are looked at
constexpr std::size_t kMostRoles = 6;         // roles of one phrase
constexpr std::uint32_t kOpeningTokens = 60;  // whose words say what kind of report it is
constexpr int kClimb = 6;                     // steps up to a trigger
constexpr std::uint32_t kFarSentence = 8;     // later sentences count as this one

template <typename T>
std::uint64_t Number(T value) {
  return static_cast<std::uint64_t>(value) + 1;
}

std::string Lower(std::string_view words) {
  std::string lower(words);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

// 1, 2, 3-4, 5-8, more.
std::uint64_t Step(std::uint32_t count) {
  std::uint64_t step = 0;
  for (std::uint32_t at = count; at > 0 && step < 5; at /= 2) ++step;
  return step;
}

}  // namespace

FillerFeatures::FillerFeatures(const Clauses& clauses, const std::vector<Act>& acts,
                               const Draft& draft)
    : scene_(clauses.scene()), acts_(acts), draft_(draft) {
  for (std::size_t i = 0; i < acts.size(); ++i) {
    if (acts[i].is_sought) {
      sought_.push_back(i);
      type_bits_ |= std::uint64_t{1} << acts[i].type.value();
    }
    const auto& roles = draft.claims[ClaimIndex::FromSize(acts[i].claim)].roles;
    for (std::size_t r = 0; r < roles.size(); ++r) {
      const Filled filled{roles[r].role, acts[i].type};
      if (roles[r].entity) {
        auto& of_entity = by_entity_[roles[r].entity->value()];
        if (of_entity.size() < kMostRoles) of_entity.push_back(filled);
      }
      auto& of_token = by_token_[draft.arguments[acts[i].claim][r].value()];
      if (of_token.size() < kMostRoles) of_token.push_back(filled);
    }
  }
  if (sought_.empty()) return;  // no candidates, and nothing is asked for
  lemmas_.reserve(scene_.token_count());
  for (TokenIndex t{0}; t.value() < scene_.token_count(); ++t) {
    lemmas_.push_back(model::HashBytes(Lower(scene_.word(t).lemma)));
  }
  CountChains();
  for (TokenIndex t{0}; t.value() < std::min(kOpeningTokens, scene_.token_count()); ++t) {
    const Upos upos = scene_.word(t).upos;
    if (upos == Upos::kNoun || upos == Upos::kVerb || upos == Upos::kAdj) {
      opening_.push_back(LemmaOf(t));
    }
  }
}

void FillerFeatures::CountChains() {
  chains_.resize(scene_.input().entities.size());
  names_in_.resize(scene_.language().sentences.size());
  for (const Mention& mention : scene_.language().mentions) {
    if (!mention.entity) continue;
    if (mention.kind == MentionKind::kName && mention.type == EntityType::kPerson) {
      ++names_in_[scene_.SentenceOf(mention.first).value()];
    }
    Chain& chain = chains_[mention.entity->value()];
    if (chain.mentions++ == 0) chain.first_sentence = scene_.SentenceOf(mention.first).value();
  }
  for (const Attribution& attribution : scene_.input().attributions) {
    if (attribution.speaker.entity) ++chains_[attribution.speaker.entity->value()].speaks;
  }
}

bool FillerFeatures::IsPhraseHead(TokenIndex token) const {
  if (!scene_.IsNoun(token) || (scene_.flags(token) & (kFlagTime | kFlagDateline)) != 0) {
    return false;
  }
  const Deprel deprel = scene_.word(token).deprel;
  if (deprel != Deprel::kCompound && deprel != Deprel::kFlat) return true;
  // Inside a phrase a plain noun ("a bomb attack"), and a body or person that is named: "the
  // front's guerrillas".
  if (scene_.word(token).upos == Upos::kNoun) return deprel == Deprel::kCompound;
  const Mention* mention = scene_.MentionAt(token);
  return mention != nullptr && mention->kind == MentionKind::kName && mention->first == token;
}

std::vector<TokenIndex> FillerFeatures::Candidates() const {
  std::vector<TokenIndex> out;
  if (sought_.empty()) return out;
  for (TokenIndex token{0}; token.value() < scene_.token_count(); ++token) {
    if (!by_token_.contains(token.value()) && !IsPhraseHead(token)) continue;
    if (NearestAct(token)) out.push_back(token);
  }
  return out;
}

std::optional<std::size_t> FillerFeatures::NearestAct(TokenIndex token) const {
  const std::uint32_t sentence = scene_.SentenceOf(token).value();
  const auto after = std::partition_point(sought_.begin(), sought_.end(),
                                          [&](std::size_t i) { return acts_[i].first < token; });
  const auto distance = [&](std::size_t i) {
    const std::uint32_t other = acts_[i].sentence.value();
    const std::uint32_t sentences = other > sentence ? other - sentence : sentence - other;
    const std::uint32_t at = acts_[i].first.value();
    const std::uint32_t tokens = at > token.value() ? at - token.value() : token.value() - at;
    return std::pair(sentences, tokens);
  };
  std::optional<std::size_t> nearest;
  if (after != sought_.end()) nearest = *after;
  if (after != sought_.begin() && (!nearest || distance(*std::prev(after)) <= distance(*nearest))) {
    nearest = *std::prev(after);
  }
  if (!nearest || distance(*nearest).first > kReach) return std::nullopt;
  return nearest;
}

std::uint64_t FillerFeatures::CaseOf(TokenIndex token) const {
  const auto preposition = scene_.Preposition(token);
  return preposition ? LemmaOf(*preposition) : 0;
}

void FillerFeatures::AddWords(TokenIndex token, std::vector<Feature>& out) const {
  const Word& word = scene_.word(token);
  out.push_back(Hash(kHead, LemmaOf(token)));
  out.push_back(Hash(kTag, Number(word.upos), model::HashBytes(word.xpos)));
  for (auto child = scene_.FirstChild(token); child; child = scene_.NextChild(*child)) {
    switch (scene_.word(*child).deprel) {
      case Deprel::kAmod:
      case Deprel::kCompound:
      case Deprel::kNmodPoss:
      case Deprel::kNmod:
      case Deprel::kDet:
      case Deprel::kAppos:
      case Deprel::kAcl:
      case Deprel::kAclRelcl:
        out.push_back(Hash(kChild, Number(scene_.word(*child).deprel), LemmaOf(*child)));
        break;
      case Deprel::kNummod:
        out.push_back(Hash(kChild, Number(Deprel::kNummod)));
        break;
      default:
        break;
    }
  }
}

// The words beside it: where the tree is wrong they say the same.
void FillerFeatures::AddNeighbours(TokenIndex token, std::vector<Feature>& out) const {
  const Sentence& sentence = scene_.sentence(scene_.SentenceOf(token));
  const auto at = [&](TokenIndex from, int by) -> std::uint64_t {
    const std::int64_t to = std::int64_t{from.value()} + by;
    const bool is_inside = to >= sentence.first.value() && to < sentence.end.value();
    return is_inside ? lemmas_[static_cast<std::size_t>(to)] : 1;
  };
  TokenIndex first = token;
  TokenIndex last = token;
  if (const Mention* mention = scene_.MentionAt(token);
      mention != nullptr && mention->kind == MentionKind::kName) {
    first = mention->first;
    last = mention->end.previous();
  }
  out.push_back(Hash(kPrevious, at(first, -1)));
  out.push_back(Hash(kBeforePrevious, at(first, -1), at(first, -2)));
  out.push_back(Hash(kNext, at(last, 1)));
}

void FillerFeatures::AddGovernor(TokenIndex token, std::vector<Feature>& out) const {
  TokenIndex at = token;
  for (int i = 0; i < 4 && scene_.word(at).deprel == Deprel::kConj && scene_.Head(at); ++i) {
    at = *scene_.Head(at);
  }
  if (at != token) {
    out.push_back(Hash(kConjunct, 1));
    out.push_back(Hash(kConjunct, LemmaOf(at)));
  }
  const std::uint64_t relation = Number(scene_.word(at).deprel);
  const std::uint64_t preposition = CaseOf(at);
  out.push_back(Hash(kRelation, relation, preposition));
  const auto head = scene_.Head(at);
  if (!head) return;
  const std::uint64_t governor = LemmaOf(*head);
  out.push_back(Hash(kGovernor, governor));
  out.push_back(Hash(kGovernorRelation, governor, relation, preposition));
  out.push_back(Hash(kHeadGovernor, LemmaOf(token), governor));
  if (const auto above = scene_.Head(*head)) {
    out.push_back(Hash(kGrandparent, LemmaOf(*above), Number(scene_.word(*head).deprel), relation));
  }
}

void FillerFeatures::AddEntity(TokenIndex token, std::vector<Feature>& out) const {
  const Mention* mention = scene_.MentionAt(token);
  if (mention == nullptr) {
    out.push_back(Hash(kNamed, 1));
    return;
  }
  const Entity& entity = scene_.input().entities[*mention->entity];
  const std::size_t dot = entity.actor.find('.');
  const std::string_view service =
      dot == std::string::npos ? "" : std::string_view(entity.actor).substr(dot);
  out.push_back(Hash(kNamed, Number(entity.type) + 1, Number(mention->kind)));
  out.push_back(Hash(kSide, Number(entity.side.empty()), Number(entity.type)));
  out.push_back(Hash(kActor, Number(entity.type), model::HashBytes(service),
                     entity.kind ? Number(*entity.kind) : 0));
  out.push_back(Hash(kName, model::HashBytes(Lower(entity.name))));
  const Chain& chain = chains_[mention->entity->value()];
  out.push_back(Hash(kMentions, Step(chain.mentions), Number(entity.type)));
  out.push_back(Hash(kFirstSentence, Number(std::min(chain.first_sentence, kFarSentence)),
                     Number(entity.type)));
  out.push_back(Hash(kSpeaks, Step(chain.speaks), Number(entity.type)));
}

void FillerFeatures::AddRoles(TokenIndex token, std::vector<Feature>& out) const {
  const auto add_roles = [&](const auto& map, std::uint32_t key, std::uint64_t where) {
    const auto found = map.find(key);
    if (found == map.end()) return false;
    for (const Filled& filled : found->second) {
      out.push_back(Hash(kRole, Number(filled.role), where));
      out.push_back(Hash(kRoleOfType, Number(filled.role), Number(filled.type.value()), where));
      out.push_back(Hash(kNamedRole, Number(filled.role), LemmaOf(token)));
    }
    return true;
  };
  bool has_role = add_roles(by_token_, token.value(), 1);
  if (const Mention* mention = scene_.MentionAt(token)) {
    has_role = add_roles(by_entity_, mention->entity->value(), 2) || has_role;
  }
  if (!has_role) {
    out.push_back(Hash(kRoleless, 1));
    return;
  }
  for (const std::uint64_t word : opening_) out.push_back(Hash(kOpening, word));
}

// The way through the tree from the phrase to the act: up to where they meet, and down.
void FillerFeatures::AddPath(TokenIndex token, const Act& act, std::vector<Feature>& out) const {
  constexpr int kUp = 4;
  constexpr int kDown = 3;
  std::uint64_t path = 1;
  std::optional<TokenIndex> up = token;
  for (int i = 0; up && i <= kUp; ++i) {
    std::uint64_t down = 1;
    std::optional<TokenIndex> at = act.head;
    for (int j = 0; at && j <= kDown; ++j) {
      if (*at == *up) {
        const std::uint64_t whole = model::Join(path, down);
        out.push_back(Hash(kPath, whole, CaseOf(token)));
        out.push_back(Hash(kPathType, whole, Number(act.type.value())));
        out.push_back(Hash(kPathHead, whole, LemmaOf(token)));
        return;
      }
      down = model::Join(down, Number(scene_.word(*at).deprel));
      at = scene_.Head(*at);
    }
    path = model::Join(path, Number(scene_.word(*up).deprel));
    up = scene_.Head(*up);
  }
}

void FillerFeatures::AddActs(TokenIndex token, std::vector<Feature>& out) const {
  const SentenceIndex sentence = scene_.SentenceOf(token);
  std::size_t seen = 0;
  const std::uint64_t relation = Number(scene_.word(token).deprel);
  for (auto act = std::partition_point(acts_.begin(), acts_.end(),
                                       [&](const Act& a) { return a.sentence < sentence; });
       act != acts_.end() && act->sentence == sentence && seen < kMostActs; ++act, ++seen) {
    const std::uint64_t type = Number(act->type.value());
    out.push_back(Hash(kSameSentence, type));
    out.push_back(Hash(kActWordSame, LemmaOf(act->head)));
    AddPath(token, *act, out);
    std::optional<TokenIndex> up = token;
    for (int i = 0; up && i < kClimb; ++i, up = scene_.Head(*up)) {
      if (*up < act->first || *up >= act->end) continue;
      out.push_back(Hash(kUnder, type, Number(std::min(i, 3))));
      out.push_back(Hash(kUnderRelation, type, Number(scene_.IsVerb(*up)),
                         model::Join(relation, CaseOf(token))));
      break;
    }
  }
}

// What the sentences before tell, and whether this one lists names: "The dead are: ...".
void FillerFeatures::AddSurroundings(TokenIndex token, std::vector<Feature>& out) const {
  const SentenceIndex sentence = scene_.SentenceOf(token);
  const Mention* mention = scene_.MentionAt(token);
  const std::uint64_t type =
      mention == nullptr ? 0 : Number(scene_.input().entities[*mention->entity].type);
  out.push_back(Hash(kListed, Step(names_in_[sentence.value()]), type));
  std::size_t seen = 0;
  for (auto act = std::partition_point(acts_.begin(), acts_.end(),
                                       [&](const Act& a) { return a.sentence < sentence; });
       act != acts_.begin() && seen < kMostActs; ++seen) {
    --act;
    const std::uint32_t back = sentence.value() - act->sentence.value();
    if (back > 2) break;
    out.push_back(Hash(kBefore, Number(act->type.value()), back, type));
  }
}

void FillerFeatures::AddNearest(TokenIndex token, std::vector<Feature>& out) const {
  const auto nearest = NearestAct(token);
  if (!nearest) {
    out.push_back(Hash(kNoAct, 1));
    return;
  }
  const Act& act = acts_[*nearest];
  const std::uint32_t other = act.sentence.value();
  const std::uint32_t mine = scene_.SentenceOf(token).value();
  const std::uint64_t distance = Number(other > mine ? other - mine : mine - other);
  const std::uint64_t type = Number(act.type.value());
  out.push_back(Hash(kDistance, distance));
  out.push_back(
      Hash(kDistanceType, std::min<std::uint64_t>(distance, 4), type, Number(act.first < token)));
  out.push_back(Hash(kActWord, LemmaOf(act.head)));
  out.push_back(Hash(kHeadType, LemmaOf(token), type));
  out.push_back(Hash(kRealis, Number(draft_.claims[ClaimIndex::FromSize(act.claim)].realis), type));
}

void FillerFeatures::Of(TokenIndex token, std::vector<Feature>& out) const {
  out.clear();
  out.push_back(Hash(kBias, 1));
  AddWords(token, out);
  AddNeighbours(token, out);
  AddGovernor(token, out);
  AddEntity(token, out);
  AddRoles(token, out);
  AddActs(token, out);
  AddSurroundings(token, out);
  AddNearest(token, out);
  out.push_back(Hash(kPosition, Number(std::min(scene_.SentenceOf(token).value(), kFarSentence))));
  out.push_back(Hash(kActCount, Number(std::min<std::size_t>(sought_.size(), kFarSentence))));
  out.push_back(Hash(kTypes, type_bits_));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

}  // namespace dateline::claims
