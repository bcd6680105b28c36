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

}  // namespace

Response AnswerTimeline(const Context& context, const Request& request) {
  auto query = ClaimQueryOf(request, {});
  if (!query) return Problem(query.error());
  query->as_of.reset();
  const auto rows = context.snapshot.Select(*query);
  std::map<DayNumber, std::size_t> days;
  std::size_t undated = 0, by_publication = 0;
  for (const std::uint32_t row : rows) {
    const ClaimEntry& claim = context.snapshot.claim(row);
    if (claim.day == kNoDay) {
      ++undated;
    } else {
      ++days[claim.day];
      by_publication += claim.is_dated_by_publication ? 1 : 0;
    }
  }
  io::JsonWriter json;
  json.BeginObject().Key("total").Number(rows.size()).Key("undated").Number(undated);
  json.Key("dated_by_publication").Number(by_publication).Key("days").BeginArray();
  for (const auto& [day, count] : days) {
    json.BeginObject().Key("day").String(DayText(day)).Key("claims").Number(count).EndObject();
  }
  return Json(json.EndArray().EndObject().Take());
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
