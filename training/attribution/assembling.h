// Trains the judgement of proposals: a logistic model of whether a proposal is all of a marked
// content, its cue in the right place.
#pragma once

#include <vector>

#include "attribution/assembly.h"
#include "attribution/proposals.h"
#include "choice.h"

namespace dateline::attribution::training {

// Parts of whole attributions, as the annotator marked them or as a reading gives them.
struct AttributionTally {
  // Source, cue, content: all tokens of each; content that is found and overlaps in cue and source.
  void Add(const Composed& found, const std::vector<Marked>& marked);
  void Print(const char* what) const;

 private:
  std::size_t right_[4] = {};
  std::size_t found_[4] = {};
  std::size_t marked_[4] = {};
};

// An article with the proposals for what linking made of its chosen spans.
struct Assembly {
  const Item* item = nullptr;
  Proposals proposals;
};
Assembly MakeAssembly(const Item& item, const std::vector<float>& sure,
                      const Thresholds& thresholds);

class Assembling {
 public:
  // Numbers the features that enough proposals have.
  Assembling(const std::vector<Assembly>& assemblies, int least);
  Examples ExamplesOf(const Assembly& assembly) const;
  const Numbering& numbers() const { return numbers_; }

 private:
  Numbering numbers_;
};

}  // namespace dateline::attribution::training
