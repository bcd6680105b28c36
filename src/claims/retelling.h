// Which triggers are no claims of their own: a definite event that was told before ("condemned the
// attack", "after the blast"), an event noun that only qualifies another ("flood victims"), and the
// second word for one happening ("the explosion hit", "liberated and took control of").
#pragma once

#include <optional>
#include <vector>

#include "claims/triggers.h"

namespace dateline::claims {

// Removes them. A verb that is dropped in favour of its subject noun lends it its clause: see
// `carriers`. Both run parallel to the triggers; `partners` are the second words.
struct KeptTriggers {
  std::vector<Trigger> triggers;
  std::vector<TokenIndex> carriers;
  std::vector<std::optional<TokenIndex>> partners;
};
KeptTriggers DropRetellings(const Clauses& clauses, const TriggerTable& table,
                            const Ontology& ontology, std::vector<Trigger> triggers);

}  // namespace dateline::claims
