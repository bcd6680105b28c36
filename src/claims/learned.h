// The learned part of the claims: models/claims.dlm (training/claims). Linear models over hashed
// features: which phrases fill a role of an act of violence, which acts are happenings of their
// own, and how likely a claim is right.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "dateline/result.h"
#include "model/feature_hash.h"

namespace dateline::claims {

// What a phrase may be to an act.
enum class FillerSlot : std::uint8_t {
  kPersons,  // persons who act
  kBody,     // a body that acts, or for which they act
  kTarget,   // a thing that is hit
  kVictim,   // a person who suffers
  kMeans,    // the weapon
};
inline constexpr std::size_t kFillerSlots = 5;
inline constexpr std::string_view kLearnedKind = "claims";
inline constexpr std::uint32_t kLearnedVersion = 2;

using FillerRow = std::array<std::int8_t, kFillerSlots>;

// Borrows the bytes of the file. Weights are kept as whole numbers of 1/kScale.
class Learned {
 public:
  static constexpr float kScale = 24.0F;

  // Errors: kCorrupt, kUnsupportedVersion.
  static Result<Learned> Open(std::string_view bytes);

  // The probability of each slot, in reports like those with templates and in others.
  std::array<float, kFillerSlots> Fillers(const std::vector<model::Feature>& features,
                                          bool is_like_templates) const;
  // The probability that the acts of a strand (incidents.h) are a happening of their own.
  float Incident(const std::vector<model::Feature>& features) const;
  // The probability that a report opens like those with templates (likeness.h).
  float Likeness(const std::vector<model::Feature>& features) const;
  // The probability that a claim with these features is right.
  float Confidence(const std::vector<model::Feature>& features) const;

 private:
  std::span<const FillerRow> fillers_;
  std::span<const FillerRow> template_fillers_;
  std::span<const std::int8_t> confidence_;
  std::span<const std::int8_t> incidents_;
  std::span<const std::int8_t> likeness_;
};

}  // namespace dateline::claims
