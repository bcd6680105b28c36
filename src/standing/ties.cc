#include "standing/ties.h"

#include <algorithm>
#include <array>
#include <utility>

#include "standing/word_hashes.h"
#include "unicode/fold.h"

namespace dateline::standing {
namespace {

// No word is longer than this in a passage; beyond it the look around a trigger stops.
constexpr std::size_t kBytesAWord = 40;

// The words around a trigger and which of them it begins with.
struct Around {
  std::vector<HashedWord> words;
  std::size_t trigger = 0;
};

Around WordsAround(std::string_view text, ByteSpan trigger) {
  const std::size_t at = std::min<std::size_t>(trigger.begin().value(), text.size());
  std::size_t begin = at - std::min(at, kPassageWords * kBytesAWord);
  // Not in the middle of a word.
  while (begin > 0 && begin < at && text[begin] != ' ' && text[begin] != '\n') ++begin;
  Around around{HashedWordsOf(text.substr(begin, at - begin + kPassageWords * kBytesAWord)), 0};
  while (around.trigger + 1 < around.words.size() &&
         begin + around.words[around.trigger + 1].begin <= at) {
    ++around.trigger;
  }
  return around;
}

}  // namespace

std::vector<std::uint64_t> PassageKeys(std::string_view text, ByteSpan trigger) {
  const Around around = WordsAround(text, trigger);
  std::vector<std::uint64_t> keys;
  const std::size_t first =
      around.trigger + 1 >= kPassageWords ? around.trigger + 1 - kPassageWords : 0;
  for (std::size_t i = first; i <= around.trigger && i + kPassageWords <= around.words.size(); ++i)
    keys.push_back(HashOfRun(around.words, i, kPassageWords));
  return keys;
}

std::vector<std::uint64_t> PassageHints(std::string_view text, ByteSpan trigger) {
  constexpr std::size_t kSide = (kPassageWords - 1) / 2;
  const Around around = WordsAround(text, trigger);
  std::vector<std::uint64_t> hints;
  if (around.words.size() < kPassageWords) return hints;
  if (around.trigger >= kSide)
    hints.push_back(HashOfRun(around.words, around.trigger - kSide, kSide + 1));
  if (around.trigger + kSide < around.words.size())
    hints.push_back(Mixed(HashOfRun(around.words, around.trigger, kSide + 1), 1));
  return hints;
}

std::vector<std::uint64_t> QuoteKeys(const record::ClaimRecord& claim) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kMarks = {
      {{"“", "”"}, {"\"", "\""}, {"«", "»"}}};
  std::vector<std::uint64_t> keys;
  const std::string_view sentence = claim.sentence_words;
  if (!claim.sentence.Contains(claim.trigger)) return keys;
  const std::size_t trigger = claim.trigger.begin().value() - claim.sentence.begin().value();
  for (const auto& [open, close] : kMarks) {
    for (std::size_t at = sentence.find(open); at != std::string_view::npos && at < trigger;) {
      const std::size_t begin = at + open.size();
      const std::size_t end = std::min(sentence.find(close, begin), sentence.size());
      if (trigger < end) {
        const auto words = HashedWordsOf(sentence.substr(begin, end - begin));
        for (std::size_t i = 0; i + kQuoteWords <= words.size(); ++i)
          keys.push_back(HashOfRun(words, i, kQuoteWords));
        return keys;
      }
      at = end < sentence.size() ? sentence.find(open, end + close.size()) : std::string_view::npos;
    }
  }
  return keys;
}

std::vector<std::uint64_t> MediaKeys(const record::ClaimRecord& claim) {
  std::vector<std::uint64_t> keys;
  if (claim.evidence.empty()) return keys;
  for (const record::EvidenceRecord& evidence : claim.evidence) {
    if (!evidence.by.empty())
      keys.push_back(HashOfText(unicode::FoldName(evidence.by), HashOfText(evidence.kind, 2)));
  }
  const std::string_view sentence = claim.sentence_words;
  for (const std::string_view scheme : {"https://", "http://", "t.me/"}) {
    const std::size_t at = sentence.find(scheme);
    if (at == std::string_view::npos) continue;
    const std::size_t end = std::min(sentence.find_first_of(" )\n,\"", at), sentence.size());
    keys.push_back(HashOfText(sentence.substr(at, end - at), 3));
    break;
  }
  return keys;
}

}  // namespace dateline::standing
