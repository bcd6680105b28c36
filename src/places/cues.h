// Cues: the words beside a name that say what kind of place it stands for ("region", "village of",
// "Lake", "northeastern").
#pragma once

#include <vector>

#include "places/surroundings.h"
#include "places/toponym.h"

namespace dateline::places {

class Cues {
 public:
  Cues(const Surroundings& around, const Gazetteer& gazetteer)
      : around_(around), gazetteer_(gazetteer) {}

  // Sets want, part and the wide extent; a capitalised cue becomes part of the name. Words before
  // `earliest` belong to another name.
  void Read(Toponym& name, TokenIndex earliest) const;
  // Keeps the places that the cue allows; turns the name into one of an unknown place when the cue
  // allows none. False when the name alone is none of a place that is called so in news.
  bool Filter(Toponym& name) const;
  // "the Kharkiv and Donetsk regions": the cue of the last is that of all. Before Filter().
  void ShareAlongLists(std::vector<Toponym>& found) const;

 private:
  void ReadAfter(Toponym& name) const;
  void ReadBefore(Toponym& name, TokenIndex earliest) const;
  bool IsOneOfSeveral(TokenIndex cue, TokenIndex begin) const;
  void ReadPart(Toponym& name) const;
  bool FilterBare(Toponym& name) const;
  void PreferTheCity(Toponym& name) const;
  void PreferTheCountry(Toponym& name) const;
  void PreferTheCapital(Toponym& name) const;
  bool IsPointOfCompass(const Toponym& name) const;
  void MakeUnknown(Toponym& name) const;
  template <typename F>
  bool Keep(Toponym& name, const F& fits) const;

  const Surroundings& around_;
  const Gazetteer& gazetteer_;
};

}  // namespace dateline::places
