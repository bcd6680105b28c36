#include "language/names.h"

#include <algorithm>
#include <limits>

namespace dateline::language {

void NameFeatures(std::span<const Lexeme> words, std::span<const TagId> tags, std::size_t i,
                  NameFeatureList& out) {
  static const Lexeme kOutside{};
  const auto size = static_cast<std::ptrdiff_t>(words.size());
  const auto at = [&](std::ptrdiff_t offset) -> const Lexeme& {
    const std::ptrdiff_t k = static_cast<std::ptrdiff_t>(i) + offset;
    return k >= 0 && k < size ? words[static_cast<std::size_t>(k)] : kOutside;
  };
  const auto tag = [&](std::ptrdiff_t offset) -> std::uint64_t {
    const std::ptrdiff_t k = static_cast<std::ptrdiff_t>(i) + offset;
    return k >= 0 && k < size ? tags[static_cast<std::size_t>(k)] : kNoTag;
  };
  const Lexeme& word = at(0);
  const Lexeme& before = at(-1);
  const Lexeme& after = at(1);
  const std::uint64_t first = i == 0 ? 1 : 0;
  out.clear();
  out.Add(Hash(201, word.form));
  out.Add(Hash(202, word.lower));
  out.Add(Hash(203, word.shape, first));
  out.Add(Hash(204, tag(0)));
  for (std::uint64_t k = 1; k < 5; ++k) {
    if (word.suffix[k] != 0) out.Add(Hash(205 + k, word.suffix[k]));
    if (k < 4 && word.prefix[k] != 0) out.Add(Hash(210 + k, word.prefix[k]));
  }
  out.Add(Hash(215, before.lower));
  out.Add(Hash(216, after.lower));
  out.Add(Hash(217, at(-2).lower));
  out.Add(Hash(218, at(2).lower));
  out.Add(Hash(219, before.lower, word.lower));
  out.Add(Hash(220, word.lower, after.lower));
  out.Add(Hash(221, before.shape, word.shape));
  out.Add(Hash(222, word.shape, after.shape));
  out.Add(Hash(223, before.shape, word.shape, after.shape));
  out.Add(Hash(224, tag(-1), tag(0)));
  out.Add(Hash(225, tag(0), tag(1)));
  out.Add(Hash(226, tag(-1), tag(0), tag(1)));
  out.Add(Hash(227, before.lower, word.shape));
  out.Add(Hash(228, after.lower, word.shape));
  out.Add(Hash(229, at(-2).lower, before.lower));
  out.Add(Hash(230, after.lower, at(2).lower));
  out.Add(Hash(231, tag(-2), tag(-1), tag(0)));
  out.Add(Hash(232, tag(0), tag(1), tag(2)));
  out.Add(Hash(233, word.shape, tag(0)));
  out.Add(Hash(234, before.suffix[2], word.shape));
  out.Add(Hash(235, after.suffix[2], word.shape));
  out.Add(Hash(236, before.lower, after.lower));
  out.Add(Hash(237, word.suffix[2], word.shape));
  out.Add(Hash(238, at(-2).lower, before.lower, word.shape));
  out.Add(Hash(239, after.lower, at(2).lower, word.shape));
  out.Add(Hash(240, at(-2).shape, before.shape, word.shape));
  out.Add(Hash(241, word.shape, after.shape, at(2).shape));
  out.Add(Hash(242, at(3).lower, word.shape));
  out.Add(Hash(243, at(-3).lower, word.shape));
  out.Add(Hash(244, before.form, word.suffix[2]));
  out.Add(Hash(245, 0));
  out.Add(Hash(246, word.fine, word.shape));
  out.Add(Hash(247, before.fine, word.shape));
  out.Add(Hash(248, after.fine, word.shape));
  out.Add(Hash(249, before.fine, word.fine));
  out.Add(Hash(250, word.fine, after.fine));
  out.Add(Hash(251, word.coarse, word.shape, after.coarse));
  out.Add(Hash(252, before.coarse, word.coarse, word.shape));
  out.Add(Hash(253, before.lower, word.fine));
  out.Add(Hash(254, word.fine, after.lower));
  out.Add(Hash(255, at(-2).coarse, before.coarse, word.shape));
  out.Add(Hash(256, after.coarse, at(2).coarse, word.shape));
  out.Add(Hash(257, word.coarse, word.suffix[2], word.shape));
}

template <typename Score>
void Viterbi<Score>::Run(std::span<const Score> emissions,
                         const NameTransitions<Score>& transitions,
                         std::span<const std::uint32_t> allowed, std::vector<NameState>& out) {
  constexpr Score kNever = std::numeric_limits<Score>::lowest() / 4;
  const std::size_t words = emissions.size() / kNameStates;
  out.assign(words, 0);
  if (words == 0) return;
  best_.assign(words * kNameStates, kNever);
  from_.assign(words * kNameStates, 0);
  const auto is_allowed = [&](std::size_t i, std::size_t s) {
    return allowed.empty() || ((allowed[i] >> s) & 1u) != 0;
  };
  for (NameState to = 0; to < kNameStates; ++to) {
    if (Follows(0, to) && is_allowed(0, to)) best_[to] = emissions[to] + transitions[0][to];
  }
  for (std::size_t i = 1; i < words; ++i) {
    const Score* before = &best_[(i - 1) * kNameStates];
    const auto consider = [&](NameState from, NameState to, Score& score, NameState& chosen) {
      const Score s = before[from] + transitions[from][to];
      if (s > score) {
        score = s;
        chosen = from;
      }
    };
    for (NameState to = 0; to < kNameStates; ++to) {
      if (!is_allowed(i, to)) continue;
      Score score = kNever;
      NameState chosen = 0;
      if (IsWithin(to)) {
        consider(StateOf(ClassOf(to), 0), to, score, chosen);
        consider(StateOf(ClassOf(to), 1), to, score, chosen);
      } else {
        consider(0, to, score, chosen);
        for (NameState last = 3; last < kNameStates; last = static_cast<NameState>(last + 4)) {
          consider(last, to, score, chosen);
          consider(static_cast<NameState>(last + 1), to, score, chosen);
        }
      }
      best_[i * kNameStates + to] = score + emissions[i * kNameStates + to];
      from_[i * kNameStates + to] = chosen;
    }
    // Scores count from the best so far, so that no sentence is long enough to overflow.
    Score* row = &best_[i * kNameStates];
    const Score top = *std::max_element(row, row + kNameStates);
    for (std::size_t s = 0; s < kNameStates; ++s) row[s] = std::max(row[s] - top, kNever);
  }
  Score score = kNever;
  NameState state = 0;
  for (NameState s = 0; s < kNameStates; ++s) {
    if (!IsOpen(s) && best_[(words - 1) * kNameStates + s] > score) {
      score = best_[(words - 1) * kNameStates + s];
      state = s;
    }
  }
  for (std::size_t i = words; i-- > 0;) {
    out[i] = state;
    state = from_[i * kNameStates + state];
  }
}

template class Viterbi<std::int32_t>;
template class Viterbi<float>;

void SpansOf(std::span<const NameState> states, std::vector<NameSpan>& out) {
  out.clear();
  for (std::size_t i = 0; i < states.size();) {
    if (states[i] == 0) {
      ++i;
      continue;
    }
    std::size_t end = i + 1;
    while (end < states.size() && IsOpen(states[end - 1])) ++end;
    out.push_back(NameSpan{i, end, ClassOf(states[i])});
    i = end;
  }
}

Result<NameFinder> NameFinder::Load(const model::Container& container) {
  NameFinder finder;
  DL_ASSIGN_OR_RETURN(finder.table_, SparseTable::Load(container, "name", kNameStates));
  DL_ASSIGN_OR_RETURN(const auto transitions, container.Array<std::int32_t>("name.next"));
  if (transitions.size() != kNameStates * kNameStates) {
    return Error{ErrorCode::kCorrupt,
                 "the language model has " + std::to_string(transitions.size()) +
                     " name transitions, " + std::to_string(kNameStates * kNameStates) +
                     " were expected; use the model that came with the program",
                 "model"};
  }
  for (std::size_t i = 0; i < transitions.size(); ++i) {
    // Far below what would overflow a sentence of any length between two renormalisations.
    finder.transitions_[i / kNameStates][i % kNameStates] =
        std::clamp(transitions[i], -(1 << 12), 1 << 12);
  }
  return finder;
}

void NameFinder::Run(std::span<const Lexeme> words, std::span<const TagId> tags, Scratch& scratch,
                     std::vector<NameSpan>& out) const {
  scratch.emissions.assign(words.size() * kNameStates, 0);
  NameFeatureList features;
  for (std::size_t i = 0; i < words.size(); ++i) {
    NameFeatures(words, tags, i, features);
    std::int32_t* scores = &scratch.emissions[i * kNameStates];
    table_.Score(features, scores);
  }
  scratch.viterbi.Run(scratch.emissions, transitions_, {}, scratch.states);
  SpansOf(scratch.states, out);
}

}  // namespace dateline::language
