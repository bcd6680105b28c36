// The claims as the rules have them, before the learned parts look at them.
#pragma once

#include <vector>

#include "dateline/claim.h"
#include "dateline/indexed_vector.h"

namespace dateline::claims {

struct Draft {
  IndexedVector<Claim, ClaimIndex> claims;
  std::vector<TokenIndex> heads;  // by claim: the word of the trigger that the others hang on
  // By claim, one for each of its roles: the word that the role was named by.
  std::vector<std::vector<TokenIndex>> arguments;
};

}  // namespace dateline::claims
