// What changed between two versions of a text: sentences taken out, put in and kept.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace dateline::record {

enum class ChangeKind : std::uint8_t { kKept, kTakenOut, kPutIn };

struct Change {
  ChangeKind kind = ChangeKind::kKept;
  std::string_view text;  // a sentence or a line, of the text that it stands in
};

// A shortest list of changes that makes `after` of `before`, sentence by sentence (a longest common
// subsequence); where the middle of both is larger than two million pairs, all of it is taken out
// and put in. What is returned borrows from both texts.
std::vector<Change> ChangesBetween(std::string_view before, std::string_view after);

}  // namespace dateline::record
