#include "actors/pronouns.h"

#include <algorithm>
#include <array>

namespace dateline::actors {
namespace {

constexpr std::size_t kMaxLookBack = 48;
constexpr std::size_t kMaxRelative = 12;
constexpr std::size_t kMaxThings = 24;
constexpr std::uint32_t kMaxSentences = 4;
constexpr std::array<int, kMaxSentences + 1> kRecency = {70, 60, 42, 30, 18};
// Points; only their order and the gap that makes a choice safe mean anything.
constexpr int kMinScore = 40;
constexpr int kMinGap = 6;

struct Candidate {
  FigureIndex figure = kNoFigure;
  int score = 0;
  int repeats = 0;
  bool is_excluded = false;
};

bool IsSingularPerson(const Figure& figure, const Seen& seen) {
  return figure.is_person && figure.number == HeadNumber::kOne && !seen.is_plural;
}

// Can the figure be what the pronoun stands for?
bool Agrees(const Figure& figure, const Seen& seen, Agreement agreement) {
  switch (agreement) {
    case Agreement::kMale:
      return IsSingularPerson(figure, seen) && figure.gender != Gender::kFemale;
    case Agreement::kFemale:
      return IsSingularPerson(figure, seen) && figure.gender != Gender::kMale;
    case Agreement::kNeuter:
      return !figure.is_person && figure.number == HeadNumber::kBody && !seen.is_plural;
    case Agreement::kSeveral:
      return !IsSingularPerson(figure, seen);
    case Agreement::kRelative:
      return true;
  }
  return false;
}

int PositionScore(Position position) {
  switch (position) {
    case Position::kSpeaker:
      return 30;
    case Position::kCited:
      return 18;
    case Position::kSubject:
      return 25;
    case Position::kObject:
      return 8;
    case Position::kOther:
      return 0;
    case Position::kOwner:
      return 4;
  }
  return 0;
}

bool IsProse(const Words& words, SentenceIndex sentence) {
  const auto& view = words.view();
  switch (view.blocks[view.sentences[sentence].block].kind) {
    case BlockKind::kHeadline:
    case BlockKind::kSubhead:
    case BlockKind::kCaption:
    case BlockKind::kRelated:
    case BlockKind::kBoilerplate:
      return false;
    case BlockKind::kDateline:
    case BlockKind::kByline:
    case BlockKind::kParagraph:
    case BlockKind::kList:
      return true;
  }
  return true;
}

int ScoreOf(const Words& words, const Figure& figure, const Seen& seen, const PronounUse& use) {
  const SentenceIndex here = words.view().tokens[use.token].sentence;
  int score = kRecency[here.value() - seen.sentence.value()];
  score += PositionScore(seen.syntax.position);
  const Agreement agreement = use.pronoun->agreement;
  if (use.syntax.position == Position::kSpeaker) {
    if (seen.syntax.position == Position::kSpeaker) score += 18;
    if (seen.syntax.position == Position::kOther) score -= 8;
  }
  if (agreement == Agreement::kMale || agreement == Agreement::kFemale) {
    // Most people in the news whose gender nothing tells are men: a known woman weighs more.
    if (figure.gender != Gender::kUnknown) score += agreement == Agreement::kFemale ? 34 : 18;
    if (figure.is_named) score += 8;
  }
  if (agreement == Agreement::kSeveral) {
    if (figure.number == HeadNumber::kSeveral || seen.is_plural) score += 14;
    if (figure.number == HeadNumber::kBody) score -= 10;
    if (figure.is_country || figure.head_class == HeadClass::kOutlet) score -= 10;
  }
  if (agreement == Agreement::kNeuter && figure.is_country &&
      seen.syntax.position == Position::kOther) {
    score -= 20;  // "in Ukraine": where, not who
  }
  if (seen.is_pronoun) score += 4;
  if (seen.is_quoted && !use.is_quoted) score -= 40;
  if ((!IsProse(words, seen.sentence) || !IsProse(words, here)) &&
      words.view().sentences[seen.sentence].block != words.view().sentences[here].block) {
    score -= 40;
  }
  return score;
}

// What the best of the things would score, were it an actor; 0 where none agrees. Things do not
// speak, and a person is none.
int BestThing(const Words& words, const std::vector<SeenThing>& things, const PronounUse& use) {
  const Agreement agreement = use.pronoun->agreement;
  if (agreement != Agreement::kNeuter && agreement != Agreement::kSeveral) return 0;
  if (use.syntax.position == Position::kSpeaker || use.syntax.position == Position::kCited)
    return 0;
  const SentenceIndex here = words.view().tokens[use.token].sentence;
  int best = 0;
  std::size_t looked = 0;
  for (auto at = things.rbegin(); at != things.rend() && looked < kMaxThings; ++at, ++looked) {
    const std::uint32_t back = here.value() - at->sentence.value();
    if (back > kMaxSentences) break;
    if (at->head >= use.token || at->is_plural != (agreement == Agreement::kSeveral)) continue;
    const bool is_coargument = use.syntax.governor && at->syntax.governor == use.syntax.governor &&
                               !use.pronoun->is_reflexive && !use.pronoun->is_possessive;
    if (is_coargument) continue;
    int score = kRecency[back] + PositionScore(at->syntax.position);
    if (agreement == Agreement::kSeveral) score += 14;
    if (at->is_quoted && !use.is_quoted) score -= 40;
    best = std::max(best, score);
  }
  return best;
}

// "X, who": the person whose mention ends just before the pronoun, or the last one before it in the
// sentence where a place or body stands between ("X, 59, of Y, who").
FigureIndex RelativeAntecedent(const Words& words, const Cast& cast, const std::vector<Seen>& seen,
                               TokenIndex token) {
  const Sentence& sentence = words.view().sentence_of(token);
  if (token == sentence.first) return kNoFigure;
  TokenIndex edge = token;
  if (words.Surface(edge.previous()) == ",") edge = edge.previous();
  FigureIndex adjacent = kNoFigure;
  FigureIndex nearest = kNoFigure;
  TokenIndex nearest_end;
  std::size_t looked = 0;
  for (auto at = seen.rbegin(); at != seen.rend() && looked < kMaxRelative; ++at, ++looked) {
    if (at->first < sentence.first) break;
    const Figure& figure = cast[at->figure];
    const bool is_personal = figure.is_person || figure.number == HeadNumber::kSeveral;
    if (at->end == edge && is_personal) adjacent = at->figure;  // the longest was seen first
    if (is_personal && at->end > nearest_end && at->end <= edge) {
      nearest = at->figure;
      nearest_end = at->end;
    }
  }
  if (adjacent != kNoFigure) return adjacent;
  // Nothing but names, numbers and commas may stand between.
  for (TokenIndex between = nearest_end; between < edge; ++between) {
    const bool is_light = words.PosOf(between) == Upos::kPropn || words.IsPunctuation(between) ||
                          words.PosOf(between) == Upos::kNum ||
                          words.PosOf(between) == Upos::kAdv ||
                          words.ClassOf(between) == FunctionClass::kPreposition;
    if (!is_light || edge.value() - between.value() > kMaxRelative) return kNoFigure;
  }
  return nearest;
}

}  // namespace

FigureIndex Antecedent(const Words& words, const Cast& cast, const std::vector<Seen>& seen,
                       const std::vector<SeenThing>& things, const PronounUse& use) {
  if (use.pronoun->agreement == Agreement::kRelative) {
    return RelativeAntecedent(words, cast, seen, use.token);
  }
  const SentenceIndex here = words.view().tokens[use.token].sentence;
  std::vector<Candidate> candidates;
  FigureIndex voice = kNoFigure;
  std::size_t looked = 0;
  for (auto at = seen.rbegin(); at != seen.rend() && looked < kMaxLookBack; ++at, ++looked) {
    if (here.value() - at->sentence.value() > kMaxSentences) break;
    if (at->figure == kNoFigure) continue;
    const Figure& figure = cast[at->figure];
    if (!Agrees(figure, *at, use.pronoun->agreement)) continue;
    // Two arguments of one verb are two persons, unless the second says "-self".
    const bool is_coargument = use.syntax.governor && at->syntax.governor == use.syntax.governor &&
                               !use.pronoun->is_reflexive && !use.pronoun->is_possessive;
    // Whoever speaks calls himself "I": the last to be said to speak, just before or in the
    // sentence.
    const bool speaks = use.is_quoted && !at->is_quoted &&
                        at->syntax.position == Position::kSpeaker &&
                        here.value() - at->sentence.value() <= 1;
    if (speaks && voice == kNoFigure) voice = at->figure;
    const bool is_voice = speaks && voice == at->figure;
    const int score = ScoreOf(words, figure, *at, use);
    auto known = std::find_if(candidates.begin(), candidates.end(),
                              [&](const Candidate& c) { return c.figure == at->figure; });
    if (known == candidates.end()) {
      candidates.push_back({at->figure, score, 0, false});
      known = candidates.end() - 1;
    } else {
      known->score = std::max(known->score, score) + (++known->repeats <= 3 ? 2 : 0);
    }
    const bool is_named_later = std::find(use.named_later.begin(), use.named_later.end(),
                                          at->figure) != use.named_later.end();
    known->is_excluded = known->is_excluded || is_coargument || is_voice || is_named_later;
  }
  Candidate best;
  int second = BestThing(words, things, use);
  for (const Candidate& candidate : candidates) {
    if (candidate.is_excluded) continue;
    if (candidate.score > best.score) {
      second = std::max(second, best.score);
      best = candidate;
    } else {
      second = std::max(second, candidate.score);
    }
  }
  if (best.score < kMinScore || best.score - second < kMinGap) return kNoFigure;
  return best.figure;
}

}  // namespace dateline::actors
