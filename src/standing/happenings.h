// How claims about one happening are joined: data/standing/happenings.tsv.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "dateline/result.h"

namespace dateline::standing {

struct Happening {
  enum class Aspect : std::uint8_t { kHappened, kCasualties, kDamage, kHolds };
  enum class Split : std::uint8_t { kNobody, kAgent, kHolder, kService, kAsset };
  std::string name;  // the class; empty: the type is no happening
  Aspect aspect = Aspect::kHappened;
  int window_days = 0;
  Split split = Split::kNobody;
  bool is_at_origin = false;  // "from": of the place that is left
};

class Happenings {
 public:
  // Errors: kCorrupt naming the line.
  static Result<Happenings> Parse(std::string_view table, std::string_view name);
  // A type that stands in no row is a happening of its own name.
  Happening Of(std::string_view type) const;

 private:
  std::map<std::string, Happening, std::less<>> rows_;
};

}  // namespace dateline::standing
