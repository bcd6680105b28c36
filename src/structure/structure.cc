#include "structure/structure.h"

#include "text/stage.h"

namespace dateline::structure {

static_assert(text::Stage<StructureStage, text::Document, text::StructureLayers>);

Result<StructureStage> StructureStage::Load() { return StructureStage(); }

Result<text::StructureLayers> StructureStage::Run(const text::Document& /*input*/) const { return text::StructureLayers(); }

}  // namespace dateline::structure
