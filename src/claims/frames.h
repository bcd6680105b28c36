// Frames: which grammatical slot of a trigger fills which role (data/claims/frames.tsv).
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "claims/vocabulary.h"
#include "dateline/claim.h"
#include "dateline/result.h"

namespace dateline::claims {

// Logical slots: kSubject acts, also as the "by" phrase of a passive; kObject undergoes.
enum class SlotKind : std::uint8_t { kSubject, kObject, kModifier, kPossessor, kPreposition };

struct FrameSlot {
  SlotKind kind = SlotKind::kSubject;
  WordClass preposition{};
  RoleKind role = RoleKind::kAgent;
  std::string_view words;  // "from", for `why`
};

using Frame = std::vector<FrameSlot>;  // in order of preference

class Frames {
 public:
  static Result<Frames> Load(Vocabulary& vocabulary);
  // nullptr for a name that the table lacks.
  const Frame* Find(std::string_view name) const;

 private:
  std::unordered_map<std::string_view, Frame> frames_;
};

}  // namespace dateline::claims
