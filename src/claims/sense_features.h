// What the trained senses look at: the word, its class, its tag and place in the tree, its
// arguments and neighbours by word, class, flag and set, what the document is about, and what the
// table of triggers says of it and of the words around it. Training and reading use this one
// function.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "claims/clause.h"
#include "claims/ontology.h"
#include "claims/senses.h"
#include "claims/trigger_table.h"
#include "claims/triggers.h"

namespace dateline::claims {

// The sets of words that features ask about: data/claims/senses.en.tsv.
struct SenseWords {
  static Result<SenseWords> Load(Vocabulary& vocabulary);

  std::vector<WordClass> topics;     // what a document or a sentence is about
  std::vector<WordClass> arguments;  // what an argument or a neighbour may be
};

inline constexpr std::size_t kMostFamilies = 12;  // of types, that are told apart

// Of one document. Borrows all that it is given.
class SenseFeatures {
 public:
  // `candidates`: all of the document, in text order; what the table says of them is the company
  // in which each is judged.
  SenseFeatures(const Clauses& clauses, const TriggerTable& table, const Ontology& ontology,
                const Senses& senses, const SenseWords& words,
                const std::vector<TriggerCandidate>& candidates);

  // The lemma with its sort of tag: what Senses::MayOpen() asks for.
  model::Feature WordOf(TokenIndex token) const;
  void Of(const TriggerCandidate& candidate, std::vector<SenseFeature>& out) const;

 private:
  // A word by which a feature may call it.
  struct Named {
    std::uint64_t lemma = 0;
    std::uint64_t fine = 0;
    std::uint64_t coarse = 0;
  };
  Named Look(TokenIndex token) const;
  const Named& NameOf(TokenIndex token) const { return names_[token.value()]; }
  void CountTopics();
  void CountCompany(const Ontology& ontology, const std::vector<TriggerCandidate>& candidates);
  void AddWord(const TriggerCandidate& candidate, std::vector<SenseFeature>& out) const;
  void AddRule(const TriggerCandidate& candidate, std::vector<SenseFeature>& out) const;
  void AddArguments(const TriggerCandidate& candidate, std::vector<SenseFeature>& out) const;
  void AddArgument(std::uint64_t slot, TokenIndex token, const Named& head,
                   std::vector<SenseFeature>& out) const;
  void AddNear(const TriggerCandidate& candidate, const Named& head,
               std::vector<SenseFeature>& out) const;
  void AddTopics(const TriggerCandidate& candidate, const Named& head,
                 std::vector<SenseFeature>& out) const;
  void AddCompany(const TriggerCandidate& candidate, const Named& head,
                  std::vector<SenseFeature>& out) const;

  const Clauses& clauses_;
  const Scene& scene_;
  const TriggerTable& table_;
  const Senses& senses_;
  const SenseWords& words_;
  std::vector<Named> names_;               // by token
  std::vector<std::uint8_t> topic_steps_;  // by topic: how much of the document it is
  // How often the table reads a type of each family: in each sentence, and in the document.
  using FamilyCounts = std::array<std::uint16_t, kMostFamilies>;
  std::vector<FamilyCounts> sentence_families_;
  FamilyCounts document_families_{};
  std::array<std::uint8_t, kNoSense> family_of_{};  // by type
};

}  // namespace dateline::claims
