// Speakers: from a source span to who it is, by the entities of the actors layer.
//
// A source is the mention that holds its head word, a name in apposition first. What actors left
// open is tried here: a pronoun goes to the last one who spoke, if it can be that one; what a video
// shows is said by who made it, where that is told; else the words themselves describe the source.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "attribution/compose.h"
#include "attribution/scene.h"

namespace dateline::attribution {

// One for each draft.
std::vector<Source> FindSpeakers(const Scene& scene, const Composed& composed,
                                 const IndexedVector<Entity, EntityIndex>& entities);

// Who a noun phrase with this head is; empty when that cannot be told.
Source WhoIs(const Scene& scene, const IndexedVector<Entity, EntityIndex>& entities,
             TokenIndex head);

// "Telegram", "statement", "Reuters": how it was said, empty if not told.
std::string FindMedium(const Scene& scene, const Draft& draft);

}  // namespace dateline::attribution
