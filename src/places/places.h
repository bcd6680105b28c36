// The places stage: toponyms, resolved, and where each thing is said to be.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/result.h"
#include "text/document.h"

namespace dateline::places {

// What a name may mean, for a person who asks why it was put where it is.
struct PlaceExplanation {
  struct Ground {
    std::string_view name;  // of a feature of the scorer: "population", "same_country"
    double weight = 0;      // what it adds to the score
  };
  struct Candidate {
    std::string id;  // "geonames:706483"
    std::string name;
    std::string admin1;
    std::string country;
    LatLng point;
    double share = 0;             // of probability, "none of these" among the others
    std::vector<Ground> grounds;  // largest first, at most six
  };
  ByteSpan span;
  bool is_resolved = false;
  std::vector<Candidate> candidates;  // best first, at most three
  double none_share = 0;              // that it is none of them
  std::string moored_to;  // what the text says to hold it or to be near it, where none was chosen
};

class PlacesStage {
 public:
  static constexpr std::string_view kName = "places";

  // `artefact`: a compiled gazetteer that outlives the stage. Errors: as Gazetteer::Open, and
  // kCorrupt for a fault in a table.
  static Result<PlacesStage> Load(std::string_view artefact);

  std::string gazetteer_name() const;
  Result<text::PlaceLayers> Run(const text::LanguageView& input) const;

  // One for each place of Run(), in the same order.
  std::vector<PlaceExplanation> Explain(const text::LanguageView& input) const;

 private:
  struct Tables;
  explicit PlacesStage(std::shared_ptr<const Tables> tables);
  std::shared_ptr<const Tables> tables_;
};

}  // namespace dateline::places
