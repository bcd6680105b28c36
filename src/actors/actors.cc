#include "actors/actors.h"

#include "text/stage.h"

namespace dateline::actors {

static_assert(text::Stage<ActorsStage, text::ActorInput, text::ActorLayers>);

Result<ActorsStage> ActorsStage::Load() { return ActorsStage(); }

Result<text::ActorLayers> ActorsStage::Run(const text::ActorInput& /*input*/) const {
  return text::ActorLayers();
}

}  // namespace dateline::actors
