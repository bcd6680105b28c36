// Where a claim is: the locations of its own phrase and clause, else of its sentence, else the
// place that the paragraph is about, else the speaker's office (guide, 4). Each step is named in
// the grounds, and what a speech frame holds apart stays apart: a place in "said in Kyiv that" is
// not where the told thing happened.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "claims/clause.h"
#include "claims/place_spots.h"
#include "claims/triggers.h"
#include "dateline/reading.h"

namespace dateline::claims {

// What a trigger has been found to mean so far, for the bindings that follow.
struct Site {
  TokenIndex head{};
  TokenIndex carrier{};
  std::optional<TokenIndex> partner;  // a second word for the same act, which was dropped
  SentenceIndex sentence{};
  std::optional<AttributionIndex> attribution;
  bool takes_place = false;
  TypeIndex type{};
};

struct BoundPlace {
  std::vector<LocationIndex> locations;
  // "clause", "sentence", "paragraph", "the speaker's office"; empty when unset.
  std::string ground;
};

class PlaceBinder {
 public:
  PlaceBinder(const Clauses& clauses, const PlaceWords& words, WordClass speech,
              const std::vector<Site>& sites);
  // Sites are bound in the order of the text: discourse looks back only.
  BoundPlace Bind(const Site& site);

 private:
  bool Acts(const Spot& spot, const Site& site) const;
  bool IsInClause(const Spot& spot, TokenIndex clause, const Site& site) const;
  bool IsOfTeller(const Spot& spot) const;
  bool IsOrigin(const Spot& spot) const;
  bool IsMereArgument(const Spot& spot, const Site& site) const;
  bool IsOfRemoteActor(const Spot& spot, const Site& site) const;
  bool IsOfOtherTime(const Spot& spot, const Site& site) const;
  void AddFrame(const std::vector<const Spot*>& spots, const Site& site,
                std::vector<LocationIndex>& own) const;
  bool MayLend(const Spot& spot, const Site& site) const;
  void DropFrame(const std::vector<const Spot*>& spots, const Site& site,
                 std::vector<LocationIndex>& own) const;
  void KeepNearest(const Site& site, std::vector<const Spot*>& spots) const;
  bool IsSamePlace(LocationIndex a, LocationIndex b) const;
  std::vector<const Spot*> SpotsOf(const Site& site) const;
  int DistanceTo(const Spot& spot, const Site& site) const;
  bool BelongsToOther(const Spot& spot, const Site& site) const;
  std::vector<LocationIndex> Own(const std::vector<const Spot*>& spots, const Site& site) const;
  std::optional<LocationIndex> LastOfParagraph(const Site& site) const;
  std::optional<LocationIndex> OfficeOf(const Site& site);
  void BindFromDiscourse(const Site& site, BoundPlace& bound);
  void Remember(const BoundPlace& bound, const Site& site);

  const Clauses& clauses_;
  const Scene& scene_;
  WordClass speech_;
  std::vector<Spot> spots_;
  std::vector<std::uint8_t> is_site_head_;  // by token
  struct Memory {
    std::vector<LocationIndex> locations;
    BlockIndex block{};
    SentenceIndex sentence{};
    bool is_set = false;
  };
  std::unordered_map<std::uint32_t, std::optional<LocationIndex>> offices_;  // by speaker's entity
  Memory paragraph_;
};

}  // namespace dateline::claims
