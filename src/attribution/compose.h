// Composing: the drafts of all finders become one list without rivals, quotations are given to who
// spoke before or after them, and speech inside speech finds its parent.
//
// Rules of continuation (docs/guidelines/attribution.md, section 4): a quotation without a cue goes
// to the source of the sentence before it in its paragraph; one that opens a paragraph goes to the
// source of the quotation that ended the paragraph before; one that was left open goes on.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "attribution/draft.h"
#include "attribution/scene.h"

namespace dateline::attribution {

struct Composed {
  std::vector<Draft> drafts;                         // by cue
  std::vector<std::optional<std::size_t>> parents;   // of each draft
  std::vector<std::optional<std::size_t>> heirs_of;  // the draft whose speaker one inherits
};

// Whether sentences without a cue or a mark are looked at: only once all cues are known.
enum class FreeIndirect : std::uint8_t { kLeave, kFind };

Composed Compose(const Scene& scene, std::vector<Draft> drafts, FreeIndirect free_indirect);

}  // namespace dateline::attribution
