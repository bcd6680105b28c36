// The written names of the enumerations of a reading, as dateline.reading/1 spells them, and the
// way back.
#pragma once

#include <optional>
#include <string_view>

#include "dateline/reading.h"

namespace dateline::text {

std::string_view NameOf(SourceKind kind);
std::string_view NameOf(Realis realis);
std::string_view NameOf(EvidenceKind kind);
std::string_view NameOf(RoleKind role);
std::string_view NameOf(TimeBasis basis);
std::string_view NameOf(DateBasis basis);
std::string_view NameOf(BlockKind kind);
std::string_view NameOf(Upos upos);
std::string_view NameOf(Deprel deprel);
std::string_view NameOf(EntityType type);
std::string_view NameOf(MentionKind kind);
std::string_view NameOf(TimexType type);
std::string_view NameOf(PlaceUse use);
std::string_view NameOf(SpatialRelation relation);
std::string_view NameOf(Bearing bearing);
std::string_view NameOf(Precision precision);
std::string_view NameOf(AttributionForm form);
std::string_view NameOf(VerificationKind kind);
std::string_view NameOf(CueClass cue_class);

// The enumerator with this written name, or none. E is any enumeration above.
template <typename E>
std::optional<E> FromName(std::string_view name);

}  // namespace dateline::text
