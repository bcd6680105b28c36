// The encoder: from rows of tables to what the decoders score words, names and trees by.
//
// A word is the sum of its rows. Layers of two-way gated recurrence (the gates see the layer's
// input only: Bradbury et al. 2017, Lei et al. 2018) with a highway past each of them give a vector
// of every word in its sentence; one matrix over it gives the outputs of all heads. Sizes are read
// from the model; docs/formats/model.md has the formulas.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "language/encoder_input.h"
#include "language/encoder_kernels.h"
#include "language/encoder_matrix.h"

namespace dateline::language {

// The section enc.shape, in its order.
struct EncoderShape {
  std::uint32_t version = 0;
  std::uint32_t words = 0;  // rows of the vocabulary, row 0 among them
  std::uint32_t hashed_rows = 0;
  std::uint32_t width = 0;  // of a word's row
  std::uint32_t layers = 0;
  std::uint32_t channels = 0;  // of a layer, each direction
  std::uint32_t arc_width = 0;
  std::uint32_t label_width = 0;
  std::uint32_t tags = 0;
  std::uint32_t states = 0;
  std::uint32_t relations = 0;

  // Errors: kCorrupt when a size is none that the kernels take.
  static Result<EncoderShape> Load(const model::Container& container);
  std::size_t outputs() const {
    return std::size_t{tags} + states + 2 * std::size_t{arc_width} + 2 * std::size_t{label_width};
  }
};

class Encoder {
 public:
  static Result<Encoder> Load(const model::Container& container, const EncoderShape& shape);

  // Memory of a call, reused.
  struct Scratch {
    std::vector<float> input;  // of a layer; after Run, the last layer's output
    std::vector<float> output;
    std::vector<std::uint8_t> bytes;
    std::vector<float> gates;
    std::vector<float> heads;
  };

  // The outputs of the heads of every word, `stride()` numbers apart. `starts`: where each sentence
  // begins in `rows`, and the end of the last. The outcome for a sentence does not depend on its
  // neighbours.
  std::span<const float> Run(std::span<const InputRows> rows, std::span<const std::uint32_t> starts,
                             const Kernels& kernels, Scratch& scratch) const;
  std::size_t stride() const { return heads_.outputs(); }
  const Lexicon& vocabulary() const { return vocabulary_; }
  std::size_t last_width() const { return 2 * std::size_t{shape_.channels}; }

 private:
  struct Layer {
    Matrix gates;
    std::size_t width = 0;  // of its input
    float input_scale = 1;  // what a step of its input's bytes stands for
  };

  void SumRows(std::span<const InputRows> rows, const Kernels& kernels, float* out) const;
  void RunLayer(const Layer& layer, std::span<const std::uint32_t> starts, const Kernels& kernels,
                Scratch& scratch) const;

  EncoderShape shape_;
  Lexicon vocabulary_;
  std::span<const std::int8_t> word_rows_;
  std::span<const float> word_scale_;
  std::span<const std::int8_t> hashed_rows_;
  std::span<const float> hashed_scale_;
  std::span<const float> input_bias_;
  std::vector<Layer> layers_;
  float heads_scale_ = 1;
  Matrix heads_;
};

// Scales that bytes are made with. Errors: kCorrupt when one is not above 0.
Result<std::span<const float>> InputScales(const model::Container& container,
                                           const EncoderShape& shape);

}  // namespace dateline::language
