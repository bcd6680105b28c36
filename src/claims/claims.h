// The claims stage: typed claims with their slots, by docs/guidelines/claims.md. In order: triggers
// and their types, what is only a retelling, source, realis, roles, place, time, count.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "claims/quantities.h"
#include "dateline/result.h"
#include "text/document.h"

namespace dateline::claims {

class Clauses;
class Naming;
class Ontology;
class TriggerTable;
struct Draft;
struct SenseWords;
struct Trigger;

// What of models/claims.dlm and models/senses.dlm is used: the first is trained on claims as they
// are without it, the second on triggers as the table has them.
enum class LearnedParts : std::uint8_t { kNone, kTriggers, kAll };

// A document as the rules see it, for the trainers.
struct RuledScene {
  const Clauses& clauses;
  const TriggerTable& triggers;
  const Ontology& ontology;
  const SenseWords& sense_words;
};

class ClaimsStage {
 public:
  static constexpr std::string_view kName = "claims";

  // Errors: kCorrupt, kNotFound naming the table and the line.
  static Result<ClaimsStage> Load(LearnedParts parts = LearnedParts::kAll);
  // With the bytes of a file in place of models/claims.dlm, which must outlive the stage.
  static Result<ClaimsStage> LoadWith(std::string_view learned,
                                      LearnedParts parts = LearnedParts::kAll);

  const std::string& ontology_name() const;
  // Without an analysis of the words there are no claims, which is not an error.
  Result<text::ClaimLayers> Run(const text::ClaimInput& input) const;
  void WithScene(const text::ClaimInput& input,
                 const std::function<void(const RuledScene&)>& visit) const;
  // For the trainer: a document as the rules leave it to the learned parts.
  void WithDraft(const text::ClaimInput& input,
                 const std::function<void(const Clauses&, Draft)>& visit) const;
  // The same, with what the models of roles and of confidence say, and with the events.
  void WithRevised(const text::ClaimInput& input,
                   const std::function<void(const Clauses&, Draft)>& visit) const;

 private:
  struct Tables;
  Draft DraftOf(const Clauses& clauses, const Naming& naming,
                const IndexedVector<QuantityMention, QuantityIndex>& counts) const;
  Draft RevisedDraft(const Clauses& clauses, const Naming& naming,
                     const IndexedVector<QuantityMention, QuantityIndex>& counts) const;
  std::vector<Trigger> FindTriggers(const Clauses& clauses) const;
  explicit ClaimsStage(std::shared_ptr<const Tables> tables) : tables_(std::move(tables)) {}
  std::shared_ptr<const Tables> tables_;
};

}  // namespace dateline::claims
