#include "actors/lexicon.h"

#include <optional>

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

// Remembers how a name begins, up to where a token may end at the earliest.
void NoteFirstWord(std::string_view name, Lexicon& lexicon) {
  lexicon.first_words.insert(name.substr(0, name.find_first_of(" -/&'")));
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

void AddNames(std::string_view name, std::string_view others, const KnownName& known,
              Lexicon& lexicon) {
  const auto add = [&](std::string_view key) {
    lexicon.names.try_emplace(key, known);
    NoteFirstWord(key, lexicon);
  };
  add(name);
  ForEachOf(others, add);
}

Status LoadNames(Lexicon& lexicon) {
  constexpr std::string_view kForces = "data/actors/forces.tsv";
  DL_ASSIGN_OR_RETURN(const auto forces, Rows(kForces, 6));
  for (const io::TableRow& row : forces) {
    const auto kind = text::FromName<SourceKind>(row[4]);
    if (!kind) return BadCell(kForces, row, row[4], "a kind of source");
    AddNames(row[0], row[1], {row[0], row[2], row[3], *kind, ClassOf(*kind)}, lexicon);
  }
  DL_ASSIGN_OR_RETURN(const auto groups, Rows("data/actors/groups.tsv", 5));
  for (const io::TableRow& row : groups) {
    AddNames(row[0], row[1], {row[0], row[2], row[2], SourceKind::kOrganisation, HeadClass::kGroup},
             lexicon);
  }
  constexpr std::string_view kOrganisations = "data/actors/organisations.tsv";
  DL_ASSIGN_OR_RETURN(const auto organisations, Rows(kOrganisations, 5));
  for (const io::TableRow& row : organisations) {
    const auto kind = text::FromName<SourceKind>(row[2]);
    if (!kind) return BadCell(kOrganisations, row, row[2], "a kind of source");
    AddNames(row[0], row[1], {row[0], {}, row[3], *kind, ClassOf(*kind)}, lexicon);
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
                              : row[2] == "a" ? HeadNumber::kAttribute
                                              : HeadNumber::kBody;
    lexicon.heads.insert_or_assign(row[0], Head{*head_class, number, row[3] == "y", row[0]});
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

Status LoadLeaders(Lexicon& lexicon) {
  constexpr std::string_view kLeaders = "data/actors/leaders.tsv";
  DL_ASSIGN_OR_RETURN(const auto rows, Rows(kLeaders, 5));
  std::unordered_set<std::string_view> shared;
  for (const io::TableRow& row : rows) {
    const auto kind = text::FromName<SourceKind>(row[3]);
    if (!kind) return BadCell(kLeaders, row, row[3], "a kind of source");
    const Leader leader{row[2], *kind};
    std::unordered_set<std::string_view> surnames;
    const auto add = [&](std::string_view name) {
      lexicon.leaders.insert_or_assign(name, leader);
      surnames.insert(name.substr(name.rfind(' ') + 1));
    };
    add(row[0]);
    ForEachOf(row[1], add);
    for (const std::string_view surname : surnames) {
      if (!lexicon.leader_surnames.try_emplace(surname, leader).second) shared.insert(surname);
    }
  }
  for (const std::string_view surname : shared) lexicon.leader_surnames.erase(surname);
  return Done{};
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

Result<std::shared_ptr<const Lexicon>> Lexicon::Load() {
  auto lexicon = std::make_shared<Lexicon>();
  DL_RETURN_IF_ERROR(LoadCountries(*lexicon));
  DL_RETURN_IF_ERROR(LoadNames(*lexicon));
  DL_RETURN_IF_ERROR(LoadHeads(*lexicon));
  DL_RETURN_IF_ERROR(LoadTitles(*lexicon));
  DL_RETURN_IF_ERROR(LoadGenders("data/actors/gender.en.tsv", lexicon->genders));
  DL_RETURN_IF_ERROR(LoadGenders("data/actors/given_names.tsv", lexicon->given_names));
  DL_RETURN_IF_ERROR(LoadJoins(*lexicon));
  DL_RETURN_IF_ERROR(LoadLeaders(*lexicon));
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

SourceKind KindOf(HeadClass head_class) {
  switch (head_class) {
    case HeadClass::kMilitary:
    case HeadClass::kOfficer:
      return SourceKind::kMilitary;
    case HeadClass::kPolice:
    case HeadClass::kGovernment:
      return SourceKind::kGovernment;
    case HeadClass::kOfficial:
      return SourceKind::kOfficial;
    case HeadClass::kSpokesperson:
    case HeadClass::kAnonymous:
    case HeadClass::kExpert:
      return SourceKind::kAnonymous;
    case HeadClass::kWitness:
      return SourceKind::kWitness;
    case HeadClass::kJournalist:
      return SourceKind::kJournalist;
    case HeadClass::kOutlet:
      return SourceKind::kOutlet;
    case HeadClass::kGroup:
    case HeadClass::kOrganisation:
    case HeadClass::kClergy:
      return SourceKind::kOrganisation;
  }
  return SourceKind::kOrganisation;
}

std::string_view RoleCodeOf(HeadClass head_class) {
  switch (head_class) {
    case HeadClass::kMilitary:
    case HeadClass::kOfficer:
      return "MIL";
    case HeadClass::kPolice:
      return "COP";
    case HeadClass::kGovernment:
    case HeadClass::kOfficial:
    case HeadClass::kAnonymous:
      return "GOV";
    case HeadClass::kWitness:
      return "CVL";
    case HeadClass::kJournalist:
    case HeadClass::kOutlet:
      return "MED";
    case HeadClass::kGroup:
      return "REB";
    case HeadClass::kSpokesperson:
    case HeadClass::kOrganisation:
    case HeadClass::kExpert:
    case HeadClass::kClergy:
      return {};
  }
  return {};
}

bool IsPersonal(HeadClass head_class) {
  switch (head_class) {
    case HeadClass::kOfficer:
    case HeadClass::kOfficial:
    case HeadClass::kSpokesperson:
    case HeadClass::kAnonymous:
    case HeadClass::kWitness:
    case HeadClass::kJournalist:
    case HeadClass::kExpert:
    case HeadClass::kClergy:
      return true;
    case HeadClass::kMilitary:
    case HeadClass::kPolice:
    case HeadClass::kGovernment:
    case HeadClass::kOutlet:
    case HeadClass::kGroup:
    case HeadClass::kOrganisation:
      return false;
  }
  return false;
}

}  // namespace dateline::actors
