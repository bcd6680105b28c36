#include "serve/word_index.h"

#include <algorithm>

#include "unicode/fold.h"
#include "unicode/words.h"

namespace dateline::serve {
void WordIndex::Add(std::uint32_t item, std::string_view text) {
  const std::string folded = unicode::FoldName(text);
  item_count_ = item + 1;
  unicode::EachWord(folded, [&](std::string_view word) {
    auto& items = postings_[std::string(word)];
    if (items.empty() || items.back() != item) items.push_back(item);
  });
}

void WordIndex::Finish() {
  sorted_.clear();
  for (const auto& [word, items] : postings_) sorted_.push_back(word);
  std::sort(sorted_.begin(), sorted_.end());
}

const std::vector<std::uint32_t>* WordIndex::PostingsOf(const std::string& word) const {
  const auto found = postings_.find(word);
  return found == postings_.end() ? nullptr : &found->second;
}

std::vector<std::uint32_t> WordIndex::WithPrefix(const std::string& prefix) const {
  // A bit an item: a short prefix fits very many words, and none of their items may be left out.
  std::vector<bool> has_it(item_count_, false);
  auto at = std::lower_bound(sorted_.begin(), sorted_.end(), prefix);
  for (; at != sorted_.end() && at->substr(0, prefix.size()) == prefix; ++at) {
    for (const std::uint32_t item : *PostingsOf(std::string(*at))) has_it[item] = true;
  }
  std::vector<std::uint32_t> all;
  for (std::uint32_t item = 0; item < item_count_; ++item) {
    if (has_it[item]) all.push_back(item);
  }
  return all;
}

std::vector<std::uint32_t> WordIndex::Find(std::string_view query) const {
  std::vector<std::string> words;
  unicode::EachWord(unicode::FoldName(query),
                    [&](std::string_view word) { words.emplace_back(word); });
  if (words.empty()) return {};
  std::vector<std::uint32_t> found = WithPrefix(words.back());
  words.pop_back();
  for (const std::string& word : words) {
    const auto* items = PostingsOf(word);
    if (items == nullptr) return {};
    std::vector<std::uint32_t> both;
    std::set_intersection(found.begin(), found.end(), items->begin(), items->end(),
                          std::back_inserter(both));
    found = std::move(both);
  }
  return found;
}

}  // namespace dateline::serve
