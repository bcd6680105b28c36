// The gazetteer that this build carries.
#pragma once

#include <string_view>

namespace dateline::pipeline {

// Static lifetime; empty when the build has none.
std::string_view GazetteerBytes();

}  // namespace dateline::pipeline
