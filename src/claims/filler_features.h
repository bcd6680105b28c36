// What the model of fillers sees of a phrase: its noun, what stands before it, what it hangs on,
// who it names, which acts of violence the report tells of near it, and which roles it has already.
// Hashes of model/feature_hash.h; training and reading share this file.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "claims/naming.h"
#include "claims/ontology.h"
#include "model/feature_hash.h"

namespace dateline::claims {

// An act that the fillers are sought for: a claim of violence or of people taken.
struct Act {
  std::size_t claim = 0;  // index in the claims
  TypeIndex type{};
  TokenIndex first{};  // of the trigger
  TokenIndex end{};
  SentenceIndex sentence{};
  bool is_sought = false;  // else only a neighbour: casualties, damage and all others
};

class FillerFeatures {
 public:
  // Borrows all. `acts` has one entry for each claim, in their order.
  FillerFeatures(const Clauses& clauses, const std::vector<Act>& acts,
                 const IndexedVector<Claim, ClaimIndex>& claims);

  // Is the token the head of a phrase that may fill a role?
  bool IsCandidate(TokenIndex token) const;
  // The sought act nearest to the token, at most kReach sentences away.
  std::optional<std::size_t> NearestAct(TokenIndex token) const;
  void Of(TokenIndex token, std::vector<model::Feature>& out) const;

 private:
  static constexpr std::uint32_t kReach = 8;
  void AddWords(TokenIndex token, std::vector<model::Feature>& out) const;
  void AddGovernor(TokenIndex token, std::vector<model::Feature>& out) const;
  void AddEntity(TokenIndex token, std::vector<model::Feature>& out) const;
  void AddActs(TokenIndex token, std::vector<model::Feature>& out) const;
  std::uint64_t LemmaOf(TokenIndex token) const;
  std::uint64_t CaseOf(TokenIndex token) const;

  const Scene& scene_;
  const std::vector<Act>& acts_;
  struct Filled {
    RoleKind role{};
    TypeIndex type{};
  };
  std::unordered_map<std::uint32_t, std::vector<Filled>> by_token_;   // looked up only
  std::unordered_map<std::uint32_t, std::vector<Filled>> by_entity_;  // looked up only
  std::vector<std::size_t> sought_;                                   // indices of acts, in order
};

}  // namespace dateline::claims
