#include "times/times.h"

#include "model/resources.h"
#include "text/stage.h"
#include "times/document_date.h"
#include "times/finder.h"
#include "times/narrative.h"

namespace dateline::times {
static_assert(text::Stage<TimesStage, text::LanguageView, text::TimeLayers>);

Result<TimesStage> TimesStage::Load() {
  DL_ASSIGN_OR_RETURN(const auto words, model::Resource("data/times/words.en.tsv"));
  DL_ASSIGN_OR_RETURN(const auto patterns, model::Resource("data/times/patterns.en.tsv"));
  DL_ASSIGN_OR_RETURN(const auto tenures, model::Resource("data/times/tenures.en.tsv"));
  DL_ASSIGN_OR_RETURN(auto language, Language::Compile(words, patterns, tenures));
  return TimesStage(std::move(language));
}

Result<text::TimeLayers> TimesStage::Run(const text::LanguageView& input) const {
  text::TimeLayers layers;
  Finder finder(*language_, input);
  const std::vector<Found> found = finder.FindAll();
  layers.published = DocumentDate(*language_, input, finder, found);
  if (!layers.published.value) {
    layers.diagnostics.push_back(
        {"date-unknown",
         "the day of publication is neither given nor stated in the text; what counts from it "
         "stays unresolved",
         std::nullopt});
  }
  Narrative narrative(*language_, input, finder, layers.published.value);
  layers.times = narrative.Resolve(found);
  return layers;
}

}  // namespace dateline::times
