#include "standing/tie_finder.h"

#include <algorithm>
#include <tuple>

#include "standing/ties.h"
#include "standing/word_hashes.h"

namespace dateline::standing {
namespace {

// Calls `visit(first, last)` for each run of equal hashes of a sorted vector.
template <typename Keyed, typename Visit>
void EachRun(const std::vector<Keyed>& sorted, const Visit& visit) {
  for (auto first = sorted.begin(); first != sorted.end();) {
    const auto last = std::find_if(first, sorted.end(),
                                   [&](const Keyed& one) { return one.hash != first->hash; });
    visit(first, last);
    first = last;
  }
}

}  // namespace

void TieFinder::Add(ClaimRow row, const Facts& facts, const record::ClaimRecord& claim,
                    const std::string& text) {
  // Named speakers are one by their name; a passage may hold the words of two of them.
  if (facts.voice_kind != Voice::Kind::kNamed) {
    for (const std::uint64_t hash : PassageHints(text, claim.trigger))
      hints_.push_back({Mixed(hash, facts.side), row, claim.trigger});
  }
  const auto add = [&](Tie tie, const std::vector<std::uint64_t>& hashes) {
    for (const std::uint64_t hash : hashes)
      keys_[static_cast<std::size_t>(tie)].push_back({hash, row});
  };
  if (facts.voice_kind == Voice::Kind::kNamed || facts.voice_kind == Voice::Kind::kNameless)
    add(Tie::kQuote, QuoteKeys(claim));
  add(Tie::kMedia, MediaKeys(claim));
}

std::array<TimedGroups, kTieCount> TieFinder::Finish(std::vector<Facts>& claims,
                                                     const std::vector<std::string>& texts) {
  std::sort(hints_.begin(), hints_.end(), [](const Hint& a, const Hint& b) {
    return std::tuple(a.hash, a.row) < std::tuple(b.hash, b.row);
  });
  std::vector<Hint> candidates;
  EachRun(hints_, [&](auto first, auto last) {
    const bool is_shared = std::any_of(first, last, [&](const Hint& one) {
      return claims[one.row].document != claims[first->row].document;
    });
    if (is_shared) candidates.insert(candidates.end(), first, last);
  });
  hints_ = {};
  std::sort(candidates.begin(), candidates.end(),
            [](const Hint& a, const Hint& b) { return a.row < b.row; });
  candidates.erase(std::unique(candidates.begin(), candidates.end(),
                               [](const Hint& a, const Hint& b) { return a.row == b.row; }),
                   candidates.end());
  for (const Hint& one : candidates) {
    const Facts& facts = claims[one.row];
    for (const std::uint64_t hash : PassageKeys(texts[facts.document], one.trigger))
      keys_[static_cast<std::size_t>(Tie::kPassage)].push_back({Mixed(hash, facts.side), one.row});
  }
  std::array<TimedGroups, kTieCount> groups;
  for (std::size_t kind = 0; kind < kTieCount; ++kind) {
    auto& keys = keys_[kind];
    std::sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) {
      return std::tuple(a.hash, a.row) < std::tuple(b.hash, b.row);
    });
    struct Join {
      DayNumber day;
      ClaimRow a, b;
    };
    std::vector<Join> joins;
    // Each with the one known before it: a chain in the order of days joins all as soon as it can.
    EachRun(keys, [&](auto first, auto last) {
      std::vector<ClaimRow> rows;
      for (auto at = first; at != last; ++at) rows.push_back(at->row);
      std::sort(rows.begin(), rows.end(), [&](ClaimRow a, ClaimRow b) {
        return std::tuple(claims[a].known_from, claims[a].id) <
               std::tuple(claims[b].known_from, claims[b].id);
      });
      for (std::size_t i = 1; i < rows.size(); ++i)
        joins.push_back({claims[rows[i]].known_from, rows[i - 1], rows[i]});
    });
    std::stable_sort(joins.begin(), joins.end(),
                     [](const Join& a, const Join& b) { return a.day < b.day; });
    const auto node = [&](ClaimRow row) {
      std::uint32_t& tie = claims[row].ties[kind];
      if (tie == kNone) tie = groups[kind].Add();
      return tie;
    };
    for (const Join& join : joins) groups[kind].Join(node(join.a), node(join.b), join.day);
    keys = {};
  }
  return groups;
}

}  // namespace dateline::standing
