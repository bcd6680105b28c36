// Relations that follow from others: what the parser need not guess, because a tree already says
// it.
//
// An oblique that the marker of agents marks, under a passive participle, is the agent ("shelled by
// troops"); it is none if it tells when ("shelled by noon") or the participle is active ("had stood
// by them").
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "dateline/reading.h"
#include "language/lexeme.h"

namespace dateline::language {

class Relations {
 public:
  // From data/language/relations.en.tsv. Errors: kCorrupt naming the line.
  static Result<Relations> Load(std::string_view table);

  // Refines the words of one sentence, whose first token is `first`; heads are those of the
  // document.
  void Refine(std::span<const Lexeme> lexemes, TokenIndex first, std::span<Word> words) const;

 private:
  std::unordered_map<std::string, std::string> agent_markers_;  // to the tag of the participle
  std::unordered_set<std::string> times_;                       // lemmas
};

}  // namespace dateline::language
