// ReverseIndex: from a coordinate to the settlement, the division and the country it lies in.
#pragma once

#include <cstdint>
#include <vector>

#include "places/gazetteer.h"
#include "places/geometry.h"

namespace dateline::places {

struct Whereabouts {
  RecordIndex settlement = kNoRecord;  // the nearest within 100 km
  double distance_km = 0;              // to it
  RecordIndex admin2 = kNoRecord;      // of the settlement
  RecordIndex admin1 = kNoRecord;
  RecordIndex country = kNoRecord;
};

class ReverseIndex {
 public:
  // Borrows the gazetteer. Linear in its places; made once.
  explicit ReverseIndex(const Gazetteer& gazetteer);

  // By the outlines of divisions and countries; within the fuzz of a simplified outline by the
  // nearest settlement. All kNoRecord far out at sea.
  Whereabouts At(LatLng point) const;

 private:
  struct Outline {
    RecordIndex record;
    double south, north, west, east;
    std::vector<Ring> rings;
    bool Contains(LatLng point) const;
  };
  static std::uint32_t CellOf(LatLng point);
  void FindNearest(LatLng point, Whereabouts& out) const;
  static RecordIndex Holder(const std::vector<Outline>& outlines, LatLng point);

  const Gazetteer& gazetteer_;
  std::vector<std::uint32_t> cells_;      // begin of each cell in settlements_
  std::vector<RecordIndex> settlements_;  // by cell
  std::vector<Outline> divisions_;
  std::vector<Outline> countries_;
};

}  // namespace dateline::places
