// The day on which a document was published, if it is given or the text itself settles it.
#pragma once

#include <vector>

#include "times/finder.h"

namespace dateline::times {

// A date that is given or stands in the metadata stays. Otherwise, in this order:
//   text      a full date that stands by itself on one of the first lines, or that ends a dateline
//             ("KYIV, Sept 9, 2022 (Reuters) -"), if all such dates agree;
//   inferred  a dateline without its year, if all but one year are ruled out (inferred_date.h).
// Else unknown: a wrong date is worse than none. The clock is never read.
PublicationDate DocumentDate(const Language& language, const text::LanguageView& input,
                             const Finder& finder, const std::vector<Found>& found);

}  // namespace dateline::times
