#include "gazetteer_options.h"

#include <utility>

namespace dateline::cli {

void AddGazetteerOptions(GazetteerChoice& choice, std::vector<Option>& options) {
  options.push_back({"gazetteer", "FILE",
                     "a gazetteer that `dateline gazetteer build` wrote (the one in the box)",
                     [&choice](std::string_view value) -> Status {
                       choice.path = value;
                       return Done{};
                     }});
  options.push_back({"overlay", "FILE",
                     "places of your own, a table or GeoJSON; may be given again",
                     [&choice](std::string_view value) -> Status {
                       choice.overlays.emplace_back(value);
                       return Done{};
                     }});
}

Result<pipeline::Pipeline> LoadPipeline(const GazetteerChoice& choice,
                                        std::optional<std::string> language_model) {
  DL_ASSIGN_OR_RETURN(auto gazetteer, pipeline::GazetteerFile::Open(choice.path, choice.overlays));
  for (const Error& fault : gazetteer.faults()) Complain(fault);
  return pipeline::Pipeline::Load(std::move(gazetteer), std::move(language_model));
}

}  // namespace dateline::cli
