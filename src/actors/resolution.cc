#include "actors/resolution.h"

#include <algorithm>

#include "actors/describe.h"
#include "actors/pronouns.h"
#include "actors/recall.h"

namespace dateline::actors {
namespace {

// What is to be resolved, ordered by its head.
struct Item {
  TokenIndex first;
  TokenIndex end;
  TokenIndex head;
  std::int32_t use = -1;             // a name, or
  std::int32_t nominal = -1;         // a description, or
  const Pronoun* pronoun = nullptr;  // a pronoun, or else a thing
};

class Resolver {
 public:
  Resolver(const Scene& scene, const std::vector<Nominal>& nominals, Cast& cast)
      : scene_(scene),
        words_(scene.words),
        nominals_(nominals),
        cast_(cast),
        recall_(scene, cast, seen_) {}

  std::vector<Resolved> Run() {
    descriptions_ = DescribeNames(scene_, nominals_, cast_);
    for (const auto& [head, figure] : descriptions_.heads) recall_.Remember(head, figure);
    Order();
    for (const Item& item : items_) {
      if (item.use >= 0) {
        Name(item);
      } else if (item.pronoun != nullptr) {
        PronounAt(item);
      } else if (item.nominal >= 0) {
        Description(item);
      } else {
        Thing(item);
      }
    }
    std::sort(out_.begin(), out_.end(), [](const Resolved& a, const Resolved& b) {
      return a.first != b.first ? a.first < b.first : a.end > b.end;
    });
    return std::move(out_);
  }

 private:
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
    std::vector<bool> is_actor(words_.view().tokens.size());
    for (const Item& item : items_) {
      for (TokenIndex at = item.first; at < item.end; ++at) is_actor[at.value()] = true;
    }
    const auto& tokens = words_.view().tokens;
    for (TokenIndex token; token < tokens.end_index(); ++token) {
      if (words_.has_analysis() && !is_actor[token.value()] && IsThing(token)) {
        items_.push_back({token, token.next(), token, -1, -1, nullptr});
        continue;
      }
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

  // The head of a phrase that names no actor: a common noun that stands on its own.
  bool IsThing(TokenIndex token) const {
    if (words_.PosOf(token) != Upos::kNoun || words_.ClassOf(token) == FunctionClass::kTime) {
      return false;
    }
    switch (words_.view().words[token].deprel) {
      case Deprel::kCompound:
      case Deprel::kFixed:
      case Deprel::kFlat:
        return false;
      default:
        return true;
    }
  }

  void Thing(const Item& item) {
    const std::string& feats = words_.view().words[item.head].feats;
    things_.push_back({item.head, words_.view().tokens[item.head].sentence, SyntaxOfItem(item),
                       words_.IsQuoted(item.head), feats.find("Number=Plur") != std::string::npos});
  }

  void Note(const Item& item, FigureIndex figure, bool is_plural, bool is_pronoun) {
    if (figure == kNoFigure) return;
    const SentenceIndex sentence = words_.view().tokens[item.head].sentence;
    recall_.Mentioned(figure, sentence);
    seen_.push_back({figure, item.first, item.end, sentence, SyntaxOfItem(item),
                     words_.IsQuoted(item.head), is_plural, is_pronoun});
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
      recall_.Remember(cast_[use.figure].head, use.figure);
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
        IsExpletive(item.head) ? kNoFigure : Antecedent(words_, cast_, seen_, things_, use);
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
    const Standing& standing = descriptions_.standings[i];
    const std::int32_t holder = scene_.use_at[nominal.head.value()];
    FigureIndex figure = kNoFigure;
    if (holder >= 0) {
      const NameUse& use = Use(holder);
      if (use.type == EntityType::kPerson) return;
      if (nominal.name_first >= use.first && nominal.end <= use.end) return;  // nothing more
      figure = use.figure;
    } else if (descriptions_.bound[i] >= 0) {
      figure = Use(descriptions_.bound[i]).figure;
    } else {
      figure = recall_.Earlier(nominal, standing, WordingOf(nominal, {}));
      if (figure == kNoFigure) figure = Fresh(nominal, standing);
    }
    if (figure == kNoFigure) return;
    out_.push_back(
        {nominal.first, nominal.end, MentionKind::kNominal, cast_[figure].entity.type, figure});
    Note(item, figure, nominal.is_plural, false);
    recall_.Remember(nominal.head_entry->singular, figure);
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
      const FigureIndex same = recall_.OfWording(name);
      if (same != kNoFigure) return same;
    }
    const Head& head = *nominal.head_entry;
    Figure figure;
    figure.entity.name = name;
    figure.is_person = IsPersonal(head.head_class) || head.number == HeadNumber::kOne;
    // "Gunmen" and "soldiers" are persons, an army and a gang are bodies.
    const bool are_persons =
        figure.is_person || (head.number == HeadNumber::kSeveral && !head.is_body);
    figure.entity.type = are_persons ? EntityType::kPerson : EntityType::kOrganisation;
    figure.number = nominal.is_plural ? HeadNumber::kSeveral : head.number;
    figure.head_class = standing.head_class;
    figure.head = head.singular;
    figure.entity.kind = KindOf(standing, false);
    figure.entity.side = owner_side.empty() ? standing.side : owner_side;
    figure.entity.actor =
        owner_side.empty() ? standing.actor : ActorOf(owner_side, head.head_class);
    figure.is_side_stated = standing.is_side_stated || !owner_side.empty();
    if (figure.is_person && !nominal.is_plural) figure.gender = GenderOf(scene_, nominal);
    const FigureIndex index = cast_.Add(std::move(figure));
    if (!nominal.is_possessed || !owner_side.empty())
      recall_.RememberWording(std::move(name), index);
    return index;
  }

  const NameUse& Use(std::int32_t i) const { return scene_.uses[static_cast<std::size_t>(i)]; }

  const Scene& scene_;
  const Words& words_;
  const std::vector<Nominal>& nominals_;
  Cast& cast_;
  Descriptions descriptions_;
  std::vector<Item> items_;
  std::vector<Seen> seen_;
  std::vector<SeenThing> things_;
  std::vector<Resolved> out_;
  Recall recall_;
};

}  // namespace

std::vector<Resolved> Resolve(const Scene& scene, const std::vector<Nominal>& nominals,
                              Cast& cast) {
  return Resolver(scene, nominals, cast).Run();
}

}  // namespace dateline::actors
