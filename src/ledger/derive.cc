#include "ledger/derive.h"

#include <algorithm>

#include "ledger/schema.h"
#include "unicode/fold.h"
#include "unicode/words.h"

namespace dateline::ledger {
namespace {

// PostgreSQL keeps at most 1 MB of words a row; no sentence of a report comes near.
constexpr std::size_t kMostWordBytes = 400'000;

Cell TextOrNull(const std::string& text) { return text.empty() ? Cell() : Cell(text); }
Cell DayOrNull(const std::optional<Day>& day) { return day ? Cell(DayNumber(*day)) : Cell(); }

std::vector<std::string> WordsOf(const record::ClaimRecord& claim, const std::string& voice) {
  std::string text = claim.sentence_words + "\n" + voice;
  for (const record::PlaceRecord& place : claim.places) text += "\n" + place.name;
  const std::string folded = unicode::FoldName(text);
  std::vector<std::string> words;
  std::size_t bytes = 0;
  unicode::EachWord(folded, [&](std::string_view word) {
    bytes += word.size();
    if (bytes <= kMostWordBytes) words.emplace_back(word);
  });
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

}  // namespace

std::int64_t DayNumber(Day day) { return day.Since(Day()); }

DerivedClaim Derive(std::int64_t reading, std::int64_t position, const record::ClaimRecord& claim,
                    const std::string& publisher, std::optional<Day> published) {
  const std::string& voice = claim.source_name.empty() ? publisher : claim.source_name;
  const ClaimDays days = DaysOf(claim, published);
  DerivedClaim derived;
  derived.columns = {NumberOf(reading, position),
                     reading,
                     claim.id,
                     claim.type,
                     claim.realis,
                     TextOrNull(claim.source_name),
                     TextOrNull(claim.source_side),
                     TextOrNull(claim.source_kind),
                     unicode::FoldName(voice),
                     TextOrNull(claim.happened ? TextOf(claim.happened->begin) : ""),
                     TextOrNull(claim.happened ? TextOf(claim.happened->end) : ""),
                     DayOrNull(days.first),
                     DayOrNull(days.last),
                     std::string(NameOf(LaneOf(claim))),
                     claim.confidence};
  derived.words = WordsOf(claim, voice);
  for (const record::PlaceRecord& place : claim.places)
    derived.places.push_back({place.key, place.name, place.precision, ExtentOf(place)});
  return derived;
}

QueryWords WordsOfQuery(std::string_view text) {
  QueryWords words;
  unicode::EachWord(unicode::FoldName(text),
                    [&](std::string_view word) { words.whole.emplace_back(word); });
  if (words.whole.empty()) return words;
  words.beginning = words.whole.back();
  words.whole.pop_back();
  return words;
}

// Words hold no quotes and no white space: neither form needs escapes.
std::string StoredWords(Dialect dialect, const std::vector<std::string>& words) {
  const std::string_view quote = dialect == Dialect::kSqlite ? "" : "'";
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out.push_back(' ');
    out.append(quote).append(word).append(quote);
  }
  return out;
}

std::string WordPattern(Dialect dialect, const QueryWords& words) {
  const bool is_sqlite = dialect == Dialect::kSqlite;
  const std::string_view quote = is_sqlite ? "\"" : "'", both = is_sqlite ? " AND " : " & ";
  std::string out;
  for (const std::string& word : words.whole)
    out.append(quote).append(word).append(quote).append(both);
  return out.append(quote).append(words.beginning).append(quote).append(is_sqlite ? "*" : ":*");
}

}  // namespace dateline::ledger
