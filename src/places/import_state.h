// How far an import is, as a small text beside its tables, so that an interrupted one goes on.
#pragma once

#include <cstdint>
#include <string>

#include "dateline/result.h"
#include "places/gazetteer_grower.h"
#include "places/gazetteer_import.h"

namespace dateline::places {

struct ImportState {
  std::string settings;      // what the work was begun with: other inputs begin anew
  std::size_t file = 0;      // which dump is being read
  std::uint64_t offset = 0;  // of its next line
  std::uint64_t line = 0;    // that were read of it
  ImportReport report;       // without the faults, which were named already
  GazetteerGrower::Progress done;
};

// Size and content of a file, its middle left out. Errors: kNotFound, kIo.
Result<std::string> FingerprintOf(const std::string& path);

// The state in `path`, or a new one when there is none of these settings.
ImportState ReadState(const std::string& path, const std::string& settings);
Status WriteState(const std::string& path, const ImportState& state);

}  // namespace dateline::places
