// What the trainer of claims prints of the held-out folds.
#pragma once

#include <array>
#include <vector>

#include "claims/learned.h"
#include "trainer.h"

namespace dateline::training {

struct Examples {
  std::vector<Example> fillers;
  std::vector<Example> claims;
  std::vector<Example> incidents;
  std::vector<Example> openings;  // one a document
};

// The outputs of every example by a model that has not seen its document.
struct HeldOut {
  std::vector<std::array<float, claims::kFillerSlots>> fillers;
  std::vector<std::array<float, 1>> claims;
  std::vector<std::array<float, 1>> incidents;
  std::vector<std::array<float, 1>> openings;
};

// How many of the strands that are known, and of the others, stand from which probability on.
// `corpora` has the corpus of each document.
void PrintIncidents(const Examples& examples, const HeldOut& found,
                    const std::vector<std::size_t>& corpora);
// How many reports of each corpus are held for such with templates.
void PrintLikeness(const Examples& examples, const HeldOut& found,
                   const std::vector<std::size_t>& corpora);
// How many of the roles that the rules give in news without templates the model lets stand.
void PrintKept(const Examples& examples, const HeldOut& found);
// Precision and recall of each slot.
void PrintFillers(const Examples& examples, const HeldOut& found);
// How often claims of each step of confidence are right; documents from `first` on have gold
// claims.
void PrintReliability(const Examples& examples, const HeldOut& found, std::size_t first);

}  // namespace dateline::training
