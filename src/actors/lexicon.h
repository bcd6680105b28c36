// The tables of data/actors: countries and their demonyms, forces, groups, organisations, the nouns
// that name an actor, and titles. Loaded once; views borrow from the embedded tables.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "dateline/reading.h"
#include "dateline/result.h"

namespace dateline::actors {

// What a head noun says of an actor.
enum class HeadClass : std::uint8_t {
  kMilitary,
  kOfficer,  // of an armed force, named or not
  kPolice,
  kGovernment,
  kOfficial,      // holds a public office
  kSpokesperson,  // takes kind and side of the body spoken for
  kAnonymous,     // "official", "source"
  kWitness,
  kJournalist,
  kOutlet,
  kGroup,
  kOrganisation,
  kExpert,  // speaks by profession, or for a body that is not a state
  kClergy,
};

enum class HeadNumber : std::uint8_t {
  kOne,
  kBody,
  kSeveral,
  kAttribute,  // no head of its own: says whom a spokesperson or aide serves ("presidential")
};

struct Head {
  HeadClass head_class = HeadClass::kOrganisation;
  HeadNumber number = HeadNumber::kBody;
  bool is_domestic = false;
  std::string_view singular;
};

// Which heads a preposition may join a phrase to; bits.
enum Joins : std::uint8_t { kJoinsAll = 1, kJoinsPersons = 2, kJoinsAnonymous = 4 };

enum class TitleClass : std::uint8_t {
  kHonorific,
  kClergy,
  kOffice,
  kOfficer,
  kGeneration,  // after the name: "Jr.", "III"
  kParticle,    // hyphenated to a surname: "al-"
};

struct Title {
  TitleClass title_class = TitleClass::kHonorific;
  char gender = '-';      // 'm', 'f' or '-'
  std::string_view head;  // the noun that it stands for, "senator" for "Sen."; may be empty
};

// What a person word tells of gender; kSeveral for plural pronouns.
enum class Gender : std::uint8_t { kUnknown, kMale, kFemale };

// How a pronoun agrees with what it stands for.
enum class Agreement : std::uint8_t { kMale, kFemale, kNeuter, kSeveral, kRelative };

struct Pronoun {
  Agreement agreement = Agreement::kMale;
  bool is_possessive = false;
  bool is_reflexive = false;
};

// What a word hyphenated to a country or party says of the actor that it modifies.
enum class Leaning : std::uint8_t {
  kSides,    // "Russian-installed": acts for it
  kAgainst,  // "Russian-held": says nothing of the actor's side
};

// A name that a table knows.
struct KnownName {
  std::string_view name;   // canonical
  std::string_view actor;  // code, e.g. "UA", "UA.MIL"
  std::string_view side;
  SourceKind kind = SourceKind::kOrganisation;
  HeadClass head_class = HeadClass::kOrganisation;
  EntityType type = EntityType::kOrganisation;
};

// Someone known to lead or speak for a state or movement.
struct Leader {
  std::string_view side;  // may be empty
  SourceKind kind = SourceKind::kOfficial;
};

// A word that points to a country.
enum class CountryWord : std::uint8_t { kName, kDemonym, kMetonym };

struct Country {
  std::string_view code;
  std::string_view name;
  CountryWord word = CountryWord::kName;
};

struct Lexicon {
  // Keys as written, without a leading article.
  std::unordered_map<std::string_view, Country> countries;
  std::unordered_map<std::string_view, std::string_view> adjectives;  // by country code
  std::unordered_map<std::string_view, KnownName> names;  // forces, groups, organisations
  // Keys in lower case.
  std::unordered_map<std::string_view, Head> heads;
  std::unordered_set<std::string_view> modifiers;
  std::unordered_map<std::string_view, Title> titles;
  std::unordered_map<std::string_view, Gender> genders;          // of nouns for persons
  std::unordered_map<std::string_view, Gender> given_names;      // as written
  std::unordered_map<std::string_view, Leader> leaders;          // by full name, as written
  std::unordered_map<std::string_view, Leader> leader_surnames;  // of one leader alone
  std::unordered_map<std::string_view, Pronoun> pronouns;
  std::unordered_map<std::string_view, Leaning> leanings;
  std::unordered_map<std::string_view, std::uint8_t> joins;  // by preposition, bits of Joins
  // First words of names and countries of several words, to look them up in running text.
  std::unordered_set<std::string_view> first_words;

  static Result<std::shared_ptr<const Lexicon>> Load();

  // The head that a lower-case noun is, singular or plural; `is_plural` says which.
  struct FoundHead {
    const Head* head = nullptr;
    bool is_plural = false;
  };
  FoundHead FindHead(std::string_view lower) const;
  // Can the noun head a phrase?
  bool IsHead(std::string_view lower) const {
    const Head* head = FindHead(lower).head;
    return head != nullptr && head->number != HeadNumber::kAttribute;
  }
};

// What a source of this class is when it speaks.
SourceKind KindOf(HeadClass head_class);

// The part of an actor code after the country, e.g. "MIL"; empty when the class has none.
std::string_view RoleCodeOf(HeadClass head_class);

// Is it one person by what it is (an official, a resident), not a body?
bool IsPersonal(HeadClass head_class);

}  // namespace dateline::actors
