// ReverseLookup: the names of the country and the divisions in which a coordinate lies, by the
// gazetteer in the box, for exports.
#pragma once

#include <memory>
#include <string>

namespace dateline::pipeline {

class ReverseLookup {
 public:
  ReverseLookup();

  struct Where {
    std::string country;  // two letters; empty far out at sea
    std::string admin1;
    std::string admin2;  // only within a few kilometres of a settlement of it
  };
  // Thread-safe. The first call makes the index; without a gazetteer nothing is known.
  Where At(double lat, double lng) const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace dateline::pipeline
