// Roles: who acts and what undergoes, by the frame of the trigger. A slot is filled by an actor
// that the actors stage knows, else by the words of the noun phrase; what only causes (a bomb, a
// flood) is an instrument and never an agent.
#pragma once

#include <string>
#include <vector>

#include "claims/clause.h"
#include "claims/frames.h"
#include "claims/naming.h"
#include "claims/triggers.h"
#include "dateline/reading.h"

namespace dateline::claims {

struct FilledRoles {
  std::vector<Role> roles;
  std::vector<std::string> grounds;   // "agent: by"
  std::vector<TokenIndex> arguments;  // the word that each was named by
};

class RoleFiller {
 public:
  static Result<RoleFiller> Load(Vocabulary& vocabulary);
  // `attribution`: who says it, for whom "we" and "our" stand; nullptr for the outlet's own voice.
  FilledRoles Fill(const Clauses& clauses, const Naming& naming, const Trigger& trigger,
                   const Frame& frame, const Attribution* attribution) const;

 private:
  struct Classes {
    WordClass inanimate{};  // causes but does not act
    WordClass human{};      // acts without being a known actor: "gunmen", "residents"
    WordClass weapon{};     // by which means
    WordClass building{};   // "bank": what things happen at
    WordClass amount{};     // "hundreds of": the noun behind it is meant
    WordClass
        locative{};  // prepositions that say where before a place, and what was hit before a thing
  };
  Classes classes_;
};

}  // namespace dateline::claims
