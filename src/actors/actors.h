// The actors stage: who is who: canonical entity, role and side of every mention.
#pragma once

#include <memory>
#include <string_view>

#include "dateline/result.h"
#include "text/document.h"

namespace dateline::actors {

class ActorsStage {
 public:
  static constexpr std::string_view kName = "actors";

  static Result<ActorsStage> Load();

  Result<text::ActorLayers> Run(const text::ActorInput& input) const;
};

}  // namespace dateline::actors
