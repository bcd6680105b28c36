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
    if (mention.kind == MentionKind::kName && IsPlausible(mention)) {
      for (TokenIndex t = mention.first; t < mention.end; t = t.next()) mention_of_[t.value()] = m;
    }
    ++m;
  }
}

// "Troops entered Izium" is no person's name.
bool Surroundings::IsPlausible(const Mention& mention) const {
  if (mention.type != EntityType::kPerson) return true;
  for (TokenIndex t = mention.first; t < mention.end; t = t.next()) {
    if (!stream_.is_capitalised(t) && in_.surface(t).size() >= 3 &&
        !Facts(t).is(WordSet::kConnector))
      return false;
  }
  return true;
}

bool Surroundings::IsBetween(TokenIndex t) const {
  for (const RelationPattern& pattern : words_.PatternsEndingIn(word(t))) {
    if (pattern.words.size() == 1 && pattern.relation == SpatialRelation::kBetween) return true;
  }
  return false;
}

bool Surroundings::IsNameLike(TokenIndex t) const {
  if (IsProper(t)) return true;
  const std::string_view word = surface(t);
  return in_.words[t].upos == Upos::kNum && stream_.is_capitalised(t) && Facts(t).number <= 0 &&
         word.find_first_of("0123456789") == std::string_view::npos;
}

Surroundings::Lead Surroundings::LeadOf(TokenIndex t) const {
  // "IN" of a headline in capitals is a preposition still.
  if (stream_.is_capitalised(t) && !stream_.is_all_capitals(t) && !IsFirst(t)) return Lead::kNone;
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
