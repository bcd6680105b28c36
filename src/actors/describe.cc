#include "actors/describe.h"

#include <algorithm>
#include <unordered_map>

#include "actors/roles.h"

namespace dateline::actors {
namespace {

class Describer {
 public:
  Describer(const Scene& scene, const std::vector<Nominal>& nominals, Cast& cast)
      : scene_(scene), words_(scene.words), nominals_(nominals), cast_(cast) {}

  Descriptions Run() {
    out_.bound = BindRoles(words_, nominals_, scene_.uses, scene_.use_at);
    out_.standings.reserve(nominals_.size());
    for (const Nominal& nominal : nominals_) {
      out_.standings.push_back(
          StandingOf(scene_, nominal.first, nominal.head, nominal.end, *nominal.head_entry));
    }
    ShareSides();
    for (std::size_t i = 0; i < nominals_.size(); ++i) ServeSubject(i);
    for (std::size_t i = 0; i < nominals_.size(); ++i) {
      const Nominal& nominal = nominals_[i];
      const std::int32_t holder = scene_.use_at[nominal.head.value()];
      if (holder >= 0) {
        DescribeFromWithin(nominal, out_.standings[i], Use(holder));
      } else if (out_.bound[i] >= 0 && Use(out_.bound[i]).figure != kNoFigure) {
        Describe(nominal, out_.standings[i], cast_[Use(out_.bound[i]).figure]);
      }
    }
    for (const NameUse& use : scene_.uses) {
      if (use.figure != kNoFigure) DescribeByTitle(use, cast_[use.figure]);
    }
    for (std::size_t i = 0; i < nominals_.size(); ++i) DescribeMember(nominals_[i], i);
    for (const NameUse& use : scene_.uses) DescribeLeading(use);
    for (Figure& figure : cast_.figures) DescribeLeader(figure);
    for (const NameUse& use : scene_.uses) DescribePrivate(use);
    return std::move(out_);
  }

  // "Gen. X of the General Staff": what follows a name tells whom he serves.
  void DescribeMember(const Nominal& nominal, std::size_t i) {
    if (IsPersonal(nominal.head_entry->head_class)) return;
    const TokenIndex begin = words_.view().sentence_of(nominal.head).first;
    if (nominal.first.value() < begin.value() + 2) return;
    const TokenIndex of = nominal.first.previous();
    const auto joins = scene_.lexicon.joins.find(words_.Lower(of));
    if (joins == scene_.lexicon.joins.end() || (joins->second & kJoinsAll) == 0) return;
    const std::int32_t use = scene_.use_at[of.previous().value()];
    if (use < 0 || Use(use).type != EntityType::kPerson || Use(use).figure == kNoFigure) return;
    Figure& figure = cast_[Use(use).figure];
    TakeSide(out_.standings[i], figure);
    if (!figure.entity.kind && nominal.head_entry->head_class == HeadClass::kMilitary) {
      figure.entity.kind = SourceKind::kMilitary;
    }
  }

  // "The army", "an army spokesman" in a text that speaks of one army: it is that one.
  void ShareSides() {
    std::unordered_map<std::string_view, const Standing*> by_head;  // null: of several sides
    for (std::size_t i = 0; i < nominals_.size(); ++i) {
      const Standing& standing = out_.standings[i];
      if (!standing.is_side_stated || standing.side.empty() || IsPersonal(standing.head_class)) {
        continue;
      }
      const auto [at, is_new] = by_head.try_emplace(nominals_[i].head_entry->singular, &standing);
      if (!is_new && at->second != nullptr && at->second->side != standing.side) {
        at->second = nullptr;
      }
    }
    for (std::size_t i = 0; i < nominals_.size(); ++i) {
      Standing& standing = out_.standings[i];
      const Nominal& nominal = nominals_[i];
      if (standing.is_side_stated || standing.is_former || standing.body != kNoFigure) continue;
      const bool is_bare_body = nominal.head_entry->number == HeadNumber::kBody &&
                                nominal.name_first == nominal.head && !nominal.is_possessed;
      const bool serves_body = standing.head_class == HeadClass::kSpokesperson ||
                               standing.head_class == HeadClass::kOfficer ||
                               standing.head_class == HeadClass::kOfficial ||
                               standing.head_class == HeadClass::kAnonymous;
      if (!is_bare_body && !serves_body) continue;
      const auto found =
          by_head.find(is_bare_body ? nominal.head_entry->singular : standing.body_head);
      if (found == by_head.end()) continue;
      const bool is_one = found->second != nullptr;  // of two sides, it could be either's
      standing.side = is_one ? found->second->side : std::string();
      standing.actor = is_one ? found->second->actor : std::string();
    }
  }

  // "Its", "their"; "his spokesman" is a person's.
  bool IsOfABody(TokenIndex possessive) const {
    const auto found = scene_.lexicon.pronouns.find(words_.Lower(possessive));
    if (found == scene_.lexicon.pronouns.end()) return false;
    const Agreement agreement = found->second.agreement;
    return agreement == Agreement::kNeuter || agreement == Agreement::kSeveral;
  }

  // "The coastguard said ... Its spokesman, X": whose the possessive is, is the subject before, if
  // that is a body.
  void ServeSubject(std::size_t i) {
    const Nominal& nominal = nominals_[i];
    Standing& standing = out_.standings[i];
    if (!nominal.is_possessed || !IsPersonal(standing.head_class) || !standing.side.empty() ||
        standing.is_former || !words_.has_analysis() || !IsOfABody(nominal.first))
      return;
    constexpr std::size_t kFarthest = 12;  // descriptions back
    const SentenceIndex here = words_.view().tokens[nominal.head].sentence;
    for (std::size_t step = 1; step <= kFarthest && step <= i; ++step) {
      const Nominal& body = nominals_[i - step];
      const SentenceIndex there = words_.view().tokens[body.head].sentence;
      if (there.value() + 1 < here.value()) return;
      const Standing& whose = out_.standings[i - step];
      if (IsPersonal(whose.head_class) || words_.view().words[body.head].deprel != Deprel::kNsubj)
        continue;
      standing.side = whose.side;
      standing.actor = whose.actor;
      standing.is_side_stated = whose.is_side_stated;
      standing.body_class = whose.head_class;
      standing.body_head = body.head_entry->singular;
      return;
    }
  }

  // "X, who commands the division": the body that X leads is whom X speaks for.
  void DescribeLeading(const NameUse& use) {
    if (use.figure == kNoFigure || !words_.has_analysis()) return;
    Figure& figure = cast_[use.figure];
    if (!figure.is_person || !figure.is_named) return;
    constexpr std::uint32_t kReach = 5;    // tokens behind the name where the verb stands
    constexpr std::uint32_t kWithin = 14;  // tokens behind the verb where the body stands
    const TokenIndex end = words_.view().sentence_of(use.first).end;
    TokenIndex verb = use.end;
    const TokenIndex limit(std::min(end.value(), use.end.value() + kReach));
    while (verb < limit && words_.ClassOf(verb) != FunctionClass::kLeads) ++verb;
    if (verb == limit || words_.view().words[verb].deprel != Deprel::kAclRelcl) return;
    const auto& name = words_.view().words[verb].head;
    if (!name || *name < use.first || *name >= use.end) return;
    const TokenIndex last(std::min(end.value(), verb.value() + kWithin));
    auto at = std::upper_bound(nominals_.begin(), nominals_.end(), verb,
                               [](TokenIndex t, const Nominal& n) { return t < n.head; });
    for (; at != nominals_.end() && at->head < last; ++at) {
      const auto i = static_cast<std::size_t>(at - nominals_.begin());
      const Standing& standing = out_.standings[i];
      if (IsPersonal(standing.head_class)) continue;
      TakeSide(standing, figure);
      Standing leader = standing;
      leader.head_class = HeadClass::kOfficial;
      leader.body_class = standing.head_class;
      if (!figure.entity.kind || *figure.entity.kind == SourceKind::kWitness)
        figure.entity.kind = KindOf(leader, true);
      return;
    }
  }

  // Those whom everybody knows need no country in the text.
  void DescribeLeader(Figure& figure) const {
    if (!figure.is_person || !figure.is_named || figure.is_former) return;
    Entity& entity = figure.entity;
    const Leader* leader = nullptr;
    if (const auto full = scene_.lexicon.leaders.find(entity.name);
        full != scene_.lexicon.leaders.end()) {
      leader = full->second.On(scene_.day);
    } else if (entity.kind && entity.name.find(' ') == std::string::npos) {
      const auto surname = scene_.lexicon.leader_surnames.find(entity.name);
      if (surname != scene_.lexicon.leader_surnames.end()) leader = surname->second.On(scene_.day);
    }
    if (leader == nullptr) return;
    if (!entity.kind || figure.entity.role.empty()) entity.kind = leader->kind;
    if (figure.is_side_stated || leader->side == entity.side) return;
    entity.side = leader->side;
    entity.actor = ActorOf(leader->side, figure.head_class.value_or(HeadClass::kOfficial));
    figure.is_side_stated = true;
  }

  // "X, a tea seller", "weaver X", "X, who runs a stable": whom the text describes by what no
  // office or body has speaks of what they saw.
  void DescribePrivate(const NameUse& use) {
    if (use.figure == kNoFigure || !words_.has_analysis()) return;
    Figure& figure = cast_[use.figure];
    if (!figure.is_person || !figure.is_named || figure.entity.kind) return;
    const Sentence& sentence = words_.view().sentence_of(use.first);
    const auto hangs_on_name = [&](TokenIndex token) {
      const auto& head = words_.view().words[token].head;
      return head && *head >= use.first && *head < use.end;
    };
    constexpr std::uint32_t kReach = 12;  // tokens behind the name that are looked at
    const TokenIndex limit(std::min(sentence.end.value(), use.end.value() + kReach));
    for (TokenIndex token = use.end; token < limit; ++token) {
      const Word& word = words_.view().words[token];
      const bool is_described = (word.deprel == Deprel::kAppos && word.upos == Upos::kNoun) ||
                                word.deprel == Deprel::kAclRelcl;
      if (!is_described || !hangs_on_name(token)) continue;
      figure.entity.kind = SourceKind::kWitness;
      return;
    }
    if (use.first <= sentence.first) return;
    const TokenIndex before = use.first.previous();
    if (words_.view().words[before].upos == Upos::kNoun && hangs_on_name(before)) {
      figure.entity.kind = SourceKind::kWitness;
    }
  }

  // "Russian Defense Ministry": the name says what the body is.
  void DescribeFromWithin(const Nominal& nominal, const Standing& standing, const NameUse& use) {
    if (use.type == EntityType::kPerson || use.figure == kNoFigure) return;
    Figure& figure = cast_[use.figure];
    if (figure.is_country) return;
    if (use.match != nullptr) {
      // "M23 rebels" may be "the rebels" later on.
      const bool is_group = nominal.head_entry->head_class == HeadClass::kGroup;
      if (is_group && figure.head.empty()) figure.head = nominal.head_entry->singular;
      return;
    }
    if (nominal.end < use.end && use.end > nominal.head.next() && !IsInOfPhrase(nominal, use)) {
      return;
    }
    if (IsPersonal(standing.head_class) && !nominal.is_plural && use.end == nominal.head.next()) {
      figure.is_person = true;  // "the Grand Mufti": an office, not a body
      figure.number = HeadNumber::kOne;
      figure.entity.type = EntityType::kPerson;
      figure.entity.kind = KindOf(standing, true);
    }
    if (figure.head.empty()) figure.head = nominal.head_entry->singular;
    if (!figure.head_class) figure.head_class = standing.head_class;
    TakeSide(standing, figure);
    if (!figure.entity.kind && !IsPersonal(standing.head_class)) {
      figure.entity.kind = KindOf(standing, true);
    }
    // "Russian Defense Ministry" and "General Staff of Ukraine's armed forces" where the language
    // layer saw only a part.
    const bool opens_earlier = nominal.name_first < use.first && standing.is_side_stated &&
                               scene_.matches.At(nominal.name_first) != nullptr;
    const bool ends_later = nominal.name_first == use.first && nominal.end > use.end;
    if (opens_earlier || ends_later) {
      std::string wording = CanonicalWording(words_, scene_.marks, nominal.name_first,
                                             std::max(nominal.end, use.end));
      if (wording.size() > figure.entity.name.size()) figure.entity.name = std::move(wording);
    }
  }

  bool IsInOfPhrase(const Nominal& nominal, const NameUse& use) const {
    const TokenIndex next = nominal.head.next();
    return next < use.end && words_.ClassOf(next) == FunctionClass::kPreposition;
  }

  static void TakeSide(const Standing& standing, Figure& figure) {
    const bool is_better = standing.is_side_stated && !figure.is_side_stated;
    if (standing.side.empty() || (!figure.entity.side.empty() && !is_better)) return;
    figure.entity.side = standing.side;
    figure.is_side_stated = standing.is_side_stated;
    figure.entity.actor = standing.actor;
  }

  void Describe(const Nominal& nominal, const Standing& standing, Figure& figure) {
    figure.is_former = figure.is_former || standing.is_former;
    TakeSide(standing, figure);
    if (!figure.is_person) {
      if (!figure.head_class || figure.head_class == HeadClass::kOrganisation) {
        figure.head_class = standing.head_class;
        figure.entity.kind = KindOf(standing, true);
      }
      return;
    }
    if (figure.entity.actor.empty()) figure.entity.actor = standing.actor;
    if (!figure.head_class) {
      figure.head_class = standing.head_class;
      figure.head = nominal.head_entry->singular;
      figure.entity.kind = KindOf(standing, true);
      figure.entity.role = RoleOf(nominal);
    }
    if (figure.gender == Gender::kUnknown || nominal.is_before_name) {
      const Gender gender = GenderOf(scene_, nominal);
      if (gender != Gender::kUnknown) figure.gender = gender;
    }
    out_.heads.emplace_back(nominal.head_entry->singular, IndexOf(figure));
  }

  void DescribeByTitle(const NameUse& use, Figure& figure) {
    if (!use.title || !figure.is_person) return;
    if (figure.head.empty() && !use.title_head.empty()) {
      figure.head = use.title_head;
      out_.heads.emplace_back(use.title_head, use.figure);
    }
    if (figure.entity.kind) return;
    switch (*use.title) {
      case TitleClass::kClergy:
        figure.entity.kind = SourceKind::kOrganisation;
        break;
      case TitleClass::kOffice:
        figure.entity.kind = SourceKind::kOfficial;
        break;
      case TitleClass::kOfficer:
        figure.entity.kind = SourceKind::kMilitary;
        break;
      case TitleClass::kHonorific:
      case TitleClass::kGeneration:
      case TitleClass::kParticle:
        break;
    }
  }

  // The wording without the country that `side` already says: "President", "head of the region".
  std::string RoleOf(const Nominal& nominal) const {
    TokenIndex first = nominal.name_first;
    const TableMatch* match = scene_.matches.At(first);
    if (match != nullptr && match->country != nullptr && match->end <= nominal.head) {
      first = match->end;
      while (first < nominal.head && (words_.IsGenitive(first) || words_.Surface(first) == "-" ||
                                      scene_.lexicon.leanings.contains(words_.Lower(first)))) {
        ++first;
      }
    }
    return CanonicalWording(words_, scene_.marks, first, nominal.end);
  }

  FigureIndex IndexOf(const Figure& figure) const {
    return static_cast<FigureIndex>(&figure - cast_.figures.data());
  }
  const NameUse& Use(std::int32_t i) const { return scene_.uses[static_cast<std::size_t>(i)]; }

  const Scene& scene_;
  const Words& words_;
  const std::vector<Nominal>& nominals_;
  Cast& cast_;
  Descriptions out_;
};

}  // namespace

Descriptions DescribeNames(const Scene& scene, const std::vector<Nominal>& nominals, Cast& cast) {
  return Describer(scene, nominals, cast).Run();
}

Gender GenderOf(const Scene& scene, const Nominal& nominal) {
  const auto found = scene.lexicon.genders.find(scene.words.Lower(nominal.head));
  return found == scene.lexicon.genders.end() ? Gender::kUnknown : found->second;
}

}  // namespace dateline::actors
