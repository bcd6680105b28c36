// WordIndex: which claims have a word, by the folded form of the word (unicode/fold.h), so that
// "kharkiv" finds "Kharkiv's" and "Сєвєродонецьк" is found in any case.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dateline::serve {

class WordIndex {
 public:
  // Adds the words of `text` to the postings of `item`. REQUIRES: items come in ascending order.
  void Add(std::uint32_t item, std::string_view text);

  // The items that have all the words of `query`, ascending; the last word may be the begin of one
  // ("kup" finds Kupiansk). None when the query holds no word. O(items + matches).
  std::vector<std::uint32_t> Find(std::string_view query) const;

  // Sorts the words for look-up by prefix; call once, after the last Add.
  void Finish();

 private:
  const std::vector<std::uint32_t>* PostingsOf(const std::string& word) const;
  std::vector<std::uint32_t> WithPrefix(const std::string& prefix) const;

  std::unordered_map<std::string, std::vector<std::uint32_t>> postings_;
  std::uint32_t item_count_ = 0;
  std::vector<std::string_view> sorted_;  // borrows from the keys of postings_
};

}  // namespace dateline::serve
