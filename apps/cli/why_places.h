// What `why` says of a place: which ones its name may mean, and what spoke for each. The text is
// read again with this program's gazetteer, so that nothing of it need be kept in the ledger.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "ledger/ledger.h"
#include "pipeline/pipeline.h"

namespace dateline::cli {

class PlacesAgain {
 public:
  // A line for each candidate of each place of the claim, ready to be printed; none when the words
  // are not a place to this program. Errors: those of Pipeline::Load and Read.
  Result<std::vector<std::string>> Of(const record::ClaimRecord& claim,
                                      const ledger::StoredDocument& document);

 private:
  struct Reasons {
    IndexedVector<Location, LocationIndex> locations;
    IndexedVector<Place, PlaceIndex> places;
  };
  Result<const Reasons*> ReadAgain(const ledger::StoredDocument& document);

  std::optional<pipeline::Pipeline> pipeline_;  // loaded when first asked
  std::map<std::string, Reasons> read_;         // by document
};

}  // namespace dateline::cli
