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

}  // namespace

Result<Learned> Learned::Open(std::string_view bytes) {
  DL_ASSIGN_OR_RETURN(const auto file,
                      model::Container::Open(bytes, kLearnedKind, kLearnedVersion));
  Learned learned;
  DL_ASSIGN_OR_RETURN(learned.fillers_, file.Array<FillerRow>("fillers"));
  DL_ASSIGN_OR_RETURN(learned.confidence_, file.Array<std::int8_t>("confidence"));
  for (const auto& [section, rows] : {std::pair("fillers", learned.fillers_.size()),
                                      std::pair("confidence", learned.confidence_.size())}) {
    if (!std::has_single_bit(rows)) return WrongSize(section, rows);
  }
  return learned;
}

std::array<float, kFillerSlots> Learned::Fillers(
    const std::vector<model::Feature>& features) const {
  std::array<int, kFillerSlots> sums{};
  for (const model::Feature feature : features) {
    const FillerRow& row = fillers_[feature & (fillers_.size() - 1)];
    for (std::size_t slot = 0; slot < kFillerSlots; ++slot) sums[slot] += row[slot];
  }
  std::array<float, kFillerSlots> probabilities{};
  for (std::size_t slot = 0; slot < kFillerSlots; ++slot) {
    probabilities[slot] = Logistic(static_cast<float>(sums[slot]) / kScale);
  }
  return probabilities;
}

float Learned::Confidence(const std::vector<model::Feature>& features) const {
  int sum = 0;
  for (const model::Feature feature : features)
    sum += confidence_[feature & (confidence_.size() - 1)];
  return Logistic(static_cast<float>(sum) / kScale);
}

}  // namespace dateline::claims
