// The places stage: toponyms, resolved, and where each thing is said to be.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/result.h"
#include "text/document.h"

namespace dateline::places {

class PlacesStage {
 public:
  static constexpr std::string_view kName = "places";

  // `artefact`: a compiled gazetteer that outlives the stage. Errors: as Gazetteer::Open, and
  // kCorrupt for a fault in a table.
  static Result<PlacesStage> Load(std::string_view artefact);

  std::string gazetteer_name() const;
  Result<text::PlaceLayers> Run(const text::LanguageView& input) const;

  // One for each place of Run(), in the same order.
  std::vector<PlaceReasons> Explain(const text::LanguageView& input) const;

 private:
  struct Tables;
  explicit PlacesStage(std::shared_ptr<const Tables> tables);
  std::shared_ptr<const Tables> tables_;
};

}  // namespace dateline::places
