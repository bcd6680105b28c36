// What both commands of encoder_data need: files, and the vocabulary as a table.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "language/tables.h"

namespace dateline::training {

[[noreturn]] void Fail(const std::string& message);
std::string ReadAll(const std::string& path);

// The lines of a text, without an empty one at its end.
std::vector<std::string_view> Lines(std::string_view text);

// Lower forms to rows: line k (from 1) of a vocabulary is row k; the first of equal hashes stays.
std::vector<language::LexiconEntry> VocabularyTable(std::string_view vocabulary);

}  // namespace dateline::training
