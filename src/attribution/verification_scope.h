// Which of the things that were said a verification note bears on (guideline, section 9, rule 3).
#pragma once

#include <vector>

#include "attribution/compose.h"
#include "attribution/scene.h"
#include "attribution/verification.h"

namespace dateline::attribution {

class NoteScope {
 public:
  // `speakers` are those of the drafts. REQUIRES: all outlive this.
  NoteScope(const Scene& scene, const Composed& composed, const std::vector<Source>& speakers)
      : scene_(scene), composed_(composed), speakers_(speakers) {}

  // Drafts, ascending; empty for silence.
  std::vector<std::size_t> Of(const FoundNote& note) const;

 private:
  bool Counts(std::size_t draft, const FoundNote& note) const;
  std::vector<std::size_t> Before(const FoundNote& note) const;
  std::vector<std::size_t> OfArtefact(const FoundNote& note, TokenIndex artefact,
                                      const std::vector<std::size_t>& before) const;
  BlockIndex BlockOf(TokenIndex t) const { return scene_.input.sentence_of(t).block; }

  const Scene& scene_;
  const Composed& composed_;
  const std::vector<Source>& speakers_;
};

}  // namespace dateline::attribution
