// Toponym: a stretch of text that names a place, with what recognition, resolution and use found of
// it on the way to a Place.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dateline/reading.h"
#include "places/gazetteer.h"
#include "places/words.h"

namespace dateline::places {

enum class ToponymKind : std::uint8_t {
  kName,      // the gazetteer has places of this name
  kDemonym,   // "Ukrainian"
  kUnknown,   // the words beside it say that it is a place, the gazetteer has none
  kFacility,  // "St. Mark's Cathedral"
  kNominal,   // "the front line"
};

// What the text itself says of where a place is that the gazetteer lacks: in an area, or near.
struct Mooring {
  RecordIndex record = kNoRecord;
  bool is_near = false;
  double km = 0;  // that the text gives; 0: none
};

struct Toponym {
  TokenIndex first;  // [first, end): the words of the place
  TokenIndex end;
  TokenIndex wide_first;  // [wide_first, wide_end): with "the village of", "region"
  TokenIndex wide_end;
  ToponymKind kind = ToponymKind::kName;
  Want want = Want::kNothing;
  KeyHash key = kEmptyKey;
  std::vector<NameMatch> matches;
  std::optional<Bearing> part;  // "northeastern Ukraine"
  bool is_village = false;      // "the village of X"
  bool is_embedded = false;     // part of the name of a body: "Bank of Cyprus"
  double probability = 1.0;     // that it is meant as a place
  std::string name;             // what to print where the gazetteer has nothing

  // By resolution:
  RecordIndex chosen = kNoRecord;
  double confidence = 0;
  Mooring mooring;  // of a place that was not chosen
  // By use:
  PlaceUse use = PlaceUse::kLiteral;
};

}  // namespace dateline::places
