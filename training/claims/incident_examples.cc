#include "incident_examples.h"

#include <algorithm>
#include <string>

#include "claims/fillers.h"

namespace dateline::training {
namespace {

struct Match {
  std::size_t hits = 0;
  std::size_t strand = 0;
  std::size_t gold = 0;
};

std::size_t Hits(const GoldIncident& gold, const Reading& reading,
                 const IndexedVector<Claim, ClaimIndex>& claims, const claims::Strand& strand) {
  std::size_t hits = 0;
  const auto count = [&](const Claim& claim) {
    for (const Role& role : claim.roles) {
      const std::string words = Plain(role.span ? role.span->In(reading.text) : role.name);
      const auto slots = claims::SlotsOf(role, reading.entities);
      hits += std::any_of(slots.begin(), slots.end(), [&](claims::FillerSlot slot) {
        return gold.fillers[static_cast<std::size_t>(slot)].contains(words);
      });
    }
  };
  for (const ClaimIndex c : strand.acts) count(claims[c]);
  for (const ClaimIndex c : strand.others) count(claims[c]);
  return hits;
}

}  // namespace

bool IsRight(const GoldDocument& gold, const Reading& reading, const Claim& claim) {
  const std::string type = "|" + claim.type + "|";
  if (!gold.has_claims) {
    return std::any_of(gold.incidents.begin(), gold.incidents.end(),
                       [&](const GoldIncident& one) { return one.types.contains(type); });
  }
  const ByteSpan sentence = reading.sentences[claim.sentence].span;
  return std::any_of(gold.claims.begin(), gold.claims.end(), [&](const GoldClaim& one) {
    return one.types.find(type) != std::string::npos && one.begin >= sentence.begin().value() &&
           one.begin < sentence.end().value();
  });
}

std::vector<bool> KnownStrands(const GoldDocument& gold, const Reading& reading,
                               const IndexedVector<Claim, ClaimIndex>& claims,
                               const std::vector<claims::Strand>& strands) {
  std::vector<bool> known(strands.size(), gold.are_rules_right);
  if (gold.are_rules_right) return known;
  if (gold.has_claims) {
    for (std::size_t i = 0; i < strands.size(); ++i) {
      const auto& acts = strands[i].acts;
      known[i] = std::any_of(acts.begin(), acts.end(),
                             [&](ClaimIndex c) { return IsRight(gold, reading, claims[c]); });
    }
    return known;
  }
  std::vector<Match> matches;
  for (std::size_t i = 0; i < strands.size(); ++i) {
    for (std::size_t j = 0; j < gold.incidents.size(); ++j) {
      const auto& acts = strands[i].acts;
      const bool fits = std::any_of(acts.begin(), acts.end(), [&](ClaimIndex c) {
        return gold.incidents[j].types.contains("|" + claims[c].type + "|");
      });
      if (fits) matches.push_back({Hits(gold.incidents[j], reading, claims, strands[i]), i, j});
    }
  }
  std::stable_sort(matches.begin(), matches.end(),
                   [](const Match& a, const Match& b) { return a.hits > b.hits; });
  std::vector<bool> is_used(gold.incidents.size(), false);
  for (const Match& match : matches) {
    if (known[match.strand] || is_used[match.gold]) continue;
    known[match.strand] = true;
    is_used[match.gold] = true;
  }
  return known;
}

}  // namespace dateline::training
