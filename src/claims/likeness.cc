#include "claims/likeness.h"

#include <algorithm>
#include <string>

namespace dateline::claims {
namespace {

constexpr std::uint32_t kOpeningTokens = 60;
constexpr float kLeast = 0.5F;
constexpr std::uint64_t kBias = 651;
constexpr std::uint64_t kWord = 652;

}  // namespace

std::vector<model::Feature> OpeningFeatures(const Scene& scene) {
  std::vector<model::Feature> out = {model::Hash(kBias, 1)};
  const TokenIndex end(std::min(kOpeningTokens, scene.token_count()));
  for (TokenIndex t{0}; t < end; ++t) {
    const Upos upos = scene.word(t).upos;
    if (upos != Upos::kNoun && upos != Upos::kVerb && upos != Upos::kAdj && upos != Upos::kPropn) {
      continue;
    }
    std::string lower = scene.word(t).lemma;
    for (char& c : lower) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    out.push_back(model::Hash(kWord, model::HashBytes(lower)));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool IsLikeTemplates(const Scene& scene, const Learned& learned) {
  return learned.Likeness(OpeningFeatures(scene)) >= kLeast;
}

}  // namespace dateline::claims
