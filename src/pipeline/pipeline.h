// The pipeline: the stages in their order, each behind one door with a name, a switch, a timer and
// a check.
//
// This is the only folder where stages meet.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actors/own_actors.h"
#include "dateline/reading.h"
#include "dateline/result.h"
#include "pipeline/gazetteer.h"
#include "places/places.h"
#include "text/document.h"

namespace dateline::pipeline {

enum class StageName : std::uint8_t {
  kStructure,
  kLanguage,
  kTimes,
  kPlaces,
  kActors,
  kAttribution,
  kClaims,
};
inline constexpr std::size_t kStageCount = 7;
std::string_view NameOf(StageName stage);

// Which stages run. A stage that is off leaves its layers empty; the later ones work with what is
// there.
struct StageSwitches {
  std::array<bool, kStageCount> on = {true, true, true, true, true, true, true};
  bool explains_places = false;  // each place with what else its name may mean
};

// CPU time by stage, summed over documents.
struct Timings {
  std::array<std::chrono::nanoseconds, kStageCount> spent{};
  void Add(const Timings& other);
};

class Pipeline {
 public:
  // Loads every stage from the resources of this build; `language_model`, unless empty, are the
  // bytes of a file (docs/formats/model.md) that takes the place of models/english.dlm. Errors:
  // kCorrupt, kNotFound, kUnsupportedVersion.
  static Result<Pipeline> Load(std::optional<std::string> language_model = std::nullopt);
  // The same with another gazetteer, and with actors of the user's own, or null.
  static Result<Pipeline> Load(GazetteerFile gazetteer,
                               std::shared_ptr<const actors::OwnActors> own_actors,
                               std::optional<std::string> language_model = std::nullopt);
  ~Pipeline();
  Pipeline(Pipeline&&) noexcept;
  Pipeline& operator=(Pipeline&&) noexcept;

  // The reading of one document. Thread-safe. `timings` may be null. Errors: kInternal when a stage
  // breaks an invariant of its layer (the message names stage and place); poor text is no error.
  Result<Reading> Read(text::Document document, const StageSwitches& switches,
                       Timings* timings) const;

  const EngineInfo& engine() const;

 private:
  struct Stages;
  explicit Pipeline(std::unique_ptr<Stages> stages);
  std::unique_ptr<Stages> stages_;
};

}  // namespace dateline::pipeline
