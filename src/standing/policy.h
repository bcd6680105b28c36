// The tables of data/standing: everything by which the record is judged, as one value.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "standing/effects.h"
#include "standing/happenings.h"
#include "standing/parties.h"
#include "standing/rules.h"
#include "standing/voices.h"
#include "standing/words.h"

namespace dateline::standing {

struct Policy {
  Effects effects;
  Words words;
  Happenings happenings;
  Parties parties;
  Interests interests;
  Sources sources;
  Rules rules;
  Voices voices;

  // `table` gives the text of "data/standing/NAME". Errors: its own, and kCorrupt naming the line.
  using Table = std::function<Result<std::string_view>(const std::string& path)>;
  static Result<Policy> Load(const Table& table);
};

}  // namespace dateline::standing
