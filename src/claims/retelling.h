// Which triggers are no claims of their own: a definite event that was told before ("condemned the
// attack", "after the blast"), an event noun that only qualifies another ("flood victims"), and the
// second word for one happening ("the explosion hit", "liberated and took control of").
#pragma once

#include <vector>

#include "claims/triggers.h"

namespace dateline::claims {

// Removes them. A verb that is dropped in favour of its subject noun lends it its clause: see
// `carriers`, which runs parallel to the result.
struct KeptTriggers {
  std::vector<Trigger> triggers;
  std::vector<TokenIndex> carriers;
};
KeptTriggers DropRetellings(const Clauses& clauses, const TriggerTable& table,
                            const Ontology& ontology, std::vector<Trigger> triggers);

}  // namespace dateline::claims
