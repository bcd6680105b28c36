#include "language/name_memory.h"

#include <algorithm>

namespace dateline::language {
namespace {

// Chosen on CoNLL++ dev and an unseen fifth of the worldwide newswire (models/english.md).
constexpr float kOfBefore = 0.6f;
constexpr float kOfItself = 0.3f;  // counted less, so that the mean of before replaces half of it
constexpr float kLeast = -8.0f;    // beyond this a class is ruled out all the same
// A text of endless distinct names must not fill the memory.
constexpr std::size_t kMostForms = std::size_t{1} << 16;

// The class of a state: 0 is outside.
constexpr std::size_t ClassAt(std::size_t state) { return state == 0 ? 0 : 1 + (state - 1) / 4; }

}  // namespace

NameMemory::Classes NameMemory::ClassesOf(std::span<const float, kNameStates> scores) {
  const float best = *std::max_element(scores.begin(), scores.end());
  Classes classes;
  classes.fill(kLeast);
  for (std::size_t state = 0; state < kNameStates; ++state) {
    float& of_class = classes[ClassAt(state)];
    of_class = std::max(of_class, scores[state] - best);
  }
  return classes;
}

void NameMemory::Share(std::span<const Lexeme> words, std::span<float> scores) {
  sentence_.resize(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words[i].is_capitalised) continue;
    const auto states = scores.subspan(i * kNameStates).first<kNameStates>();
    const Classes own = sentence_[i] = ClassesOf(states);
    const auto before = forms_.find(words[i].lower);
    if (before == forms_.end()) continue;
    const Seen& seen = before->second;
    for (std::size_t state = 0; state < kNameStates; ++state) {
      const std::size_t c = ClassAt(state);
      states[state] += kOfBefore * (seen.sums[c] / seen.times) - kOfItself * own[c];
    }
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words[i].is_capitalised) continue;
    const std::uint64_t form = words[i].lower;
    if (forms_.size() >= kMostForms && !forms_.contains(form)) continue;
    Seen& seen = forms_[form];
    for (std::size_t c = 0; c < seen.sums.size(); ++c) seen.sums[c] += sentence_[i][c];
    seen.times += 1;
  }
}

}  // namespace dateline::language
