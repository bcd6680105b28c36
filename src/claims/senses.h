// The trained senses of triggers: models/senses.dlm (training/claims/senses/train.cc). One linear
// model over sparse hashed features gives, for a word that may speak of a happening, how likely
// each type of the ontology is, and that it speaks of none.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "claims/ontology.h"
#include "dateline/result.h"
#include "model/feature_hash.h"

namespace dateline::claims {

inline constexpr std::string_view kSensesKind = "senses";
inline constexpr std::uint32_t kSensesVersion = 1;
inline constexpr std::size_t kNoSense = 53;  // behind the types, in the order of the ontology
inline constexpr std::size_t kSenses = kNoSense + 1;

// What a feature looks at, which training needs to know.
enum class SenseGroup : std::uint8_t {
  kContext,  // what stands around the word
  kWord,     // the word itself
  kRule,     // what the table of triggers says
};

struct SenseFeature {
  model::Feature feature = 0;
  SenseGroup group = SenseGroup::kContext;
};

// Of each type and of none; they sum to one.
using SenseProbabilities = std::array<float, kSenses>;

// An entry of the table of word classes; 0 is a free slot.
struct SenseWordClass {
  std::uint32_t key = 0;
  std::uint16_t fine = 0;
  std::uint16_t spare = 0;
};

// A weight of a feature's row.
struct SenseWeight {
  std::uint8_t sense = 0;
  std::int8_t weight = 0;
};

// Borrows the bytes of the file. Look-ups probe a bounded number of slots.
class Senses {
 public:
  static constexpr float kScale = 16.0F;        // weights are whole numbers of 1/kScale
  static constexpr std::uint32_t kProbes = 32;  // slots that a key may stand away from its own
  static constexpr std::uint32_t kCountBits =
      6;  // of a row: how many weights; the rest: from where

  // Errors: kCorrupt, kUnsupportedVersion, also for another ontology than the program's.
  static Result<Senses> Open(std::string_view bytes, const Ontology& ontology);

  // The class of a word by the hash of its lower form; 0 where it has none.
  std::uint16_t FineClass(std::uint64_t word) const;
  std::uint16_t CoarseClass(std::uint16_t fine) const {
    return fine < coarse_.size() ? coarse_[fine] : std::uint16_t{0};
  }
  // May a word that the table of triggers lacks be a trigger? By the hash of its lemma and tag.
  bool MayOpen(model::Feature word) const;
  SenseProbabilities Judge(const std::vector<SenseFeature>& features) const;

  // How the file lays out its keys.
  static std::uint32_t KeyOf(std::uint64_t hash) { return static_cast<std::uint32_t>(hash) | 1U; }
  static std::size_t SlotOf(std::uint64_t hash, std::size_t slots) {
    return static_cast<std::size_t>(hash >> 32U) & (slots - 1);
  }

 private:
  std::span<const SenseWordClass> classes_;
  std::span<const std::uint16_t> coarse_;
  std::span<const std::uint32_t> open_;  // keys, sorted
  std::span<const std::uint32_t> keys_;
  std::span<const std::uint32_t> rows_;
  std::span<const SenseWeight> pool_;
};

}  // namespace dateline::claims
