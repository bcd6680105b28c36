// Recall: which earlier figure a description means: by the same wording, by its head and words, or
// as the last body of its class.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "actors/pronouns.h"
#include "actors/standing.h"

namespace dateline::actors {

class Recall {
 public:
  // Borrows all three.
  Recall(const Scene& scene, const Cast& cast, const std::vector<Seen>& seen)
      : scene_(scene), words_(scene.words), cast_(cast), seen_(seen) {}

  // A later description with this head may mean the figure.
  void Remember(std::string_view head, FigureIndex figure);
  void RememberWording(std::string wording, FigureIndex figure);
  void Mentioned(FigureIndex figure, SentenceIndex sentence);

  // The figure of the same wording, or kNoFigure.
  FigureIndex OfWording(const std::string& wording) const;
  // The earlier figure that the description, worded so, is, or kNoFigure. O(1).
  FigureIndex Earlier(const Nominal& nominal, const Standing& standing,
                      const std::string& wording) const;

 private:
  FigureIndex OnlyOneNear(const Nominal& nominal, const Standing& standing,
                          const std::vector<FigureIndex>& figures) const;
  FigureIndex NearerForce(const Nominal& nominal, FigureIndex same_head) const;
  FigureIndex LatestOfClass(const Nominal& nominal) const;
  bool HasPeople(const Nominal& nominal) const;
  bool SaysNoMore(const Nominal& nominal, const Figure& figure) const;

  const Scene& scene_;
  const Words& words_;
  const Cast& cast_;
  const std::vector<Seen>& seen_;
  std::unordered_map<std::string_view, std::vector<FigureIndex>> by_head_;
  std::unordered_map<std::string, FigureIndex> by_wording_;
  std::vector<std::uint32_t> last_seen_;  // by figure: the sentence of its last mention, or none
};

}  // namespace dateline::actors
