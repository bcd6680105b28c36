// The claims stage: typed claims with their slots.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "claims/quantities.h"
#include "dateline/result.h"
#include "text/document.h"

namespace dateline::claims {

class ClaimsStage {
 public:
  static constexpr std::string_view kName = "claims";

  static Result<ClaimsStage> Load();

  std::string ontology_name() const { return {}; }
  Result<text::ClaimLayers> Run(const text::ClaimInput& input) const;

 private:
  explicit ClaimsStage(QuantityFinder quantities) : quantities_(std::move(quantities)) {}
  QuantityFinder quantities_;
};

}  // namespace dateline::claims
