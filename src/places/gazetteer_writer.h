// GazetteerWriter: collects places and their names and writes the compiled gazetteer.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/reading.h"
#include "dateline/result.h"
#include "places/gazetteer_format.h"
#include "places/name_key.h"

namespace dateline::places {

// A place before it is written; the same facts as PlaceRecord.
struct Draft {
  std::string name;
  Origin origin = Origin::kGeoNames;
  std::uint32_t number = 0;  // kGeoNames only
  std::string code;          // the others
  std::string country;
  std::string feature;  // class and code without a stop: "PPPL"
  LatLng point;
  std::uint32_t population = 0;
  std::uint32_t admin1 = kNoRecord;
  std::uint32_t admin2 = kNoRecord;
  float radius_km = 0;
  Geometry shape;
};

class GazetteerWriter {
 public:
  std::uint32_t Add(Draft draft);
  Draft& at(std::uint32_t record) { return drafts_[record]; }
  std::size_t size() const { return drafts_.size(); }
  // Of several kinds for one name of one place the best is kept.
  void AddName(std::uint32_t record, std::string_view name, NameKind kind);
  void AddNote(std::string line);

  // Deterministic: the same additions in the same order give the same bytes. Errors: kLimit when a
  // table outgrows its index.
  Result<std::string> Finish(std::string_view producer) const;

 private:
  struct Name {
    KeyHash key;
    std::uint32_t record;
    NameKind kind;
  };
  std::vector<Draft> drafts_;
  std::vector<Name> names_;
  std::vector<KeyHash> prefixes_;
  std::string notes_;
};

}  // namespace dateline::places
