#include "times/times.h"

#include "model/resources.h"
#include "text/stage.h"
#include "times/document_date.h"
#include "times/finder.h"
#include "times/narrative.h"

namespace dateline::times {
static_assert(text::Stage<TimesStage, text::LanguageView, text::TimeLayers>);

namespace {

constexpr std::string_view kWords = "data/times/words.";
constexpr std::string_view kSuffix = ".tsv";
constexpr std::string_view kDefault = "en";

Result<std::string_view> Table(std::string_view kind, std::string_view code) {
  return model::Resource("data/times/" + std::string(kind) + "." + std::string(code) +
                         std::string(kSuffix));
}

}  // namespace

Result<TimesStage> TimesStage::Load() {
  std::vector<LanguageTables> all;
  for (const std::string_view name : model::ResourceNames(kWords)) {
    LanguageTables tables;
    tables.code = name.substr(kWords.size(), name.size() - kWords.size() - kSuffix.size());
    DL_ASSIGN_OR_RETURN(tables.words, model::Resource(name));
    DL_ASSIGN_OR_RETURN(tables.patterns, Table("patterns", tables.code));
    DL_ASSIGN_OR_RETURN(tables.tenures, Table("tenures", tables.code));
    all.push_back(tables);
  }
  return FromTables(all);
}

Result<TimesStage> TimesStage::FromTables(std::span<const LanguageTables> tables) {
  Languages languages;
  for (const LanguageTables& one : tables) {
    DL_ASSIGN_OR_RETURN(auto language, Language::Compile(one.words, one.patterns, one.tenures));
    languages.emplace(one.code, std::move(language));
  }
  if (languages.empty()) {
    return Error{ErrorCode::kNotFound, "found no tables of a language, expected those of English",
                 std::string(kWords)};
  }
  return TimesStage(std::move(languages));
}

// By the code's first part: "uk-UA" is read with the tables of "uk".
const Language& TimesStage::LanguageOf(std::string_view code) const {
  auto found = languages_.find(code.substr(0, code.find('-')));
  if (found == languages_.end()) found = languages_.find(kDefault);
  return found == languages_.end() ? *languages_.begin()->second : *found->second;
}

Result<text::TimeLayers> TimesStage::Run(const text::LanguageView& input) const {
  text::TimeLayers layers;
  const Language& language = LanguageOf(input.info.language);
  Finder finder(language, input);
  const std::vector<Found> found = finder.FindAll();
  layers.published = DocumentDate(language, input, finder, found);
  if (!layers.published.value) {
    layers.diagnostics.push_back(
        {"date-unknown",
         "the day of publication is neither given nor stated in the text; what counts from it "
         "stays unresolved",
         std::nullopt});
  }
  Narrative narrative(language, input, finder, layers.published.value);
  layers.times = narrative.Resolve(found);
  return layers;
}

}  // namespace dateline::times
