#include "publish/acled.h"

#include <array>

#include "io/table.h"
#include "ledger/claim_query.h"

namespace dateline::publish {
namespace {

constexpr std::size_t kOntologyColumns = 11, kAcledColumn = 9;
constexpr std::string_view kRegains = "Government regains territory";
constexpr std::string_view kOvertakes = "Non-state actor overtakes territory";

constexpr std::string_view kHead =
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,"
    "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
    "notes,fatalities,tags,timestamp\r\n";

std::vector<std::string> SplitAtSemicolons(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = text.find(';');
    std::string_view part = text.substr(0, end);
    while (part.starts_with(' ')) part.remove_prefix(1);
    if (!part.empty()) parts.emplace_back(part);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return parts;
}

// 1 the day, 2 the week, 3 longer. A claim without a day stands in the week of its report.
std::string TimePrecision(const ledger::ClaimDays& days) {
  if (!days.first) return "";
  if (days.is_dated_by_publication) return "2";
  const int length = days.last->Since(*days.first) + 1;
  return length == 1 ? "1" : length <= 7 ? "2" : "3";
}

// 1 the place itself, 2 near it or its district, 3 its province. A country has none.
std::string GeoPrecision(const record::PlaceRecord& place) {
  const bool is_itself = place.relation == "in" || place.relation == "at";
  if (place.precision == "exact" || place.precision == "settlement") return is_itself ? "1" : "2";
  if (place.precision == "district") return "2";
  return place.precision == "region" ? "3" : "";
}

// Whom it is done to: the first of these roles.
const record::RoleRecord* SecondActor(const record::ClaimRecord& claim) {
  for (const std::string_view wanted : {"target", "victim", "holder_before", "recipient"}) {
    for (const record::RoleRecord& role : claim.roles) {
      if (role.role == wanted) return &role;
    }
  }
  return nullptr;
}

}  // namespace

Result<AcledLayout> AcledLayout::Parse(std::string_view ontology, std::string_view events,
                                       std::string_view countries) {
  AcledLayout layout;
  DL_ASSIGN_OR_RETURN(const auto event_rows, io::ParseTable(events, 5, "data/publish/acled.tsv"));
  for (const auto& row : event_rows) {
    layout.events_[std::string(row[0])] = {std::string(row[1]), std::string(row[2]), row[3] == "y"};
  }
  DL_ASSIGN_OR_RETURN(const auto country_rows,
                      io::ParseTable(countries, 4, "data/publish/acled_countries.tsv"));
  for (const auto& row : country_rows) {
    layout.countries_[std::string(row[0])] = {std::string(row[1]), std::string(row[2]),
                                              std::string(row[3])};
  }
  constexpr std::string_view kOntology = "data/ontology/ontology.tsv";
  DL_ASSIGN_OR_RETURN(const auto types, io::ParseTable(ontology, kOntologyColumns, kOntology));
  for (const auto& row : types) {
    auto names = SplitAtSemicolons(row[kAcledColumn]);
    for (const std::string& name : names) {
      if (layout.events_.count(name) > 0) continue;
      return Error{ErrorCode::kCorrupt,
                   "line " + std::to_string(row.line) + " has the sub-event type \"" + name +
                       "\", expected one of data/publish/acled.tsv",
                   std::string(kOntology)};
    }
    if (!names.empty()) layout.sub_events_[std::string(row[0])] = std::move(names);
  }
  return layout;
}

std::string AcledLayout::SubEventOf(const ExportRow& row) const {
  const auto& names = sub_events_.find(row.claim.type)->second;
  if (names.size() == 1) return names.front();
  // Who takes ground decides what it is called.
  const std::string_view side = row.claim.RoleSide("agent");
  const std::string country = row.claim.places.empty() ? "" : row.claim.places.front().country;
  if (side.empty() || country.empty()) return "";
  const std::string_view fits = side == country ? kRegains : kOvertakes;
  for (const std::string& name : names) {
    if (name == fits) return name;
  }
  return "";
}

AcledLayout::Table AcledLayout::ToCsv(const std::vector<ExportRow>& rows,
                                      CsvDialect dialect) const {
  Table table{std::string(kHead), 0, 0};
  const auto text = [&](std::string_view value) { return CsvText(value, dialect); };
  for (const ExportRow& row : rows) {
    const record::ClaimRecord& c = row.claim;
    if (c.realis != "asserted" || sub_events_.count(c.type) == 0) {
      ++table.left_out;
      continue;
    }
    const std::string sub_event = SubEventOf(row);
    const auto event = events_.find(sub_event);
    const Event above = event == events_.end() ? Event{} : event->second;
    const ledger::ClaimDays days = ledger::DaysOf(c, row.published);
    const record::PlaceRecord place = c.places.empty() ? record::PlaceRecord{} : c.places.front();
    const auto found = countries_.find(place.country);
    const Country country =
        found == countries_.end() ? Country{"", place.country, ""} : found->second;
    const record::RoleRecord* second = SecondActor(c);
    const std::string tags = "claim type=" + c.type +
                             "; says=" + (c.source_name.empty() ? row.publisher : c.source_name) +
                             "; reading=" + row.reading + (row.is_retracted ? "; retracted" : "");
    const std::array<std::string, 31> cells = {
        c.id,
        DayText(days.first),
        days.first ? DayText(days.first).substr(0, 4) : "",
        TimePrecision(days),
        text(above.disorder_type),
        text(above.event_type),
        text(sub_event),
        text(c.RoleName("agent")),
        text(c.RoleSide("agent")),
        "",
        text(second == nullptr ? "" : second->name),
        text(second == nullptr ? "" : second->side),
        "",
        "",
        above.is_against_civilians ? "Civilian targeting" : "",
        country.number,
        text(country.region),
        text(country.name),
        text(place.admin1),
        text(row.Admin2Of(0)),
        "",
        text(place.name),
        NumberText(place.lat),
        NumberText(place.lng),
        GeoPrecision(place),
        text(row.publisher),
        "",
        text(c.sentence_words),
        "",
        text(tags),
        std::to_string(row.recorded)};
    AppendCsvLine(cells, table.text);
    ++table.rows;
  }
  return table;
}

}  // namespace dateline::publish
