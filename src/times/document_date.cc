#include "times/document_date.h"

#include <algorithm>

#include "times/inferred_date.h"

namespace dateline::times {
namespace {

constexpr std::size_t kFirstSentences = 6;    // where a page states its own date
constexpr std::uint32_t kLineWords = 2;       // beside the date on a line of its own: "Published"
constexpr std::uint32_t kDatelineTokens = 8;  // a place and a date before the dash

bool IsDayOfYear(const Found& one) {
  return one.operation == Operation::kDate &&
         ((one.slots.has(Meaning::kMonth) && one.slots.has(Meaning::kDay)) ||
          one.slots.has(Meaning::kFullDate));
}

std::optional<Day> FullDate(const Found& one) {
  if (!IsDayOfYear(one)) return std::nullopt;
  if (!one.slots.has(Meaning::kYear) && !one.slots.has(Meaning::kFullDate)) return std::nullopt;
  std::string unresolved;
  const auto period = PointOf(one.slots, Context(), unresolved);
  if (!period || period->grain != Grain::kDay) return std::nullopt;
  // "Monday, September 9, 2022" contradicts itself: no witness.
  if (one.slots.has(Meaning::kWeekday) &&
      one.slots.number(Meaning::kWeekday) != IsoWeekday(period->begin)) {
    return std::nullopt;
  }
  return period->begin;
}

bool IsSameDay(const Found& a, const Found& b) {
  return a.slots.number(Meaning::kMonth) == b.slots.number(Meaning::kMonth) &&
         a.slots.number(Meaning::kDay) == b.slots.number(Meaning::kDay);
}

bool IsDash(std::string_view token) { return token == "-" || token == "–" || token == "—"; }

// "KYIV, Sept 9 (Reuters) -": the date is among the first tokens of its sentence, the first token
// is in capitals, and a dash follows closely.
bool IsDateline(const text::LanguageView& input, const Found& one) {
  const Sentence& sentence = input.sentence_of(one.first);
  if (input.blocks[sentence.block].kind == BlockKind::kDateline) return true;
  const std::uint32_t before = one.first.value() - sentence.first.value();
  if (before == 0 || before > kDatelineTokens) return false;
  const std::string_view place = input.surface(sentence.first);
  if (place.size() < 2 || !std::all_of(place.begin(), place.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
      })) {
    return false;
  }
  const std::uint32_t last = std::min(sentence.end.value(), one.end.value() + 6);
  for (std::uint32_t at = one.end.value(); at < last; ++at) {
    if (IsDash(input.surface(TokenIndex(at)))) return true;
  }
  return false;
}

// A line that is hardly more than the date: "Published September 9, 2022", "Friday, 9 September
// 2022".
bool StandsAlone(const text::LanguageView& input, const Found& one) {
  const Sentence& sentence = input.sentence_of(one.first);
  const BlockKind kind = input.blocks[sentence.block].kind;
  if (kind == BlockKind::kCaption || kind == BlockKind::kRelated) return false;
  if (input.blocks[sentence.block].span.end() != sentence.span.end() &&
      input.blocks[sentence.block].span.begin() != sentence.span.begin()) {
    return false;
  }
  std::uint32_t others = 0;
  for (TokenIndex at = sentence.first; at != sentence.end; ++at) {
    const char c = input.surface(at).front();
    const bool is_sign = (c >= '!' && c <= '/') || (c >= ':' && c <= '@');
    if ((at < one.first || at >= one.end) && !is_sign) ++others;
  }
  return others <= kLineWords;
}

}  // namespace

PublicationDate DocumentDate(const Language& language, const text::LanguageView& input,
                             const Finder& finder, const std::vector<Found>& found) {
  if (input.info.published.value) return input.info.published;
  std::vector<Day> stated;          // full dates of the first lines that can be the page's own
  const Found* dateline = nullptr;  // the first dateline without its year
  bool is_contradicted = false;     // another dateline names another day
  for (const Found& one : found) {
    if (input.tokens[one.first].sentence.value() >= kFirstSentences) break;
    if (const auto day = FullDate(one)) {
      if (StandsAlone(input, one) || IsDateline(input, one)) stated.push_back(*day);
    } else if (IsDayOfYear(one) && one.slots.has(Meaning::kMonth) &&
               !one.slots.has(Meaning::kYear) && IsDateline(input, one)) {
      is_contradicted = is_contradicted || (dateline != nullptr && !IsSameDay(*dateline, one));
      if (dateline == nullptr) dateline = &one;
    }
  }
  const bool agree =
      std::all_of(stated.begin(), stated.end(), [&](Day day) { return day == stated.front(); });
  if (!stated.empty()) {
    if (!agree) return {};
    return {stated.front(), DateBasis::kText};
  }
  if (dateline == nullptr || is_contradicted) return {};
  const auto candidates = PublicationCandidates(language, input, finder, found, *dateline);
  if (candidates.size() == 1) return {candidates.front(), DateBasis::kInferred};
  return {};
}

}  // namespace dateline::times
