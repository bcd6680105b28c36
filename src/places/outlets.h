// Outlets: where a publisher is at home (data/places/outlets.tsv), for the prior that its place
// names are those of its own surroundings.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <unordered_map>

#include "dateline/result.h"
#include "places/gazetteer.h"

namespace dateline::places {

// A country, or a town in it.
struct Home {
  std::array<char, 2> country{};  // ISO 3166-1; zeros when unknown
  RecordIndex town = kNoRecord;
  bool is_known() const { return country[0] != '\0'; }
};

class Outlets {
 public:
  // Errors: kCorrupt for a row whose town or division the gazetteer lacks.
  static Result<Outlets> Load(const Gazetteer& gazetteer);

  // By name, or by internet domain: its own, or the longest that it ends in.
  Home HomeOf(std::string_view publisher) const;

 private:
  std::unordered_map<std::string, Home> homes_;
};

}  // namespace dateline::places
