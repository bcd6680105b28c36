// The day on which a document was published, if it is given or the text itself settles it.
#pragma once

#include <vector>

#include "times/finder.h"

namespace dateline::times {

// A date that is given stays. Otherwise, in this order:
//   text      a full date that stands by itself on one of the first lines, or that ends a dateline
//             ("KYIV, Sept 9, 2022 (Reuters) -"), if all such dates agree;
//   inferred  a dateline without its year, if exactly one year makes it fall at most 60 days after
//             or 7 days before a full date that the text states.
// Else unknown: a wrong date is worse than none.
PublicationDate DocumentDate(const text::LanguageView& input, const std::vector<Found>& found);

}  // namespace dateline::times
