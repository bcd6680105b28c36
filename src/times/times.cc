#include "times/times.h"

#include <algorithm>

#include "model/resources.h"
#include "text/stage.h"
#include "times/document_date.h"
#include "times/finder.h"
#include "times/tense.h"

namespace dateline::times {
namespace {

// An expression on its way to the layer, with what joining ranges needs.
struct Expression {
  TimeExpression time;
  std::optional<Period> period;
  bool is_weekday = false;
};

// "since Friday" lasts to the day of publication.
void OpenSince(const Finder& finder, const Language& language, std::optional<Day> published,
               TimeExpression& time) {
  const auto before = finder.Before(time.first);
  if (!before || !published || !time.interval || !time.interval->begin) return;
  if (time.type != TimexType::kDate && time.type != TimexType::kTime) return;
  if (!finder.IsA(*before, language.since) || *time.interval->begin > *published) return;
  time.interval->end = published->Plus(1);
}

// "from Friday to Sunday", "between June and August": two expressions by TimeML, one stretch of
// days; both get the whole of it, so that whichever is asked tells the truth.
void JoinRange(const Finder& finder, const Language& language, Expression& a, Expression& b) {
  if (!a.period || !b.period || a.time.end.next() != b.time.first) return;
  const auto before = finder.Before(a.time.first);
  if (!before || !finder.IsA(*before, language.from)) return;
  if (!finder.IsA(a.time.end, language.to)) return;
  if (a.is_weekday && b.is_weekday && b.period->begin < a.period->begin) {
    b.period = Shift(*b.period, 7);
    b.time.value.replace(0, 10, b.period->Value());
  }
  if (b.period->begin < a.period->begin) return;
  a.time.interval = DayInterval{a.period->begin, b.period->end};
  b.time.interval = a.time.interval;
}

void Remember(const std::optional<Period>& period, Context& context) {
  if (!period) return;
  if (period->grain == Grain::kDay) context.last_day = period->begin;
  if (period->grain != Grain::kWeek && period->grain != Grain::kWeekend) {
    context.last_period = period->begin;
  }
}

// What "a year earlier" does not move on from: the quarter that the results are of.
bool IsNamedQuarter(const Found& found, const std::optional<Period>& period) {
  return period && period->grain == Grain::kQuarter && found.operation != Operation::kShifted &&
         found.operation != Operation::kAgo && found.operation != Operation::kYearEarlier;
}

bool IsReckonable(const DayInterval& interval) {
  return (!interval.begin || IsInRange(*interval.begin)) &&
         (!interval.end || IsInRange(*interval.end));
}

std::vector<Expression> ResolveAll(const Language& language, const text::LanguageView& input,
                                   const Finder& finder, const std::vector<Found>& found,
                                   std::optional<Day> published) {
  std::vector<Expression> all;
  all.reserve(found.size());
  Context context;
  context.published = published;
  const TenseReader tenses(language, input, finder);
  for (const Found& one : found) {
    const Tense tense = tenses.At(one);
    context.direction = tense.direction;
    context.is_direct = tense.is_direct;
    auto resolved = Resolve(one.operation, one.slots, context);
    if (!resolved) continue;
    Expression out;
    out.time.span = input.span_of(one.first, one.end);
    out.time.first = one.first;
    out.time.end = one.end;
    out.time.type = resolved->type;
    out.time.value = std::move(resolved->value);
    out.time.mod = std::move(resolved->mod);
    if (resolved->interval && IsReckonable(*resolved->interval)) {
      out.time.interval = resolved->interval;
    }
    out.period = resolved->period;
    out.is_weekday = one.slots.has(Meaning::kWeekday) && !one.slots.has(Meaning::kMonth);
    if (!all.empty()) JoinRange(finder, language, all.back(), out);
    OpenSince(finder, language, published, out.time);
    Remember(out.period, context);
    if (IsNamedQuarter(one, out.period)) context.last_quarter = out.period;
    all.push_back(std::move(out));
  }
  return all;
}

}  // namespace

static_assert(text::Stage<TimesStage, text::LanguageView, text::TimeLayers>);

Result<TimesStage> TimesStage::Load() {
  DL_ASSIGN_OR_RETURN(const auto words, model::Resource("data/times/words.en.tsv"));
  DL_ASSIGN_OR_RETURN(const auto patterns, model::Resource("data/times/patterns.en.tsv"));
  DL_ASSIGN_OR_RETURN(auto language, Language::Compile(words, patterns));
  return TimesStage(std::move(language));
}

Result<text::TimeLayers> TimesStage::Run(const text::LanguageView& input) const {
  text::TimeLayers layers;
  Finder finder(*language_, input);
  const std::vector<Found> found = finder.FindAll();
  layers.published = DocumentDate(input, found);
  if (!layers.published.value) {
    layers.diagnostics.push_back(
        {"date-unknown",
         "the day of publication is neither given nor stated in the text; what counts from it "
         "stays unresolved",
         std::nullopt});
  }
  auto expressions = ResolveAll(*language_, input, finder, found, layers.published.value);
  layers.times.reserve(expressions.size());
  for (Expression& one : expressions) layers.times.Add(std::move(one.time));
  return layers;
}

}  // namespace dateline::times
