// The header that a plain-text report may begin with, as the demo corpus does:
//
//   Title: Ukraine says its troops have taken Balakliia
//   Date: 2022-09-08
//   Publisher: Example Wire
//   ---
//
// Lines of known keys and nothing else, closed by `---`; otherwise the text has no header and stays
// as it is. Keys: Title, Date, Publisher, Author (may be repeated), Style (kept by nobody).
#pragma once

#include <string_view>

#include "text/document.h"

namespace dateline::intake {

// Fills what is still unknown of document.info and returns the text after the header. A date that
// is none becomes a diagnostic.
std::string_view ReadHeader(std::string_view text, text::Document& document);

}  // namespace dateline::intake
