// Name types: from the six classes that the corpora tell apart to the types of a reading.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dateline/reading.h"
#include "language/lexeme.h"
#include "language/names.h"

namespace dateline::language {

class NameTypes {
 public:
  // From data/language/name_types.en.tsv. Errors: kCorrupt naming the line.
  static Result<NameTypes> Load(std::string_view table);

  // `words` are those of the mention, `before` the word of the sentence before it, if any.
  EntityType TypeOf(NameClass name_class, std::span<const Lexeme> words,
                    const Lexeme* before) const;

 private:
  // "LOC any sea" and so on, to the type of the reading.
  std::unordered_map<std::string, EntityType> types_;
};

}  // namespace dateline::language
