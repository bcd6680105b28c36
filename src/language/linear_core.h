// The linear core: tagger, parser and names by sparse weights (tagger.h, parser.h, names.h).
#pragma once

#include <memory>

#include "language/core.h"

namespace dateline::language {

Result<std::unique_ptr<const Core>> LoadLinearCore(const model::Container& container);

}  // namespace dateline::language
