// The self-test of a model: a few sentences and how those who made the model saw it read them.
#pragma once

#include <string>

#include "language/core.h"
#include "language/word_classes.h"

namespace dateline::language {

inline constexpr std::string_view kSelfTestSection = "self.test";

// A line a word: the word, its tag's number, its head, its relation, the begin and end of the name
// that it begins with its class, or "-"; an empty line after each sentence. `words` are lines of
// which only the first column is read.
std::string ReadAsTest(const Core& core, const WordClasses& classes, std::string_view words);

// Errors: kCorrupt when the section is missing or the core reads its words otherwise.
Status RunSelfTest(const model::Container& container, const Core& core, const WordClasses& classes);

}  // namespace dateline::language
