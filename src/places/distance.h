// Distances in words: "50 km", "10 to 15 kilometres", "50 kilometres (31 miles)", ahead of a
// direction or of a place.
#pragma once

#include <optional>

#include "places/word_stream.h"
#include "places/words.h"
#include "text/document.h"

namespace dateline::places {

struct StatedDistance {
  double min_km = 0, max_km = 0;
  TokenIndex first;  // of its words
};

// The distance whose words end before `end`, in the sentence that begins at `begin`.
std::optional<StatedDistance> DistanceBefore(const text::LanguageView& input,
                                             const WordStream& stream, const Words& words,
                                             TokenIndex begin, TokenIndex end);

}  // namespace dateline::places
