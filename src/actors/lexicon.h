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

#include "actors/dated.h"
#include "actors/heads.h"
#include "dateline/reading.h"
#include "dateline/result.h"

namespace dateline::actors {

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

// A word that points to a country.
enum class CountryWord : std::uint8_t { kName, kDemonym, kMetonym };

struct Country {
  std::string_view code;
  std::string_view name;
  CountryWord word = CountryWord::kName;
};

struct OwnActors;

struct Lexicon {
  // Keys as written, without a leading article.
  std::unordered_map<std::string_view, Country> countries;
  std::unordered_map<std::string_view, std::string_view> adjectives;  // by country code
  std::unordered_map<std::string_view, DatedName> names;  // forces, groups, organisations
  // Keys in lower case.
  std::unordered_map<std::string_view, Head> heads;
  std::unordered_set<std::string_view> modifiers;
  std::unordered_map<std::string_view, Title> titles;
  std::unordered_map<std::string_view, Gender> genders;      // of nouns for persons
  std::unordered_map<std::string_view, Gender> given_names;  // as written
  std::unordered_map<std::string_view, Offices> leaders;     // by full name, as written
  std::unordered_map<std::string_view, Offices> leader_surnames;
  std::unordered_map<std::string_view, Pronoun> pronouns;
  std::unordered_map<std::string_view, Leaning> leanings;
  std::unordered_map<std::string_view, std::uint8_t> joins;  // by preposition, bits of Joins
  // First words of names and countries of several words, to look them up in running text.
  std::unordered_set<std::string_view> first_words;
  // Names of several words by their form in capitals, as headlines and wires have them.
  std::unordered_map<std::string, std::string_view> in_capitals;

  // Rows of the user's own come before those of the tables of the same name, which then say
  // nothing.
  std::shared_ptr<const OwnActors> own;  // which the views below borrow from too; may be null

  static Result<std::shared_ptr<const Lexicon>> Load(
      std::shared_ptr<const OwnActors> own = nullptr);

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

}  // namespace dateline::actors
