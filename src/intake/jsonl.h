// One line of a .jsonl collection: a JSON object that holds a report.
#pragma once

#include <string_view>

#include "intake/intake.h"

namespace dateline::intake {

// Keys: `text` or `html` (one is needed); `title`, `publisher`, `date` or `published` (YYYY-MM-DD,
// a time may follow), `uri` or `url`. Options win. The id is the hash of the line's bytes. Errors:
// kInvalidInput, those of ReadDocument.
Result<text::Document> ReadJsonLine(std::string_view line, const IntakeOptions& options);

}  // namespace dateline::intake
