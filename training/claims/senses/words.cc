#include "words.h"

#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <unordered_map>

namespace dateline::training {
namespace {

constexpr std::size_t kClassSlots = 1U << 16U;
constexpr std::size_t kClassWords = 40000;

[[noreturn]] void Fail(const std::string& message) {
  std::fprintf(stderr, "train_senses: %s\n", message.c_str());
  std::exit(1);
}

}  // namespace

std::vector<Vector> ReadVectors(const std::string& path, const std::vector<std::string>& words) {
  std::unordered_map<std::string_view, std::vector<std::size_t>> numbers;
  for (std::size_t i = 0; i < words.size(); ++i) numbers[words[i]].push_back(i);
  simdjson::padded_string bytes;
  if (simdjson::padded_string::load(path).get(bytes) != simdjson::SUCCESS) {
    Fail(path + " cannot be read");
  }
  simdjson::ondemand::parser parser;
  simdjson::ondemand::document document;
  simdjson::ondemand::object all;
  if (parser.iterate(bytes).get(document) != simdjson::SUCCESS ||
      document["vectors"].get_object().get(all) != simdjson::SUCCESS) {
    Fail(path + " holds no object \"vectors\"");
  }
  std::vector<Vector> vectors(words.size());
  for (auto field : all) {
    std::string_view word;
    if (field.unescaped_key().get(word) != simdjson::SUCCESS) Fail(path + " holds a bad key");
    const auto found = numbers.find(word);
    if (found == numbers.end()) continue;
    Vector vector{};
    std::size_t d = 0;
    for (auto number : field.value().get_array()) {
      double value = 0;
      if (number.get_double().get(value) != simdjson::SUCCESS) Fail(path + " holds a bad number");
      if (d < kWidth) vector[d++] = static_cast<float>(value);
    }
    float sum = 0;
    for (const float one : vector) sum += one * one;
    if (sum > 0) {
      for (float& one : vector) one /= std::sqrt(sum);
    }
    for (const std::size_t i : found->second) vectors[i] = vector;
  }
  return vectors;
}

ClassTables ReadClasses(const std::string& path) {
  ClassTables tables;
  tables.words.resize(kClassSlots);
  std::ifstream file(path);
  std::string line;
  for (std::size_t i = 0; i < kClassWords && std::getline(file, line); ++i) {
    std::istringstream cells(line);
    std::string word;
    std::uint16_t fine = 0, coarse = 0;
    if (!(cells >> word >> fine >> coarse)) Fail(path + " holds a line without two classes");
    if (tables.coarse.size() <= fine) tables.coarse.resize(fine + 1U);
    tables.coarse[fine] = coarse;
    const std::uint64_t hash = model::HashBytes(word);
    std::size_t slot = claims::Senses::SlotOf(hash, kClassSlots);
    for (std::uint32_t probe = 0; probe < claims::Senses::kProbes; ++probe) {
      if (tables.words[slot].key == 0) {
        tables.words[slot] = {claims::Senses::KeyOf(hash), fine, 0};
        break;
      }
      slot = (slot + 1) & (kClassSlots - 1);
    }
  }
  return tables;
}

}  // namespace dateline::training
