// The parser, trained with a dynamic oracle: at every state, also one that its own mistakes have
// led to, the moves that lose the fewest arcs of the gold tree are right (Goldberg and Nivre 2013).
#include <algorithm>
#include <array>
#include <cstdio>
#include <limits>

#include "trainers.h"

namespace dateline::training {
namespace {

using language::Move;
using language::ParserState;

constexpr std::array<Move, 3> kMoves = {Move::kShift, Move::kLeft, Move::kRight};

// How many gold arcs each move makes unreachable.
std::array<int, 3> Costs(const ParserState& state, const std::vector<std::uint32_t>& gold) {
  const auto& stack = state.stack();
  const std::uint32_t next = state.next();
  const std::uint32_t top = stack.back();
  const std::uint32_t below = stack.size() > 1 ? stack[stack.size() - 2] : 0;
  std::array<int, 3> cost = {0, 0, 0};
  for (const std::uint32_t node : stack) {
    if (node != 0 && next <= state.words() && gold[node] == next) ++cost[0];
    if (node != top && next <= state.words() && gold[next] == node) ++cost[0];
  }
  if (top == 0) return cost;
  int waiting = 0;  // dependents of the top that are still to come
  for (std::uint32_t node = next; node <= state.words(); ++node)
    waiting += gold[node] == top ? 1 : 0;
  cost[1] = waiting + (gold[top] == below || gold[top] > next ? 1 : 0);
  cost[2] = waiting + (gold[top] >= next ? 1 : 0);
  return cost;
}

class Trainer {
 public:
  Trainer(const std::vector<language::Tag>& tags, unsigned seed) : tags_(tags), random_(seed) {}

  void Epoch(const std::vector<TreeExample>& examples, bool explores) {
    wrong_ = decided_ = 0;
    for (const std::uint32_t n : Shuffled(examples.size(), random_)) Learn(examples[n], explores);
    std::fprintf(stderr, "  moves: %.2f %% wrong\n",
                 100.0 * static_cast<double>(wrong_) / static_cast<double>(std::max(decided_, 1L)));
  }
  ParserWeights Finish() {
    weights_.moves.Average();
    weights_.labels.Average();
    return std::move(weights_);
  }

 private:
  void Learn(const TreeExample& example, bool explores) {
    state_.Start(example.words, example.tags, tags_);
    while (!state_.is_done()) {
      const Move move = Decide(example, explores);
      if (move == Move::kShift) {
        state_.Shift();
        continue;
      }
      const auto arc = state_.ArcOf(move);
      state_.Attach(move, Label(arc, example));
    }
  }

  Move Decide(const TreeExample& example, bool explores) {
    const auto allows = [&](std::size_t m) { return state_.Allows(kMoves[m]); };
    if (!allows(1) && !allows(2)) return Move::kShift;
    if (!allows(0)) return Move::kRight;
    const auto cost = Costs(state_, example.heads);
    int least = std::numeric_limits<int>::max();
    for (std::size_t m = 0; m < 3; ++m) {
      if (allows(m)) least = std::min(least, cost[m]);
    }
    language::MoveFeatures(state_, moves_);
    std::array<float, 3> scores = {0, 0, 0};
    weights_.moves.Score(moves_, scores.data());
    std::size_t guess = 3;
    std::size_t right = 3;
    for (std::size_t m = 0; m < 3; ++m) {
      if (!allows(m)) continue;
      if (guess == 3 || scores[m] > scores[guess]) guess = m;
      if (cost[m] == least && (right == 3 || scores[m] > scores[right])) right = m;
    }
    weights_.moves.Tick();
    ++decided_;
    if (cost[guess] > least) {
      ++wrong_;
      weights_.moves.Update(moves_, right, 1);
      weights_.moves.Update(moves_, guess, -1);
      // Going wrong now and then teaches what to do afterwards.
      if (!explores || !Chance(90, random_)) guess = right;
    }
    return kMoves[guess];
  }

  // Relations are learned from right arcs; a wrong one gets the best guess.
  Deprel Label(ParserState::Arc arc, const TreeExample& example) {
    if (arc.head == 0) return Deprel::kRoot;
    language::LabelFeatures(state_, arc, labels_);
    std::array<float, language::kDeprels> scores{};
    weights_.labels.Score(labels_, scores.data());
    scores[0] = std::numeric_limits<float>::lowest();
    const auto guess = static_cast<std::size_t>(std::ranges::max_element(scores) - scores.begin());
    const auto gold = static_cast<std::size_t>(example.deprels[arc.dependent]);
    if (example.heads[arc.dependent] != arc.head) return static_cast<Deprel>(guess);
    weights_.labels.Tick();
    if (guess != gold) {
      weights_.labels.Update(labels_, gold, 1);
      weights_.labels.Update(labels_, guess, -1);
    }
    return static_cast<Deprel>(guess);
  }

  const std::vector<language::Tag>& tags_;
  Random random_;
  ParserWeights weights_;
  ParserState state_;
  language::MoveFeatureList moves_;
  language::LabelFeatureList labels_;
  long wrong_ = 0;
  long decided_ = 0;
};

}  // namespace

ParserWeights TrainParser(const std::vector<TreeExample>& examples,
                          const std::vector<language::Tag>& tags, int epochs, unsigned seed) {
  Trainer trainer(tags, seed);
  for (int epoch = 0; epoch < epochs; ++epoch) trainer.Epoch(examples, epoch > 0);
  return trainer.Finish();
}

}  // namespace dateline::training
