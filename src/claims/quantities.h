// Counts and measures of a document: "at least 15" killed, "more than 30" settlements, "50
// kilometers (31 miles)".
//
// Not counts, and left out: what a time expression covers, ages, prices, numbers that are names
// ("Article 5", "Mi-26"), and bare numbers of which the text does not say what they count.
#pragma once

#include <memory>

#include "dateline/result.h"
#include "text/document.h"

namespace dateline::claims {

class QuantityWords;

class QuantityFinder {
 public:
  // Reads data/claims/quantities.en.tsv. Errors: kCorrupt, kNotFound.
  static Result<QuantityFinder> Load();

  // In text order, disjoint. "Six officers and a civilian" who were killed are one count of 7.
  // Linear in the number of tokens. Without an analysis (no words) only what the order of the words
  // tells is found.
  IndexedVector<QuantityMention, QuantityIndex> Find(
      const text::LanguageView& view, const IndexedVector<TimeExpression, TimeIndex>& times) const;

 private:
  explicit QuantityFinder(std::shared_ptr<const QuantityWords> words) : words_(std::move(words)) {}
  std::shared_ptr<const QuantityWords> words_;
};

}  // namespace dateline::claims
