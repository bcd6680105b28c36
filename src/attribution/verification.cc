#include "attribution/verification.h"

#include <algorithm>
#include <utility>

#include "attribution/verification_scope.h"
#include "attribution/verification_words.h"

namespace dateline::attribution {

std::vector<FoundNote> FindVerifications(const Scene& scene, const VerificationPatterns& patterns,
                                         const Composed& composed,
                                         const std::vector<Source>& speakers) {
  const NoteReader reader(scene, patterns);
  const NoteScope scope(scene, composed, speakers);
  std::vector<FoundNote> out;
  for (SentenceIndex s; s < scene.input.sentences.end_index(); ++s) {
    const TokenIndex end = scene.input.sentences[s].end;
    for (TokenIndex t = scene.begins[s]; t < end;) {
      const auto match = reader.MatchAt(t, end);
      // Inside a quotation the checking is the speaker's own affair.
      if (!match || scene.SpeechAround(t) != nullptr) {
        ++t;
        continue;
      }
      FoundNote note = reader.NoteFrom(*match);
      if (!out.empty()) note.words.first = std::max(note.words.first, out.back().words.end);
      note.scope = scope.Of(note);
      // Who gave no evidence is who spoke, whatever the clause hangs on.
      if (patterns[match->pattern].by == Checker::kClause && !note.scope.empty()) {
        note.is_by_speaker = true;
        note.by.reset();
      }
      t = note.words.end;
      out.push_back(std::move(note));
    }
  }
  return out;
}

}  // namespace dateline::attribution
