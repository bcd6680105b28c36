// Builds a gazetteer from another one (the one in the box) and more places: dumps of GeoNames, its
// file of alternate names, and overlays of the user's.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "dateline/result.h"
#include "places/gazetteer.h"

namespace dateline::places {

struct ImportInputs {
  std::vector<std::string> geonames;         // dumps of 19 columns: UA.txt, allCountries.txt
  std::vector<std::string> alternate_names;  // alternateNamesV2.txt
  std::vector<std::string> overlays;         // tables and GeoJSON (overlay.h)
  std::string classes = "AHLPT";             // feature classes of GeoNames that are taken
  // Affect speed only: how much is read at once, and after how much the state is written down.
  std::uint64_t batch_bytes = std::uint64_t{4} << 20;
  std::uint64_t checkpoint_bytes = std::uint64_t{128} << 20;
};

struct ImportReport {
  std::uint64_t rows = 0;      // read, of all inputs
  std::uint64_t places = 0;    // added
  std::uint64_t known = 0;     // rows of places that were there; their names were added
  std::uint64_t left_out = 0;  // rows of other classes, other languages or unknown places
  std::uint64_t faulty = 0;
  std::vector<Error> faults;  // the first of them
  bool is_resumed = false;
};

struct ImportProgress {
  std::uint64_t done_bytes = 0;
  std::uint64_t total_bytes = 0;
};
// Called between batches; false stops the work, which can be taken up again.
using ImportObserver = std::function<bool(const ImportProgress&)>;

// Writes the gazetteer to `output`, which stays as it was until the new one is whole. The work lies
// in "OUTPUT.building"; when that was begun with the same inputs it goes on from there. Errors:
// kNotFound, kIo, kLimit. A row that cannot be read is no error: the report names it.
Result<ImportReport> BuildGazetteer(const Gazetteer& base, const ImportInputs& inputs,
                                    const std::string& output, const ImportObserver& observer);

// `base` with overlays, in memory. Errors: kNotFound, kIo, kInvalidInput for a file without a
// table.
struct OverlaidGazetteer {
  std::string bytes;
  ImportReport report;
};
Result<OverlaidGazetteer> OverlayGazetteer(const Gazetteer& base,
                                           const std::vector<std::string>& overlays);

}  // namespace dateline::places
