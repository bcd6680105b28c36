// Who held an office when (data/times/tenures.LANGUAGE.tsv): "President Obama" was written of a
// sitting president, so the report lies within his tenure.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/document.h"
#include "times/lexicon.h"

namespace dateline::times {

// What one naming of an office and its holder says of the day of publication.
struct TenureWitness {
  SentenceIndex sentence;
  std::vector<DayInterval> terms;  // it lies in one of them, whose last day is that of leaving
  bool is_over = false;            // "former": it lies no earlier than the last day of one instead
};

class Tenures {
 public:
  // Errors: kCorrupt naming the line.
  static Result<Tenures> Load(std::string_view table, std::string_view name);

  // Every naming in the document. `former` is the class of words before an office that is over.
  std::vector<TenureWitness> Witnesses(const text::StructureView& input, const Lexicon& lexicon,
                                       Symbol former) const;

  // The days from which the documents are that this build is for.
  const DayInterval& horizon() const { return horizon_; }

 private:
  struct Term {
    std::vector<std::string_view> office;  // its words
    DayInterval held;
  };
  std::unordered_map<std::string, std::vector<Term>> by_holder_;
  DayInterval horizon_;
};

}  // namespace dateline::times
