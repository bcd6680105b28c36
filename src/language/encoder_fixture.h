// A small model of the encoder with weights by chance, for tests: the sizes are odd on purpose.
#pragma once

#include <cstring>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "language/encoder.h"
#include "language/encoder_core.h"
#include "language/names.h"
#include "language/sections.h"
#include "language/self_check.h"
#include "language/word_classes.h"
#include "model/aligned_bytes.h"

namespace dateline::language {

using model::AlignedBytes;

// Sections by name, so that a test can change or drop one before the file is written.
class RandomEncoder {
 public:
  explicit RandomEncoder(unsigned seed) : random_(seed) {
    const std::size_t outputs = shape.outputs();
    Text("tags", "NOUN\tNN\nVERB\tVBD\nPROPN\tNNP\nPUNCT\t.\nADP\tIN\n");
    Text("enc.deprels", "nsubj\nobj\nroot\npunct\ncase\nobl\ncompound\n");
    Text("lemma.edits", "L0\t\n");
    Text("feats.sets", "\n");
    Array<LexiconEntry>("lemma", std::vector<LexiconEntry>(64, LexiconEntry{0, 0}));
    Array<LexiconEntry>("feats", std::vector<LexiconEntry>(64, LexiconEntry{0, 0}));
    Array<ClassBucket>("class", std::vector<ClassBucket>(2, ClassBucket{}));
    Array<std::uint16_t>("class.coarse", std::vector<std::uint16_t>(1, 0));
    Vocabulary({"kyiv", "said", "the", "troops", "left", "izium", "on", "friday", "."});
    Array<std::uint32_t>(
        "enc.shape",
        {shape.version, shape.words, shape.hashed_rows, shape.width, shape.layers, shape.channels,
         shape.arc_width, shape.label_width, shape.tags, shape.states, shape.relations});
    Array<float>("enc.in_scale", {0.02f, 0.012f, 0.011f, 0.04f});
    Weights("word.rows", shape.words * shape.width, 127);
    Numbers("word.scale", shape.words, 0.008f, 0.002f);
    Weights("hash.rows", std::size_t{shape.hashed_rows} * shape.width, 127);
    Numbers("hash.scale", shape.hashed_rows, 0.004f, 0.001f);
    Numbers("in.bias", shape.width, 0, 0.2f);
    const std::size_t gates = std::size_t{6} * shape.channels;
    Product("l0", gates, shape.width, 0.006f);
    Product("l1", gates, std::size_t{2} * shape.channels, 0.006f);
    Product("head", outputs, std::size_t{2} * shape.channels, 0.01f);
    Product("lab", shape.relations, shape.label_width, 0.02f);
    Numbers("name.next", kNameStates * kNameStates, 0, 1);
    Numbers("arc.bilinear", std::size_t{shape.arc_width} * shape.arc_width, 0, 0.3f);
    Numbers("arc.prior", shape.arc_width, 0, 0.3f);
    Numbers("enc.root", shape.arc_width, 0.2f, 0.3f);
    Text(std::string(kSelfTestSection), "");
  }

  // The file, with the self-test that it passes unless `sections` has one already.
  std::string Finish() {
    if (sections[std::string(kSelfTestSection)].empty()) {
      const AlignedBytes bytes(Written());
      const auto container = model::Container::Open(bytes.view(), kModelKind, kModelVersion);
      const auto core = LoadEncoderCore(container.value(), PortableKernels());
      if (!core.ok()) return Written();
      sections[std::string(kSelfTestSection)] =
          ReadAsTest(**core, WordClasses::Load(container.value()).value(),
                     "Troops\nleft\nIzium\non\nFriday\n.\n\nKyiv\nsaid\n.\n");
    }
    return Written();
  }

  template <typename T>
  std::vector<T> Section(const std::string& name) const {
    const std::string& bytes = sections.at(name);
    std::vector<T> items(bytes.size() / sizeof(T));
    std::memcpy(items.data(), bytes.data(), items.size() * sizeof(T));
    return items;
  }
  template <typename T>
  void Array(const std::string& name, const std::vector<T>& items) {
    std::string bytes(items.size() * sizeof(T), '\0');
    std::memcpy(bytes.data(), items.data(), bytes.size());
    sections[name] = bytes;
  }
  void Text(const std::string& name, const std::string& text) { sections[name] = text; }

  EncoderShape shape = {1, 10, kHashedRows, 48, 2, 32, 24, 16, 5, kNameStates, 7};
  std::map<std::string, std::string> sections;

 private:
  std::string Written() const {
    model::ContainerWriter writer(std::string(kModelKind), kModelVersion, "a test");
    for (const auto& [name, bytes] : sections) writer.Add(name, bytes);
    return writer.Finish();
  }
  // Uniform in [-1, 1), by the engine's own numbers: the same in every standard library.
  float Chance() { return static_cast<float>(random_()) * 0x1p-31f - 1.0f; }
  void Weights(const std::string& name, std::size_t count, int largest) {
    std::vector<std::int8_t> all(count);
    for (std::int8_t& w : all) {
      w = static_cast<std::int8_t>(static_cast<int>(random_() % (2u * unsigned(largest) + 1u)) -
                                   largest);
    }
    Array(name, all);
  }
  void Numbers(const std::string& name, std::size_t count, float middle, float width) {
    std::vector<float> all(count);
    for (float& x : all) x = middle + width * Chance();
    Array(name, all);
  }
  void Product(const std::string& name, std::size_t outputs, std::size_t inputs, float scale) {
    Weights(name + ".w", outputs * inputs, kLargestWeight);
    Numbers(name + ".scale", outputs, scale, scale / 2);
    Numbers(name + ".bias", outputs, 0, 0.5f);
  }
  void Vocabulary(const std::vector<std::string_view>& words) {
    std::vector<LexiconEntry> entries(64, LexiconEntry{0, 0});
    std::vector<Lexeme> lexemes;
    for (std::size_t i = 0; i < words.size(); ++i) {
      MakeLexemes(std::vector<std::string_view>{words[i]}, lexemes);
      const Feature key = lexemes.front().lower;
      std::size_t at = (key >> 32) & 63u;
      while (entries[at].fingerprint != 0) at = (at + 1) & 63u;
      entries[at] = {static_cast<std::uint32_t>(key) | 1u, static_cast<std::uint32_t>(i + 1)};
    }
    Array("enc.words", entries);
  }

  std::mt19937 random_;
};

}  // namespace dateline::language
