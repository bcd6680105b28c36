// Stage: the shape that every reading stage has. A stage is an immutable model and options; Run()
// is const and thread-safe, its output is a new layer, and its input is never edited.
#pragma once

#include <concepts>
#include <string_view>

#include "dateline/result.h"

namespace dateline::text {

template <class S, class In, class Out>
concept Stage = requires(const S& stage, const In& in) {
  // The same input, model and options give the same layer, whatever the thread.
  { stage.Run(in) } -> std::same_as<Result<Out>>;
  // The name shown by --timings and in diagnostics.
  { S::kName } -> std::convertible_to<std::string_view>;
};

}  // namespace dateline::text
