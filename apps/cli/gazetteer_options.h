// The options of all commands that read reports: which gazetteer, and which places of the user's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "command.h"
#include "pipeline/pipeline.h"

namespace dateline::cli {

struct GazetteerChoice {
  std::string path;                   // empty: the one in the box
  std::vector<std::string> overlays;  // in this order
};

// --gazetteer and --overlay, appended to the options of a command.
void AddGazetteerOptions(GazetteerChoice& choice, std::vector<Option>& options);

// The pipeline with that gazetteer, and with a model for language unless it is the one in the box.
// Rows of overlays that cannot be read are named on standard error and left out.
Result<pipeline::Pipeline> LoadPipeline(const GazetteerChoice& choice,
                                        std::optional<std::string> language_model = std::nullopt);

}  // namespace dateline::cli
