// A matrix of 8-bit weights out of a model, packed for the kernels when it is loaded.
#pragma once

#include <string>
#include <vector>

#include "dateline/result.h"
#include "language/encoder_kernels.h"
#include "model/container.h"

namespace dateline::language {

// The sections of float32 of a model, each checked: as many as expected, and every one a number
// that no sum or product of a sentence can carry out of range. Errors: kCorrupt.
Result<std::span<const float>> Numbers(const model::Container& container, std::string_view name,
                                       std::size_t count);

Error BrokenSection(std::string_view name, const std::string& what);

class Matrix {
 public:
  // The order in which outputs are packed: position to row of the section, or kNothing for outputs
  // that only fill a panel up.
  static constexpr std::uint32_t kNothing = UINT32_MAX;

  struct Shape {
    std::size_t outputs = 0;
    std::size_t inputs = 0;
  };
  // Sections `name`.w (int8, a row an output), `name`.scale and `name`.bias (float32). A product is
  // over bytes of input that stand for numbers of `input_scale` each. Errors: kCorrupt.
  static Result<Matrix> Load(const model::Container& container, const std::string& name,
                             Shape shape, float input_scale,
                             std::span<const std::uint32_t> order = {});

  std::size_t outputs() const { return order_.size(); }  // a multiple of kPanel
  std::size_t panels() const { return outputs() / kPanel; }
  // The matrix from a panel on.
  PackedMatrix packed(std::size_t first_panel) const;

 private:
  std::vector<std::uint32_t> order_;
  std::size_t inputs_ = 0;
  std::vector<std::int8_t> weights_;
  std::vector<std::int32_t> start_;
  std::vector<float> scale_;
  std::vector<float> bias_;
};

}  // namespace dateline::language
