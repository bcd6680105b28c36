#include "claims/senses.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <string>

#include "model/container.h"

namespace dateline::claims {
namespace {

constexpr std::string_view kFile = "models/senses.dlm";

Error Corrupt(const std::string& message) {
  return Error{ErrorCode::kCorrupt, message, std::string(kFile)};
}

// The file numbers its types: they must be those of the program, in its order.
Status CheckTypes(std::string_view names, const Ontology& ontology) {
  std::size_t count = 0;
  while (!names.empty()) {
    const std::size_t end = std::min(names.find('\n'), names.size());
    const std::string_view name = names.substr(0, end);
    if (count >= ontology.size() || ontology[TypeIndex::FromSize(count)].name != name) {
      return Corrupt("found the type \"" + std::string(name) + "\" as number " +
                     std::to_string(count) +
                     ", expected that of data/ontology/ontology.tsv; train the senses again");
    }
    ++count;
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  if (count != ontology.size() || count != kNoSense) {
    return Corrupt("found " + std::to_string(count) + " types, expected " +
                   std::to_string(kNoSense));
  }
  return Done{};
}

}  // namespace

Result<Senses> Senses::Open(std::string_view bytes, const Ontology& ontology) {
  DL_ASSIGN_OR_RETURN(const auto file, model::Container::Open(bytes, kSensesKind, kSensesVersion));
  DL_ASSIGN_OR_RETURN(const std::string_view names, file.Section("types"));
  DL_RETURN_IF_ERROR(CheckTypes(names, ontology));
  Senses senses;
  DL_ASSIGN_OR_RETURN(senses.classes_, file.Array<SenseWordClass>("class"));
  DL_ASSIGN_OR_RETURN(senses.coarse_, file.Array<std::uint16_t>("class.coarse"));
  DL_ASSIGN_OR_RETURN(senses.open_, file.Array<std::uint32_t>("open"));
  DL_ASSIGN_OR_RETURN(senses.keys_, file.Array<std::uint32_t>("keys"));
  DL_ASSIGN_OR_RETURN(senses.rows_, file.Array<std::uint32_t>("rows"));
  DL_ASSIGN_OR_RETURN(senses.pool_, file.Array<SenseWeight>("pool"));
  if (!std::has_single_bit(senses.classes_.size()) || !std::has_single_bit(senses.keys_.size())) {
    return Corrupt("found a table whose size is no power of two");
  }
  if (senses.rows_.size() != senses.keys_.size()) return Corrupt("found keys without rows");
  for (const std::uint32_t row : senses.rows_) {
    const std::size_t count = row & ((1U << kCountBits) - 1U);
    if ((row >> kCountBits) + count > senses.pool_.size()) {
      return Corrupt("found a row outside of the section \"pool\"");
    }
  }
  for (const SenseWeight& weight : senses.pool_) {
    if (weight.sense >= kSenses) return Corrupt("found a weight of an unknown type");
  }
  return senses;
}

std::uint16_t Senses::FineClass(std::uint64_t word) const {
  const std::uint32_t key = KeyOf(word);
  std::size_t slot = SlotOf(word, classes_.size());
  for (std::uint32_t probe = 0; probe < kProbes; ++probe) {
    if (classes_[slot].key == key) return classes_[slot].fine;
    if (classes_[slot].key == 0) return 0;
    slot = (slot + 1) & (classes_.size() - 1);
  }
  return 0;
}

bool Senses::MayOpen(model::Feature word) const {
  return std::binary_search(open_.begin(), open_.end(), KeyOf(word));
}

SenseProbabilities Senses::Judge(const std::vector<SenseFeature>& features) const {
  std::array<int, kSenses> sums{};
  for (const SenseFeature& one : features) {
    const std::uint32_t key = KeyOf(one.feature);
    std::size_t slot = SlotOf(one.feature, keys_.size());
    for (std::uint32_t probe = 0; probe < kProbes && keys_[slot] != 0; ++probe) {
      if (keys_[slot] == key) {
        const std::size_t from = rows_[slot] >> kCountBits;
        const std::size_t count = rows_[slot] & ((1U << kCountBits) - 1U);
        for (const SenseWeight& weight : pool_.subspan(from, count)) {
          sums[weight.sense] += weight.weight;
        }
        break;
      }
      slot = (slot + 1) & (keys_.size() - 1);
    }
  }
  const int highest = *std::max_element(sums.begin(), sums.end());
  SenseProbabilities probabilities{};
  float total = 0.0F;
  for (std::size_t i = 0; i < kSenses; ++i) {
    probabilities[i] = std::exp(static_cast<float>(sums[i] - highest) / kScale);
    total += probabilities[i];
  }
  for (float& one : probabilities) one /= total;
  return probabilities;
}

}  // namespace dateline::claims
