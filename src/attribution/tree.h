// The dependency trees of a document, read downwards: the children of a token, in text order, and
// the stretch of text that hangs below it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "attribution/range.h"
#include "text/document.h"

namespace dateline::attribution {

class Tree {
 public:
  // Linear in the number of tokens. REQUIRES: every sentence is a tree (language sees to it).
  // Words that `is_no_subject` names (days) are not looked at as subjects.
  Tree(const text::LanguageView& input, const std::function<bool(TokenIndex)>& is_no_subject);

  // From the first to the last token of the subtree; holds tokens of others where branches cross.
  TokenRange Extent(TokenIndex token) const { return extent_[token.value()]; }

  // Calls `visit` with each child in text order.
  template <typename Visit>
  void ForChildren(TokenIndex token, const Visit& visit) const {
    for (std::uint32_t at = child_[token.value()]; at != kNone; at = next_[at])
      visit(TokenIndex(at));
  }

  // The subject of a verb, or the agent of a passive: the nearest before it, else the nearest
  // after.
  std::optional<TokenIndex> Subject(TokenIndex verb) const { return Get(subject_[verb.value()]); }
  std::optional<TokenIndex> Agent(TokenIndex verb) const { return Get(agent_[verb.value()]); }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFFu;
  static std::optional<TokenIndex> Get(std::uint32_t at) {
    if (at == kNone) return std::nullopt;
    return TokenIndex(at);
  }

  std::vector<std::uint32_t> child_;
  std::vector<std::uint32_t> next_;
  std::vector<TokenRange> extent_;
  std::vector<std::uint32_t> subject_;
  std::vector<std::uint32_t> agent_;
};

}  // namespace dateline::attribution
