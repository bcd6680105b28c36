// What a report names as shown or seen: video, photo, satellite picture, document, witness,
// intercept; whose it is, who located or checked it, and on which claims it bears. And remarks that
// something could not be checked.
//
// Guideline, section 8. A "video address" shows nothing, and a video that "does not show" an act is
// no evidence of it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "dateline/result.h"
#include "text/document.h"

namespace dateline::claims {

class EvidenceWords;

struct EvidenceMention {
  Evidence evidence;
  SentenceIndex sentence;
  ByteSpan scope;  // claims whose trigger lies in it rest on this evidence; inside the sentence
};

// "CNN could not independently verify the claim."
struct UncheckedNote {
  ByteSpan span;  // "could not independently verify"
  SentenceIndex sentence;
  std::string checker;  // who could not; empty when nobody is named
};

struct EvidenceFindings {
  std::vector<EvidenceMention> mentions;  // in text order
  std::vector<UncheckedNote> notes;       // in text order
};

class EvidenceFinder {
 public:
  // Reads data/claims/evidence.en.tsv. Errors: kCorrupt, kNotFound.
  static Result<EvidenceFinder> Load();

  // Linear in the number of tokens. Nothing is found without an analysis of the sentences.
  EvidenceFindings Find(const text::LanguageView& language,
                        const IndexedVector<Entity, EntityIndex>& entities) const;

 private:
  explicit EvidenceFinder(std::shared_ptr<const EvidenceWords> words) : words_(std::move(words)) {}
  std::shared_ptr<const EvidenceWords> words_;
};

}  // namespace dateline::claims
