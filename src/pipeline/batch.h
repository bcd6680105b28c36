// Many documents, several threads, one order: results reach the sink in the order of the inputs,
// whatever the threads.
#pragma once

#include <cstddef>
#include <functional>

#include "dateline/reading.h"
#include "dateline/result.h"
#include "pipeline/pipeline.h"

namespace dateline::pipeline {

struct BatchOptions {
  unsigned threads = 1;    // affects speed only
  StageSwitches switches;  // affects results
};

// Loads document `index`; called from worker threads.
using Source = std::function<Result<text::Document>(std::size_t index)>;
// Takes the result of document `index`, called in order 0, 1, 2 … from one thread at a time.
using Sink = std::function<void(std::size_t index, Result<Reading> reading)>;

// Reads `count` documents. An input that fails reaches the sink as its Error; the others go on. At
// most about 4 * threads results wait in memory. Returns the summed timings of the stages.
Timings ReadBatch(const Pipeline& pipeline, std::size_t count, const Source& source,
                  const Sink& sink, const BatchOptions& options);

}  // namespace dateline::pipeline
