// What the artefact of this stage is called; its sections are in docs/formats/model.md.
#pragma once

#include <cstdint>
#include <string_view>

namespace dateline::language {

inline constexpr std::string_view kModelKind = "dateline-language";
// Raised whenever a section or the meaning of a feature changes: weights fit one set of features.
inline constexpr std::uint32_t kModelVersion = 2;

}  // namespace dateline::language
