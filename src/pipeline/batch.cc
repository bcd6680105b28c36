// A window of slots: workers take the next index as long as it is less than 4 * threads ahead of
// the sink, and whoever finishes the index that the sink waits for delivers it and all that follow
// it.
#include "pipeline/batch.h"

#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace dateline::pipeline {
namespace {

class Batch {
 public:
  Batch(const Pipeline& pipeline, std::size_t count, const Source& source, const Sink& sink,
        const BatchOptions& options)
      : pipeline_(pipeline),
        count_(count),
        source_(source),
        sink_(sink),
        options_(options),
        window_(4 * static_cast<std::size_t>(options.threads)),
        slots_(window_) {}

  Timings Run() {
    std::vector<std::jthread> workers;
    for (unsigned i = 1; i < options_.threads; ++i) workers.emplace_back([this] { Work(); });
    Work();
    workers.clear();  // joins
    return timings_;
  }

 private:
  Result<Reading> ReadOne(std::size_t index, Timings& timings) const {
    // The worker's door: std may throw bad_alloc on one huge document, and the batch goes on.
    try {
      DL_ASSIGN_OR_RETURN(auto document, source_(index));
      return pipeline_.Read(std::move(document), options_.switches, &timings);
    } catch (const std::exception& failure) {
      return Error{ErrorCode::kInternal, std::string("stopped: ") + failure.what(), ""};
    }
  }

  void Work() {
    Timings timings;
    std::unique_lock lock(mutex_);
    while (true) {
      moved_.wait(lock, [&] { return next_ >= count_ || next_ < delivered_ + window_; });
      if (next_ >= count_) break;
      const std::size_t index = next_++;
      lock.unlock();
      Result<Reading> reading = ReadOne(index, timings);
      lock.lock();
      slots_[index % window_].emplace(std::move(reading));
      Deliver(lock);
    }
    timings_.Add(timings);
    moved_.notify_all();
  }

  // Hands over all finished slots in order. The sink runs without the lock, by one thread at a
  // time.
  void Deliver(std::unique_lock<std::mutex>& lock) {
    if (is_delivering_) return;
    is_delivering_ = true;
    while (delivered_ < count_ && slots_[delivered_ % window_]) {
      Result<Reading> reading = std::move(*slots_[delivered_ % window_]);
      slots_[delivered_ % window_].reset();
      const std::size_t index = delivered_;
      lock.unlock();
      sink_(index, std::move(reading));
      lock.lock();
      ++delivered_;
      moved_.notify_all();
    }
    is_delivering_ = false;
  }

  const Pipeline& pipeline_;
  const std::size_t count_;
  const Source& source_;
  const Sink& sink_;
  const BatchOptions& options_;
  const std::size_t window_;
  std::mutex mutex_;
  std::condition_variable moved_;
  std::vector<std::optional<Result<Reading>>> slots_;
  std::size_t next_ = 0;
  std::size_t delivered_ = 0;
  bool is_delivering_ = false;
  Timings timings_;
};

}  // namespace

Timings ReadBatch(const Pipeline& pipeline, std::size_t count, const Source& source,
                  const Sink& sink, const BatchOptions& options) {
  return Batch(pipeline, count, source, sink, options).Run();
}

}  // namespace dateline::pipeline
