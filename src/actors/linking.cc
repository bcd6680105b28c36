// Linking: which names are the same person, body or state.
#include <algorithm>
#include <unordered_map>

#include "actors/names.h"
#include "actors/nominals.h"

namespace dateline::actors {
namespace {

// Of many who share a name, only so many of the latest are compared.
constexpr std::size_t kMaxCandidates = 8;

using Index = std::unordered_map<std::string, std::vector<FigureIndex>>;

// The words of a name, apart at white space.
std::vector<std::string_view> Pieces(std::string_view name) {
  std::vector<std::string_view> out;
  while (!name.empty()) {
    const std::size_t blank = name.find(' ');
    if (blank != 0) out.push_back(name.substr(0, blank));
    if (blank == std::string_view::npos) break;
    name.remove_prefix(blank + 1);
  }
  return out;
}

std::string LowerOf(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

class Linker {
 public:
  Linker(const Words& words, const Lexicon& lexicon, std::vector<NameUse>& uses, Cast& cast)
      : words_(words), lexicon_(lexicon), uses_(uses), cast_(cast) {}

  void Run() {
    names_.reserve(uses_.size());
    for (const NameUse& use : uses_) names_.push_back(NameOf(use));
    for (std::size_t i = 0; i < uses_.size(); ++i) GatherFull(i);
    // Before anyone was named in full, the first of a name to be is the one meant.
    for (auto& [surname, namesakes] : by_surname_) std::reverse(namesakes.begin(), namesakes.end());
    for (std::size_t i = 0; i < uses_.size(); ++i) {
      if (uses_[i].figure == kNoFigure) {
        uses_[i].figure = uses_[i].type == EntityType::kPerson ? ShortPerson(i) : ShortBody(i);
      }
      if (uses_[i].figure != kNoFigure) Touch(i);
    }
  }

 private:
  std::string NameOf(const NameUse& use) const {
    std::string name = Wording(words_, use.core_first, use.core_end);
    if (use.match == nullptr && words_.ClassOf(use.core_first) == FunctionClass::kDefinite) {
      const std::size_t article = words_.Surface(use.core_first).size();
      if (name.size() > article + 1) name.erase(0, article + 1);
    }
    return name;
  }

  FigureIndex New(std::size_t i, std::string name) {
    const NameUse& use = uses_[i];
    Figure figure;
    figure.entity.name = std::move(name);
    figure.entity.type = use.type;
    figure.is_named = true;
    figure.is_person = use.type == EntityType::kPerson;
    figure.number = figure.is_person ? HeadNumber::kOne : HeadNumber::kBody;
    return cast_.Add(std::move(figure));
  }

  // A surname as it is compared: "al-Sisi" and "Sisi" are one.
  std::string SurnameKey(std::string_view word) const {
    std::string lower = LowerOf(word);
    const std::size_t hyphen = lower.find('-');
    if (hyphen == std::string::npos || hyphen + 1 == lower.size()) return lower;
    const auto found = lexicon_.titles.find(std::string_view(lower).substr(0, hyphen));
    const bool is_particle =
        found != lexicon_.titles.end() && found->second.title_class == TitleClass::kParticle;
    if (is_particle) lower.erase(0, hyphen + 1);
    return lower;
  }

  // "Jr.", "III".
  bool IsGeneration(std::string_view piece) const {
    const auto found = lexicon_.titles.find(LowerOf(piece));
    return found != lexicon_.titles.end() && found->second.title_class == TitleClass::kGeneration;
  }

  static void Push(std::vector<FigureIndex>& list, FigureIndex figure) {
    const auto found = std::find(list.begin(), list.end(), figure);
    if (found != list.end()) list.erase(found);
    list.push_back(figure);
    if (list.size() > kMaxCandidates) list.erase(list.begin());
  }

  // Names that stand for themselves: of the tables, and of two words or more.
  void GatherFull(std::size_t i) {
    NameUse& use = uses_[i];
    // What the text itself defines goes before the tables.
    if (const FigureIndex defined = InBrackets(i); defined != kNoFigure) {
      by_bracket_.try_emplace(names_[i], defined);
    }
    if (const auto found = by_bracket_.find(names_[i]); found != by_bracket_.end()) {
      use.figure = found->second;
      return;
    }
    if (use.match != nullptr) {
      use.figure = FromTable(i);
      return;
    }
    const auto pieces = Pieces(names_[i]);
    if (use.type == EntityType::kPerson) {
      const std::size_t size = pieces.size() - (pieces.size() > 1 && IsGeneration(pieces.back()));
      if (size >= 2) use.figure = FullPerson(i, pieces, size);
    } else if (use.type == EntityType::kOrganisation && pieces.size() >= 2) {
      use.figure = FullBody(i, pieces);
    }
  }

  FigureIndex FromTable(std::size_t i) {
    const TableMatch& match = *uses_[i].match;
    if (match.country != nullptr) {
      const Country& country = *match.country;
      const bool is_seat = country.word == CountryWord::kMetonym;
      const std::string key = is_seat ? LowerOf(names_[i]) : "country " + std::string(country.code);
      const auto [at, is_new] = by_name_.try_emplace(key, kNoFigure);
      if (!is_new) return at->second;
      at->second = New(i, std::string(is_seat ? match.key : country.name));
      Figure& figure = cast_[at->second];
      figure.entity.type = EntityType::kGeopolitical;  // also where an adjective names it first
      figure.entity.side = country.code;
      figure.entity.actor = country.code;
      figure.entity.kind = SourceKind::kGovernment;
      figure.is_country = true;
      figure.is_side_stated = true;
      return at->second;
    }
    const KnownName& known = *match.known;
    const auto pieces = Pieces(names_[i]);
    const std::string last = LowerOf(pieces.back());
    const bool is_short = uses_[i].end.value() - uses_[i].first.value() <=
                          (words_.IsDefinite(uses_[i].first) ? 2u : 1u);
    if (is_short && known.kind == SourceKind::kOutlet) {
      // "The Times" in a text on the Tampa Bay Times.
      const FigureIndex fuller = Latest(by_surname_, last, uses_[i], EntityType::kOrganisation);
      if (fuller != kNoFigure) return fuller;
    }
    const auto [at, is_new] = by_name_.try_emplace("known " + std::string(known.name), kNoFigure);
    if (is_new) {
      at->second = New(i, names_[i]);
      Figure& figure = cast_[at->second];
      figure.entity.side = known.side;
      figure.entity.actor = known.actor;
      figure.entity.kind = known.kind;
      figure.head_class = known.head_class;
      figure.is_side_stated = !known.side.empty();
      if (!is_short) Push(by_surname_[last], at->second);
    } else if (names_[i].size() > cast_[at->second].entity.name.size()) {
      cast_[at->second].entity.name = names_[i];
    }
    return at->second;
  }

  // The person of two names or more: the same words, or one form the other's end, or the same first
  // and last word.
  FigureIndex FullPerson(std::size_t i, const std::vector<std::string_view>& pieces,
                         std::size_t size) {
    const std::string key = LowerOf(names_[i]);
    const auto [at, is_new] = by_name_.try_emplace(key, kNoFigure);
    if (!is_new) return at->second;
    std::vector<FigureIndex>& namesakes = by_surname_[SurnameKey(pieces[size - 1])];
    for (auto candidate = namesakes.rbegin(); candidate != namesakes.rend(); ++candidate) {
      std::string& name = cast_[*candidate].entity.name;
      const std::string other = LowerOf(name);
      const auto others = Pieces(other);
      const auto ends = [](std::string_view longer, std::string_view shorter) {
        return longer.size() > shorter.size() &&
               longer.substr(longer.size() - shorter.size()) == shorter &&
               longer[longer.size() - shorter.size() - 1] == ' ';
      };
      const bool is_same = ends(other, key) || ends(key, other) ||
                           (!others.empty() && others.front() == LowerOf(pieces.front()));
      if (!is_same) continue;
      if (key.size() > other.size() ? IsFuller(pieces, others) : !IsFuller(others, pieces)) {
        name = names_[i];
      }
      at->second = *candidate;
      NoteGender(pieces, at->second);
      return at->second;
    }
    at->second = New(i, names_[i]);
    Push(namesakes, at->second);
    Push(by_first_[LowerOf(pieces.front())], at->second);
    NoteGender(pieces, at->second);
    return at->second;
  }

  void NoteGender(const std::vector<std::string_view>& pieces, FigureIndex figure) {
    const auto given = lexicon_.given_names.find(pieces.front());
    if (given != lexicon_.given_names.end()) cast_[figure].gender = given->second;
  }

  bool IsGivenName(std::string_view piece) const {
    if (lexicon_.given_names.contains(piece)) return true;
    std::string cased(piece);
    if (!cased.empty() && cased[0] >= 'a' && cased[0] <= 'z') {
      cased[0] = static_cast<char>(cased[0] - 'a' + 'A');
    }
    return lexicon_.given_names.contains(cased);
  }

  // Is the longer name fuller, and not the shorter one with a word before its given name ("Rival
  // Anna Keller")?
  bool IsFuller(const std::vector<std::string_view>& longer,
                const std::vector<std::string_view>& shorter) const {
    const std::size_t more = longer.size() - std::min(longer.size(), shorter.size());
    if (more == 0 || shorter.empty()) return true;
    if (LowerOf(longer[more]) != LowerOf(shorter.front())) return true;
    return !IsGivenName(longer[more]) || IsGivenName(longer.front());
  }

  FigureIndex FullBody(std::size_t i, const std::vector<std::string_view>& pieces) {
    const auto [at, is_new] = by_name_.try_emplace(LowerOf(names_[i]), kNoFigure);
    if (!is_new) return at->second;
    // "The budget office" in a text on the Congressional Budget Office.
    const std::string tail = LowerOf(pieces[pieces.size() - 2]) + " " + LowerOf(pieces.back());
    std::vector<FigureIndex>& fuller = by_tail_[tail];
    if (pieces.size() == 2 && fuller.size() == 1) {
      at->second = fuller.front();
      return at->second;
    }
    at->second = New(i, names_[i]);
    if (pieces.size() > 2) Push(fuller, at->second);
    Push(by_first_[LowerOf(pieces.front())], at->second);
    Push(by_surname_[LowerOf(pieces.back())], at->second);
    std::string initials;
    for (const std::string_view piece : pieces) {
      if (piece[0] >= 'A' && piece[0] <= 'Z') initials.push_back(piece[0]);
    }
    if (initials.size() >= 2) by_acronym_.try_emplace(initials, at->second);
    return at->second;
  }

  // Does the gender of the use allow the figure?
  bool Agrees(const NameUse& use, const Figure& figure) const {
    return use.gender == Gender::kUnknown || figure.gender == Gender::kUnknown ||
           use.gender == figure.gender;
  }

  FigureIndex Latest(const Index& index, const std::string& key, const NameUse& use,
                     EntityType type) const {
    const auto found = index.find(key);
    if (found == index.end()) return kNoFigure;
    for (auto at = found->second.rbegin(); at != found->second.rend(); ++at) {
      if (cast_[*at].entity.type == type && Agrees(use, cast_[*at])) return *at;
    }
    return kNoFigure;
  }

  // One word: a surname, else a first name that one person alone has in this text.
  FigureIndex ShortPerson(std::size_t i) {
    NameUse& use = uses_[i];
    if (!words_.IsCapitalised(use.core_first)) return kNoFigure;
    const auto pieces = Pieces(names_[i]);
    if (pieces.empty()) return kNoFigure;
    const std::string key = SurnameKey(pieces.front());
    FigureIndex found = Latest(by_surname_, key, use, EntityType::kPerson);
    if (found != kNoFigure) return found;
    const auto first = by_first_.find(LowerOf(pieces.front()));
    if (first != by_first_.end() && first->second.size() == 1 && !use.title) {
      found = Latest(by_first_, first->first, use, EntityType::kPerson);
      if (found != kNoFigure) return found;
    }
    const auto [at, is_new] = by_name_.try_emplace(LowerOf(names_[i]), kNoFigure);
    if (is_new) {
      at->second = New(i, names_[i]);
      Push(by_surname_[key], at->second);
    }
    return at->second;
  }

  FigureIndex ShortBody(std::size_t i) {
    const NameUse& use = uses_[i];
    const auto [at, is_new] = by_name_.try_emplace(LowerOf(names_[i]), kNoFigure);
    if (!is_new) return at->second;
    if (use.type == EntityType::kOrganisation) {
      if (const auto found = by_acronym_.find(names_[i]); found != by_acronym_.end()) {
        at->second = found->second;
        return at->second;
      }
      const std::string key = LowerOf(names_[i]);
      at->second = Latest(by_first_, key, use, EntityType::kOrganisation);
      if (at->second != kNoFigure) return at->second;
      at->second = Latest(by_surname_, key, use, EntityType::kOrganisation);
      if (at->second != kNoFigure) return at->second;
    }
    at->second = New(i, names_[i]);
    return at->second;
  }

  // "Long Name (LN)": the acronym is the body just before the bracket.
  FigureIndex InBrackets(std::size_t i) const {
    if (i == 0 || uses_[i - 1].type != EntityType::kOrganisation) return kNoFigure;
    const TokenIndex bracket =
        uses_[i].first.value() > 0 ? uses_[i].first.previous() : TokenIndex();
    const bool is_bracketed = uses_[i - 1].end == bracket && words_.Surface(bracket) == "(";
    const bool is_acronym = names_[i].size() >= 2 && names_[i][1] >= 'A' && names_[i][1] <= 'Z';
    return is_bracketed && is_acronym ? uses_[i - 1].figure : kNoFigure;
  }

  // What a use adds to its figure; the person is now the latest of its name.
  void Touch(std::size_t i) {
    const NameUse& use = uses_[i];
    Figure& figure = cast_[use.figure];
    if (use.type != EntityType::kPerson || !figure.is_person) return;
    if (use.gender != Gender::kUnknown) figure.gender = use.gender;
    const std::string& name = figure.entity.name;
    const auto found = by_surname_.find(SurnameKey(name.substr(name.rfind(' ') + 1)));
    if (found != by_surname_.end()) Push(found->second, use.figure);
  }

  const Words& words_;
  const Lexicon& lexicon_;
  std::vector<NameUse>& uses_;
  Cast& cast_;
  std::vector<std::string> names_;
  std::unordered_map<std::string, FigureIndex> by_name_;
  std::unordered_map<std::string, FigureIndex> by_acronym_;
  std::unordered_map<std::string, FigureIndex> by_bracket_;
  Index by_surname_;
  Index by_first_;
  Index by_tail_;  // bodies of three words or more, by their last two
};

}  // namespace

void LinkNames(const Words& words, const Lexicon& lexicon, std::vector<NameUse>& uses, Cast& cast) {
  Linker(words, lexicon, uses, cast).Run();
}

}  // namespace dateline::actors
