// The actors stage: who is who: canonical entity, role and side of every mention.
#pragma once

#include <memory>
#include <string_view>

#include "dateline/result.h"
#include "text/document.h"

namespace dateline::actors {

struct OwnActors;

class ActorsStage {
 public:
  static constexpr std::string_view kName = "actors";

  // `own`: actors of the user's own (own_actors.h), or null.
  static Result<ActorsStage> Load(std::shared_ptr<const OwnActors> own = nullptr);
  ~ActorsStage();
  ActorsStage(ActorsStage&&) noexcept;
  ActorsStage& operator=(ActorsStage&&) noexcept;

  // The names of the language layer, those of the tables, descriptions and pronouns, in text order,
  // each with its entity where the text says who it is. O(tokens).
  Result<text::ActorLayers> Run(const text::ActorInput& input) const;

 private:
  struct Tables;
  explicit ActorsStage(std::unique_ptr<const Tables> tables);

  std::unique_ptr<const Tables> tables_;
};

}  // namespace dateline::actors
