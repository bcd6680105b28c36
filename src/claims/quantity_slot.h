// What a claim counts: of the quantities of the document, the one whose counted thing is an
// argument of the trigger (guide, 6), and of several the one of the kind that the type counts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "claims/clause.h"
#include "claims/place_binding.h"
#include "claims/roles.h"
#include "claims/triggers.h"

namespace dateline::claims {

struct BoundQuantity {
  std::optional<Quantity> quantity;
  std::string ground;
};

// "A gunman wounded the commandant", "a drone damaged a tugboat": those whom the roles name one by
// one, where no number counts them. None for plurals and bodies.
std::optional<Quantity> CountOfRoles(const Clauses& clauses, const ClaimType& type,
                                     const FilledRoles& roles);

class QuantitySlot {
 public:
  // Borrows both.
  QuantitySlot(const Clauses& clauses,
               const IndexedVector<QuantityMention, QuantityIndex>& quantities);
  BoundQuantity Bind(const Site& site, const Trigger& trigger, const ClaimType& type) const;

 private:
  bool SaysWhere(const QuantityMention& quantity) const;
  bool IsCompany(const QuantityMention& quantity) const;
  bool IsPartOf(TokenIndex part, TokenIndex whole) const;

  const Clauses& clauses_;
  const Scene& scene_;
  const IndexedVector<QuantityMention, QuantityIndex>& quantities_;
};

}  // namespace dateline::claims
