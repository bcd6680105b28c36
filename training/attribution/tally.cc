#include "tally.h"

#include <cstdio>

namespace dateline::attribution::training {

void Tally::Add(std::span<const Tag> predicted, std::span<const Tag> marked) {
  for (std::size_t i = 0; i < predicted.size(); ++i) {
    const auto part = static_cast<std::size_t>(PartOf(predicted[i]));
    const auto wanted = static_cast<std::size_t>(PartOf(marked[i]));
    if (IsBegin(predicted[i])) ++found[part];
    if (IsBegin(marked[i])) ++gold[wanted];
    if (!IsBegin(marked[i]) || predicted[i] != marked[i]) continue;
    std::size_t k = i + 1;
    const Tag inside = InsideOf(PartOf(marked[i]));
    while (k < marked.size() && marked[k] == inside && predicted[k] == inside) ++k;
    if (k == marked.size() || (marked[k] != inside && predicted[k] != inside)) ++right[wanted];
  }
}

double Tally::F1(Part part) const {
  const auto p = static_cast<std::size_t>(part);
  return found[p] + gold[p] == 0
             ? 0.0
             : 200.0 * static_cast<double>(right[p]) / static_cast<double>(found[p] + gold[p]);
}

void Tally::Print(const char* what) const {
  std::printf("%s: source %.1f cue %.1f content %.1f\n", what, F1(Part::kSource), F1(Part::kCue),
              F1(Part::kContent));
  std::fflush(stdout);
}

}  // namespace dateline::attribution::training
