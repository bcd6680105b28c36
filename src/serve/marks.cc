#include "serve/marks.h"

#include <algorithm>
#include <utility>

namespace dateline::serve {
namespace {

using standing::ClaimRow;
using standing::DayNumber;
using standing::EventGroup;
using standing::kNoDay;

// About 100 bytes each. When they are full all are dropped: what is asked for comes back at once.
constexpr std::size_t kMostKept = 200000;

EventMark MarkOf(const standing::Index& index, const std::vector<ClaimRow>& rows,
                 standing::EventFinder& events) {
  EventMark mark;
  for (const ClaimRow row : rows) {
    const auto found = events.Of(row);
    if (found.empty()) continue;
    const standing::Event& event = *found.front();
    mark.id = event.id;
    mark.rule = event.rule;
    for (const standing::Dispute& dispute : event.disputes)
      mark.disputes.push_back(NameOf(index, dispute));
    mark.origins = event.affirming.size();
    mark.documents = event.documents;
    break;
  }
  return mark;
}

}  // namespace

KeptMarks::KeptMarks(const standing::Index& index) {
  days_.reserve(index.event_claims().size());
  for (const ClaimRow row : index.event_claims()) days_.push_back(index.claim(row).begin);
  for (const EventGroup& group : index.groups()) {
    const auto begin = days_.begin() + group.first;
    std::sort(begin, begin + group.count);
  }
}

DayNumber KeptMarks::LastChange(const standing::Index& index, const std::vector<ClaimRow>& rows,
                                DayNumber as_of) const {
  DayNumber last = kNoDay;
  for (const ClaimRow row : rows) {
    for (const std::uint32_t number : index.GroupsOf(row)) {
      const EventGroup& group = index.groups()[number];
      const auto begin = days_.begin() + group.first;
      const auto after = std::upper_bound(begin, begin + group.count, as_of);
      if (after != begin) last = std::max(last, *(after - 1));
    }
  }
  return last;
}

KeptMarks::Kept& KeptMarks::KeptOf(DayNumber known_at) {
  Kept& kept = known_at == standing::kForever ? now_ : then_;
  if (kept.known_at != known_at || kept.marks.size() > kMostKept) {
    kept.known_at = known_at;
    kept.marks.clear();
  }
  return kept;
}

EventMark KeptMarks::Of(const standing::Index& index, const std::vector<ClaimRow>& rows,
                        const standing::Moment& moment, standing::EventFinder& events) {
  if (rows.empty()) return {};
  const auto day = static_cast<std::uint32_t>(LastChange(index, rows, moment.as_of));
  const std::uint64_t key = std::uint64_t{rows.front()} << 32 | day;
  {
    const std::lock_guard lock(mutex_);
    const auto& marks = KeptOf(moment.known_at).marks;
    if (const auto found = marks.find(key); found != marks.end()) return found->second;
  }
  EventMark mark = MarkOf(index, rows, events);
  const std::lock_guard lock(mutex_);
  KeptOf(moment.known_at).marks.try_emplace(key, mark);
  return mark;
}

}  // namespace dateline::serve
