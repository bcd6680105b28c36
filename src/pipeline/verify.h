// The contract of offsets and references, written as checks and run after every stage.
#pragma once

#include <string_view>

#include "dateline/reading.h"
#include "dateline/result.h"

namespace dateline::pipeline {

// For every span: begin <= end <= text size, both on a code point boundary. Tokens are ordered,
// disjoint and inside their sentence; sentences are ordered and inside their block; every index
// refers to an element that exists. Errors: kInternal naming the stage, the layer and the element.
Status Verify(const Reading& reading, std::string_view stage);

}  // namespace dateline::pipeline
