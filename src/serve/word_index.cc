#include "serve/word_index.h"

#include <algorithm>

#include "unicode/fold.h"

namespace dateline::serve {
namespace {

// A prefix that fits very many words is cut: what is found then is still right, only not all.
constexpr std::size_t kMostWordsOfPrefix = 2000;

// A folded text's words: runs of letters and digits. Bytes of other scripts count as letters.
template <typename Function>
void EachWord(std::string_view folded, const Function& visit) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= folded.size(); ++i) {
    const auto byte = static_cast<unsigned char>(i < folded.size() ? folded[i] : ' ');
    const bool is_word =
        byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z');
    if (is_word) continue;
    if (i > begin) visit(folded.substr(begin, i - begin));
    begin = i + 1;
  }
}

}  // namespace

void WordIndex::Add(std::uint32_t item, std::string_view text) {
  const std::string folded = unicode::FoldName(text);
  EachWord(folded, [&](std::string_view word) {
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
  std::vector<std::uint32_t> all;
  auto at = std::lower_bound(sorted_.begin(), sorted_.end(), prefix);
  for (std::size_t n = 0; at != sorted_.end() && n < kMostWordsOfPrefix; ++at, ++n) {
    if (at->substr(0, prefix.size()) != prefix) break;
    const auto* items = PostingsOf(std::string(*at));
    all.insert(all.end(), items->begin(), items->end());
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

std::vector<std::uint32_t> WordIndex::Find(std::string_view query) const {
  std::vector<std::string> words;
  EachWord(unicode::FoldName(query), [&](std::string_view word) { words.emplace_back(word); });
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
