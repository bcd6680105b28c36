#include "times/inferred_date.h"

#include <algorithm>
#include <cstdlib>

#include "dateline/interval.h"

namespace dateline::times {
namespace {

constexpr int kHalfYear = 183;  // a date without its year is the one nearest to publication

// What the text says of the day of publication.
struct Evidence {
  std::optional<Day> earliest;
  std::optional<Day> latest;
  std::vector<Found> tied;  // weekday and day of a month, without a year
  std::vector<TenureWitness> tenures;

  void NotBefore(Day day) { earliest = earliest ? std::max(*earliest, day) : day; }
  void NotAfter(Day day) { latest = latest ? std::min(*latest, day) : day; }
};

bool IsTied(const Found& one) {
  return one.operation == Operation::kDate && one.slots.has(Meaning::kWeekday) &&
         one.slots.has(Meaning::kMonth) && one.slots.has(Meaning::kDay) &&
         !one.slots.has(Meaning::kYear);
}

bool IsWithYear(const Found& one) {
  return one.operation == Operation::kDate &&
         (one.slots.has(Meaning::kYear) || one.slots.has(Meaning::kFullDate));
}

// Years, decades and what is counted back by years.
bool NamesYear(const Found& one) {
  if (one.slots.has(Meaning::kYear) || one.slots.has(Meaning::kDecade)) return true;
  if (one.slots.has(Meaning::kFullDate) || one.slots.has(Meaning::kYearRange)) return true;
  return one.operation == Operation::kAgo && one.slots.text(Meaning::kUnit) == "Y";
}

Evidence Collect(const Language& language, const text::LanguageView& input, const Finder& finder,
                 const std::vector<Found>& found) {
  Evidence evidence;
  const TenseReader tenses(language, input, finder);
  for (const Found& one : found) {
    if (IsTied(one)) evidence.tied.push_back(one);
    if (!IsWithYear(one)) continue;
    std::string unresolved;
    const auto period = PointOf(one.slots, Context(), unresolved);
    if (!period) continue;
    const Tense tense = tenses.At(one);
    if (tense.direction == Direction::kPast) evidence.NotBefore(period->begin);
    if (tense.direction == Direction::kFuture && tense.is_direct && tense.is_will) {
      evidence.NotAfter(period->end.Plus(-1));
    }
  }
  evidence.tenures = language.tenures.Witnesses(input, language.lexicon, language.former);
  // "in 1994 President Clinton signed": the sentence tells of that year, not of the present holder.
  std::erase_if(evidence.tenures, [&](const TenureWitness& witness) {
    return std::any_of(found.begin(), found.end(), [&](const Found& one) {
      return NamesYear(one) && input.tokens[one.first].sentence == witness.sentence;
    });
  });
  return evidence;
}

bool Agrees(const Found& tied, Day candidate) {
  const int year = static_cast<int>(candidate.civil().year());
  for (const int which : {year, year - 1, year + 1}) {
    const auto day =
        MakeDay(which, tied.slots.number(Meaning::kMonth), tied.slots.number(Meaning::kDay));
    if (!day || std::abs(day->Since(candidate)) > kHalfYear) continue;
    if (IsoWeekday(*day) == tied.slots.number(Meaning::kWeekday)) return true;
  }
  return false;
}

bool Agrees(const TenureWitness& witness, Day candidate) {
  return std::any_of(witness.terms.begin(), witness.terms.end(), [&](const DayInterval& term) {
    return witness.is_over ? term.end && candidate >= term.end->Plus(-1)
                           : Contains(term, candidate);
  });
}

bool Agrees(const Evidence& evidence, Day candidate) {
  if (evidence.earliest && candidate < *evidence.earliest) return false;
  if (evidence.latest && candidate > *evidence.latest) return false;
  for (const Found& tied : evidence.tied) {
    if (!Agrees(tied, candidate)) return false;
  }
  for (const TenureWitness& witness : evidence.tenures) {
    if (!Agrees(witness, candidate)) return false;
  }
  return true;
}

}  // namespace

std::vector<Day> PublicationCandidates(const Language& language, const text::LanguageView& input,
                                       const Finder& finder, const std::vector<Found>& found,
                                       const Found& dateline) {
  const Evidence evidence = Collect(language, input, finder, found);
  const DayInterval& horizon = language.tenures.horizon();
  const int first = static_cast<int>(horizon.begin->civil().year());
  const int last = static_cast<int>(horizon.end->civil().year());
  std::vector<Day> survivors;
  for (int year = first; year <= last; ++year) {
    const auto day =
        MakeDay(year, dateline.slots.number(Meaning::kMonth), dateline.slots.number(Meaning::kDay));
    if (day && Contains(horizon, *day) && Agrees(evidence, *day)) survivors.push_back(*day);
  }
  return survivors;
}

}  // namespace dateline::times
