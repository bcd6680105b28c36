// What may leave: the rules of the public profile, data/publish/public.tsv. The full profile has
// none.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/day.h"
#include "dateline/result.h"
#include "publish/exports.h"

namespace dateline::publish {

class PublicProfile {
 public:
  // Errors: kCorrupt naming the line.
  static Result<PublicProfile> Parse(std::string_view table, std::string_view name);

  // The row as it may leave: nothing finer than a settlement, no name and no words of a witness; or
  // nothing for a claim about forces that is too young on the day of the export, or has no day.
  std::optional<ExportRow> Allowed(ExportRow row, Day today) const;

 private:
  bool IsHeld(const ExportRow& row, Day today) const;
  void Coarsen(record::PlaceRecord& place) const;

  int days_held_ = 0;
  std::vector<std::string> held_types_;
  std::vector<std::string> hidden_kinds_;
  std::vector<std::string> fine_;
};

}  // namespace dateline::publish
