// The places stage: toponyms, resolved, and where each thing is said to be.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "dateline/result.h"
#include "text/document.h"

namespace dateline::places {

class PlacesStage {
 public:
  static constexpr std::string_view kName = "places";

  static Result<PlacesStage> Load(std::string_view artefact);

  std::string gazetteer_name() const { return {}; }
  Result<text::PlaceLayers> Run(const text::LanguageView& input) const;
};

}  // namespace dateline::places
