// The year of a dateline that states none ("KYIV, Sept 9 (Reuters) -"), by constraint.
//
// The candidates are a set: every year that the text does not rule out. A candidate falls away when
//   - the calendar has no such day, or a weekday that the text ties to a day of a month ("Friday,
//     September 9") is another in it;
//   - it lies before a date of which the text speaks in the past, or after one in the future;
//   - it lies outside the tenure of an office that the text gives somebody.
// All candidates lie within the horizon of the tenures' table, since the clock is not read. Only a
// single survivor is an answer; nothing is ranked.
#pragma once

#include <vector>

#include "times/tense.h"

namespace dateline::times {

// The days on which the document may have been published; none when the text contradicts itself.
std::vector<Day> PublicationCandidates(const Language& language, const text::LanguageView& input,
                                       const Finder& finder, const std::vector<Found>& found,
                                       const Found& dateline);

}  // namespace dateline::times
