// The options of all commands that read reports: which gazetteer, and which places and actors of
// the user's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "command.h"
#include "pipeline/pipeline.h"

namespace dateline::cli {

struct ReadingTables {
  std::string gazetteer;              // empty: the one in the box
  std::vector<std::string> overlays;  // in this order
  std::string actors;                 // empty: none
};

// --gazetteer, --overlay and --actors, appended to the options of a command.
void AddTableOptions(ReadingTables& tables, std::vector<Option>& options);

// The pipeline with these tables, and with a model for language unless it is the one in the box.
// Rows of the user's that cannot be read are named on standard error and left out.
Result<pipeline::Pipeline> LoadPipeline(const ReadingTables& tables,
                                        std::optional<std::string> language_model = std::nullopt);

}  // namespace dateline::cli
