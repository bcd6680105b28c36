// The version of the library, by semantic versioning.
#pragma once

namespace dateline {

// For example "0.1.0". Static lifetime.
const char* Version();

}  // namespace dateline
