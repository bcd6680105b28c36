// The words of one verification note: where a pattern matches, what was checked, and by whom.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "attribution/scene.h"
#include "attribution/verification.h"

namespace dateline::attribution {

class NoteReader {
 public:
  // A pattern and the token of each of its words.
  struct Match {
    std::size_t pattern = 0;
    std::vector<TokenIndex> words;
  };

  // REQUIRES: both outlive the reader.
  NoteReader(const Scene& scene, const VerificationPatterns& patterns)
      : scene_(scene), patterns_(patterns) {}

  // The longest pattern that begins at `t` and ends before `end`; of equals the first of the table.
  std::optional<Match> MatchAt(TokenIndex t, TokenIndex end) const;
  // All of the note but its scope.
  FoundNote NoteFrom(const Match& match) const;

 private:
  bool Is(TokenIndex t, const std::vector<std::string>& alternatives) const;
  bool MayStandBetween(TokenIndex t) const;
  std::optional<Match> Try(std::size_t pattern, TokenIndex t, TokenIndex end) const;
  bool IsDone(const Match& match) const;
  std::optional<TokenIndex> ByOf(const Match& match) const;
  std::optional<TokenIndex> AboutOf(const Match& match) const;
  std::optional<TokenIndex> PhraseWith(TokenIndex head, WordKind one, WordKind other) const;
  bool IsRelative(TokenIndex t) const {
    return scene_.word(t).feats.find("PronType=Rel") != std::string::npos;
  }
  TokenIndex Antecedent(TokenIndex pronoun) const;
  std::optional<TokenIndex> NounBehindBy(TokenIndex verb) const;

  const Scene& scene_;
  const VerificationPatterns& patterns_;
};

}  // namespace dateline::attribution
