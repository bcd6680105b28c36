// Where a claim is: the locations of its own phrase and clause, else of its sentence, else the
// place that the paragraph, or the same speaker just before, is about (guide, 4). Each step is
// named in the grounds, and what a speech frame holds apart stays apart: a place in "said in Kyiv
// that" is not where the told thing happened.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "claims/clause.h"
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
  // "clause", "sentence", "paragraph", "same speaker", "the speaker's office"; empty when unset.
  std::string ground;
};

// The nouns that stand for a place named before, by how coarse that place is.
class PlaceWords {
 public:
  static Result<PlaceWords> Load(Vocabulary& vocabulary);
  std::optional<Precision> StandsFor(const Scene& scene, TokenIndex noun) const;

 private:
  std::vector<std::pair<WordClass, Precision>> classes_;
};

class PlaceBinder {
 public:
  PlaceBinder(const Clauses& clauses, const PlaceWords& words, WordClass speech,
              const std::vector<Site>& sites);
  // Sites are bound in the order of the text: discourse looks back only.
  BoundPlace Bind(const Site& site);

 private:
  // A location where the text names it, or a noun that stands for it ("the city").
  struct Spot {
    LocationIndex location{};
    TokenIndex first{};
    TokenIndex end{};
    TokenIndex head{};
    SentenceIndex sentence{};
    bool is_anaphor = false;
    bool is_dateline = false;  // lends its place to "the city" only
  };
  // A place that an anaphor may stand for, and the noun that it was named by, if any.
  struct Named {
    LocationIndex location{};
    WordId noun{};
    bool is_plain = false;  // in or at it, not near or towards it
  };
  static constexpr std::size_t kPrecisions = 5;
  void Name(const Spot& spot, const PlaceWords& words,
            std::array<std::vector<Named>, kPrecisions>& named) const;
  void FindSpots();
  std::optional<Spot> SpotOf(LocationIndex location) const;
  bool IsDateline(const Spot& spot) const;
  bool IsNestedIn(const Spot& inner, const Spot& outer) const;
  bool Describes(const Spot& spot, const Spot& before) const;
  bool Acts(const Spot& spot, const Site& site) const;
  bool IsDefinite(TokenIndex noun) const;
  void ResolveAnaphors(const PlaceWords& words);
  bool MayLend(const Spot& spot, const Site& site) const;
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
    std::string speaker;
    bool is_set = false;
  };
  std::unordered_map<std::uint32_t, std::optional<LocationIndex>> offices_;  // by speaker's entity
  Memory paragraph_;
  Memory speaker_;
};

}  // namespace dateline::claims
