#include "times/narrative.h"

#include <algorithm>

#include "dateline/interval.h"

namespace dateline::times {
namespace {

constexpr std::size_t kDatedBack = 40;        // named days among which an event's day is looked for
constexpr std::uint32_t kSentenceWords = 80;  // of a sentence, in which its word is looked for
constexpr int kMonthsOfQuarter = 3;
constexpr std::uint32_t kPhraseWords = 8;  // after "after", within which the event's word stands

bool IsReckonable(const DayInterval& interval) {
  return (!interval.begin || IsInRange(*interval.begin)) &&
         (!interval.end || IsInRange(*interval.end));
}

// A quarter that the words name, and do not count from another.
bool IsNamedQuarter(const Found& found, const Period& period) {
  return period.grain == Grain::kQuarter && found.operation != Operation::kShifted &&
         found.operation != Operation::kAgo && found.operation != Operation::kYearEarlier &&
         found.operation != Operation::kYearPeriod;
}

// "the first nine months", "the year ended": results of more than a quarter.
bool IsLongerThanQuarter(const Found& found) {
  if (found.operation != Operation::kDuration) return false;
  const std::string_view unit = found.slots.text(Meaning::kUnit);
  return unit == "Y" || (unit == "M" && found.slots.quantity() > kMonthsOfQuarter);
}

}  // namespace

Narrative::Narrative(const Language& language, const text::LanguageView& input,
                     const Finder& finder, std::optional<Day> published)
    : language_(language),
      input_(input),
      finder_(finder),
      published_(published),
      tenses_(language, input, finder) {
  context_.published = published;
}

IndexedVector<TimeExpression, TimeIndex> Narrative::Resolve(const std::vector<Found>& found) {
  all_.reserve(found.size());
  for (const Found& one : found) {
    const Tense tense = tenses_.At(one);
    context_.direction = tense.direction;
    context_.is_direct = tense.is_direct;
    context_.is_of_year = long_results_ == input_.sentence_of(one.first).block;
    context_.event_day.reset();
    context_.main_day.reset();
    if (one.operation == Operation::kEventOffset) {
      context_.event_day = EventDay(one.end);
      const bool is_dated = !dated_.empty() && input_.tokens[dated_.back().at].sentence ==
                                                   input_.tokens[one.first].sentence;
      if (is_dated) context_.main_day = dated_.back().day;
    }
    auto resolved = times::Resolve(one.operation, one.slots, context_);
    if (resolved) Add(one, std::move(*resolved));
  }
  IndexedVector<TimeExpression, TimeIndex> out;
  out.reserve(all_.size());
  for (Expression& one : all_) out.Add(std::move(one.time));
  return out;
}

void Narrative::Add(const Found& found, Resolved resolved) {
  Expression out;
  out.time.span = input_.span_of(found.first, found.end);
  out.time.first = found.first;
  out.time.end = found.end;
  out.time.type = resolved.type;
  out.time.value = std::move(resolved.value);
  out.time.mod = std::move(resolved.mod);
  if (resolved.interval && IsReckonable(*resolved.interval)) out.time.interval = resolved.interval;
  // "came two days after the attack" of an attack of yesterday: of another one, then.
  const bool is_too_late = found.operation == Operation::kEventOffset && published_ &&
                           out.time.interval && out.time.interval->begin > published_ &&
                           context_.direction != Direction::kFuture;
  if (is_too_late) out.time.interval.reset();
  out.period = resolved.period;
  out.is_weekday = found.slots.has(Meaning::kWeekday) && !found.slots.has(Meaning::kMonth);
  Bound(out);
  if (!all_.empty()) JoinRange(all_.back(), out);
  Remember(found, out);
  all_.push_back(std::move(out));
}

// "Friday's strike", "before Friday prayers": the day belongs to a noun, and a preposition before
// it speaks of that.
bool Narrative::IsOwner(const TimeExpression& time) const {
  if (input_.words.empty()) return false;
  const auto next = finder_.After(time.end);
  if (next &&
      (input_.words[*next].upos == Upos::kNoun || finder_.IsA(*next, language_.possessive))) {
    return true;
  }
  for (TokenIndex at = time.first; at != time.end; ++at) {
    const Word& word = input_.words[at];
    if (word.deprel == Deprel::kNmodPoss || word.deprel == Deprel::kCompound) {
      if (word.head && *word.head >= time.end) return true;
    }
  }
  return false;
}

// "since Friday" lasts to the day of publication, "until Friday" ends with it; what is yet to come
// begins no earlier than the publication.
void Narrative::Bound(Expression& one) const {
  TimeExpression& time = one.time;
  const auto before = finder_.Before(time.first);
  if (!before || !time.interval || !time.interval->is_bounded()) return;
  if (time.type == TimexType::kDuration || time.type == TimexType::kSet) return;
  DayInterval& days = *time.interval;
  const bool is_ahead = published_ && *days.begin > *published_;
  if (finder_.IsA(*before, language_.since)) {
    if (published_ && !is_ahead) days.end = published_->Plus(1);
    return;
  }
  if (IsOwner(time)) return;
  if (finder_.IsA(*before, language_.limit)) {
    days.begin = is_ahead ? published_ : std::nullopt;
  } else if (time.type == TimexType::kDate && finder_.IsA(*before, language_.before)) {
    days = {is_ahead ? published_ : std::nullopt, days.begin};
  } else if (time.type == TimexType::kDate && finder_.IsA(*before, language_.after)) {
    days = {days.end, std::nullopt};
    if (published_ && *days.begin <= *published_) days.end = published_->Plus(1);
  }
}

// "from Friday to Sunday", "between June and August": two expressions by TimeML, one stretch of
// days; both get the whole of it, so that whichever is asked tells the truth.
void Narrative::JoinRange(Expression& a, Expression& b) const {
  if (!a.period || !b.period || a.time.end.next() != b.time.first) return;
  const auto before = finder_.Before(a.time.first);
  if (!before || !finder_.IsA(*before, language_.from)) return;
  if (!finder_.IsA(a.time.end, language_.to)) return;
  if (a.is_weekday && b.is_weekday && b.period->begin < a.period->begin) {
    b.period = Shift(*b.period, 7);
    b.time.value.replace(0, 10, b.period->Value());
  }
  if (b.period->begin < a.period->begin) return;
  a.time.interval = DayInterval{a.period->begin, b.period->end};
  b.time.interval = a.time.interval;
}

// "said on Friday": the day of the statement, which is not where the story stands.
bool Narrative::IsOfSpeech(const Found& found) const {
  const auto verb = tenses_.Governor(found);
  return verb && (finder_.IsA(*verb, language_.speech) ||
                  (!input_.words.empty() &&
                   language_.lexicon.Has(input_.words[*verb].lemma, language_.speech)));
}

// Whether results are from now on of this quarter. One to come or one before that of the results is
// named beside it ("after a flat second quarter"), unless it is a fiscal one or tells its end.
bool Narrative::IsOfResults(const Found& found, const Period& quarter) const {
  if (!context_.last_quarter) return true;
  const auto next = finder_.After(found.end);
  if (next && finder_.IsA(*next, language_.ended)) return true;
  for (TokenIndex at = found.first; at != found.end; ++at) {
    if (finder_.IsA(at, language_.fiscal)) return true;
  }
  const bool is_over = !published_ || quarter.end <= *published_;
  return is_over && quarter.begin >= context_.last_quarter->begin;
}

void Narrative::Remember(const Found& found, const Expression& one) {
  const BlockIndex block = input_.sentence_of(found.first).block;
  if (IsLongerThanQuarter(found)) long_results_ = block;
  if (!one.period) return;
  const Period& period = *one.period;
  if (IsNamedQuarter(found, period)) {
    if (IsOfResults(found, period)) context_.last_quarter = period;
    long_results_.reset();
  }
  if (period.grain == Grain::kDay) {
    const bool is_of_speech = IsOfSpeech(found);
    if (!is_of_speech) dated_.push_back({found.first, period.begin});
    if (is_of_speech && context_.last_day) return;
    context_.last_day = period.begin;
  }
  if (period.grain != Grain::kWeek && period.grain != Grain::kWeekend) {
    context_.last_period = period.begin;
  }
}

// The word that names the event after "after" or "before": the first noun that no other noun
// follows, or the verb of a clause.
std::optional<TokenIndex> Narrative::EventWord(TokenIndex from) const {
  if (input_.words.empty()) return std::nullopt;
  const TokenIndex end = input_.sentence_of(from).end;
  std::optional<TokenIndex> noun;
  std::uint32_t seen = 0;
  for (TokenIndex at = from; at != end && seen < kPhraseWords; ++at, ++seen) {
    const Upos tag = input_.words[at].upos;
    if (tag == Upos::kPunct) break;
    if (noun && tag != Upos::kNoun) return noun;
    if (tag == Upos::kNoun) noun = at;
    if (tag == Upos::kVerb) return at;
  }
  return noun;
}

// The day named nearest to an earlier use of the word, in that use's own sentence.
std::optional<Day> Narrative::DayOfWord(TokenIndex word) const {
  const std::string& lemma = input_.words[word].lemma;
  const std::size_t stop = dated_.size() > kDatedBack ? dated_.size() - kDatedBack : 0;
  std::optional<Day> best;
  std::optional<SentenceIndex> in;
  std::uint32_t distance = kSentenceWords;
  for (std::size_t i = dated_.size(); i > stop; --i) {
    const Dated& dated = dated_[i - 1];
    const SentenceIndex sentence = input_.tokens[dated.at].sentence;
    if (in && sentence != *in) break;
    const std::uint32_t at = dated.at.value();
    const std::uint32_t first = input_.sentences[sentence].first.value();
    const std::uint32_t last =
        std::min(input_.sentences[sentence].end.value(), first + kSentenceWords);
    for (std::uint32_t other = first; other < last && other < word.value(); ++other) {
      const std::uint32_t apart = other < at ? at - other : other - at;
      if (apart >= distance || input_.words[TokenIndex(other)].lemma != lemma) continue;
      distance = apart;
      best = dated.day;
      in = sentence;
    }
  }
  return best;
}

std::optional<Day> Narrative::EventDay(TokenIndex after) const {
  const auto next = finder_.After(after);
  const auto from = next ? finder_.After(next->next()) : std::nullopt;
  const auto word = from ? EventWord(*from) : std::nullopt;
  if (!word) return std::nullopt;
  // "two days after two attacks" speaks of attacks that the text has not named yet.
  const bool is_noun = input_.words[*word].upos == Upos::kNoun;
  if (is_noun && !finder_.IsA(*from, language_.definite) &&
      input_.words[*from].upos != Upos::kPropn) {
    return std::nullopt;
  }
  return DayOfWord(*word);
}

}  // namespace dateline::times
