// Counts by day, what a search box offers, and what the server serves.
#include <algorithm>
#include <map>
#include <vector>

#include "dateline/version.h"
#include "io/json_writer.h"
#include "serve/answers.h"
#include "unicode/fold.h"

namespace dateline::serve {
namespace {

constexpr std::size_t kOffers = 8;

std::string DayText(DayNumber day) { return day == kNoDay ? "" : DayOf(day).ToString(); }

// Writes the days of rows that come by day, the newest first: how many claims of each kind
// ("control"), how their events stand, and how many of their readings were reviewed.
class TimelineDays {
 public:
  TimelineDays(const Context& context, DayNumber known_at)
      : context_(context),
        rules_(context.snapshot.RulesAt(known_at)),
        slots_(context.index().policy().rules.rules().size() + 2),
        counts_(context.snapshot.kinds().size() * slots_ * standing::kReadingMarkCount) {}

  void Count(std::uint32_t row) {
    const Snapshot& snapshot = context_.snapshot;
    const ClaimEntry& claim = snapshot.claim(row);
    if (claim.day != day_) Close();
    day_ = claim.day;
    // The last slot is of claims that belong to no event.
    const std::size_t slot = std::min<std::size_t>((*rules_)[row], slots_ - 1);
    const auto mark = static_cast<std::size_t>(snapshot.reading_mark(row));
    ++counts_[At(snapshot.kind(claim.type), slot, mark)];
  }

  // The days, oldest first.
  void Write(io::JsonWriter& json) {
    Close();
    json.Key("days").BeginArray();
    for (auto day = days_.rbegin(); day != days_.rend(); ++day) json.Raw(*day);
    json.EndArray();
  }

 private:
  using Named = std::map<std::string_view, std::size_t>;

  std::size_t At(std::size_t kind, std::size_t slot, std::size_t mark) const {
    return (kind * slots_ + slot) * standing::kReadingMarkCount + mark;
  }

  void Close() {
    if (day_ == kNoDay) return;
    io::JsonWriter kinds;
    kinds.BeginArray();
    std::size_t claims = 0;
    for (std::size_t kind = 0; kind < context_.snapshot.kinds().size(); ++kind)
      claims += WriteKind(kinds, kind);
    kinds.EndArray();
    io::JsonWriter json;
    json.BeginObject().Key("day").String(DayText(day_)).Key("claims").Number(claims);
    days_.push_back(json.Key("kinds").Raw(kinds.Take()).EndObject().Take());
    std::fill(counts_.begin(), counts_.end(), 0u);
  }

  std::size_t WriteKind(io::JsonWriter& json, std::size_t kind) const {
    Named standings, readings;
    std::size_t claims = 0;
    for (std::size_t slot = 0; slot < slots_; ++slot) {
      for (std::size_t mark = 0; mark < standing::kReadingMarkCount; ++mark) {
        const std::size_t count = counts_[At(kind, slot, mark)];
        if (count == 0) continue;
        claims += count;
        if (slot + 1 < slots_) standings[standing::StandingOf(context_.index(), slot)] += count;
        if (mark > 0) readings[NameOf(static_cast<standing::ReadingMark>(mark))] += count;
      }
    }
    if (claims == 0) return 0;
    json.BeginObject().Key("kind").String(context_.snapshot.kinds()[kind]);
    json.Key("claims").Number(claims);
    WriteCounts(json.Key("standings"), standings);
    WriteCounts(json.Key("readings"), readings);
    json.EndObject();
    return claims;
  }

  static void WriteCounts(io::JsonWriter& json, const Named& counts) {
    json.BeginObject();
    for (const auto& [name, count] : counts) json.Key(name).Number(count);
    json.EndObject();
  }

  const Context& context_;
  std::shared_ptr<const std::vector<std::uint8_t>> rules_;
  std::size_t slots_;
  std::vector<std::uint32_t> counts_;  // of the day in hand: by kind, slot and reading
  DayNumber day_ = kNoDay;
  std::vector<std::string> days_;
};

}  // namespace

Response AnswerTimeline(const Context& context, const Request& request) {
  auto query = ClaimQueryOf(request, {});
  if (!query) return Problem(query.error());
  query->as_of.reset();
  const auto rows = context.snapshot.Select(*query);
  TimelineDays days(context, MomentOf(*query).known_at);
  std::size_t undated = 0, by_publication = 0;
  for (const std::uint32_t row : rows) {
    const ClaimEntry& claim = context.snapshot.claim(row);
    if (claim.day == kNoDay) {
      ++undated;
    } else {
      days.Count(row);
      by_publication += claim.is_dated_by_publication ? 1 : 0;
    }
  }
  io::JsonWriter json;
  json.BeginObject().Key("total").Number(rows.size()).Key("undated").Number(undated);
  json.Key("dated_by_publication").Number(by_publication);
  days.Write(json);
  return Json(json.EndObject().Take());
}

Response AnswerSearch(const Context& context, const Request& request) {
  const auto query = ClaimQueryOf(request, {});
  if (!query) return Problem(query.error());
  if (query->words.empty()) {
    return Problem(Error{ErrorCode::kInvalidInput,
                         "found no parameter \"q\", expected the words to look for", ""});
  }
  const Snapshot& snapshot = context.snapshot;
  const auto rows = snapshot.Select(*query);
  const std::string folded = unicode::FoldName(query->words);
  std::map<std::uint32_t, std::size_t> places;
  for (const std::uint32_t row : rows) {
    const ClaimEntry& claim = snapshot.claim(row);
    for (std::uint32_t i = 0; i < claim.place_count; ++i)
      ++places[snapshot.places()[claim.first_place + i]];
  }
  std::vector<std::pair<std::size_t, std::uint32_t>> offers;
  for (const auto& [place, count] : places) {
    if (unicode::FoldName(snapshot.place(place).name).find(folded) != std::string::npos)
      offers.emplace_back(count, place);
  }
  std::sort(offers.begin(), offers.end(), [](const auto& a, const auto& b) {
    return std::pair(b.first, a.second) < std::pair(a.first, b.second);
  });
  offers.resize(std::min(offers.size(), kOffers));
  io::JsonWriter json;
  json.BeginObject().Key("total").Number(rows.size()).Key("places").BeginArray();
  for (const auto& [count, place] : offers) {
    json.BeginObject().Key("key").String(snapshot.place(place).key);
    json.Key("name").String(snapshot.place(place).name);
    json.Key("admin1").StringOrNull(snapshot.place(place).admin1);
    json.Key("claims").Number(count).EndObject();
  }
  return Json(json.EndArray().EndObject().Take());
}

Response AnswerInfo(const Context& context, const Request& request) {
  const auto query = ClaimQueryOf(request, {});
  if (!query) return Problem(query.error());
  const Snapshot& snapshot = context.snapshot;
  io::JsonWriter json;
  json.BeginObject().Key("version").String(Version()).Key("claims").Number(snapshot.size());
  json.Key("documents").Number(snapshot.document_count()).Key("places");
  json.Number(snapshot.place_count()).Key("first_day").StringOrNull(DayText(snapshot.first_day()));
  json.Key("last_day")
      .StringOrNull(DayText(snapshot.last_day()))
      .Key("head")
      .String(snapshot.head());
  return Json(json.EndObject().Take());
}

}  // namespace dateline::serve
