// Finding the names; linking.cc says which are the same.
#include "actors/names.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "actors/nominals.h"

namespace dateline::actors {
namespace {

constexpr int kMaxTitles = 4;

EntityType TypeOf(const TableMatch& match) {
  if (match.known != nullptr) return match.known->type;
  return match.country->word == CountryWord::kDemonym ? EntityType::kNationality
                                                      : EntityType::kGeopolitical;
}

NameUse UseOf(TokenIndex first, TokenIndex end, EntityType type, const TableMatch* match) {
  return {first, end, first, end, type, match, std::nullopt, {}, Gender::kUnknown, kNoFigure};
}

// A person of the tables is a name like any other: only that it is one is known.
NameUse UseOfMatch(const TableMatch& match) {
  const EntityType type = TypeOf(match);
  return UseOf(match.first, match.end, type, type == EntityType::kPerson ? nullptr : &match);
}

// Where the name begins: a dash with blanks around it ends a dateline and is inside no name.
TokenIndex AfterDash(const Words& words, const Mention& mention) {
  TokenIndex first = mention.first;
  for (TokenIndex token = mention.first.next(); token.next() < mention.end; ++token) {
    if (words.IsPunctuation(token) && words.HasSpaceBefore(token) &&
        words.HasSpaceBefore(token.next())) {
      first = token.next();
    }
  }
  return first;
}

// Takes quotation marks and the like off both ends, and a preposition or count off the front.
void TrimMarks(const Words& words, NameUse& use) {
  const auto is_outside = [&](TokenIndex token) {
    return words.IsPunctuation(token) || words.PosOf(token) == Upos::kNum ||
           (words.ClassOf(token) == FunctionClass::kPreposition && !words.IsCapitalised(token));
  };
  const bool may_begin_so = use.type == EntityType::kEvent || use.type == EntityType::kFacility ||
                            use.type == EntityType::kWeapon;
  while (!may_begin_so && use.first.next() < use.end && is_outside(use.first)) {
    // "of Ashton" found as a person: whatever stands after a preposition is where, not who.
    const bool is_where =
        words.ClassOf(use.first) == FunctionClass::kPreposition && use.type == EntityType::kPerson;
    if (is_where) use.type = EntityType::kGeopolitical;
    ++use.first;
  }
  while (use.first.next() < use.end && words.IsPunctuation(use.end.previous()) &&
         words.Surface(use.end.previous()) != ")") {
    use.end = use.end.previous();
  }
  use.core_first = use.first;
  use.core_end = use.end;
}

// Names of the language layer and matches of the tables in one row: a match that holds a name
// replaces it, a name that holds a match keeps it inside, of two that cross the name stays.
std::vector<NameUse> Merge(const Words& words, const TableMatches& matches) {
  std::vector<NameUse> uses;
  const auto& mentions = words.view().mentions;
  uses.reserve(mentions.size() + matches.all().size());
  std::size_t next = 0;
  const auto& all = matches.all();
  const auto add_match = [&](const TableMatch& match) {
    if (match.is_part_of_word) return;
    uses.push_back(UseOfMatch(match));
  };
  for (const Mention& mention : mentions) {
    if (mention.kind != MentionKind::kName) continue;
    while (next < all.size() && all[next].end <= mention.first) add_match(all[next++]);
    if (!uses.empty() && uses.back().end > mention.first) continue;  // swallowed by a match
    NameUse use = UseOf(AfterDash(words, mention), mention.end, mention.type, nullptr);
    TrimMarks(words, use);
    while (next < all.size() && all[next].end <= use.first) add_match(all[next++]);
    while (next < all.size() && all[next].first < mention.end) {
      const TableMatch& match = all[next++];
      const TokenIndex named = words.IsDefinite(use.first) ? use.first.next() : use.first;
      const bool holds = match.first <= named && use.end <= match.end && !match.is_part_of_word;
      if (holds) use = UseOfMatch(match);
    }
    uses.push_back(use);
  }
  while (next < all.size()) add_match(all[next++]);
  return uses;
}

// Takes titles off the front and a genitive off the end, and reads the titles before the name, back
// to `limit`. "Mr." belongs to the name whether or not the language layer has found it so.
void ReadTitles(const Words& words, const Lexicon& lexicon, TokenIndex limit, NameUse& use) {
  const auto note = [&](TokenIndex token) {
    const auto found = lexicon.titles.find(words.Lower(token));
    if (found == lexicon.titles.end() || !words.IsCapitalised(token)) return false;
    const TitleClass title_class = found->second.title_class;
    if (title_class == TitleClass::kGeneration || title_class == TitleClass::kParticle)
      return false;
    if (!use.title || *use.title == TitleClass::kHonorific) use.title = found->second.title_class;
    if (use.title_head.empty()) use.title_head = found->second.head;
    if (found->second.gender == 'm') use.gender = Gender::kMale;
    if (found->second.gender == 'f') use.gender = Gender::kFemale;
    return true;
  };
  while (use.core_first.next() < use.core_end && note(use.core_first)) ++use.core_first;
  while (use.core_first < use.core_end.previous() && words.IsGenitive(use.core_end.previous())) {
    use.core_end = use.core_end.previous();
  }
  TokenIndex before = use.first;
  const TokenIndex begin = words.view().sentence_of(use.first).first;
  for (int i = 0; i < kMaxTitles && before > begin && note(before.previous()); ++i) {
    before = before.previous();
    const auto title = lexicon.titles.find(words.Lower(before));
    const bool is_part = title->second.title_class == TitleClass::kHonorific &&
                         before.next() == use.first && before >= limit;
    if (is_part) use.first = before;
  }
}

// "the Times" after "Tampa Bay Times": a last word of a body's name that the language layer let
// pass.
void AddShortForms(const Words& words, std::vector<NameUse>& uses) {
  std::unordered_set<std::string_view> last_words;
  for (const NameUse& use : uses) {
    const bool is_body = use.type == EntityType::kOrganisation && use.end > use.first.next();
    if (is_body) last_words.insert(words.Surface(use.end.previous()));
  }
  if (last_words.empty()) return;
  const auto tail_of = [&](TokenIndex last) {
    return std::string(words.Lower(last.previous())) + " " + std::string(words.Lower(last));
  };
  std::unordered_set<std::string> tails;  // the last two words of longer names, in small letters
  for (const NameUse& use : uses) {
    const bool is_long = use.end.value() - use.first.value() >= 3;
    if (is_long && use.type == EntityType::kOrganisation) tails.insert(tail_of(use.end.previous()));
  }
  std::vector<NameUse> found;
  auto next = uses.begin();
  const auto& tokens = words.view().tokens;
  for (TokenIndex token(1); token < tokens.end_index(); ++token) {
    while (next != uses.end() && next->end <= token) ++next;
    if (next != uses.end() && next->first <= token) continue;
    // "The budget office" of the Congressional Budget Office.
    if (token.value() >= 2 && words.PosOf(token) == Upos::kNoun && !words.IsCapitalised(token) &&
        words.IsDefinite(TokenIndex(token.value() - 2)) && tails.contains(tail_of(token)) &&
        (next == uses.begin() || std::prev(next)->end < token)) {
      found.push_back(UseOf(token.previous(), token.next(), EntityType::kOrganisation, nullptr));
      continue;
    }
    if (words.PosOf(token) != Upos::kPropn || !words.IsDefinite(token.previous()) ||
        !last_words.contains(words.Surface(token))) {
      continue;
    }
    const bool goes_on = token.next() < tokens.end_index() && words.IsNoun(token.next());
    if (!goes_on) {
      found.push_back(UseOf(token, token.next(), EntityType::kOrganisation, nullptr));
    }
  }
  if (found.empty()) return;
  const auto middle = static_cast<std::ptrdiff_t>(uses.size());
  uses.insert(uses.end(), found.begin(), found.end());
  std::inplace_merge(uses.begin(), uses.begin() + middle, uses.end(),
                     [](const NameUse& a, const NameUse& b) { return a.first < b.first; });
}

// Is it only a title, a description or a day: "Brigadier", "Police", "Friday"? Such names are
// mistakes of the language layer.
bool IsNoName(const Words& words, const Lexicon& lexicon, const NameUse& use) {
  if (use.match != nullptr) return false;
  const bool is_body = use.type == EntityType::kOrganisation || use.type == EntityType::kPerson;
  if (is_body && use.end == use.first.next() && lexicon.IsHead(words.Lower(use.first))) {
    return true;  // "Police": a description that opens a sentence
  }
  bool is_honorific = true;
  for (TokenIndex token = use.first; token < use.end; ++token) {
    const std::string_view lower = words.Lower(token);
    const auto title = lexicon.titles.find(lower);
    const bool is_title = title != lexicon.titles.end();
    if (!is_title && words.ClassOf(token) != FunctionClass::kTime) return false;
    is_honorific &= is_title && title->second.title_class == TitleClass::kHonorific;
  }
  if (is_honorific) return true;  // "Ms.", whatever it was taken for
  return use.type == EntityType::kPerson || words.ClassOf(use.first) == FunctionClass::kTime;
}

// Counts of the types under which one wording was found.
using TypeCounts = std::array<std::uint32_t, 9>;

// "Anna Keller" found as a body, where "Keller" alone is a person elsewhere: a person, from the
// given name on.
void FindMistakenPersons(const Words& words, const Lexicon& lexicon, std::vector<NameUse>& uses) {
  std::unordered_set<std::string_view> persons;
  for (const NameUse& use : uses) {
    const bool is_single = use.end == use.first.next();
    if (is_single && use.type == EntityType::kPerson && use.match == nullptr) {
      persons.insert(words.Surface(use.first));
    }
  }
  if (persons.empty()) return;
  for (NameUse& use : uses) {
    if (use.type == EntityType::kPerson || use.match != nullptr || use.end == use.first.next()) {
      continue;
    }
    if (!persons.contains(words.Surface(use.end.previous()))) continue;
    for (TokenIndex token = use.first; token.next() < use.end; ++token) {
      if (!lexicon.given_names.contains(words.Surface(token))) continue;
      use.type = EntityType::kPerson;
      use.first = use.core_first = token;
      break;
    }
  }
}

}  // namespace

std::vector<NameUse> FindNames(const Words& words, const Lexicon& lexicon,
                               const TableMatches& matches,
                               const IndexedVector<Place, PlaceIndex>& places) {
  std::vector<NameUse> uses = Merge(words, matches);
  AddShortForms(words, uses);
  std::erase_if(uses, [&](const NameUse& use) { return IsNoName(words, lexicon, use); });
  FindMistakenPersons(words, lexicon, uses);
  std::unordered_set<std::string_view> surnames;
  std::unordered_map<std::string_view, TypeCounts> types;
  TokenIndex limit(0);
  for (NameUse& use : uses) {
    if (use.type == EntityType::kPerson) ReadTitles(words, lexicon, limit, use);
    limit = use.end;
    if (use.match != nullptr) continue;
    const bool is_full = use.core_end.value() - use.core_first.value() >= 2;
    if (use.type == EntityType::kPerson && (is_full || use.title)) {
      surnames.insert(words.Surface(use.core_end.previous()));
    }
    ++types[words.view().span_of(use.core_first, use.core_end).In(words.view().text)]
           [static_cast<std::size_t>(use.type)];
  }
  auto place = places.begin();
  for (NameUse& use : uses) {
    while (place != places.end() && place->end <= use.core_first) ++place;
    const bool is_place = place != places.end() && place->first <= use.core_first &&
                          place->end >= use.core_end && !place->gazetteer.empty();
    const bool may_be_place =
        use.type == EntityType::kPerson ||
        (use.type == EntityType::kOrganisation && use.end == use.first.next());
    if (is_place && may_be_place && use.match == nullptr && !use.title &&
        !surnames.contains(words.Surface(use.core_first))) {
      use.type = EntityType::kGeopolitical;
      continue;
    }
    const bool is_single = use.core_end == use.core_first.next();
    if (!is_single) continue;
    const bool is_surname = surnames.contains(words.Surface(use.core_first));
    const bool is_country = use.match != nullptr && use.match->country != nullptr;
    if (is_surname && (use.match == nullptr || (is_country && use.title))) {
      use.type = EntityType::kPerson;
      use.match = nullptr;
      ReadTitles(words, lexicon, use.first, use);
      continue;
    }
    if (use.match != nullptr || use.title) continue;
    const TypeCounts& counts =
        types[words.view().span_of(use.core_first, use.core_end).In(words.view().text)];
    const auto most = std::max_element(counts.begin(), counts.end());
    if (*most > counts[static_cast<std::size_t>(use.type)]) {
      use.type = static_cast<EntityType>(most - counts.begin());
    }
  }
  return uses;
}

}  // namespace dateline::actors
