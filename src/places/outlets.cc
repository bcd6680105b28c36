#include "places/outlets.h"

#include <algorithm>

#include "io/table.h"
#include "model/resources.h"

namespace dateline::places {
namespace {

constexpr std::size_t kMostMatches = 200;

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return lower;
}

// The best known town of that name in the division "US.IL" or the country "GB".
RecordIndex FindTown(const Gazetteer& gazetteer, std::string_view town, std::string_view division) {
  RecordIndex best = kNoRecord;
  for (const NameMatch& match : gazetteer.Matches(gazetteer.Find(KeyOf(town)), kMostMatches)) {
    const PlaceRecord& r = gazetteer.record(match.record);
    if (r.origin != Origin::kGeoNames || match.kind == NameKind::kDemonym) continue;
    if (gazetteer.CountryOf(match.record) != division.substr(0, 2)) continue;
    if (division.size() > 2 &&
        (r.admin1 >= gazetteer.size() ||
         gazetteer.IdOf(r.admin1) != "geonames.admin1:" + std::string(division)))
      continue;
    if (best == kNoRecord || r.population > gazetteer.record(best).population) best = match.record;
  }
  return best;
}

}  // namespace

Result<Outlets> Outlets::Load(const Gazetteer& gazetteer) {
  constexpr std::string_view kFile = "data/places/outlets.tsv";
  DL_ASSIGN_OR_RETURN(const std::string_view text, model::Resource(kFile));
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(text, 4, kFile));
  Outlets outlets;
  for (const io::TableRow& row : rows) {
    Home home;
    if (row[2].size() < 2) {
      return Error{ErrorCode::kCorrupt, "found no country, expected one of two letters",
                   std::string(kFile) + ", line " + std::to_string(row.line)};
    }
    home.country = {row[2][0], row[2][1]};
    if (!row[1].empty()) {
      home.town = FindTown(gazetteer, row[1], row[2]);
      // A gazetteer of one country has not the towns of others.
      if (home.town == kNoRecord && gazetteer.size() > 100000) {
        return Error{ErrorCode::kCorrupt,
                     "found no town \"" + std::string(row[1]) + "\" in " + std::string(row[2]),
                     std::string(kFile) + ", line " + std::to_string(row.line)};
      }
    }
    std::string_view names = row[0];
    while (!names.empty()) {
      const std::size_t end = std::min(names.find(';'), names.size());
      outlets.homes_.emplace(Lower(names.substr(0, end)), home);
      names.remove_prefix(std::min(end + 1, names.size()));
    }
  }
  return outlets;
}

Home Outlets::HomeOf(std::string_view publisher) const {
  std::string rest = Lower(publisher);
  const bool is_domain = rest.find(' ') == std::string::npos;
  for (;;) {
    const auto found = homes_.find(rest);
    if (found != homes_.end()) return found->second;
    if (!is_domain) return {};
    // "news.example.co.uk", "example.co.uk", "co.uk", ".uk"
    const std::size_t stop = rest.find('.', 1);
    if (stop == std::string::npos) return {};
    const bool is_last = rest.find('.', stop + 1) == std::string::npos;
    rest = rest.substr(is_last ? stop : stop + 1);
  }
}

}  // namespace dateline::places
