// The claims stage: typed claims with their slots, by docs/guidelines/claims.md. In order: triggers
// and their types, what is only a retelling, source, realis, roles, place, time, count.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "claims/quantities.h"
#include "dateline/result.h"
#include "text/document.h"

namespace dateline::claims {

class Clauses;

// What of models/claims.dlm is used: training reads claims as they are without it.
enum class LearnedParts : std::uint8_t { kNone, kAll };

class ClaimsStage {
 public:
  static constexpr std::string_view kName = "claims";

  // Errors: kCorrupt, kNotFound naming the table and the line.
  static Result<ClaimsStage> Load(LearnedParts parts = LearnedParts::kAll);

  const std::string& ontology_name() const;
  // Without an analysis of the words there are no claims, which is not an error.
  Result<text::ClaimLayers> Run(const text::ClaimInput& input) const;
  // For the trainer, which sees a document as the rules do.
  void WithScene(const text::ClaimInput& input,
                 const std::function<void(const Clauses&)>& visit) const;

 private:
  struct Tables;
  explicit ClaimsStage(std::shared_ptr<const Tables> tables) : tables_(std::move(tables)) {}
  std::shared_ptr<const Tables> tables_;
};

}  // namespace dateline::claims
