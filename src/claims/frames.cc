#include "claims/frames.h"

#include "io/table.h"
#include "model/resources.h"
#include "text/enum_names.h"

namespace dateline::claims {

namespace {
constexpr std::string_view kTable = "data/claims/frames.tsv";
}

Result<Frames> Frames::Load(Vocabulary& vocabulary) {
  DL_ASSIGN_OR_RETURN(const std::string_view text, model::Resource(kTable));
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(text, 4, kTable));
  Frames frames;
  for (const io::TableRow& row : rows) {
    Frame& frame = frames.frames_[row[0]];
    if (row[1].empty()) continue;
    const auto role = text::FromName<RoleKind>(row[2]);
    if (!role) {
      return Error{ErrorCode::kCorrupt,
                   "line " + std::to_string(row.line) + " has the role \"" + std::string(row[2]) +
                       "\", expected one of the contract",
                   std::string(kTable)};
    }
    FrameSlot slot;
    slot.role = *role;
    slot.words = row[1];
    if (row[1] == "subj") {
      slot.kind = SlotKind::kSubject;
    } else if (row[1] == "obj") {
      slot.kind = SlotKind::kObject;
    } else if (row[1] == "mod") {
      slot.kind = SlotKind::kModifier;
    } else if (row[1] == "poss") {
      slot.kind = SlotKind::kPossessor;
    } else {
      slot.kind = SlotKind::kPreposition;
      DL_ASSIGN_OR_RETURN(slot.preposition, vocabulary.ClassOf(row[1]));
    }
    frame.push_back(slot);
  }
  return frames;
}

const Frame* Frames::Find(std::string_view name) const {
  const auto found = frames_.find(name);
  return found == frames_.end() ? nullptr : &found->second;
}

}  // namespace dateline::claims
