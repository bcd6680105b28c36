// What the model of fillers sees of a phrase: its noun, what stands before it, what it hangs on,
// who it names, which acts of violence the report tells of near it, and which roles it has already.
// Hashes of model/feature_hash.h; training and reading share this file.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "claims/draft.h"
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
  TokenIndex head{};  // the word of the trigger that the others hang on
  SentenceIndex sentence{};
  bool is_sought = false;   // else only a neighbour
  bool is_revised = false;  // its roles are judged: an act that is sought, casualties, damage
};

class FillerFeatures {
 public:
  // Borrows all. `acts` has one entry for each claim of the draft, in their order.
  FillerFeatures(const Clauses& clauses, const std::vector<Act>& acts, const Draft& draft);

  // The words that may fill a role, in order: the heads of noun phrases near a sought act and what
  // fills a role of a claim near one by the rules.
  std::vector<TokenIndex> Candidates() const;
  // The sought act nearest to the token, at most kReach sentences away.
  std::optional<std::size_t> NearestAct(TokenIndex token) const;
  void Of(TokenIndex token, std::vector<model::Feature>& out) const;

 private:
  static constexpr std::uint32_t kReach = 8;
  struct Filled {
    RoleKind role{};
    TypeIndex type{};
  };
  // What the report tells of an entity as a whole.
  struct Chain {
    std::uint32_t mentions = 0;
    std::uint32_t first_sentence = 0;
    std::uint32_t speaks = 0;
  };
  void CountChains();
  bool IsPhraseHead(TokenIndex token) const;
  void AddWords(TokenIndex token, std::vector<model::Feature>& out) const;
  void AddNeighbours(TokenIndex token, std::vector<model::Feature>& out) const;
  void AddGovernor(TokenIndex token, std::vector<model::Feature>& out) const;
  void AddEntity(TokenIndex token, std::vector<model::Feature>& out) const;
  void AddRoles(TokenIndex token, std::vector<model::Feature>& out) const;
  void AddActs(TokenIndex token, std::vector<model::Feature>& out) const;
  void AddPath(TokenIndex token, const Act& act, std::vector<model::Feature>& out) const;
  void AddSurroundings(TokenIndex token, std::vector<model::Feature>& out) const;
  void AddNearest(TokenIndex token, std::vector<model::Feature>& out) const;
  std::uint64_t LemmaOf(TokenIndex token) const { return lemmas_[token.value()]; }
  std::uint64_t CaseOf(TokenIndex token) const;

  const Scene& scene_;
  const std::vector<Act>& acts_;
  const Draft& draft_;
  std::vector<std::uint64_t> lemmas_;   // hashes, by token
  std::vector<std::uint64_t> opening_;  // of the words that the report opens with
  std::unordered_map<std::uint32_t, std::vector<Filled>> by_token_;   // looked up only
  std::unordered_map<std::uint32_t, std::vector<Filled>> by_entity_;  // looked up only
  std::vector<Chain> chains_;                                         // by entity
  std::vector<std::uint32_t> names_in_;                               // persons, by sentence
  std::vector<std::size_t> sought_;                                   // indices of acts, in order
  std::uint64_t type_bits_ = 0;                                       // of the sought acts
};

}  // namespace dateline::claims
