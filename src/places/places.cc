#include "places/places.h"

#include "text/stage.h"

namespace dateline::places {

static_assert(text::Stage<PlacesStage, text::LanguageView, text::PlaceLayers>);

Result<PlacesStage> PlacesStage::Load(std::string_view /*artefact*/) { return PlacesStage(); }

Result<text::PlaceLayers> PlacesStage::Run(const text::LanguageView& /*input*/) const {
  return text::PlaceLayers();
}

}  // namespace dateline::places
