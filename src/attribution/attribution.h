// The attribution stage: who says what: source, cue and content of reported speech, and the
// speaker.
//
// The rules are stated in docs/guidelines/attribution.md.
#pragma once

#include <memory>
#include <string_view>

#include "dateline/result.h"
#include "text/document.h"

namespace dateline::attribution {

class AttributionStage {
 public:
  static constexpr std::string_view kName = "attribution";

  static Result<AttributionStage> Load();

  // Never fails for what a text holds: odd quotation marks are diagnostics. Linear in the number of
  // tokens.
  Result<text::AttributionLayers> Run(const text::AttributionInput& input) const;

 private:
  struct Impl;
  explicit AttributionStage(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

  std::shared_ptr<const Impl> impl_;
};

}  // namespace dateline::attribution
