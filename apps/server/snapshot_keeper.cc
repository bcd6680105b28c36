#include "snapshot_keeper.h"

#include <utility>

namespace dateline::server {

Result<std::unique_ptr<SnapshotKeeper>> SnapshotKeeper::Open(
    std::string ledger_path, const standing::Policy& policy, std::chrono::milliseconds interval,
    std::function<void(const Error&)> on_trouble) {
  std::unique_ptr<SnapshotKeeper> keeper(
      new SnapshotKeeper(std::move(ledger_path), policy, interval, std::move(on_trouble)));
  DL_RETURN_IF_ERROR(keeper->Refresh());
  keeper->watcher_ =
      std::jthread([raw = keeper.get()](const std::stop_token& stop) { raw->Watch(stop); });
  return keeper;
}

SnapshotKeeper::~SnapshotKeeper() = default;  // the watcher is asked to stop and joined

Status SnapshotKeeper::Refresh() {
  DL_ASSIGN_OR_RETURN(const auto ledger,
                      ledger::Ledger::Open(ledger_path_, ledger::Ledger::Mode::kRead));
  DL_ASSIGN_OR_RETURN(const auto head, ledger.LastChange());
  const auto current = Current();
  if (current && current->head() == head.hash) return Done{};
  DL_ASSIGN_OR_RETURN(auto snapshot, serve::Snapshot::Of(ledger, policy_));
  current_.store(std::make_shared<const serve::Snapshot>(std::move(snapshot)));
  return Done{};
}

void SnapshotKeeper::Watch(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  bool has_failed = false;
  while (!stop.stop_requested()) {
    wake_.wait_for(lock, stop, interval_, [] { return false; });
    if (stop.stop_requested()) return;
    // A ledger that cannot be read just now (a writer holds it, a file is being replaced) leaves
    // the last snapshot in place; the next round tries again.
    const Status refreshed = Refresh();
    if (!refreshed.ok() && !has_failed) on_trouble_(refreshed.error());
    has_failed = !refreshed.ok();
  }
}

}  // namespace dateline::server
