#include "times/times.h"

#include "text/stage.h"

namespace dateline::times {

static_assert(text::Stage<TimesStage, text::LanguageView, text::TimeLayers>);

Result<TimesStage> TimesStage::Load() { return TimesStage(); }

Result<text::TimeLayers> TimesStage::Run(const text::LanguageView& /*input*/) const { return text::TimeLayers(); }

}  // namespace dateline::times
