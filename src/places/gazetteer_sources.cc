// GeoNames: https://download.geonames.org/export/dump/readme.txt. GeoPackage: OGC 12-128r17, its
// geometry blob is a small header before well-known binary (OGC 06-103r4).
#include "places/gazetteer_sources.h"

#include <simdjson.h>
#include <sqlite3.h>

#include <array>
#include <charconv>
#include <cstring>
#include <memory>

#include "io/table.h"
#include "model/resources.h"
#include "unicode/utf8.h"

namespace dateline::places {
namespace {

constexpr std::size_t kColumns = 19;

template <typename T>
bool ParseNumber(std::string_view text, T& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size();
}

// Reads well-known binary; every read is checked against the end.
class WkbReader {
 public:
  explicit WkbReader(std::string_view bytes) : bytes_(bytes) {}

  // Polygons and multipolygons: the outer ring of each polygon.
  bool ReadRings(std::vector<std::vector<LatLng>>& rings) {
    std::uint32_t type = 0;
    if (!ReadHeader(type)) return false;
    if (type == 3) return ReadPolygon(rings);
    if (type != 6) return false;
    std::uint32_t count = 0;
    if (!Read(count)) return false;
    for (std::uint32_t i = 0; i < count; ++i) {
      if (!ReadHeader(type) || type != 3 || !ReadPolygon(rings)) return false;
    }
    return true;
  }

 private:
  template <typename T>
  bool Read(T& out) {
    if (bytes_.size() < sizeof(T)) return false;
    std::memcpy(&out, bytes_.data(), sizeof(T));
    bytes_.remove_prefix(sizeof(T));
    return true;
  }
  bool ReadHeader(std::uint32_t& type) {
    std::uint8_t is_little_endian = 0;
    return Read(is_little_endian) && is_little_endian == 1 && Read(type);
  }
  bool ReadPolygon(std::vector<std::vector<LatLng>>& rings) {
    std::uint32_t ring_count = 0;
    if (!Read(ring_count)) return false;
    for (std::uint32_t r = 0; r < ring_count; ++r) {
      std::uint32_t points = 0;
      if (!Read(points) || points > bytes_.size() / 16) return false;
      std::vector<LatLng> ring(points);
      for (LatLng& point : ring) {
        if (!Read(point.lng) || !Read(point.lat)) return false;
      }
      if (r == 0 && points >= 4) rings.push_back(std::move(ring));
    }
    return true;
  }

  std::string_view bytes_;
};

// The blob without its GeoPackage header.
std::string_view WithoutHeader(std::string_view blob) {
  static constexpr std::array<std::size_t, 5> kEnvelopeBytes = {0, 32, 48, 48, 64};
  if (blob.size() < 8 || blob.substr(0, 2) != "GP") return {};
  const std::size_t envelope = (static_cast<unsigned char>(blob[3]) >> 1) & 7u;
  if (envelope >= kEnvelopeBytes.size()) return {};
  return blob.substr(std::min(blob.size(), 8 + kEnvelopeBytes[envelope]));
}

std::string_view Column(sqlite3_stmt* row, int column) {
  const void* bytes = sqlite3_column_blob(row, column);
  if (bytes == nullptr) return {};
  return {static_cast<const char*>(bytes),
          static_cast<std::size_t>(sqlite3_column_bytes(row, column))};
}

}  // namespace

GeoNamesLine ParseGeoNamesLine(std::string_view line) {
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  std::array<std::string_view, kColumns> cell;
  std::size_t found = 0;
  for (std::size_t at = 0; at <= line.size() && found < kColumns; ++found) {
    const std::size_t stop = std::min(line.find('\t', at), line.size());
    cell[found] = line.substr(at, stop - at);
    at = stop + 1;
  }
  GeoNamesLine out;
  GeoNamesRow& r = out.row;
  if (found != kColumns) {
    out.fault = "found fewer columns than the 19 of a GeoNames dump, parted by tabs";
  } else if (!ParseNumber(cell[0], r.id)) {
    out.fault = "the first column is no number, expected the id of GeoNames";
  } else if (!ParseNumber(cell[4], r.point.lat) || !ParseNumber(cell[5], r.point.lng)) {
    out.fault = "columns 5 and 6 are no numbers, expected latitude and longitude";
  } else if (!(std::abs(r.point.lat) <= 90 && std::abs(r.point.lng) <= 180)) {
    out.fault = "the coordinates are out of range, expected at most 90 and 180 degrees";
  } else if (!unicode::IsValidUtf8(line)) {
    out.fault = "the names are no UTF-8";
  }
  if (!out.fault.empty()) return out;
  r.name = cell[1];
  r.ascii_name = cell[2];
  r.alternate_names = cell[3];
  r.feature_class = cell[6];
  r.feature_code = cell[7];
  r.country = cell[8];
  r.admin1 = cell[10];
  r.admin2 = cell[11];
  ParseNumber(cell[14], r.population);  // empty or absurd counts stay 0
  return out;
}

Result<std::vector<GeoNamesRow>> ReadGeoNames(std::string_view text, std::string_view file) {
  std::vector<GeoNamesRow> rows;
  std::size_t number = 0;
  while (!text.empty()) {
    ++number;
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty()) continue;
    const GeoNamesLine parsed = ParseGeoNamesLine(line);
    if (!parsed.fault.empty()) {
      return Error{ErrorCode::kInvalidInput, std::string(parsed.fault),
                   std::string(file) + ", line " + std::to_string(number)};
    }
    rows.push_back(parsed.row);
  }
  return rows;
}

Result<std::vector<DivisionRow>> ReadDivisions(const std::string& json, std::string_view file) {
  simdjson::dom::parser parser;
  simdjson::dom::array rows;
  std::vector<DivisionRow> divisions;
  const Error wrong{ErrorCode::kInvalidInput,
                    "expected a JSON array of objects with \"code\" and \"name\"",
                    std::string(file)};
  if (parser.parse(json).get_array().get(rows) != simdjson::SUCCESS) return wrong;
  for (const simdjson::dom::element row : rows) {
    std::string_view code, name;
    if (row["code"].get_string().get(code) != simdjson::SUCCESS ||
        row["name"].get_string().get(name) != simdjson::SUCCESS)
      return wrong;
    divisions.push_back({std::string(code), std::string(name)});
  }
  return divisions;
}

Result<std::vector<OutlineRow>> ReadOutlines(const std::string& path, const std::string& layer) {
  sqlite3* opened = nullptr;
  // Read-only and immutable: the file may lie where nothing can be written beside it.
  const int status = sqlite3_open_v2(("file:" + path + "?immutable=1").c_str(), &opened,
                                     SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nullptr);
  const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> database(opened, &sqlite3_close);
  const auto failure = [&](ErrorCode code) {
    return Error{code, std::string("not a readable GeoPackage: ") + sqlite3_errmsg(opened), path};
  };
  if (status != SQLITE_OK) return failure(ErrorCode::kIo);
  sqlite3_stmt* prepared = nullptr;
  const std::string query = "SELECT name, iso_a2, geom FROM " + layer + " ORDER BY fid";
  if (sqlite3_prepare_v2(opened, query.c_str(), -1, &prepared, nullptr) != SQLITE_OK)
    return failure(ErrorCode::kCorrupt);
  const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> rows(prepared,
                                                                        &sqlite3_finalize);
  std::vector<OutlineRow> outlines;
  int step = SQLITE_ROW;
  while ((step = sqlite3_step(prepared)) == SQLITE_ROW) {
    OutlineRow outline;
    outline.name = Column(prepared, 0);
    outline.country = Column(prepared, 1);
    if (!WkbReader(WithoutHeader(Column(prepared, 2))).ReadRings(outline.rings)) continue;
    outlines.push_back(std::move(outline));
  }
  if (step != SQLITE_DONE) return failure(ErrorCode::kCorrupt);
  return outlines;
}

Result<Romaniser> Romaniser::Load() {
  constexpr std::string_view kFile = "data/places/romanisation.uk.tsv";
  DL_ASSIGN_OR_RETURN(const std::string_view text, model::Resource(kFile));
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(text, 4, kFile));
  Romaniser romaniser;
  for (const io::TableRow& row : rows)
    romaniser.letters_.push_back({unicode::DecodeAt(row[0], 0).value, row[1], row[2]});
  return romaniser;
}

std::string Romaniser::Romanise(std::string_view name) const {
  std::string out;
  bool at_begin = true;
  char32_t before = 0;
  for (std::size_t i = 0; i < name.size();) {
    const unicode::CodePoint c = unicode::DecodeAt(name, i);
    i += c.size_bytes;
    const char32_t lower = unicode::ToLower(c.value);
    if (c.value == '\'' || c.value == 0x2019 || c.value == 0x02BC || c.value == 0x0301) continue;
    if (c.value == ' ' || c.value == '-') {
      out.push_back(static_cast<char>(c.value));
      at_begin = true;
      before = 0;
      continue;
    }
    const Letter* letter = nullptr;
    for (const Letter& l : letters_) {
      if (l.letter == lower) letter = &l;
    }
    if (letter == nullptr) return {};
    std::string latin(at_begin ? letter->begin : letter->elsewhere);
    if (before == U'з' && lower == U'г') latin = "gh";
    if (c.value != lower && !latin.empty() && latin[0] >= 'a' && latin[0] <= 'z')
      latin[0] = static_cast<char>(latin[0] - 32);
    out += latin;
    at_begin = false;
    before = lower;
  }
  return out;
}

}  // namespace dateline::places
