// CoNLL-U (universaldependencies.org/format.html): sentences and tokens that came with the input.
#pragma once

#include <string_view>

#include "dateline/result.h"
#include "text/document.h"

namespace dateline::intake {

// Fills document.text (one sentence a line, SpaceAfter=No respected) and document.given. The text
// holds the words as given: those of a multiword token stand without a space, and its own form is
// kept in `ranges`. Errors: kInvalidInput with the line, found and expected.
Status ReadConllu(std::string_view bytes, text::Document& document);

}  // namespace dateline::intake
