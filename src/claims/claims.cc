#include "claims/claims.h"

#include "text/stage.h"

namespace dateline::claims {

static_assert(text::Stage<ClaimsStage, text::ClaimInput, text::ClaimLayers>);

Result<ClaimsStage> ClaimsStage::Load() {
  DL_ASSIGN_OR_RETURN(auto quantities, QuantityFinder::Load());
  return ClaimsStage(std::move(quantities));
}

Result<text::ClaimLayers> ClaimsStage::Run(const text::ClaimInput& input) const {
  text::ClaimLayers layers;
  layers.quantities = quantities_.Find(input.language, input.times);
  return layers;
}

}  // namespace dateline::claims
