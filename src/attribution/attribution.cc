#include "attribution/attribution.h"

#include "text/stage.h"

namespace dateline::attribution {

static_assert(text::Stage<AttributionStage, text::AttributionInput, text::AttributionLayers>);

Result<AttributionStage> AttributionStage::Load() { return AttributionStage(); }

Result<text::AttributionLayers> AttributionStage::Run(
    const text::AttributionInput& /*input*/) const {
  return text::AttributionLayers();
}

}  // namespace dateline::attribution
