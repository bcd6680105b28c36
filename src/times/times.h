// The times stage: temporal expressions and the date of the document.
#pragma once

#include <memory>
#include <string_view>

#include "dateline/result.h"
#include "text/document.h"

namespace dateline::times {

class TimesStage {
 public:
  static constexpr std::string_view kName = "times";

  static Result<TimesStage> Load();

  Result<text::TimeLayers> Run(const text::LanguageView& input) const;
};

}  // namespace dateline::times
