// The times stage: temporal expressions and the date of the document.
//
// Order: every token is looked up in the words of time (lexicon.h); where one can begin a pattern
// the automaton runs (grammar.h) and the longest match that its context allows is kept; then the
// date of the document is settled (document_date.h); then each match is resolved in text order
// (resolve.h), since "the day before" counts from where the text last stood. Words and patterns are
// data/times/{words,patterns,tenures}.LANGUAGE.tsv: a language is read when its three tables are
// there. The clock is never read.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "dateline/result.h"
#include "text/document.h"

namespace dateline::times {

struct Language;

// The tables of a language, by its BCP 47 code. Views of what outlives the stage.
struct LanguageTables {
  std::string_view code;
  std::string_view words;
  std::string_view patterns;
  std::string_view tenures;
};

class TimesStage {
 public:
  static constexpr std::string_view kName = "times";

  // Compiles the tables of every language that the program holds. Errors: kCorrupt, kNotFound.
  static Result<TimesStage> Load();
  // Compiles these. A document in a language without tables is read with those of English (else
  // of the first): they find dates in digits all the same. Errors: kCorrupt, kNotFound if empty.
  static Result<TimesStage> FromTables(std::span<const LanguageTables> tables);

  Result<text::TimeLayers> Run(const text::LanguageView& input) const;

 private:
  using Languages = std::map<std::string, std::shared_ptr<const Language>, std::less<>>;
  explicit TimesStage(Languages languages) : languages_(std::move(languages)) {}
  const Language& LanguageOf(std::string_view code) const;

  Languages languages_;
};

}  // namespace dateline::times
