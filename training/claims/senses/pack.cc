#include "pack.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdio>
#include <map>
#include <span>

#include "model/container.h"

namespace dateline::training {
namespace {

constexpr float kLeastWeight = 0.12F;  // smaller ones are left out
constexpr float kOpenMargin = -3.0F;   // how far below none a word's own best type may lie

struct Table {
  std::vector<std::uint32_t> keys;
  std::vector<std::uint32_t> rows;
  std::vector<claims::SenseWeight> pool;
};

void Place(Table& table, std::uint64_t feature, const Row& weights) {
  const auto first = static_cast<std::uint32_t>(table.pool.size());
  for (std::size_t k = 0; k < weights.size(); ++k) {
    if (std::abs(weights[k]) < kLeastWeight) continue;
    const float scaled = std::clamp(weights[k] * claims::Senses::kScale, -127.0F, 127.0F);
    table.pool.push_back(
        {static_cast<std::uint8_t>(k), static_cast<std::int8_t>(std::lround(scaled))});
  }
  const auto count = static_cast<std::uint32_t>(table.pool.size()) - first;
  if (count == 0) return;
  std::size_t slot = claims::Senses::SlotOf(feature, table.keys.size());
  for (std::uint32_t probe = 0; probe < claims::Senses::kProbes; ++probe) {
    if (table.keys[slot] == 0) {
      table.keys[slot] = claims::Senses::KeyOf(feature);
      table.rows[slot] = (first << claims::Senses::kCountBits) | count;
      return;
    }
    slot = (slot + 1) & (table.keys.size() - 1);
  }
  table.pool.resize(first);  // too far away to be found
}

void AddTypes(model::ContainerWriter& writer, const claims::Ontology& ontology) {
  std::string names;
  for (std::size_t i = 0; i < ontology.size(); ++i) {
    names += std::string(ontology[claims::TypeIndex::FromSize(i)].name) + "\n";
  }
  writer.Add("types", names);
}

std::string Write(const claims::Ontology& ontology, const ClassTables& classes,
                  const std::vector<std::uint32_t>& open, const Table& table,
                  const std::string& name) {
  model::ContainerWriter writer(std::string(claims::kSensesKind), claims::kSensesVersion, name);
  AddTypes(writer, ontology);
  writer.AddArray<claims::SenseWordClass>("class", classes.words);
  writer.AddArray<std::uint16_t>("class.coarse", classes.coarse);
  writer.AddArray<std::uint32_t>("open", open);
  writer.AddArray<std::uint32_t>("keys", table.keys);
  writer.AddArray<std::uint32_t>("rows", table.rows);
  writer.AddArray<claims::SenseWeight>("pool", table.pool);
  return writer.Finish();
}

}  // namespace

std::string PackClasses(const claims::Ontology& ontology, const ClassTables& classes) {
  return Write(ontology, classes, {}, {{0}, {0}, {}}, "classes alone");
}

std::string Pack(const claims::Ontology& ontology, const ClassTables& classes,
                 const Examples& examples, const std::vector<Vector>& vectors, const Softmax& model,
                 const std::string& name) {
  // In the order of the features, so that the file does not depend on anything else.
  std::map<std::uint64_t, Row> rows;
  for (std::size_t i = 0; i < examples.features.size(); ++i) {
    rows.emplace(examples.features[i], model.weights(i));
  }
  std::vector<std::uint32_t> open;
  for (std::size_t word = 0; word < examples.words.size(); ++word) {
    Row& row = rows.try_emplace(examples.words[word], Row{}).first->second;
    const Row added = model.OfVector(word);
    for (std::size_t k = 0; k < row.size(); ++k) row[k] += added[k];
    const float best = *std::max_element(row.begin(), row.begin() + claims::kNoSense);
    const bool has_vector = std::any_of(vectors[word].begin(), vectors[word].end(),
                                        [](float one) { return one != 0.0F; });
    if (has_vector && best - row[claims::kNoSense] > kOpenMargin) {
      open.push_back(claims::Senses::KeyOf(examples.words[word]));
    }
  }
  std::sort(open.begin(), open.end());
  std::size_t filled = 0;
  for (const auto& [feature, row] : rows) {
    filled += std::any_of(row.begin(), row.end(),
                          [](float one) { return std::abs(one) >= kLeastWeight; });
  }
  Table table;
  const std::size_t slots = std::bit_ceil(filled + filled / 2 + 1);
  table.keys.resize(slots);
  table.rows.resize(slots);
  for (const auto& [feature, row] : rows) Place(table, feature, row);
  std::printf("%zu rows with weights, %zu weights, %zu words may open\n", filled, table.pool.size(),
              open.size());
  return Write(ontology, classes, open, table, name);
}

}  // namespace dateline::training
