#include "language/language.h"

#include "text/stage.h"

namespace dateline::language {

static_assert(text::Stage<LanguageStage, text::StructureView, text::LanguageLayers>);

Result<LanguageStage> LanguageStage::Load(std::string_view /*artefact*/) { return LanguageStage(); }

Result<text::LanguageLayers> LanguageStage::Run(const text::StructureView& /*input*/) const { return text::LanguageLayers(); }

}  // namespace dateline::language
