// TimedGroups: groups that grow by joining, and can be asked as of any day.
//
// A union-find without path compression (Tarjan 1975, union by size), in which every link remembers
// the day on which it was made. As of a day the links made later are not followed, so that a copy
// that came in on Friday joins nothing on Thursday. O(log n) a question.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "standing/day_number.h"

namespace dateline::standing {

class TimedGroups {
 public:
  std::uint32_t Add() {
    nodes_.push_back({static_cast<std::uint32_t>(nodes_.size()), 1, kForever});
    return static_cast<std::uint32_t>(nodes_.size() - 1);
  }
  std::size_t size() const { return nodes_.size(); }

  // REQUIRES: calls come in ascending order of `day`.
  void Join(std::uint32_t a, std::uint32_t b, DayNumber day) {
    a = Root(a);
    b = Root(b);
    if (a == b) return;
    if (nodes_[a].size < nodes_[b].size) std::swap(a, b);
    nodes_[b].parent = a;
    nodes_[b].since = day;
    nodes_[a].size += nodes_[b].size;
  }
  // What all items of one group have in common on that day, and no others.
  std::uint32_t GroupOf(std::uint32_t item, DayNumber day) const {
    while (nodes_[item].parent != item && nodes_[item].since <= day) item = nodes_[item].parent;
    return item;
  }
  bool AreJoined(std::uint32_t a, std::uint32_t b) const { return Root(a) == Root(b); }

 private:
  struct Node {
    std::uint32_t parent;
    std::uint32_t size;
    DayNumber since;
  };
  std::uint32_t Root(std::uint32_t item) const {
    while (nodes_[item].parent != item) item = nodes_[item].parent;
    return item;
  }
  std::vector<Node> nodes_;
};

}  // namespace dateline::standing
