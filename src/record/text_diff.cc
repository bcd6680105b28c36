#include "record/text_diff.h"

#include <algorithm>
#include <cstddef>

namespace dateline::record {
namespace {

constexpr std::size_t kMostPairs = 2'000'000;

// Pieces that end with a line, or with a stop and a space. Finer than sentences at abbreviations,
// which does no harm here.
std::vector<std::string_view> PiecesOf(std::string_view text) {
  std::vector<std::string_view> pieces;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_stop = (text[i] == '.' || text[i] == '!' || text[i] == '?') &&
                         i + 1 < text.size() && text[i + 1] == ' ';
    if (text[i] != '\n' && !is_stop && i + 1 < text.size()) continue;
    const std::size_t end = text[i] == '\n' ? i : i + 1;
    std::string_view piece = text.substr(begin, end - begin);
    while (piece.starts_with(' ')) piece.remove_prefix(1);
    if (!piece.empty()) pieces.push_back(piece);
    begin = i + 1;
  }
  return pieces;
}

using Pieces = std::vector<std::string_view>;

// The middle, by the lengths of common subsequences from each pair of places to the ends.
void DiffMiddle(const Pieces& before, const Pieces& after, std::size_t begin,
                std::size_t before_end, std::size_t after_end, std::vector<Change>& changes) {
  const std::size_t rows = before_end - begin, columns = after_end - begin;
  std::vector<std::uint32_t> common;
  const bool is_small = rows == 0 || columns <= kMostPairs / rows;
  if (is_small) common.assign((rows + 1) * (columns + 1), 0);
  const auto at = [&](std::size_t i, std::size_t j) -> std::uint32_t& {
    return common[i * (columns + 1) + j];
  };
  for (std::size_t i = rows; is_small && i-- > 0;) {
    for (std::size_t j = columns; j-- > 0;) {
      at(i, j) = before[begin + i] == after[begin + j] ? at(i + 1, j + 1) + 1
                                                       : std::max(at(i + 1, j), at(i, j + 1));
    }
  }
  std::size_t i = 0, j = 0;
  while (i < rows || j < columns) {
    if (is_small && i < rows && j < columns && before[begin + i] == after[begin + j]) {
      changes.push_back({ChangeKind::kKept, after[begin + j]});
      ++i, ++j;
    } else if (i < rows && (j == columns || !is_small || at(i + 1, j) >= at(i, j + 1))) {
      changes.push_back({ChangeKind::kTakenOut, before[begin + i++]});
    } else {
      changes.push_back({ChangeKind::kPutIn, after[begin + j++]});
    }
  }
}

}  // namespace

std::vector<Change> ChangesBetween(std::string_view before_text, std::string_view after_text) {
  const Pieces before = PiecesOf(before_text), after = PiecesOf(after_text);
  std::vector<Change> changes;
  std::size_t begin = 0;
  while (begin < before.size() && begin < after.size() && before[begin] == after[begin])
    changes.push_back({ChangeKind::kKept, after[begin++]});
  std::size_t before_end = before.size(), after_end = after.size();
  while (before_end > begin && after_end > begin && before[before_end - 1] == after[after_end - 1])
    --before_end, --after_end;
  DiffMiddle(before, after, begin, before_end, after_end, changes);
  for (; after_end < after.size(); ++after_end)
    changes.push_back({ChangeKind::kKept, after[after_end]});
  return changes;
}

}  // namespace dateline::record
