// Whereabouts: the country and the divisions of a located claim, from its coordinates, where its
// place came without them: a village that the gazetteer lacks, a point set by a reviewer, a city
// that is a division of its own.
#pragma once

#include <functional>
#include <string>
#include <unordered_map>

#include "publish/exports.h"

namespace dateline::publish {

struct Whereabouts {
  std::string country, admin1, admin2;  // empty where not known
};
// Where a coordinate (latitude, longitude) lies. May be called from several threads.
using Survey = std::function<Whereabouts(double, double)>;

// Fills what the places of a row lack and never changes what they say. An area lies in what all of
// it lies in: of one across a border the columns stay empty. Only a point that is a settlement or
// finer has a second-order division.
class WhereaboutsFiller {
 public:
  // Borrows `survey`; an empty one fills nothing.
  explicit WhereaboutsFiller(const Survey& survey) : survey_(survey) {}
  void Fill(ExportRow& row);

 private:
  Whereabouts Of(const record::PlaceRecord& place) const;

  const Survey& survey_;
  // By coordinates or geometry: an export names the same places again and again.
  std::unordered_map<std::string, Whereabouts> known_;
};

}  // namespace dateline::publish
