#include "claims/time_binding.h"

#include <algorithm>

namespace dateline::claims {
namespace {

constexpr int kOwnSteps = 8;  // how deep below its predicate a time may hang
constexpr int kUpSteps = 5;   // how far up an enclosing clause may lend its time
constexpr int kFar = 100;

}  // namespace

TimeBinder::TimeBinder(const Clauses& clauses, WordClass speech, const std::vector<Site>& sites)
    : clauses_(clauses), speech_(speech), scene_(clauses.scene()) {
  is_site_head_.assign(scene_.token_count(), 0);
  for (const Site& site : sites) {
    is_site_head_[site.head.value()] = 1;
    is_site_head_[site.carrier.value()] = 1;
  }
  const auto& times = scene_.input().times;
  for (TimeIndex t{0}; t < times.end_index(); ++t) {
    if (const auto moment = Read(t)) moments_.push_back(*moment);
  }
}

// "KYIV, March 15 (Example Wire) —", "14:05 Troops have entered": when the report was filed, and
// when an entry of a live blog was.
bool TimeBinder::IsStamp(const TimeExpression& expression) const {
  if ((scene_.flags(expression.first) & kFlagDateline) != 0) return true;
  const TokenIndex begin = scene_.sentence(scene_.SentenceOf(expression.first)).first;
  return expression.type == TimexType::kTime && expression.first == begin &&
         expression.first.next() == expression.end &&
         scene_.word(expression.first).upos == Upos::kNum &&
         expression.end.value() < scene_.token_count() &&
         scene_.word(expression.end).upos != Upos::kPunct;
}

std::optional<TimeBinder::Moment> TimeBinder::Read(TimeIndex index) const {
  const TimeExpression& expression = scene_.input().times[index];
  if (!expression.interval || expression.type == TimexType::kSet ||
      expression.first >= expression.end || IsStamp(expression)) {
    return std::nullopt;
  }
  Moment moment{index,
                expression.first,
                expression.end.previous(),
                expression.first,
                scene_.SentenceOf(expression.first),
                *expression.interval};
  for (TokenIndex t = expression.first; t < expression.end; ++t) {
    const auto up = scene_.Head(t);
    if (!up || *up < expression.first || *up >= expression.end) {
      moment.head = t;
      break;
    }
  }
  std::optional<TokenIndex> preposition = scene_.Preposition(moment.head);
  if (!preposition && expression.first.value() > 0) preposition = expression.first.previous();
  if (!preposition || scene_.SentenceOf(*preposition) != moment.sentence) return moment;
  // "Shortly after noon": the word is part of what the time says.
  if (*preposition >= expression.first && *preposition < expression.end) return moment;
  const Cues& cues = clauses_.cues();
  // "Before dawn on Monday" is on Monday still, "before Monday" is not.
  if (cues.Is(CueKind::kOffTime, scene_.lemma(*preposition))) {
    if (expression.type != TimexType::kTime || !moment.interval.end) return std::nullopt;
    if (!moment.interval.begin) moment.interval.begin = moment.interval.end->Plus(-1);
    return moment;
  }
  if (cues.Is(CueKind::kSince, scene_.lemma(*preposition)) && scene_.input().published.value) {
    moment.interval.end = scene_.input().published.value->Plus(1);
    if (moment.interval.begin && *moment.interval.begin >= *moment.interval.end) {
      return std::nullopt;
    }
  }
  return moment;
}

// What hangs on a verb of speech is when it was said, also where no frame was found.
bool TimeBinder::HangsOnSpeech(const Moment& moment, const Site& site) const {
  std::optional<TokenIndex> up = moment.head;
  for (int i = 0; up && i < 4; ++i, up = scene_.Head(*up)) {
    if (*up == site.head || *up == site.carrier || is_site_head_[up->value()] != 0) return false;
    if (scene_.IsVerb(*up)) return scene_.Is(*up, speech_);
  }
  return false;
}

bool TimeBinder::MayTell(const Moment& moment, const Site& site) const {
  if (!site.attribution) return !HangsOnSpeech(moment, site);
  const Attribution& attribution = scene_.input().attributions[*site.attribution];
  const ByteSpan at = scene_.language().tokens[moment.first].span;
  const bool is_told = std::any_of(attribution.content.begin(), attribution.content.end(),
                                   [&](ByteSpan content) { return content.Contains(at); });
  // "Officials on Friday corrected the toll of Tuesday's crash": the word of saying is what
  // happens.
  if (attribution.cue && attribution.cue->Contains(scene_.language().tokens[site.head].span)) {
    return !is_told || scene_.Head(moment.head) == site.head;
  }
  if (attribution.cue) {
    // "Said on Friday that": right behind the cue stands when it was said.
    constexpr std::uint32_t kBehindCue = 3;
    const TokenIndex behind = scene_.TokenAt(attribution.cue->end());
    if (moment.first >= behind && moment.first.value() - behind.value() < kBehindCue &&
        scene_.word(moment.head).deprel != Deprel::kNsubj) {
      return false;
    }
  }
  return is_told || ClosesContent(moment, site, attribution);
}

// "Guns fired on the town on Friday evening, officers said": right behind what is told and before
// who says it, hanging on what happened, a time is of that also where the content is cut short.
bool TimeBinder::ClosesContent(const Moment& moment, const Site& site,
                               const Attribution& attribution) const {
  if (!attribution.cue || !attribution.source || attribution.content.empty()) return false;
  const ByteSpan last = scene_.language().tokens[moment.last].span;
  if (last.end() > attribution.cue->begin() || last.end() > attribution.source->begin()) {
    return false;
  }
  constexpr std::uint32_t kBehindContent = 2;  // "on", "in the"
  const TokenIndex behind = scene_.TokenAt(attribution.content.back().end());
  return moment.first >= behind && moment.first.value() - behind.value() <= kBehindContent &&
         (IsOfClause(moment.head, site.head) || IsOfClause(moment.head, site.carrier));
}

// Does the time hang on the clause of the verb itself, or on an event of it?
bool TimeBinder::IsOfClause(TokenIndex time, TokenIndex verb) const {
  std::optional<TokenIndex> at = time;
  for (int i = 0; at && i <= 4; ++i, at = scene_.Head(*at)) {
    if (*at == verb) return true;
    if (OpensClause(*at) && is_site_head_[at->value()] == 0) return false;
  }
  return false;
}

bool TimeBinder::OpensClause(TokenIndex token) const {
  const Deprel deprel = scene_.word(token).deprel;
  return deprel == Deprel::kAdvcl || deprel == Deprel::kCcomp || deprel == Deprel::kParataxis ||
         deprel == Deprel::kAclRelcl;
}

bool TimeBinder::IsAtOtherTime(TokenIndex clause) const {
  if (scene_.word(clause).deprel != Deprel::kAdvcl) return false;
  for (auto child = scene_.FirstChild(clause); child && *child < clause;
       child = scene_.NextChild(*child)) {
    const Deprel deprel = scene_.word(*child).deprel;
    if ((deprel == Deprel::kMark || deprel == Deprel::kCase) &&
        (clauses_.cues().Is(CueKind::kOffTime, scene_.lemma(*child)) ||
         clauses_.cues().Is(CueKind::kSince, scene_.lemma(*child)))) {
      return true;
    }
  }
  return false;
}

int TimeBinder::Distance(const Moment& moment, const Site& site) const {
  std::optional<TokenIndex> at = moment.head;
  bool is_of_other = false;
  for (int i = 0; at && i <= kOwnSteps; ++i, at = scene_.Head(*at)) {
    if (*at == site.head || *at == site.carrier) return is_of_other ? i + kOwnSteps : i;
    if (is_site_head_[at->value()] != 0) {
      is_of_other = true;
    } else if (OpensClause(*at)) {
      break;  // "left because the winter is near"
    }
  }
  // "The jailed leader": what only describes a noun has no time of the clause.
  if (scene_.word(site.head).deprel == Deprel::kAmod) return kFar;
  // An enclosing or coordinated clause: the time hangs on an ancestor of the happening, or on a
  // happening that hangs on such an ancestor.
  TokenIndex below = site.carrier;
  for (int i = 1; i <= kUpSteps; ++i) {
    const auto up = scene_.Head(below);
    // What happened "after two bombs killed" did not happen when the bombs did.
    if (!up || IsAtOtherTime(below)) return kFar;
    if (IsOfClause(moment.head, *up)) return 2 * kOwnSteps + i;
    below = *up;
  }
  return kFar;
}

// "On Friday and Saturday" is both days, where the second follows the first without a gap.
DayInterval TimeBinder::WithNextDays(const Moment& first) const {
  DayInterval days = first.interval;
  for (const Moment* next = &first + 1; next < moments_.data() + moments_.size(); ++next) {
    if (next->sentence != first.sentence || scene_.word(next->head).deprel != Deprel::kConj ||
        scene_.Head(next->head) != first.head) {
      break;
    }
    if (!days.end || !next->interval.end || next->interval.begin != days.end) break;
    days.end = next->interval.end;
  }
  return days;
}

BoundTime TimeBinder::Bind(const Site& site) const {
  BoundTime bound;
  auto moment = std::partition_point(moments_.begin(), moments_.end(),
                                     [&](const Moment& m) { return m.sentence < site.sentence; });
  const Moment* best = nullptr;
  int nearest = kFar;
  constexpr int kMostMoments = 64;
  for (int i = 0; moment != moments_.end() && moment->sentence == site.sentence && i < kMostMoments;
       ++moment, ++i) {
    if (!MayTell(*moment, site)) continue;
    const int distance = Distance(*moment, site);
    if (distance < nearest) {
      nearest = distance;
      best = &*moment;
    }
  }
  if (best == nullptr) return bound;
  bound.time = ClaimTime{WithNextDays(*best), TimeBasis::kStated, best->time};
  bound.ground = nearest <= kOwnSteps ? "clause" : "sentence";
  return bound;
}

}  // namespace dateline::claims
