#include "actors/lexicon.h"

#include <optional>

#include "actors/own_actors.h"
#include "io/table.h"
#include "model/resources.h"
#include "text/enum_names.h"

namespace dateline::actors {
namespace {

Error BadCell(std::string_view table, const io::TableRow& row, std::string_view cell,
              std::string_view expected) {
  return Error{ErrorCode::kCorrupt,
               "line " + std::to_string(row.line) + " has \"" + std::string(cell) +
                   "\", expected " + std::string(expected),
               std::string(table)};
}

Result<std::vector<io::TableRow>> Rows(std::string_view table, std::size_t columns) {
  DL_ASSIGN_OR_RETURN(const std::string_view text, model::Resource(table));
  return io::ParseTable(text, columns, table);
}

template <typename Visit>
void ForEachOf(std::string_view list, const Visit& visit) {
  while (!list.empty()) {
    const std::size_t semicolon = list.find(';');
    visit(list.substr(0, semicolon));
    list.remove_prefix(semicolon == std::string_view::npos ? list.size() : semicolon + 1);
  }
}

// Remembers how a name begins, up to where a token may end at the earliest, and how several words
// look in capitals.
void NoteFirstWord(std::string_view name, Lexicon& lexicon) {
  lexicon.first_words.insert(name.substr(0, name.find_first_of(" -/&'")));
  if (name.find(' ') == std::string_view::npos) return;
  std::string capitals(name);
  for (char& c : capitals) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  lexicon.in_capitals.try_emplace(std::move(capitals), name);
}

Status LoadCountries(Lexicon& lexicon) {
  DL_ASSIGN_OR_RETURN(const auto rows, Rows("data/actors/countries.tsv", 6));
  for (const io::TableRow& row : rows) {
    const auto add = [&](std::string_view list, CountryWord word) {
      ForEachOf(list, [&](std::string_view name) {
        lexicon.countries.try_emplace(name, Country{row[0], row[1], word});
        NoteFirstWord(name, lexicon);
      });
    };
    lexicon.adjectives.try_emplace(row[0], row[3].substr(0, row[3].find(';')));
    add(row[1], CountryWord::kName);
    add(row[2], CountryWord::kName);
    add(row[3], CountryWord::kDemonym);
    add(row[4], CountryWord::kMetonym);
  }
  return Done{};
}

HeadClass ClassOf(SourceKind kind) {
  switch (kind) {
    case SourceKind::kMilitary:
      return HeadClass::kMilitary;
    case SourceKind::kGovernment:
      return HeadClass::kGovernment;
    case SourceKind::kOutlet:
      return HeadClass::kOutlet;
    case SourceKind::kOfficial:
    case SourceKind::kJournalist:
    case SourceKind::kWitness:
    case SourceKind::kOrganisation:
    case SourceKind::kAnonymous:
      return HeadClass::kOrganisation;
  }
  return HeadClass::kOrganisation;
}

// The keys under which the user's own actors stand: the tables in the box say nothing of them.
using OwnKeys = std::unordered_set<std::string_view>;

void AddNames(std::string_view name, std::string_view others, const KnownName& known,
              const OwnKeys& own, Lexicon& lexicon) {
  const auto add = [&](std::string_view key) {
    if (own.contains(key)) return;
    lexicon.names[key].Add(known);
    NoteFirstWord(key, lexicon);
  };
  add(name);
  ForEachOf(others, add);
}

Result<DayInterval> ValidityOf(std::string_view table, const io::TableRow& row, std::size_t from) {
  const auto valid = ParseValidity(row[from], row[from + 1]);
  if (valid.ok()) return *valid;
  return Error{ErrorCode::kCorrupt,
               "line " + std::to_string(row.line) + ": " + valid.error().message,
               std::string(table)};
}

Status LoadNames(const OwnKeys& own, Lexicon& lexicon) {
  constexpr std::string_view kForces = "data/actors/forces.tsv";
  DL_ASSIGN_OR_RETURN(const auto forces, Rows(kForces, 8));
  for (const io::TableRow& row : forces) {
    const auto kind = text::FromName<SourceKind>(row[4]);
    if (!kind) return BadCell(kForces, row, row[4], "a kind of source");
    DL_ASSIGN_OR_RETURN(const DayInterval valid, ValidityOf(kForces, row, 5));
    AddNames(row[0], row[1],
             {row[0], row[2], row[3], *kind, ClassOf(*kind), EntityType::kOrganisation, valid}, own,
             lexicon);
  }
  constexpr std::string_view kGroups = "data/actors/groups.tsv";
  DL_ASSIGN_OR_RETURN(const auto groups, Rows(kGroups, 7));
  for (const io::TableRow& row : groups) {
    DL_ASSIGN_OR_RETURN(const DayInterval valid, ValidityOf(kGroups, row, 4));
    AddNames(row[0], row[1],
             {row[0], row[2], row[2], SourceKind::kOrganisation, HeadClass::kGroup,
              EntityType::kOrganisation, valid},
             own, lexicon);
  }
  constexpr std::string_view kOrganisations = "data/actors/organisations.tsv";
  DL_ASSIGN_OR_RETURN(const auto organisations, Rows(kOrganisations, 7));
  for (const io::TableRow& row : organisations) {
    const auto kind = text::FromName<SourceKind>(row[2]);
    if (!kind) return BadCell(kOrganisations, row, row[2], "a kind of source");
    DL_ASSIGN_OR_RETURN(const DayInterval valid, ValidityOf(kOrganisations, row, 4));
    AddNames(row[0], row[1],
             {row[0], {}, row[3], *kind, ClassOf(*kind), EntityType::kOrganisation, valid}, own,
             lexicon);
  }
  return Done{};
}

std::optional<HeadClass> HeadClassNamed(std::string_view name) {
  static const std::unordered_map<std::string_view, HeadClass> kNames = {
      {"military", HeadClass::kMilitary},     {"officer", HeadClass::kOfficer},
      {"police", HeadClass::kPolice},         {"government", HeadClass::kGovernment},
      {"official", HeadClass::kOfficial},     {"spokesperson", HeadClass::kSpokesperson},
      {"anonymous", HeadClass::kAnonymous},   {"witness", HeadClass::kWitness},
      {"journalist", HeadClass::kJournalist}, {"outlet", HeadClass::kOutlet},
      {"group", HeadClass::kGroup},           {"organisation", HeadClass::kOrganisation},
      {"expert", HeadClass::kExpert},         {"clergy", HeadClass::kClergy},
  };
  const auto found = kNames.find(name);
  if (found == kNames.end()) return std::nullopt;
  return found->second;
}

Status LoadHeads(Lexicon& lexicon) {
  constexpr std::string_view kHeads = "data/actors/heads.en.tsv";
  DL_ASSIGN_OR_RETURN(const auto rows, Rows(kHeads, 5));
  for (const io::TableRow& row : rows) {
    if (row[1] == "modifier") {
      lexicon.modifiers.insert(row[0]);
      continue;
    }
    const auto head_class = HeadClassNamed(row[1]);
    if (!head_class) return BadCell(kHeads, row, row[1], "a class of heads or \"modifier\"");
    const HeadNumber number = row[2] == "s"   ? HeadNumber::kOne
                              : row[2] == "p" ? HeadNumber::kSeveral
                              : row[2] == "b" ? HeadNumber::kSeveral
                              : row[2] == "a" ? HeadNumber::kAttribute
                                              : HeadNumber::kBody;
    lexicon.heads.insert_or_assign(row[0],
                                   Head{*head_class, number, row[3] == "y", row[2] == "b", row[0]});
  }
  return Done{};
}

Status LoadTitles(Lexicon& lexicon) {
  constexpr std::string_view kTitles = "data/actors/titles.en.tsv";
  DL_ASSIGN_OR_RETURN(const auto rows, Rows(kTitles, 5));
  for (const io::TableRow& row : rows) {
    Title title;
    if (row[1] == "honorific") {
      title.title_class = TitleClass::kHonorific;
    } else if (row[1] == "clergy") {
      title.title_class = TitleClass::kClergy;
    } else if (row[1] == "office") {
      title.title_class = TitleClass::kOffice;
    } else if (row[1] == "officer") {
      title.title_class = TitleClass::kOfficer;
    } else if (row[1] == "generation") {
      title.title_class = TitleClass::kGeneration;
    } else if (row[1] == "particle") {
      title.title_class = TitleClass::kParticle;
    } else {
      return BadCell(kTitles, row, row[1],
                     "honorific, clergy, office, officer, generation or particle");
    }
    if (!row[2].empty()) title.gender = row[2].front();
    title.head = row[3];
    lexicon.titles.insert_or_assign(row[0], title);
  }
  return Done{};
}

std::optional<Gender> GenderNamed(std::string_view name) {
  if (name == "m") return Gender::kMale;
  if (name == "f") return Gender::kFemale;
  return std::nullopt;
}

Status LoadGenders(std::string_view table, std::unordered_map<std::string_view, Gender>& genders) {
  DL_ASSIGN_OR_RETURN(const auto rows, Rows(table, 3));
  for (const io::TableRow& row : rows) {
    const auto gender = GenderNamed(row[1]);
    if (!gender) return BadCell(table, row, row[1], "m or f");
    ForEachOf(row[0], [&](std::string_view word) { genders.insert_or_assign(word, *gender); });
  }
  return Done{};
}

Status LoadPronouns(Lexicon& lexicon) {
  constexpr std::string_view kPronouns = "data/actors/pronouns.en.tsv";
  static const std::unordered_map<std::string_view, Agreement> kNames = {
      {"m", Agreement::kMale},    {"f", Agreement::kFemale},   {"n", Agreement::kNeuter},
      {"p", Agreement::kSeveral}, {"r", Agreement::kRelative},
  };
  DL_ASSIGN_OR_RETURN(const auto rows, Rows(kPronouns, 4));
  for (const io::TableRow& row : rows) {
    const auto found = kNames.find(row[1]);
    if (found == kNames.end()) return BadCell(kPronouns, row, row[1], "m, f, n, p or r");
    lexicon.pronouns.insert_or_assign(
        row[0], Pronoun{found->second, row[2] == "possessive", row[2] == "reflexive"});
  }
  return Done{};
}

Status LoadJoins(Lexicon& lexicon) {
  constexpr std::string_view kJoins = "data/actors/joins.en.tsv";
  DL_ASSIGN_OR_RETURN(const auto rows, Rows(kJoins, 3));
  for (const io::TableRow& row : rows) {
    std::uint8_t bits = 0;
    if (row[1] == "all") bits = kJoinsAll;
    if (row[1] == "persons") bits = kJoinsPersons;
    if (row[1] == "anonymous") bits = kJoinsAnonymous;
    if (bits == 0) return BadCell(kJoins, row, row[1], "all, persons or anonymous");
    std::uint8_t& known = lexicon.joins[row[0]];
    known = static_cast<std::uint8_t>(known | bits);
  }
  return Done{};
}

// The office under each form of the name, and under the surnames of these forms.
void AddOffice(const Leader& office, const std::vector<std::string_view>& forms, const OwnKeys& own,
               Lexicon& lexicon) {
  std::unordered_set<std::string_view> surnames;
  for (const std::string_view form : forms) {
    if (own.contains(form)) continue;
    lexicon.leaders[form].Add(office);
    surnames.insert(form.substr(form.rfind(' ') + 1));
  }
  for (const std::string_view surname : surnames) lexicon.leader_surnames[surname].Add(office);
}

Status LoadLeaders(const OwnKeys& own, Lexicon& lexicon) {
  constexpr std::string_view kLeaders = "data/actors/leaders.tsv";
  DL_ASSIGN_OR_RETURN(const auto rows, Rows(kLeaders, 7));
  for (const io::TableRow& row : rows) {
    const auto kind = text::FromName<SourceKind>(row[3]);
    if (!kind) return BadCell(kLeaders, row, row[3], "a kind of source");
    DL_ASSIGN_OR_RETURN(const DayInterval valid, ValidityOf(kLeaders, row, 4));
    std::vector<std::string_view> forms = {row[0]};
    ForEachOf(row[1], [&](std::string_view form) { forms.push_back(form); });
    AddOffice({row[0], row[2], *kind, valid}, forms, own, lexicon);
  }
  return Done{};
}

OwnKeys LoadOwn(const OwnActors& own, Lexicon& lexicon) {
  OwnKeys keys;
  const OwnKeys none;
  for (const OwnActor& actor : own.actors) {
    KnownName known{actor.name, actor.actor,      actor.side,
                    actor.kind, actor.head_class, EntityType::kOrganisation,
                    actor.valid};
    // That the name is a person's is known at all times; the side is the office's.
    if (actor.is_person)
      known = {actor.name, {}, {}, actor.kind, known.head_class, EntityType::kPerson, {}};
    std::vector<std::string_view> forms = {actor.name};
    forms.insert(forms.end(), actor.aliases.begin(), actor.aliases.end());
    for (const std::string_view form : forms) {
      AddNames(form, {}, known, none, lexicon);
      keys.insert(form);
    }
    if (actor.is_person && !actor.side.empty()) {
      AddOffice({actor.name, actor.side, actor.kind, actor.valid}, forms, none, lexicon);
    }
  }
  return keys;
}

Status LoadLeanings(Lexicon& lexicon) {
  constexpr std::string_view kLeanings = "data/actors/leanings.en.tsv";
  DL_ASSIGN_OR_RETURN(const auto rows, Rows(kLeanings, 3));
  for (const io::TableRow& row : rows) {
    if (row[1] != "sides" && row[1] != "against") {
      return BadCell(kLeanings, row, row[1], "sides or against");
    }
    lexicon.leanings.insert_or_assign(row[0],
                                      row[1] == "sides" ? Leaning::kSides : Leaning::kAgainst);
  }
  return Done{};
}

}  // namespace

Result<std::shared_ptr<const Lexicon>> Lexicon::Load(std::shared_ptr<const OwnActors> own) {
  auto lexicon = std::make_shared<Lexicon>();
  OwnKeys own_keys;
  if (own != nullptr) own_keys = LoadOwn(*own, *lexicon);
  lexicon->own = std::move(own);
  DL_RETURN_IF_ERROR(LoadCountries(*lexicon));
  DL_RETURN_IF_ERROR(LoadNames(own_keys, *lexicon));
  DL_RETURN_IF_ERROR(LoadHeads(*lexicon));
  DL_RETURN_IF_ERROR(LoadTitles(*lexicon));
  DL_RETURN_IF_ERROR(LoadGenders("data/actors/gender.en.tsv", lexicon->genders));
  DL_RETURN_IF_ERROR(LoadGenders("data/actors/given_names.tsv", lexicon->given_names));
  DL_RETURN_IF_ERROR(LoadJoins(*lexicon));
  DL_RETURN_IF_ERROR(LoadLeaders(own_keys, *lexicon));
  DL_RETURN_IF_ERROR(LoadPronouns(*lexicon));
  DL_RETURN_IF_ERROR(LoadLeanings(*lexicon));
  return std::shared_ptr<const Lexicon>(std::move(lexicon));
}

Lexicon::FoundHead Lexicon::FindHead(std::string_view lower) const {
  if (const auto found = heads.find(lower); found != heads.end()) {
    return {&found->second, found->second.number == HeadNumber::kSeveral};
  }
  const auto plural_of = [&](std::string_view singular) -> FoundHead {
    const auto found = heads.find(singular);
    if (found == heads.end() || found->second.number == HeadNumber::kSeveral) return {};
    return {&found->second, true};
  };
  if (lower.size() < 4 || lower.back() != 's') {
    return lower.size() > 4 && lower.substr(lower.size() - 3) == "men"
               ? plural_of(std::string(lower.substr(0, lower.size() - 3)) + "man")
               : FoundHead{};
  }
  if (const FoundHead found = plural_of(lower.substr(0, lower.size() - 1)); found.head) {
    return found;
  }
  if (lower.substr(lower.size() - 3) == "ies") {
    return plural_of(std::string(lower.substr(0, lower.size() - 3)) + "y");
  }
  if (lower.substr(lower.size() - 2) == "es") return plural_of(lower.substr(0, lower.size() - 2));
  return {};
}

}  // namespace dateline::actors
