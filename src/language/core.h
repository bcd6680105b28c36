// What the language stage reads of sentences, and the cores that do: linear models or the encoder.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "dateline/reading.h"
#include "language/lexeme.h"
#include "language/names.h"
#include "language/tagger.h"
#include "language/word_classes.h"

namespace dateline::language {

// Some sentences that are read together. `starts` says where each begins in the other arrays, and
// where the last ends; the arrays are as long as the words. They keep their memory from batch to
// batch, so that reading allocates nothing a word.
struct Batch {
  // Set by the stage.
  std::vector<std::string_view> surfaces;
  std::vector<Lexeme> lexemes;  // with their classes; may be longer than the batch
  std::vector<std::uint32_t> starts;
  // Set by the core.
  std::vector<TagId> tags;
  std::vector<std::uint32_t> heads;  // counted from 1 in the sentence; 0: the root
  std::vector<Deprel> labels;
  std::vector<NameSpan> names;  // words of the batch

  std::size_t words() const { return surfaces.size(); }
  std::size_t sentences() const { return starts.empty() ? 0 : starts.size() - 1; }
};

// The memory of one core, of one thread.
class CoreScratch {
 public:
  virtual ~CoreScratch() = default;
};

class Core {
 public:
  virtual ~Core() = default;
  // The pairs of tags, by number.
  virtual const std::vector<Tag>& tags() const = 0;
  // How many words a sentence of a batch may have, and when a batch is full.
  virtual std::uint32_t longest_sentence() const = 0;
  virtual std::uint32_t batch_words() const = 0;
  virtual std::unique_ptr<CoreScratch> NewScratch() const = 0;
  // Batches of one document may tell of each other; call this before its first. REQUIRES: `scratch`
  // is of this core.
  virtual void BeginDocument(CoreScratch& scratch) const = 0;
  // REQUIRES: `scratch` is of this core; no sentence is longer than longest_sentence().
  virtual void Run(Batch& batch, CoreScratch& scratch) const = 0;
};

// The core that the sections of a model are of; a model that holds a self-test must pass it.
// Errors: kCorrupt, kUnsupportedVersion.
Result<std::unique_ptr<const Core>> LoadCore(const model::Container& container,
                                             const WordClasses& classes);

}  // namespace dateline::language
