// A run of tokens, half-open.
#pragma once

#include "dateline/strong_id.h"

namespace dateline::attribution {

struct TokenRange {
  TokenIndex first;
  TokenIndex end;

  bool is_empty() const { return !(first < end); }
  bool Contains(TokenIndex token) const { return first <= token && token < end; }
  bool Contains(TokenRange other) const { return first <= other.first && other.end <= end; }
  bool Overlaps(TokenRange other) const { return first < other.end && other.first < end; }
  std::size_t size() const { return is_empty() ? 0 : end.value() - first.value(); }
  friend bool operator==(const TokenRange&, const TokenRange&) = default;
};

}  // namespace dateline::attribution
