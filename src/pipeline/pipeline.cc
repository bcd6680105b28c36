// One screen: Read() below names every stage in order. Door() is what each of them passes.
#include "pipeline/pipeline.h"

#include <ctime>
#include <utility>

#include "actors/actors.h"
#include "attribution/attribution.h"
#include "claims/claims.h"
#include "dateline/version.h"
#include "language/language.h"
#include "model/resources.h"
#include "pipeline/verify.h"
#include "places/places.h"
#include "structure/structure.h"
#include "times/times.h"

namespace dateline::pipeline {
namespace {

std::chrono::nanoseconds ThreadCpuTime() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

void MoveInto(std::vector<Diagnostic>& all, std::vector<Diagnostic>& some) {
  all.insert(all.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
}

}  // namespace

struct Pipeline::Stages {
  std::unique_ptr<const std::string> language_model;  // which the stage reads where it lies
  GazetteerFile gazetteer;                            // which the places borrow from
  structure::StructureStage structure;
  language::LanguageStage language;
  times::TimesStage times;
  places::PlacesStage places;
  actors::ActorsStage actors;
  attribution::AttributionStage attribution;
  claims::ClaimsStage claims;
  EngineInfo engine;
};

std::string_view NameOf(StageName stage) {
  static constexpr std::array<std::string_view, kStageCount> kNames = {
      structure::StructureStage::kName, language::LanguageStage::kName,
      times::TimesStage::kName,         places::PlacesStage::kName,
      actors::ActorsStage::kName,       attribution::AttributionStage::kName,
      claims::ClaimsStage::kName};
  return kNames[static_cast<std::size_t>(stage)];
}

void Timings::Add(const Timings& other) {
  for (std::size_t i = 0; i < kStageCount; ++i) spent[i] += other.spent[i];
}

Result<Pipeline> Pipeline::Load(std::optional<std::string> language_model) {
  DL_ASSIGN_OR_RETURN(auto gazetteer, GazetteerFile::Open("", {}));
  return Load(std::move(gazetteer), nullptr, std::move(language_model));
}

Result<Pipeline> Pipeline::Load(GazetteerFile gazetteer,
                                std::shared_ptr<const actors::OwnActors> own_actors,
                                std::optional<std::string> language_model) {
  DL_ASSIGN_OR_RETURN(std::string_view model, model::Resource("models/english.dlm"));
  auto given = std::make_unique<const std::string>(std::move(language_model).value_or(""));
  if (language_model) model = *given;
  DL_ASSIGN_OR_RETURN(auto structure, structure::StructureStage::Load());
  DL_ASSIGN_OR_RETURN(auto language, language::LanguageStage::Load(model));
  DL_ASSIGN_OR_RETURN(auto times, times::TimesStage::Load());
  DL_ASSIGN_OR_RETURN(auto places, places::PlacesStage::Load(gazetteer.bytes()));
  DL_ASSIGN_OR_RETURN(auto actors, actors::ActorsStage::Load(own_actors));
  DL_ASSIGN_OR_RETURN(auto attribution, attribution::AttributionStage::Load());
  DL_ASSIGN_OR_RETURN(auto claims, claims::ClaimsStage::Load());
  EngineInfo engine{Version(), language.model_name(), places.gazetteer_name(),
                    claims.ontology_name(), own_actors == nullptr ? "" : own_actors->version};
  return Pipeline(std::make_unique<Stages>(
      Stages{std::move(given), std::move(gazetteer), std::move(structure), std::move(language),
             std::move(times), std::move(places), std::move(actors), std::move(attribution),
             std::move(claims), std::move(engine)}));
}

Pipeline::Pipeline(std::unique_ptr<Stages> stages) : stages_(std::move(stages)) {}
Pipeline::~Pipeline() = default;
Pipeline::Pipeline(Pipeline&&) noexcept = default;
Pipeline& Pipeline::operator=(Pipeline&&) noexcept = default;
const EngineInfo& Pipeline::engine() const { return stages_->engine; }

Result<Reading> Pipeline::Read(text::Document document, const StageSwitches& switches,
                               Timings* timings) const {
  Reading r;
  r.engine = stages_->engine;
  r.document = std::move(document.info);
  r.text = document.text;
  r.diagnostics = std::move(document.diagnostics);
  document.info = r.document;

  // A stage's door: its switch, its timer, its run and the check of its layers.
  const auto door = [&](StageName name, const auto& run) -> Status {
    const auto index = static_cast<std::size_t>(name);
    if (!switches.on[index]) return Done{};
    const auto before = ThreadCpuTime();
    DL_RETURN_IF_ERROR(run());
    if (timings != nullptr) timings->spent[index] += ThreadCpuTime() - before;
    return Verify(r, NameOf(name));
  };
  const text::StructureView structure{r.text, r.document, r.blocks, r.sentences, r.tokens};
  const text::LanguageView language{structure, r.words, r.mentions};

  DL_RETURN_IF_ERROR(door(StageName::kStructure, [&]() -> Status {
    DL_ASSIGN_OR_RETURN(auto out, stages_->structure.Run(document));
    r.blocks = std::move(out.blocks);
    r.sentences = std::move(out.sentences);
    r.tokens = std::move(out.tokens);
    r.multiword_tokens = std::move(out.multiword_tokens);
    MoveInto(r.diagnostics, out.diagnostics);
    return Done{};
  }));
  DL_RETURN_IF_ERROR(door(StageName::kLanguage, [&]() -> Status {
    DL_ASSIGN_OR_RETURN(auto out, stages_->language.Run(structure));
    r.words = std::move(out.words);
    r.mentions = std::move(out.mentions);
    MoveInto(r.diagnostics, out.diagnostics);
    return Done{};
  }));
  DL_RETURN_IF_ERROR(door(StageName::kTimes, [&]() -> Status {
    DL_ASSIGN_OR_RETURN(auto out, stages_->times.Run(language));
    r.document.published = out.published;
    r.times = std::move(out.times);
    MoveInto(r.diagnostics, out.diagnostics);
    return Done{};
  }));
  DL_RETURN_IF_ERROR(door(StageName::kPlaces, [&]() -> Status {
    DL_ASSIGN_OR_RETURN(auto out, stages_->places.Run(language));
    r.places = std::move(out.places);
    r.locations = std::move(out.locations);
    MoveInto(r.diagnostics, out.diagnostics);
    if (!switches.explains_places) return Done{};
    auto reasons = stages_->places.Explain(language);  // one for each place
    for (PlaceIndex p; p < r.places.end_index(); p = p.next())
      r.places[p].reasons = std::move(reasons[p.value()]);
    return Done{};
  }));
  DL_RETURN_IF_ERROR(door(StageName::kActors, [&]() -> Status {
    DL_ASSIGN_OR_RETURN(auto out, stages_->actors.Run(text::ActorInput{language, r.places}));
    r.mentions = std::move(out.mentions);
    r.entities = std::move(out.entities);
    MoveInto(r.diagnostics, out.diagnostics);
    return Done{};
  }));
  DL_RETURN_IF_ERROR(door(StageName::kAttribution, [&]() -> Status {
    DL_ASSIGN_OR_RETURN(auto out,
                        stages_->attribution.Run(text::AttributionInput{language, r.entities}));
    r.attributions = std::move(out.attributions);
    r.verifications = std::move(out.verifications);
    MoveInto(r.diagnostics, out.diagnostics);
    return Done{};
  }));
  DL_RETURN_IF_ERROR(door(StageName::kClaims, [&]() -> Status {
    DL_ASSIGN_OR_RETURN(auto out, stages_->claims.Run(text::ClaimInput{
                                      language, r.document.published, r.times, r.places,
                                      r.locations, r.entities, r.attributions}));
    r.quantities = std::move(out.quantities);
    r.claims = std::move(out.claims);
    MoveInto(r.diagnostics, out.diagnostics);
    return Done{};
  }));
  return r;
}

}  // namespace dateline::pipeline
