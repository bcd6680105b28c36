// The encoder as a core: its outputs to tags, names and trees.
#pragma once

#include <memory>

#include "language/core.h"
#include "language/encoder_kernels.h"

namespace dateline::language {

// The section that a model of the encoder has, and no other.
inline constexpr std::string_view kEncoderSection = "enc.shape";

// `kernels` live for ever. Errors: kCorrupt, kUnsupportedVersion.
Result<std::unique_ptr<const Core>> LoadEncoderCore(const model::Container& container,
                                                    const Kernels& kernels);

}  // namespace dateline::language
