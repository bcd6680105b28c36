// Reconcile: where the text itself ties one place to another, a choice that cannot be so is changed
// to one that can; when no candidate can be, the place is one that the gazetteer lacks, and is
// moored to what it was tied to.
#pragma once

#include <vector>

#include "places/senses.h"

namespace dateline::places {

// Of each name: none when its place was chosen or nothing is said of it.
struct Verdict {
  bool is_refused = false;  // no candidate can be where the text says
  Mooring mooring;
};

// The verdicts on `senses.names()`, whose choices it changes.
std::vector<Verdict> Reconcile(const Gazetteer& gazetteer, const SenseVector& weights,
                               const std::vector<Toponym>& toponyms, Senses& senses);

// Moors the toponyms that the gazetteer has no name for, all of one wording alike.
void MoorUnknown(const Senses& senses, std::vector<Toponym>& toponyms);

}  // namespace dateline::places
