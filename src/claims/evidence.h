// What a report names as shown or seen: video, photo, satellite picture, document, witness,
// intercept; whose it is, who located or checked it, and on which claims it bears. Remarks that
// something could not be checked are a layer of their own (attribution/verification.h).
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

class EvidenceFinder {
 public:
  // Reads data/claims/evidence.en.tsv. Errors: kCorrupt, kNotFound.
  static Result<EvidenceFinder> Load();

  // In text order. Linear in the number of tokens. Nothing is found without an analysis of the
  // sentences.
  std::vector<EvidenceMention> Find(const text::LanguageView& language,
                                    const IndexedVector<Entity, EntityIndex>& entities) const;

 private:
  explicit EvidenceFinder(std::shared_ptr<const EvidenceWords> words) : words_(std::move(words)) {}
  std::shared_ptr<const EvidenceWords> words_;
};

}  // namespace dateline::claims
