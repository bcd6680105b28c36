// Incidents: which acts of violence a report tells as happenings of its own, judged over the whole
// report (guideline, 1). A trained model (learned.h) looks at each strand: the acts of one kind
// that one event is told by, with the casualties and the damage beside them. The acts of a strand
// that it holds for a mention in passing (an old war that a speech recalls, fighting in general)
// are dropped where reports look like those that taught it.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "claims/learned.h"
#include "claims/ontology.h"
#include "claims/scene.h"
#include "model/feature_hash.h"

namespace dateline::claims {

// The kinds of acts that are judged apart, also where they are of one event.
enum class StrandKind : std::uint8_t { kBlast, kTaking, kOther };
inline constexpr std::size_t kStrandKinds = 3;

struct Strand {
  StrandKind kind = StrandKind::kOther;
  std::vector<ClaimIndex> acts;
  std::vector<ClaimIndex> others;  // casualties and damage of the event
};

// In the order of their first acts. Denied and asked acts are in none. REQUIRES: events are set.
std::vector<Strand> StrandsOf(const Ontology& ontology,
                              const IndexedVector<Claim, ClaimIndex>& claims);

// What the model sees of a strand; training and reading share it.
class IncidentFeatures {
 public:
  // Borrows all. The claims have their confidence, their roles and their events.
  IncidentFeatures(const Scene& scene, const IndexedVector<Claim, ClaimIndex>& claims,
                   const std::vector<Strand>& strands);
  void Of(const Strand& strand, std::vector<model::Feature>& out) const;

 private:
  struct Sums;
  // The strands of a kind: how many, and the confidence of the surest and of the second.
  struct OfKind {
    std::size_t count = 0;
    double surest = 0;
    double second = 0;
  };
  Sums Sum(const Strand& strand) const;

  const Scene& scene_;
  const IndexedVector<Claim, ClaimIndex>& claims_;
  std::size_t strand_count_;
  double surest_ = 0;  // confidence of an act of the report
  std::array<OfKind, kStrandKinds> of_kind_;
  std::size_t most_ = 0;  // claims of a strand of the report
};

// Drops the acts of the strands that are none, and numbers the events anew.
void DropMentions(const Scene& scene, const Learned& learned, const Ontology& ontology,
                  IndexedVector<Claim, ClaimIndex>& claims);

}  // namespace dateline::claims
