// The times stage: temporal expressions and the date of the document.
//
// Order: every token is looked up in the words of time (lexicon.h); where one can begin a pattern
// the automaton runs (grammar.h) and the longest match that its context allows is kept; then the
// date of the document is settled (document_date.h); then each match is resolved in text order
// (resolve.h), since "the day before" counts from where the text last stood. Words and patterns are
// data/times/{words,patterns}.LANGUAGE.tsv. The clock is never read.
#pragma once

#include <memory>
#include <string_view>

#include "dateline/result.h"
#include "text/document.h"

namespace dateline::times {

struct Language;

class TimesStage {
 public:
  static constexpr std::string_view kName = "times";

  // Reads and compiles the tables. Errors: kCorrupt, kNotFound.
  static Result<TimesStage> Load();

  Result<text::TimeLayers> Run(const text::LanguageView& input) const;

 private:
  explicit TimesStage(std::shared_ptr<const Language> language) : language_(std::move(language)) {}
  std::shared_ptr<const Language> language_;
};

}  // namespace dateline::times
