#include "actors/resolution.h"

#include <algorithm>
#include <unordered_map>

#include "actors/pronouns.h"
#include "actors/roles.h"

namespace dateline::actors {
namespace {

constexpr std::size_t kMaxSameHead = 8;
constexpr std::uint32_t kNever = 0xFFFFFFFF;

// What is to be resolved, ordered by its head.
struct Item {
  TokenIndex first;
  TokenIndex end;
  TokenIndex head;
  std::int32_t use = -1;      // a name, or
  std::int32_t nominal = -1;  // a description, or
  const Pronoun* pronoun = nullptr;
};

class Resolver {
 public:
  Resolver(const Scene& scene, const std::vector<Nominal>& nominals, Cast& cast)
      : scene_(scene), words_(scene.words), nominals_(nominals), cast_(cast) {}

  std::vector<Resolved> Run() {
    DescribeNames();
    Order();
    for (const Item& item : items_) {
      if (item.use >= 0) {
        Name(item);
      } else if (item.pronoun != nullptr) {
        PronounAt(item);
      } else {
        Description(item);
      }
    }
    std::sort(out_.begin(), out_.end(), [](const Resolved& a, const Resolved& b) {
      return a.first != b.first ? a.first < b.first : a.end > b.end;
    });
    return std::move(out_);
  }

 private:
  // ---------------------------------------------------------------- names and their descriptions

  void DescribeNames() {
    bound_ = BindRoles(words_, nominals_, scene_.uses, scene_.use_at);
    standings_.reserve(nominals_.size());
    for (std::size_t i = 0; i < nominals_.size(); ++i) {
      const Nominal& nominal = nominals_[i];
      standings_.push_back(
          StandingOf(scene_, nominal.first, nominal.head, nominal.end, *nominal.head_entry));
      const std::int32_t holder = scene_.use_at[nominal.head.value()];
      if (holder >= 0) {
        DescribeFromWithin(nominal, standings_.back(), Use(holder));
      } else if (bound_[i] >= 0 && Use(bound_[i]).figure != kNoFigure) {
        Describe(nominal, standings_.back(), cast_[Use(bound_[i]).figure]);
      }
    }
    for (const NameUse& use : scene_.uses) {
      if (use.figure != kNoFigure) DescribeByTitle(use, cast_[use.figure]);
    }
    for (Figure& figure : cast_.figures) DescribeLeader(figure);
  }

  // Those whom everybody knows need no country in the text.
  void DescribeLeader(Figure& figure) const {
    if (!figure.is_person || !figure.is_named || figure.is_former) return;
    Entity& entity = figure.entity;
    const Leader* leader = nullptr;
    if (const auto full = scene_.lexicon.leaders.find(entity.name);
        full != scene_.lexicon.leaders.end()) {
      leader = &full->second;
    } else if (entity.kind && entity.name.find(' ') == std::string::npos) {
      const auto surname = scene_.lexicon.leader_surnames.find(entity.name);
      if (surname != scene_.lexicon.leader_surnames.end()) leader = &surname->second;
    }
    if (leader == nullptr) return;
    if (!entity.kind) entity.kind = leader->kind;
    if (figure.is_side_stated || leader->side == entity.side) return;
    entity.side = leader->side;
    entity.actor = ActorOf(leader->side, figure.head_class.value_or(HeadClass::kOfficial));
    figure.is_side_stated = true;
  }

  // "Russian Defense Ministry": the name says what the body is.
  void DescribeFromWithin(const Nominal& nominal, const Standing& standing, const NameUse& use) {
    if (use.type == EntityType::kPerson || use.figure == kNoFigure) return;
    Figure& figure = cast_[use.figure];
    if (figure.is_country || use.match != nullptr) return;
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
      const Gender gender = GenderOf(nominal);
      if (gender != Gender::kUnknown) figure.gender = gender;
    }
    Remember(nominal.head_entry->singular, IndexOf(figure));
  }

  void DescribeByTitle(const NameUse& use, Figure& figure) {
    if (!use.title || !figure.is_person) return;
    if (figure.head.empty() && !use.title_head.empty()) {
      figure.head = use.title_head;
      Remember(use.title_head, use.figure);
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
        break;
    }
  }

  Gender GenderOf(const Nominal& nominal) const {
    const auto found = scene_.lexicon.genders.find(words_.Lower(nominal.head));
    return found == scene_.lexicon.genders.end() ? Gender::kUnknown : found->second;
  }

  // The wording without the country that `side` already says: "President", "head of the region".
  std::string RoleOf(const Nominal& nominal) const {
    TokenIndex first = nominal.name_first;
    const TableMatch* match = scene_.matches.At(first);
    if (match != nullptr && match->country != nullptr && match->end <= nominal.head) {
      first = match->end;
      if (first < nominal.head && words_.IsGenitive(first)) ++first;
    }
    return CanonicalWording(words_, scene_.marks, first, nominal.end);
  }

  // ---------------------------------------------------------------- one mention after the other

  void Order() {
    for (std::size_t i = 0; i < scene_.uses.size(); ++i) {
      const NameUse& use = scene_.uses[i];
      items_.push_back({use.first, use.end, HeadOf(words_, use.core_first, use.core_end),
                        static_cast<std::int32_t>(i), -1, nullptr});
    }
    for (std::size_t i = 0; i < nominals_.size(); ++i) {
      const Nominal& nominal = nominals_[i];
      items_.push_back(
          {nominal.first, nominal.end, nominal.head, -1, static_cast<std::int32_t>(i), nullptr});
    }
    const auto& tokens = words_.view().tokens;
    for (TokenIndex token; token < tokens.end_index(); ++token) {
      if (words_.ClassOf(token) != FunctionClass::kPronoun &&
          words_.ClassOf(token) != FunctionClass::kPossessive) {
        continue;
      }
      const auto found = scene_.lexicon.pronouns.find(words_.Lower(token));
      if (found == scene_.lexicon.pronouns.end()) continue;
      items_.push_back({token, token.next(), token, -1, -1, &found->second});
    }
    // A phrase is taken at its last word of its own, so that "his" in "his troops" comes first.
    std::stable_sort(items_.begin(), items_.end(),
                     [](const Item& a, const Item& b) { return a.head < b.head; });
  }

  void Note(const Item& item, FigureIndex figure, bool is_plural, bool is_pronoun) {
    if (figure == kNoFigure) return;
    if (figure >= last_seen_.size()) last_seen_.resize(figure + std::size_t{1}, kNever);
    last_seen_[figure] = words_.view().tokens[item.head].sentence.value();
    seen_.push_back({figure, item.first, item.end, words_.view().tokens[item.head].sentence,
                     SyntaxOf(words_, item.first, item.head, item.end), words_.IsQuoted(item.head),
                     is_plural, is_pronoun});
  }

  // "Hundreds of demonstrators" stands as "hundreds" does.
  Syntax SyntaxOfItem(const Item& item) const {
    if (item.first.value() >= 2) {
      const TokenIndex count = item.first.previous().previous();
      if (words_.ClassOf(item.first.previous()) == FunctionClass::kPreposition &&
          words_.ClassOf(count) == FunctionClass::kQuantifier) {
        return SyntaxOf(words_, count, count, item.end);
      }
    }
    return SyntaxOf(words_, item.first, item.head, item.end);
  }

  void Name(const Item& item) {
    const NameUse& use = Use(item.use);
    const EntityType type = use.figure == kNoFigure || use.type == EntityType::kNationality
                                ? use.type
                                : cast_[use.figure].entity.type;
    out_.push_back({item.first, item.end, MentionKind::kName, type, use.figure});
    const bool is_adjective =
        use.type == EntityType::kNationality && words_.PosOf(item.head) == Upos::kAdj;
    if (!is_adjective) Note(item, use.figure, false, false);
    if (use.figure != kNoFigure && !cast_[use.figure].head.empty()) {
      Remember(cast_[use.figure].head, use.figure);
    }
  }

  void PronounAt(const Item& item) {
    PronounUse use{item.pronoun, item.head, SyntaxOf(words_, item.first, item.head, item.end),
                   words_.IsQuoted(item.head), std::vector<FigureIndex>()};
    if (use.is_quoted) {
      use.named_later = SpeakersAfter(item.head);
    } else if (use.syntax.position == Position::kSpeaker) {
      use.named_later = NamedAfter(item.head);
    }
    const FigureIndex figure =
        IsExpletive(item.head) ? kNoFigure : Antecedent(words_, cast_, seen_, use);
    if (figure == kNoFigure) {
      if (item.pronoun->agreement != Agreement::kNeuter &&
          item.pronoun->agreement != Agreement::kRelative) {
        out_.push_back({item.first, item.end, MentionKind::kPronoun, EntityType::kPerson, figure});
      }
      return;
    }
    out_.push_back(
        {item.first, item.end, MentionKind::kPronoun, cast_[figure].entity.type, figure});
    if (item.pronoun->agreement == Agreement::kMale) cast_[figure].gender = Gender::kMale;
    if (item.pronoun->agreement == Agreement::kFemale) cast_[figure].gender = Gender::kFemale;
    Note(item, figure, item.pronoun->agreement == Agreement::kSeveral, true);
  }

  // Those who say the quotation that the token is in, where the sentence names them after it.
  std::vector<FigureIndex> SpeakersAfter(TokenIndex token) const {
    constexpr std::uint32_t kReach = 40;
    std::vector<FigureIndex> out;
    const TokenIndex limit(
        std::min(words_.view().sentence_of(token).end.value(), token.value() + kReach));
    for (TokenIndex at = token.next(); at < limit; ++at) {
      const std::int32_t i = scene_.use_at[at.value()];
      if (i < 0 || words_.IsQuoted(at) || Use(i).figure == kNoFigure || Use(i).first != at)
        continue;
      const Syntax syntax = SyntaxOf(words_, at, HeadOf(words_, at, Use(i).end), Use(i).end);
      if (syntax.position == Position::kSpeaker) out.push_back(Use(i).figure);
    }
    return out;
  }

  std::vector<FigureIndex> NamedAfter(TokenIndex token) const {
    constexpr std::uint32_t kReach = 16;
    std::vector<FigureIndex> out;
    const TokenIndex limit(
        std::min(words_.view().sentence_of(token).end.value(), token.value() + kReach));
    for (TokenIndex at = token.next(); at < limit; ++at) {
      const std::int32_t use = scene_.use_at[at.value()];
      if (use >= 0 && Use(use).figure != kNoFigure) out.push_back(Use(use).figure);
    }
    return out;
  }

  // "it is too early to say": stands for nobody.
  bool IsExpletive(TokenIndex token) const {
    return words_.has_analysis() && words_.view().words[token].deprel == Deprel::kExpl;
  }

  void Description(const Item& item) {
    const auto i = static_cast<std::size_t>(item.nominal);
    const Nominal& nominal = nominals_[i];
    const Standing& standing = standings_[i];
    const std::int32_t holder = scene_.use_at[nominal.head.value()];
    FigureIndex figure = kNoFigure;
    if (holder >= 0) {
      const NameUse& use = Use(holder);
      if (use.type == EntityType::kPerson) return;
      if (nominal.name_first >= use.first && nominal.end <= use.end) return;  // nothing more
      figure = use.figure;
    } else if (bound_[i] >= 0) {
      figure = Use(bound_[i]).figure;
    } else {
      figure = Earlier(nominal, standing);
      if (figure == kNoFigure) figure = Fresh(nominal, standing);
    }
    if (figure == kNoFigure) return;
    out_.push_back(
        {nominal.first, nominal.end, MentionKind::kNominal, cast_[figure].entity.type, figure});
    Note(item, figure, nominal.is_plural, false);
    Remember(nominal.head_entry->singular, figure);
  }

  // An earlier figure that the description is.
  FigureIndex Earlier(const Nominal& nominal, const Standing& standing) {
    if (!nominal.is_possessed) {
      const auto same = by_wording_.find(WordingOf(nominal, {}));
      const bool is_another = !nominal.is_definite && !nominal.is_plural &&
                              nominal.head_entry->number == HeadNumber::kOne;
      if (same != by_wording_.end() && !is_another) return same->second;
    }
    if (!nominal.is_definite || nominal.is_possessed) return kNoFigure;
    const auto found = by_head_.find(nominal.head_entry->singular);
    if (found != by_head_.end()) {
      for (auto at = found->second.rbegin(); at != found->second.rend(); ++at) {
        if (Fits(nominal, standing, cast_[*at]) && SaysNoMore(nominal, cast_[*at])) return *at;
      }
      const FigureIndex near = OnlyOneNear(nominal, standing, found->second);
      if (near != kNoFigure) return near;
    }
    return LatestOfClass(nominal);
  }

  // "the Vermont senator" where one senator alone was spoken of just before.
  FigureIndex OnlyOneNear(const Nominal& nominal, const Standing& standing,
                          const std::vector<FigureIndex>& figures) const {
    constexpr std::uint32_t kSentences = 4;
    if (nominal.head_entry->number != HeadNumber::kOne || nominal.is_plural) return kNoFigure;
    if (HasPeople(nominal)) return kNoFigure;
    const SentenceIndex here = words_.view().tokens[nominal.head].sentence;
    FigureIndex only = kNoFigure;
    for (const FigureIndex figure : figures) {
      if (!cast_[figure].is_named || figure >= last_seen_.size()) continue;
      if (last_seen_[figure] == kNever || here.value() - last_seen_[figure] > kSentences) continue;
      if (!Fits(nominal, standing, cast_[figure])) continue;
      if (only != kNoFigure) return kNoFigure;
      only = figure;
    }
    return only;
  }

  // "the agency", "the group": the body of that class named last, not far back.
  FigureIndex LatestOfClass(const Nominal& nominal) const {
    constexpr std::size_t kReach = 24;
    constexpr std::uint32_t kSentences = 3;
    const Head& head = *nominal.head_entry;
    const bool is_bare = nominal.name_first == nominal.head && nominal.end == nominal.head.next();
    const bool is_body = head.head_class == HeadClass::kGroup ||
                         head.head_class == HeadClass::kOutlet ||
                         head.head_class == HeadClass::kOrganisation;
    if (!is_bare || !is_body || head.number != HeadNumber::kBody || nominal.is_plural) {
      return kNoFigure;
    }
    const SentenceIndex here = words_.view().tokens[nominal.head].sentence;
    std::size_t looked = 0;
    for (auto at = seen_.rbegin(); at != seen_.rend() && looked < kReach; ++at, ++looked) {
      if (here.value() - at->sentence.value() > kSentences) break;
      const Figure& figure = cast_[at->figure];
      if (figure.is_person || figure.is_country || !figure.is_named) continue;
      if (figure.entity.type != EntityType::kOrganisation) continue;
      if (at->syntax.position == Position::kOwner) continue;
      if (figure.head_class.value_or(HeadClass::kOrganisation) == head.head_class) {
        return at->figure;
      }
    }
    return kNoFigure;
  }

  // Does a people or party stand in the description ("the Democratic nominee")?
  bool HasPeople(const Nominal& nominal) const {
    for (TokenIndex token = nominal.name_first; token < nominal.end; ++token) {
      const std::int32_t use = scene_.use_at[token.value()];
      if (use >= 0 && Use(use).type == EntityType::kNationality) return true;
    }
    return false;
  }

  // May the definite description mean the figure, which has the same head?
  bool Fits(const Nominal& nominal, const Standing& standing, const Figure& figure) const {
    const bool is_one = nominal.head_entry->number == HeadNumber::kOne && !nominal.is_plural;
    if (is_one != (figure.number == HeadNumber::kOne && figure.is_person)) {
      if (is_one || figure.is_person) return false;
    }
    const bool is_several = nominal.is_plural || nominal.head_entry->number == HeadNumber::kSeveral;
    if (is_several != (figure.number == HeadNumber::kSeveral)) return false;
    if (standing.is_side_stated && standing.side != figure.entity.side) return false;
    return standing.body == kNoFigure;
  }

  // Is every word of the description among those of the figure?
  bool SaysNoMore(const Nominal& nominal, const Figure& figure) const {
    for (TokenIndex token = nominal.name_first; token < nominal.end; ++token) {
      if (token == nominal.head || scene_.matches.At(token) != nullptr) continue;
      if (words_.IsDeterminer(token) || words_.IsGenitive(token)) continue;
      if (!HasWord(figure.entity.name, words_.Lower(token)) &&
          !HasWord(figure.entity.role, words_.Lower(token))) {
        return false;
      }
    }
    return true;
  }

  static bool HasWord(std::string_view phrase, std::string_view lower) {
    const auto is_same = [](char a, char b) {
      return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
    };
    const auto found =
        std::search(phrase.begin(), phrase.end(), lower.begin(), lower.end(), is_same);
    if (found == phrase.end()) return false;
    const bool begins = found == phrase.begin() || *(found - 1) == ' ';
    const auto after = found + static_cast<std::ptrdiff_t>(lower.size());
    return begins && (after == phrase.end() || *after == ' ' || *after == '\'');
  }

  // The side that the owner of "his troops" gives them.
  std::string SideOfOwner(const Nominal& nominal) const {
    if (!nominal.is_possessed) return {};
    switch (nominal.head_entry->head_class) {
      case HeadClass::kMilitary:
      case HeadClass::kGovernment:
      case HeadClass::kPolice:
      case HeadClass::kOfficer:
      case HeadClass::kOfficial:
        break;
      default:
        return {};
    }
    for (auto at = seen_.rbegin(); at != seen_.rend(); ++at) {
      if (at->first == nominal.first && at->is_pronoun) return cast_[at->figure].entity.side;
      if (at->first < nominal.first) break;
    }
    return {};
  }

  // "his troops" of a Ukrainian are "Ukrainian troops".
  std::string WordingOf(const Nominal& nominal, std::string_view owner_side) const {
    std::string wording = CanonicalWording(words_, scene_.marks, nominal.name_first, nominal.end);
    if (owner_side.empty()) return wording;
    const auto adjective = scene_.lexicon.adjectives.find(owner_side);
    if (adjective == scene_.lexicon.adjectives.end() || adjective->second.empty()) return wording;
    return std::string(adjective->second) + " " + wording;
  }

  FigureIndex Fresh(const Nominal& nominal, const Standing& standing) {
    const std::string owner_side = standing.is_side_stated ? std::string() : SideOfOwner(nominal);
    std::string name = WordingOf(nominal, owner_side);
    if (!owner_side.empty()) {
      const auto same = by_wording_.find(name);
      if (same != by_wording_.end()) return same->second;
    }
    const Head& head = *nominal.head_entry;
    Figure figure;
    figure.entity.name = name;
    figure.is_person = IsPersonal(head.head_class) || head.number == HeadNumber::kOne;
    figure.entity.type = figure.is_person ? EntityType::kPerson : EntityType::kOrganisation;
    figure.number = nominal.is_plural ? HeadNumber::kSeveral : head.number;
    figure.head_class = standing.head_class;
    figure.head = head.singular;
    figure.entity.kind = KindOf(standing, false);
    figure.entity.side = owner_side.empty() ? standing.side : owner_side;
    figure.entity.actor =
        owner_side.empty() ? standing.actor : ActorOf(owner_side, head.head_class);
    figure.is_side_stated = standing.is_side_stated || !owner_side.empty();
    if (figure.is_person && !nominal.is_plural) figure.gender = GenderOf(nominal);
    const FigureIndex index = cast_.Add(std::move(figure));
    if (!nominal.is_possessed || !owner_side.empty()) by_wording_[std::move(name)] = index;
    return index;
  }

  // ---------------------------------------------------------------- memory

  void Remember(std::string_view head, FigureIndex figure) {
    std::vector<FigureIndex>& list = by_head_[head];
    const auto found = std::find(list.begin(), list.end(), figure);
    if (found != list.end()) list.erase(found);
    list.push_back(figure);
    if (list.size() > kMaxSameHead) list.erase(list.begin());
  }

  FigureIndex IndexOf(const Figure& figure) const {
    return static_cast<FigureIndex>(&figure - cast_.figures.data());
  }
  const NameUse& Use(std::int32_t i) const { return scene_.uses[static_cast<std::size_t>(i)]; }

  const Scene& scene_;
  const Words& words_;
  const std::vector<Nominal>& nominals_;
  Cast& cast_;
  std::vector<std::int32_t> bound_;
  std::vector<Standing> standings_;
  std::vector<Item> items_;
  std::vector<Seen> seen_;
  std::vector<std::uint32_t> last_seen_;  // by figure: the sentence of its last mention, or kNever
  std::vector<Resolved> out_;
  std::unordered_map<std::string_view, std::vector<FigureIndex>> by_head_;
  std::unordered_map<std::string, FigureIndex> by_wording_;
};

}  // namespace

std::vector<Resolved> Resolve(const Scene& scene, const std::vector<Nominal>& nominals,
                              Cast& cast) {
  return Resolver(scene, nominals, cast).Run();
}

}  // namespace dateline::actors
