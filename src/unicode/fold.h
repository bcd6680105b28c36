// Folding: the form under which names are compared. "Oleksándr’s" and "oleksandr's" are the same
// key.
#pragma once

#include <string>
#include <string_view>

namespace dateline::unicode {

// Compatibility decomposition without marks, full case folding, typographic apostrophes and dashes
// as ASCII, runs of white space and hyphens as one space. For look-up keys only: not reversible.
// REQUIRES: valid UTF-8.
std::string FoldName(std::string_view text);

}  // namespace dateline::unicode
