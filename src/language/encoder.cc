#include "language/encoder.h"

#include <algorithm>

namespace dateline::language {
namespace {

constexpr std::uint32_t kShapeVersion = 1;
constexpr std::size_t kGateBlock = 3 * kGroup;  // z, f and o of kGroup channels

// Sizes far beyond any that was tried, so that no product of two overflows.
constexpr std::uint32_t kLargestWidth = 1024;
static_assert(2 * kLargestWidth <= kMostInputs);
constexpr std::uint32_t kLargestLayers = 8;
constexpr std::uint32_t kMostRows = 1u << 22;

// Blocks of the z, f and o rows of kGroup channels, forward ones first.
std::vector<std::uint32_t> GateOrder(std::uint32_t channels) {
  std::vector<std::uint32_t> order;
  for (std::uint32_t way = 0; way < 2; ++way) {
    for (std::uint32_t first = 0; first < channels; first += kGroup) {
      for (std::uint32_t gate = 0; gate < 3; ++gate) {
        for (std::uint32_t c = 0; c < kGroup; ++c)
          order.push_back((way * 3 + gate) * channels + first + c);
      }
    }
  }
  return order;
}

Result<std::span<const std::int8_t>> Rows(const model::Container& container, std::string_view name,
                                          std::size_t count) {
  DL_ASSIGN_OR_RETURN(const auto rows, container.Array<std::int8_t>(name));
  if (rows.size() != count) {
    return BrokenSection(name, "has " + std::to_string(rows.size()) + " bytes, " +
                                   std::to_string(count) + " were expected");
  }
  return rows;
}

}  // namespace

Result<EncoderShape> EncoderShape::Load(const model::Container& container) {
  static constexpr std::string_view kName = "enc.shape";
  DL_ASSIGN_OR_RETURN(const auto sizes, container.Array<std::uint32_t>(kName));
  if (sizes.size() != 11)
    return BrokenSection(kName,
                         "has " + std::to_string(sizes.size()) + " numbers, 11 were expected");
  const EncoderShape shape = {sizes[0], sizes[1], sizes[2], sizes[3], sizes[4], sizes[5],
                              sizes[6], sizes[7], sizes[8], sizes[9], sizes[10]};
  if (shape.version != kShapeVersion) {
    return Error{ErrorCode::kUnsupportedVersion,
                 "the encoder of the language model is of version " +
                     std::to_string(shape.version) + ", this program reads version " +
                     std::to_string(kShapeVersion) + "; use the model that came with the program",
                 "model"};
  }
  const auto is_width = [](std::uint32_t size, std::uint32_t unit) {
    return size > 0 && size <= kLargestWidth && size % unit == 0;
  };
  const bool is_sound =
      shape.words > 0 && shape.words <= kMostRows && shape.hashed_rows == kHashedRows &&
      is_width(shape.width, kGroup) && is_width(shape.channels, kGroup) &&
      shape.channels <= shape.width && is_width(shape.arc_width, 8) &&
      is_width(shape.label_width, 8) && shape.layers > 0 && shape.layers <= kLargestLayers &&
      is_width(shape.tags, 1) && is_width(shape.states, 1) && is_width(shape.relations, 1);
  if (!is_sound) return BrokenSection(kName, "has a size out of range");
  return shape;
}

Result<std::span<const float>> InputScales(const model::Container& container,
                                           const EncoderShape& shape) {
  static constexpr std::string_view kName = "enc.in_scale";
  DL_ASSIGN_OR_RETURN(const auto scales, Numbers(container, kName, std::size_t{shape.layers} + 2));
  if (!std::ranges::all_of(scales, [](float s) { return s >= 1e-6f; }))
    return BrokenSection(kName, "has a scale that is not above 0");
  return scales;
}

Result<Encoder> Encoder::Load(const model::Container& container, const EncoderShape& shape) {
  Encoder out;
  out.shape_ = shape;
  const std::size_t width = shape.width;
  DL_ASSIGN_OR_RETURN(out.vocabulary_, Lexicon::Load(container, "enc.words", shape.words));
  DL_ASSIGN_OR_RETURN(out.word_rows_, Rows(container, "word.rows", shape.words * width));
  DL_ASSIGN_OR_RETURN(out.word_scale_, Numbers(container, "word.scale", shape.words));
  DL_ASSIGN_OR_RETURN(out.hashed_rows_, Rows(container, "hash.rows", shape.hashed_rows * width));
  DL_ASSIGN_OR_RETURN(out.hashed_scale_, Numbers(container, "hash.scale", shape.hashed_rows));
  DL_ASSIGN_OR_RETURN(out.input_bias_, Numbers(container, "in.bias", width));
  DL_ASSIGN_OR_RETURN(const auto scales, InputScales(container, shape));
  const std::vector<std::uint32_t> order = GateOrder(shape.channels);
  for (std::size_t l = 0; l < shape.layers; ++l) {
    Layer layer;
    layer.width = l == 0 ? width : out.last_width();
    layer.input_scale = scales[l];
    DL_ASSIGN_OR_RETURN(layer.gates, Matrix::Load(container, "l" + std::to_string(l),
                                                  {order.size(), layer.width}, scales[l], order));
    out.layers_.push_back(std::move(layer));
  }
  out.heads_scale_ = scales[shape.layers];
  DL_ASSIGN_OR_RETURN(
      out.heads_,
      Matrix::Load(container, "head", {shape.outputs(), out.last_width()}, out.heads_scale_));
  return out;
}

void Encoder::SumRows(std::span<const InputRows> rows, const Kernels& kernels, float* out) const {
  const std::size_t width = shape_.width;
  const auto word_row = [&](std::int32_t row) {
    return word_rows_.data() + static_cast<std::size_t>(row) * width;
  };
  const auto hashed_row = [&](std::int32_t row) {
    return hashed_rows_.data() + static_cast<std::size_t>(row) * width;
  };
  constexpr std::size_t kLine = 64;
  const auto prefetch = [&](const InputRows& word) {
    for (std::size_t at = 0; at < width; at += kLine) {
      __builtin_prefetch(word_row(word[0]) + at);
      for (std::size_t i = 1; i < kInputColumns; ++i)
        if (word[i] != kNoRow) __builtin_prefetch(hashed_row(word[i]) + at);
    }
  };
  for (std::size_t n = 0; n < rows.size(); ++n) {
    if (n + 2 < rows.size()) prefetch(rows[n + 2]);
    const InputRows& word = rows[n];
    const std::int8_t* all[kInputColumns] = {word_row(word[0])};
    float scales[kInputColumns] = {word_scale_[static_cast<std::size_t>(word[0])]};
    std::size_t count = 1;
    for (std::size_t i = 1; i < kInputColumns; ++i) {
      if (word[i] == kNoRow) continue;
      all[count] = hashed_row(word[i]);
      scales[count] = hashed_scale_[static_cast<std::size_t>(word[i])];
      ++count;
    }
    kernels.sum_rows({all, scales, count, input_bias_.data(), width, out + n * width});
  }
}

void Encoder::RunLayer(const Layer& layer, std::span<const std::uint32_t> starts,
                       const Kernels& kernels, Scratch& scratch) const {
  const std::size_t words = starts.back();
  const std::size_t channels = shape_.channels;
  const std::size_t width = layer.width;
  kernels.quantise(scratch.input.data(), 1.0f / layer.input_scale, words * width,
                   scratch.bytes.data());
  const ByteRows bytes = {scratch.bytes.data(), width, words};
  const std::size_t groups = channels / kGroup;
  for (std::size_t block = 0; block < 2 * groups; ++block) {
    kernels.multiply(layer.gates.packed(block * kGateBlock / kPanel), kGateBlock / kPanel, bytes,
                     {scratch.gates.data(), kGateBlock});
    const bool is_backward = block >= groups;
    const std::size_t channel = block * kGroup;  // of the output
    // The highway of a first layer that is wider than a direction takes its ends.
    const std::size_t past = is_backward ? width - 2 * channels + channel : channel;
    for (std::size_t s = 0; s + 1 < starts.size(); ++s) {
      if (starts[s] == starts[s + 1]) continue;
      const std::size_t first = is_backward ? starts[s + 1] - 1 : starts[s];
      const std::ptrdiff_t way = is_backward ? -1 : 1;
      kernels.scan(
          {scratch.gates.data() + first * kGateBlock, scratch.input.data() + first * width + past,
           scratch.output.data() + first * last_width() + channel,
           way * static_cast<std::ptrdiff_t>(kGateBlock), way * static_cast<std::ptrdiff_t>(width),
           way * static_cast<std::ptrdiff_t>(last_width()), starts[s + 1] - starts[s]});
    }
  }
  std::swap(scratch.input, scratch.output);
}

std::span<const float> Encoder::Run(std::span<const InputRows> rows,
                                    std::span<const std::uint32_t> starts, const Kernels& kernels,
                                    Scratch& scratch) const {
  const std::size_t widest = std::max<std::size_t>(shape_.width, last_width());
  const auto grow = [](auto& memory, std::size_t size) {
    if (memory.size() < size) memory.resize(size);
  };
  grow(scratch.input, rows.size() * widest);
  grow(scratch.output, rows.size() * widest);
  grow(scratch.bytes, rows.size() * widest);
  grow(scratch.gates, rows.size() * kGateBlock);
  grow(scratch.heads, rows.size() * stride());
  SumRows(rows, kernels, scratch.input.data());
  for (const Layer& layer : layers_) RunLayer(layer, starts, kernels, scratch);
  kernels.quantise(scratch.input.data(), 1.0f / heads_scale_, rows.size() * last_width(),
                   scratch.bytes.data());
  kernels.multiply(heads_.packed(0), heads_.panels(),
                   {scratch.bytes.data(), last_width(), rows.size()},
                   {scratch.heads.data(), stride()});
  return std::span<const float>(scratch.heads).first(rows.size() * stride());
}

}  // namespace dateline::language
