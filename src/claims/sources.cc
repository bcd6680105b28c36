#include "claims/sources.h"

#include <algorithm>

namespace dateline::claims {

SourceMap::SourceMap(const Scene& scene)
    : cue_at_(scene.token_count(), 0), at_(scene.token_count(), 0) {
  const auto& attributions = scene.input().attributions;
  const auto& tokens = scene.language().tokens;
  struct Part {
    std::uint32_t begin;
    std::uint32_t end;
    std::uint32_t attribution;
  };
  std::vector<Part> parts;
  for (AttributionIndex a{0}; a < attributions.end_index(); ++a) {
    // "Video from the scene shows": nobody speaks but the outlet.
    const Attribution& attribution = attributions[a];
    if (attribution.cue && !attribution.speaker.name.empty()) {
      for (TokenIndex t = scene.TokenAt(attribution.cue->begin());
           t.value() < scene.token_count() && tokens[t].span.begin() < attribution.cue->end();
           ++t) {
        cue_at_[t.value()] = a.value() + 1;
      }
    }
    if (attribution.cue_class == CueClass::kShows && attribution.speaker.name.empty()) continue;
    // Whom someone supports, probes or condemns is not put forward by that one.
    constexpr double kLeastOfReport = 0.5;
    if (!attribution.inherited && attribution.confidence < kLeastOfReport) continue;
    for (const ByteSpan content : attribution.content) {
      const TokenIndex first = scene.TokenAt(content.begin());
      TokenIndex end = first;
      while (end.value() < scene.token_count() && tokens[end].span.begin() < content.end()) ++end;
      if (first < end) parts.push_back({first.value(), end.value(), a.value() + 1});
    }
  }
  // Wide contents first, so that inner ones overwrite them. What is nested deeper than any report
  // nests is left to the outer ones.
  std::stable_sort(parts.begin(), parts.end(),
                   [](const Part& a, const Part& b) { return a.end - a.begin > b.end - b.begin; });
  constexpr std::size_t kMostNesting = 16;
  std::size_t budget = kMostNesting * at_.size();
  for (const Part& part : parts) {
    const std::size_t size = part.end - part.begin;
    if (size > budget) continue;
    budget -= size;
    std::fill(at_.begin() + part.begin, at_.begin() + part.end, part.attribution);
  }
}

std::optional<AttributionIndex> SourceMap::OfCue(TokenIndex token) const {
  const std::uint32_t at = cue_at_[token.value()];
  if (at == 0) return std::nullopt;
  return AttributionIndex(at - 1);
}

std::optional<AttributionIndex> SourceMap::At(TokenIndex token) const {
  const std::uint32_t at = at_[token.value()];
  if (at == 0) return std::nullopt;
  return AttributionIndex(at - 1);
}

std::optional<Source> CitedBy(const Clauses& clauses, const Attribution& attribution) {
  const Scene& scene = clauses.scene();
  if (!attribution.cue || attribution.speaker.kind != SourceKind::kOutlet) return std::nullopt;
  const TokenIndex cue = scene.TokenAt(attribution.cue->begin());
  if (cue.value() >= scene.token_count()) return std::nullopt;
  const Sentence& sentence = scene.sentence(scene.SentenceOf(cue));
  for (TokenIndex t = sentence.first; t < sentence.end; ++t) {
    if (!clauses.cues().Is(CueKind::kCite, scene.lemma(t)) || !scene.IsGerund(t)) continue;
    const ByteSpan span = scene.language().tokens[t].span;
    const bool is_told = std::any_of(attribution.content.begin(), attribution.content.end(),
                                     [&](ByteSpan content) { return content.Contains(span); });
    if (is_told) continue;
    // What stands right behind it, whatever the tree makes of the comma.
    std::optional<TokenIndex> cited;
    if (const auto object = clauses.Object(t)) cited = object->token;
    constexpr std::uint32_t kReach = 6;
    for (TokenIndex next = t.next(); !cited && next < sentence.end; ++next) {
      if (next.value() - t.value() > kReach || scene.word(next).upos == Upos::kPunct) break;
      if (scene.MentionAt(next) != nullptr && scene.IsNoun(next)) cited = next;
    }
    if (!cited) return std::nullopt;
    const Mention* mention = scene.MentionAt(*cited);
    if (mention == nullptr) return std::nullopt;
    const Entity& entity = scene.input().entities[*mention->entity];
    return Source{mention->entity, entity.name, entity.side,
                  entity.kind.value_or(SourceKind::kOrganisation)};
  }
  return std::nullopt;
}

std::optional<Source> RecordedBy(const Clauses& clauses, TokenIndex noun) {
  const Scene& scene = clauses.scene();
  constexpr int kMostPhrases = 3;
  TokenIndex at = noun;
  for (int i = 0; i <= kMostPhrases; ++i) {
    const Word& word = scene.word(at);
    if (!word.head) return std::nullopt;
    const bool is_phrase = word.deprel == Deprel::kNmod || word.deprel == Deprel::kConj ||
                           word.deprel == Deprel::kCompound || word.deprel == Deprel::kAmod;
    const bool is_of_amount = scene.word(*word.head).upos == Upos::kNum;  // "counted six dead"
    if (is_phrase && (scene.IsNoun(*word.head) || is_of_amount)) {
      at = *word.head;
      continue;
    }
    if (word.deprel != Deprel::kObj || !scene.IsVerb(*word.head) ||
        !clauses.cues().Is(CueKind::kRecord, scene.lemma(*word.head))) {
      return std::nullopt;
    }
    const auto subject = clauses.Subject(*word.head);
    const Mention* mention = subject ? scene.MentionAt(subject->token) : nullptr;
    if (mention == nullptr) return std::nullopt;
    const Entity& entity = scene.input().entities[*mention->entity];
    if (!entity.kind || entity.type == EntityType::kGeopolitical) return std::nullopt;
    return Source{mention->entity, entity.name, entity.side, *entity.kind};
  }
  return std::nullopt;
}

bool IsOwnAct(const Clauses& clauses, const Attribution& attribution, TokenIndex carrier) {
  const Scene& scene = clauses.scene();
  if (!attribution.cue || attribution.form != AttributionForm::kIndirect) return false;
  const ByteSpan cue = *attribution.cue;
  constexpr int kSteps = 6;
  TokenIndex at = carrier;
  for (int i = 0; i < kSteps; ++i) {
    const auto head = scene.Head(at);
    if (!head) return false;
    if (!cue.Contains(scene.language().tokens[*head].span)) {
      at = *head;
      continue;
    }
    if (!clauses.cues().Is(CueKind::kWill, scene.lemma(*head))) return false;
    if (scene.IsNoun(at)) return true;
    for (auto child = scene.FirstChild(at); child && *child < at; child = scene.NextChild(*child)) {
      if (scene.word(*child).xpos == "TO") return true;
    }
    return false;
  }
  return false;
}

bool IsOfNobody(const Scene& scene, const Cues& cues, const Attribution& attribution) {
  if (!attribution.source) return false;
  const TokenIndex first = scene.TokenAt(attribution.source->begin());
  return first.value() < scene.token_count() &&
         (cues.Effect(CueKind::kNegation, scene.lemma(first)) == Realis::kDenied ||
          cues.Effect(CueKind::kNegation, scene.form(first)) == Realis::kDenied);
}

}  // namespace dateline::claims
