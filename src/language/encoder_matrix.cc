#include "language/encoder_matrix.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace dateline::language {
namespace {

constexpr float kLargestNumber = 1000.0f;
constexpr std::size_t kQuad = 4;

}  // namespace

Error BrokenSection(std::string_view name, const std::string& what) {
  return Error{ErrorCode::kCorrupt,
               "section \"" + std::string(name) + "\" of the language model " + what +
                   "; use the model that came with the program",
               "model"};
}

Result<std::span<const float>> Numbers(const model::Container& container, std::string_view name,
                                       std::size_t count) {
  DL_ASSIGN_OR_RETURN(const auto numbers, container.Array<float>(name));
  if (numbers.size() != count) {
    return BrokenSection(name, "has " + std::to_string(numbers.size()) + " numbers, " +
                                   std::to_string(count) + " were expected");
  }
  // Written so that what is no number at all is refused as well.
  if (!std::ranges::all_of(numbers, [](float x) { return std::abs(x) <= kLargestNumber; }))
    return BrokenSection(name, "has a number out of range");
  return numbers;
}

Result<Matrix> Matrix::Load(const model::Container& container, const std::string& name, Shape shape,
                            float input_scale, std::span<const std::uint32_t> order) {
  DL_ASSIGN_OR_RETURN(const auto weights, container.Array<std::int8_t>(name + ".w"));
  DL_ASSIGN_OR_RETURN(const auto scale, Numbers(container, name + ".scale", shape.outputs));
  DL_ASSIGN_OR_RETURN(const auto bias, Numbers(container, name + ".bias", shape.outputs));
  if (weights.size() != shape.outputs * shape.inputs) {
    return BrokenSection(name + ".w", "has " + std::to_string(weights.size()) + " weights, " +
                                          std::to_string(shape.outputs * shape.inputs) +
                                          " were expected");
  }
  if (!std::ranges::all_of(
          weights, [](std::int8_t w) { return w >= -kLargestWeight && w <= kLargestWeight; }))
    return BrokenSection(name + ".w", "has a weight out of range");

  Matrix out;
  out.inputs_ = shape.inputs;
  out.order_.assign(order.begin(), order.end());
  if (order.empty()) {
    out.order_.resize(shape.outputs);
    std::iota(out.order_.begin(), out.order_.end(), 0u);
  }
  out.order_.resize((out.order_.size() + kPanel - 1) / kPanel * kPanel, kNothing);
  out.weights_.assign(out.outputs() * shape.inputs, 0);
  out.start_.assign(out.outputs(), 0);
  out.scale_.assign(out.outputs(), 0.0f);
  out.bias_.assign(out.outputs(), 0.0f);
  for (std::size_t o = 0; o < out.outputs(); ++o) {
    if (out.order_[o] == kNothing) continue;
    const std::int8_t* row = weights.data() + out.order_[o] * shape.inputs;
    std::int8_t* panel = out.weights_.data() + o / kPanel * kPanel * shape.inputs;
    std::int32_t sum = 0;
    for (std::size_t k = 0; k < shape.inputs; ++k) {
      panel[(k / kQuad * kPanel + o % kPanel) * kQuad + k % kQuad] = row[k];
      sum += row[k];
    }
    out.start_[o] = -kZero * sum;
    out.scale_[o] = scale[out.order_[o]] * input_scale;
    out.bias_[o] = bias[out.order_[o]];
  }
  return out;
}

PackedMatrix Matrix::packed(std::size_t first_panel) const {
  const std::size_t first = first_panel * kPanel;
  return {weights_.data() + first * inputs_, start_.data() + first, scale_.data() + first,
          bias_.data() + first, inputs_};
}

}  // namespace dateline::language
