// Actors of the user's own: forces, groups, bodies and holders of an office, from a table
// (docs/formats/actors.md). A row that cannot be read, or that would give a private person a side,
// is named with its number and the reason; the others are kept.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "actors/heads.h"
#include "dateline/day.h"
#include "dateline/reading.h"
#include "dateline/result.h"

namespace dateline::actors {

struct OwnActor {
  std::string name;
  std::vector<std::string> aliases;
  HeadClass head_class = HeadClass::kOrganisation;
  bool is_person = false;  // has a side by an office only
  std::string side;        // ISO 3166-1 alpha-2 or the short name of a group; may be empty
  std::string actor;       // code, e.g. "UA.MIL"; made of side and class when the row has none
  std::string office;      // of a person
  SourceKind kind = SourceKind::kOrganisation;
  DayInterval valid;
};

struct OwnActors {
  std::string version;  // names the bytes that were read: "own-actors 0123456789ab"
  std::vector<OwnActor> actors;
  std::vector<Error> faults;  // one a row: `where` is "FILE, row 3"
};

// Errors: kInvalidInput when there is no table to read at all. O(size of the text).
Result<OwnActors> ParseOwnActors(std::string_view text, const std::string& file);

}  // namespace dateline::actors
