#include "claims/learned.h"

#include <bit>
#include <cmath>
#include <utility>

#include "model/container.h"

namespace dateline::claims {
namespace {

constexpr std::string_view kFile = "models/claims.dlm";

float Logistic(float score) { return 1.0F / (1.0F + std::exp(-score)); }

Error WrongSize(std::string_view section, std::size_t found) {
  return Error{ErrorCode::kCorrupt,
               "found " + std::to_string(found) + " rows in section \"" + std::string(section) +
                   "\", expected a power of two",
               std::string(kFile)};
}

float ProbabilityOf(std::span<const std::int8_t> rows,
                    const std::vector<model::Feature>& features) {
  int sum = 0;
  for (const model::Feature feature : features) sum += rows[feature & (rows.size() - 1)];
  return Logistic(static_cast<float>(sum) / Learned::kScale);
}

}  // namespace

Result<Learned> Learned::Open(std::string_view bytes) {
  DL_ASSIGN_OR_RETURN(const auto file,
                      model::Container::Open(bytes, kLearnedKind, kLearnedVersion));
  Learned learned;
  DL_ASSIGN_OR_RETURN(learned.fillers_, file.Array<FillerRow>("fillers"));
  DL_ASSIGN_OR_RETURN(learned.template_fillers_, file.Array<FillerRow>("wire_fillers"));
  DL_ASSIGN_OR_RETURN(learned.confidence_, file.Array<std::int8_t>("confidence"));
  DL_ASSIGN_OR_RETURN(learned.incidents_, file.Array<std::int8_t>("incidents"));
  DL_ASSIGN_OR_RETURN(learned.likeness_, file.Array<std::int8_t>("likeness"));
  for (const auto& [section, rows] : {std::pair("fillers", learned.fillers_.size()),
                                      std::pair("wire_fillers", learned.template_fillers_.size()),

                                      std::pair("confidence", learned.confidence_.size()),
                                      std::pair("incidents", learned.incidents_.size()),
                                      std::pair("likeness", learned.likeness_.size())}) {
    if (!std::has_single_bit(rows)) return WrongSize(section, rows);
  }
  return learned;
}

std::array<float, kFillerSlots> Learned::Fillers(const std::vector<model::Feature>& features,
                                                 bool is_like_templates) const {
  const std::span<const FillerRow> rows = is_like_templates ? template_fillers_ : fillers_;
  std::array<int, kFillerSlots> sums{};
  for (const model::Feature feature : features) {
    const FillerRow& row = rows[feature & (rows.size() - 1)];
    for (std::size_t slot = 0; slot < kFillerSlots; ++slot) sums[slot] += row[slot];
  }
  std::array<float, kFillerSlots> probabilities{};
  for (std::size_t slot = 0; slot < kFillerSlots; ++slot) {
    probabilities[slot] = Logistic(static_cast<float>(sums[slot]) / kScale);
  }
  return probabilities;
}

float Learned::Confidence(const std::vector<model::Feature>& features) const {
  return ProbabilityOf(confidence_, features);
}

float Learned::Incident(const std::vector<model::Feature>& features) const {
  return ProbabilityOf(incidents_, features);
}

float Learned::Likeness(const std::vector<model::Feature>& features) const {
  return ProbabilityOf(likeness_, features);
}

}  // namespace dateline::claims
