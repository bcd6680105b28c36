// What names mean and who holds which office at which time: rows of the tables with days of
// validity, and which of them counts for a document of a given day.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "actors/heads.h"
#include "dateline/day.h"
#include "dateline/reading.h"
#include "dateline/result.h"

namespace dateline::actors {

// The days of a row: `from` and `to` are each a year, a month or a day ("2014", "2014-05",
// "2014-05-20") or empty for an open end; the last day counts. Errors: kInvalidInput.
Result<DayInterval> ParseValidity(std::string_view from, std::string_view to);

// Does a day lie in both?
bool Overlap(const DayInterval& a, const DayInterval& b);

// A name that a table knows.
struct KnownName {
  std::string_view name;   // canonical
  std::string_view actor;  // code, e.g. "UA", "UA.MIL"
  std::string_view side;
  SourceKind kind = SourceKind::kOrganisation;
  HeadClass head_class = HeadClass::kOrganisation;
  EntityType type = EntityType::kOrganisation;
  DayInterval valid;
};

// One name in the tables: what it means at which time.
class DatedName {
 public:
  // A meaning whose days are taken by another is left out: the upper row counts.
  void Add(const KnownName& meaning);

  // The meaning on a day: the one that is valid, else the last that ended before it, for history is
  // told of whom it happened to; null where all lie ahead. Without a day it is what all of them
  // agree on: a side that changed is then unknown.
  const KnownName* On(std::optional<Day> day) const;

 private:
  std::vector<KnownName> meanings_;
  KnownName undated_;
};

// Someone known to lead or speak for a state or movement.
struct Leader {
  std::string_view name;  // canonical
  std::string_view side;  // may be empty
  SourceKind kind = SourceKind::kOfficial;
  DayInterval valid;
};

// The offices under a name: of one person under a full name, perhaps of several under a surname.
class Offices {
 public:
  void Add(const Leader& office);
  // The office held on the day; null where nobody held one or two people did. Without a day the
  // first, if all are of one person for one side.
  const Leader* On(std::optional<Day> day) const;

 private:
  std::vector<Leader> all_;
};

}  // namespace dateline::actors
