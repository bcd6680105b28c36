#include "claims/mention_names.h"

#include <algorithm>

namespace dateline::claims {
namespace {

constexpr std::size_t kNested = 4;  // mentions around one token: a nominal holds its names

}  // namespace

const Mention* MentionNames::MentionAt(TokenIndex token) const {
  const auto& mentions = view_.mentions;
  auto after = std::partition_point(mentions.begin(), mentions.end(),
                                    [&](const Mention& one) { return one.first <= token; });
  const Mention* best = nullptr;
  for (std::size_t i = 0; i < kNested && after != mentions.begin(); ++i) {
    --after;
    if (after->end <= token || after->kind == MentionKind::kPronoun) continue;
    if (best == nullptr || after->kind == MentionKind::kName) best = &*after;
    if (best->kind == MentionKind::kName) break;
  }
  return best;
}

std::string MentionNames::NameOf(const Mention& mention) const {
  if (const auto entity = EntityOf(mention)) return entities_[*entity].name;
  return std::string(mention.span.In(view_.text));
}

std::optional<EntityIndex> MentionNames::EntityOf(const Mention& mention) const {
  return mention.entity && entities_.has(*mention.entity) ? mention.entity : std::nullopt;
}

}  // namespace dateline::claims
