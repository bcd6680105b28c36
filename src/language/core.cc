#include "language/core.h"

#include "language/encoder_core.h"
#include "language/linear_core.h"
#include "language/self_check.h"

namespace dateline::language {

Result<std::unique_ptr<const Core>> LoadCore(const model::Container& container,
                                             const WordClasses& classes) {
  if (!container.Section(kEncoderSection).ok()) return LoadLinearCore(container);
  DL_ASSIGN_OR_RETURN(auto core, LoadEncoderCore(container, BestKernels()));
  DL_RETURN_IF_ERROR(RunSelfTest(container, *core, classes));
  return core;
}

}  // namespace dateline::language
