// Sentences that end with who says them: "A bomb hit a convoy, police and witnesses said."
// Treebanks of the web have few of them, so that the parser hangs a speaker of several words ("a
// colonel who declined to be named said") on what the sentence tells. The order of words alone says
// what the tree is: what stands behind the last comma and before the closing verb is its subject,
// and what stands before the comma (or the quotation mark) is what is said.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>

#include "dateline/reading.h"

namespace dateline::language {

class ClosingSpeech {
 public:
  // From data/language/closing_speech.en.tsv. Errors: kCorrupt naming the line.
  static Result<ClosingSpeech> Load(std::string_view table);

  // Mends the tree of one whole sentence whose first token is `first`, where it does not say so
  // already; heads are those of the document. Gives the root. Linear in the words.
  TokenIndex Mend(TokenIndex first, TokenIndex root, std::span<Word> words,
                  std::span<const std::string_view> surfaces) const;

 private:
  // The comma or closing quotation mark before the words for a speaker that end at `verb`, if such
  // words stand there: without a verb that no relative word brings in, asides between commas left
  // out.
  std::optional<std::size_t> FindSpeaker(std::span<const Word> words,
                                         std::span<const std::string_view> surfaces,
                                         std::size_t verb) const;

  std::unordered_set<std::string> verbs_;      // lemmas
  std::unordered_set<std::string> relatives_;  // lemmas
};

}  // namespace dateline::language
