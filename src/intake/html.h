// HTML to text: the main text of a page, a block a line, with what the markup says of each block.
#pragma once

#include <string_view>

#include "text/document.h"

namespace dateline::intake {

// Fills document.text, document.hints and the metadata that is still unknown (title, publisher,
// authors, language, publication day). Never fails: broken markup is read as far as it goes.
// O(size), whatever the nesting. Bytes that are not valid UTF-8 are read in the charset that the
// page declares, or else as windows-1252.
void ReadHtml(std::string_view html, text::Document& document);

}  // namespace dateline::intake
