// What hangs on a cue in the tree, sorted by what it can be to it.
#pragma once

#include <optional>

#include "attribution/scene.h"

namespace dateline::attribution {

struct Dependents {
  std::optional<TokenIndex> clause;  // finite, or a quotation
  std::optional<TokenIndex> object;
  std::optional<TokenIndex> infinitive;
  std::optional<TokenIndex> gerund;
  std::optional<TokenIndex> of;  // the noun or verb of an "of" phrase
  bool is_passive = false;
  bool has_agent = false;
  bool is_negated = false;
};

Dependents DependentsOf(const Scene& scene, TokenIndex cue);

// Whether a clause is opened by a word of this kind: "that", "as".
bool HasMark(const Scene& scene, TokenIndex clause, WordKind kind);

}  // namespace dateline::attribution
