#include "publish/order.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "dateline/version.h"
#include "io/json_writer.h"
#include "io/sha256.h"
#include "standing/ledger_index.h"

namespace dateline::publish {
namespace {

constexpr std::array<std::string_view, 4> kNames = {"geojson", "csv", "jsonl", "acled"};

// What became of the claims of the query.
struct Counts {
  std::size_t found = 0, written = 0, rows = 0, rejected = 0, withheld = 0, without_type = 0;
};

std::size_t CsvRows(const std::vector<ExportRow>& rows) {
  std::size_t count = 0;
  for (const ExportRow& row : rows) count += std::max<std::size_t>(1, row.claim.places.size());
  return count;
}

std::string Content(const House& house, const Order& order, const std::vector<ExportRow>& rows,
                    Counts& counts) {
  counts.written = counts.rows = rows.size();
  switch (order.format) {
    case Format::kGeoJson:
      return ToGeoJson(rows);
    case Format::kJsonLines:
      return ToJsonLines(rows);
    case Format::kCsv:
      counts.rows = CsvRows(rows);
      return ToCsv(rows, order.dialect);
    case Format::kAcled:
      break;
  }
  AcledLayout::Table table = house.acled.ToCsv(rows, order.dialect);
  counts.written = counts.rows = table.rows;
  counts.without_type = table.left_out;
  return std::move(table.text);
}

Result<std::string> ManifestOf(const ledger::Ledger& ledger, const Order& order,
                               const std::string& content, const Counts& counts) {
  DL_ASSIGN_OR_RETURN(const ledger::Head head, ledger.LastEntry());
  DL_ASSIGN_OR_RETURN(const auto engines, ledger.Engines());
  const auto& query = order.query;
  const bool is_table = order.format == Format::kCsv || order.format == Format::kAcled;
  io::JsonWriter json(io::JsonWriter::Layout::kIndented);
  json.BeginObject().Key("schema").String("dateline.export/1");
  json.Key("format").String(NameOf(order.format)).Key("dialect");
  json.StringOrNull(!is_table ? "" : order.dialect == CsvDialect::kExact ? "exact" : "spreadsheet");
  json.Key("profile").String(order.is_public ? "public" : "full");
  json.Key("query").Raw(ledger::ToJson(query));
  json.Key("as_of").StringOrNull(DayText(query.as_of));
  json.Key("known_at").StringOrNull(DayText(query.known_at));
  json.Key("made").String(TimeText(order.now));
  json.Key("claims_found").Number(counts.found).Key("claims").Number(counts.written);
  json.Key("rows").Number(counts.rows).Key("left_out").BeginObject();
  json.Key("rejected").Number(counts.rejected).Key("withheld").Number(counts.withheld);
  json.Key("without_type").Number(counts.without_type).EndObject();
  json.Key("size_bytes").Number(content.size()).Key("sha256").String(io::Sha256Hex(content));
  json.Key("head").BeginObject().Key("entry").Number(head.number);
  json.Key("hash").String(head.hash).EndObject();
  json.Key("versions").BeginObject().Key("dateline").String(Version());
  json.Key("ledger").Number(ledger::kLedgerVersion).Key("engines").BeginArray();
  for (const std::string& engine : engines) json.Raw(engine);
  json.EndArray().EndObject().EndObject();
  return json.Take() + "\n";
}

}  // namespace

std::optional<Format> FormatOf(std::string_view name) {
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<Format>(found - kNames.begin());
}

std::string_view NameOf(Format format) { return kNames[static_cast<std::size_t>(format)]; }

Result<Export> Make(const ledger::Ledger& ledger, const House& house, const Order& order,
                    std::size_t most_claims) {
  DL_ASSIGN_OR_RETURN(auto claims, ledger.Find(order.query, most_claims + 1));
  if (claims.size() > most_claims) {
    return Error{ErrorCode::kLimit,
                 "the query has more than the " + std::to_string(most_claims) +
                     " claims that are exported here; narrow it, or use `dateline export`",
                 ""};
  }
  std::reverse(claims.begin(), claims.end());  // the first recorded first
  DL_ASSIGN_OR_RETURN(const auto acts, standing::Acts::Of(ledger, order.query.known_at));
  Counts counts;
  counts.found = claims.size();
  const Day today = ledger::DayOfSeconds(order.now);
  std::vector<ExportRow> rows;
  WhereaboutsFiller filler(house.survey);
  for (ledger::StoredClaim& stored : claims) {
    ExportRow row{std::move(stored.claim),
                  stored.document,
                  stored.publisher,
                  stored.title,
                  stored.published,
                  stored.recorded,
                  "unreviewed",
                  false,
                  {}};
    row.is_retracted = acts.IsRetracted(row.claim.id, row.document);
    row.reading = standing::NameOf(acts.ReadingOf(row.claim.id));
    DL_ASSIGN_OR_RETURN(row.claim, acts.Current(std::move(row.claim)));
    if (order.format != Format::kJsonLines) filler.Fill(row);  // which keeps the record as it is
    if (row.reading == "rejected") {
      ++counts.rejected;
    } else if (!order.is_public) {
      rows.push_back(std::move(row));
    } else if (auto allowed =
                   row.is_retracted ? std::nullopt : house.profile.Allowed(std::move(row), today)) {
      rows.push_back(std::move(*allowed));
    } else {
      ++counts.withheld;
    }
  }
  Export out;
  out.content = Content(house, order, rows, counts);
  out.claims = counts.written;
  DL_ASSIGN_OR_RETURN(out.manifest, ManifestOf(ledger, order, out.content, counts));
  return out;
}

}  // namespace dateline::publish
