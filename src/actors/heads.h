// Heads: what the noun that names an actor says of it.
#pragma once

#include <cstdint>
#include <string_view>

#include "dateline/reading.h"

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
  bool is_body = false;  // one body, though "they" stand for it: "the armed forces"
  std::string_view singular;
};

// What a source of this class is when it speaks.
SourceKind KindOf(HeadClass head_class);

// The part of an actor code after the country, e.g. "MIL"; empty when the class has none.
std::string_view RoleCodeOf(HeadClass head_class);

// Is it one person by what it is (an official, a resident), not a body?
bool IsPersonal(HeadClass head_class);

}  // namespace dateline::actors
