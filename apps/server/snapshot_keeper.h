// SnapshotKeeper: the newest snapshot of a ledger, made again in the background whenever something
// was added to it. Readers keep the one that they have until they are done.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "serve/snapshot.h"

namespace dateline::server {

class SnapshotKeeper {
 public:
  // Makes the first snapshot before it returns. Errors: those of the ledger. `on_trouble` is called
  // from the watching thread when a ledger that was added to cannot be read again, once for each
  // time that it begins to fail; the last snapshot stays.
  // `policy` outlives the keeper and its snapshots.
  static Result<std::unique_ptr<SnapshotKeeper>> Open(std::string ledger_path,
                                                      const standing::Policy& policy,
                                                      std::chrono::milliseconds interval,
                                                      std::function<void(const Error&)> on_trouble);
  ~SnapshotKeeper();
  std::shared_ptr<const serve::Snapshot> Current() const { return current_.load(); }

 private:
  SnapshotKeeper(std::string ledger_path, const standing::Policy& policy,
                 std::chrono::milliseconds interval, std::function<void(const Error&)> on_trouble)
      : ledger_path_(std::move(ledger_path)),
        policy_(policy),
        interval_(interval),
        on_trouble_(std::move(on_trouble)) {}
  Status Refresh();
  void Watch(const std::stop_token& stop);

  std::string ledger_path_;
  const standing::Policy& policy_;
  std::chrono::milliseconds interval_;
  std::function<void(const Error&)> on_trouble_;
  std::atomic<std::shared_ptr<const serve::Snapshot>> current_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread watcher_;  // last: it uses the others
};

}  // namespace dateline::server
