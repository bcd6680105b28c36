// The table for people: one claim a row, asserter first; the claims of a sentence together, and the
// sentence under them with the words that carry them marked.
#pragma once

#include <optional>
#include <string>

#include "dateline/reading.h"
#include "standing/words.h"
#include "terminal.h"
#include "type_words.h"

namespace dateline::cli {

// The whole reading: a line about the document, then its claims. `shown_as` names the input when
// the document has no title.
std::string ClaimTable(const Reading& reading, const std::string& shown_as,
                       const standing::Words& words, const TypeWords& types,
                       const Terminal& terminal);

// The parts, as other commands word them too.
std::string InWords(const DayInterval& interval);  // "2022-09-05 to 2022-09-09", "since 2022-09-05"
// "western outskirts of Kupiansk", "20 km south of Izium".
std::string WhereInWords(SpatialRelation relation, std::optional<Bearing> bearing,
                         std::optional<double> distance_km, const std::string& names);
std::string InWords(const Reading& reading, const Location& location);  // "outskirts W of Kupiansk"
std::string VoiceInWords(
    const Source& source,
    const std::string& publisher);  // "Oleh Syniehubov (UA)", "a resident (unnamed)"

}  // namespace dateline::cli
