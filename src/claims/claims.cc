#include "claims/claims.h"

#include "text/stage.h"

namespace dateline::claims {

static_assert(text::Stage<ClaimsStage, text::ClaimInput, text::ClaimLayers>);

Result<ClaimsStage> ClaimsStage::Load() { return ClaimsStage(); }

Result<text::ClaimLayers> ClaimsStage::Run(const text::ClaimInput& /*input*/) const {
  return text::ClaimLayers();
}

}  // namespace dateline::claims
