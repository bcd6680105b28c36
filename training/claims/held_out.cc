#include "held_out.h"

#include <algorithm>
#include <cstdio>

namespace dateline::training {

void PrintLikeness(const Examples& examples, const HeldOut& found,
                   const std::vector<std::size_t>& corpora) {
  for (std::size_t corpus = 0; corpus <= corpora.back(); ++corpus) {
    std::size_t all = 0, like = 0;
    for (std::size_t i = 0; i < examples.openings.size(); ++i) {
      if (corpora[examples.openings[i].document] != corpus) continue;
      ++all;
      like += found.openings[i][0] >= 0.5F ? 1U : 0U;
    }
    std::printf("corpus %zu: %zu of %zu open like reports with templates\n", corpus, like, all);
  }
}

void PrintIncidents(const Examples& examples, const HeldOut& found,
                    const std::vector<std::size_t>& corpora) {
  for (std::size_t corpus = 0; corpus <= corpora.back(); ++corpus) {
    std::printf("strands of corpus %zu:", corpus);
    for (const float least : {0.0F, 0.1F, 0.15F, 0.2F, 0.25F, 0.3F, 0.35F, 0.4F}) {
      std::size_t known = 0, others = 0;
      for (std::size_t i = 0; i < examples.incidents.size(); ++i) {
        if (corpora[examples.incidents[i].document] != corpus) continue;
        if (found.incidents[i][0] < least) continue;
        ++(examples.incidents[i].wanted[0] > 0.5F ? known : others);
      }
      std::printf("  %.2f: %zu, %zu", static_cast<double>(least), known, others);
    }
    std::printf("\n");
  }
}

void PrintKept(const Examples& examples, const HeldOut& found) {
  std::printf("roles of the rules in other news:");
  for (const float keep : {0.1F, 0.15F, 0.2F, 0.25F, 0.3F, 0.4F}) {
    std::size_t all = 0, kept = 0;
    for (std::size_t i = 0; i < examples.fillers.size(); ++i) {
      const Example& example = examples.fillers[i];
      if (!example.is_ruled) continue;
      bool is_kept = false;
      for (std::size_t slot = 0; slot < claims::kFillerSlots; ++slot) {
        is_kept = is_kept || (example.wanted[slot] > 0.5F && found.fillers[i][slot] >= keep);
      }
      ++all;
      kept += is_kept ? 1 : 0;
    }
    std::printf("  %.2f: %zu of %zu", static_cast<double>(keep), kept, all);
  }
  std::printf("\n");
}

void PrintFillers(const Examples& examples, const HeldOut& found) {
  for (std::size_t slot = 0; slot < claims::kFillerSlots; ++slot) {
    std::printf("slot %zu:", slot);
    for (const float least : {0.1F, 0.15F, 0.2F, 0.25F, 0.3F, 0.4F, 0.5F}) {
      double right = 0, all = 0, gold = 0;
      for (std::size_t i = 0; i < examples.fillers.size(); ++i) {
        if (!examples.fillers[i].is_judged) continue;
        const bool is_gold = examples.fillers[i].wanted[slot] > 0.5F;
        const bool is_taken = found.fillers[i][slot] >= least;
        gold += is_gold;
        all += is_taken;
        right += is_gold && is_taken;
      }
      std::printf("  %.2f: P %.1f R %.1f", static_cast<double>(least),
                  100 * right / std::max(all, 1.0), 100 * right / std::max(gold, 1.0));
    }
    std::printf("\n");
  }
}

void PrintReliability(const Examples& examples, const HeldOut& found, std::size_t first) {
  for (const bool are_gold : {false, true}) {
    std::printf("%s\n", are_gold ? "gold claims:" : "templates:");
    constexpr int kSteps = 10;
    for (int step = 0; step < kSteps; ++step) {
      double right = 0, all = 0, sum = 0;
      for (std::size_t i = 0; i < examples.claims.size(); ++i) {
        if ((examples.claims[i].document >= first) != are_gold) continue;
        const float p = found.claims[i][0];
        if (std::min(static_cast<int>(p * kSteps), kSteps - 1) != step) continue;
        ++all;
        right += examples.claims[i].wanted[0];
        sum += p;
      }
      if (all > 0) {
        std::printf("  %.1f-%.1f  %6.0f claims  said %.2f  right %.2f\n", step / 10.0,
                    (step + 1) / 10.0, all, sum / all, right / all);
      }
    }
  }
}

}  // namespace dateline::training
