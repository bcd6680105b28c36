#include "places/surroundings.h"

namespace dateline::places {

Surroundings::Surroundings(const text::LanguageView& input, const WordStream& stream,
                           const Words& words)
    : in_(input),
      stream_(stream),
      words_(words),
      word_the_(WordHash("the")),
      word_of_(WordHash("of")),
      word_s_(WordHash("s")) {
  mention_of_.assign(input.tokens.size(), kNone);
  std::uint32_t m = 0;
  for (const Mention& mention : input.mentions) {
    if (mention.kind == MentionKind::kName) {
      for (TokenIndex t = mention.first; t < mention.end; t = t.next()) mention_of_[t.value()] = m;
    }
    ++m;
  }
}

Surroundings::Lead Surroundings::LeadOf(TokenIndex t) const {
  if (stream_.is_capitalised(t) && !IsFirst(t)) return Lead::kNone;
  Lead lead = Lead::kNone;
  for (const RelationPattern& pattern : words_.PatternsEndingIn(word(t))) {
    if (pattern.words.size() != 1) continue;
    const bool is_firm =
        pattern.relation == SpatialRelation::kIn || pattern.relation == SpatialRelation::kNear;
    if (is_firm) return Lead::kFirm;
    lead = Lead::kWeak;
  }
  return lead;
}

}  // namespace dateline::places
