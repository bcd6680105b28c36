// `dateline gazetteer`: what the gazetteer in the box holds and whence, whether it is whole, which
// places a name may mean, and how to compile another one.
#include "pipeline/gazetteer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <optional>
#include <vector>

#include "command.h"
#include "places/gazetteer.h"
#include "places/gazetteer_import.h"
#include "places/reverse.h"
#include "terminal.h"

namespace dateline::cli {
namespace {

constexpr std::string_view kName = "gazetteer";
constexpr std::size_t kShownCandidates = 30;

const char* KindName(places::NameKind kind) {
  switch (kind) {
    case places::NameKind::kPreferred:
      return "preferred";
    case places::NameKind::kOfficial:
      return "official";
    case places::NameKind::kAlternate:
      return "alternate";
    case places::NameKind::kAbbreviation:
      return "abbreviation";
    case places::NameKind::kDemonym:
      return "demonym";
  }
  return "";
}

// What the gazetteer was made of: a line a source, with name, origin, terms and count. Columns are
// as wide as their longest cell.
void PrintNotes(std::string_view notes) {
  constexpr std::size_t kCells = 4;
  constexpr std::size_t kShown[kCells] = {0, 3, 2, 1};  // the longest cell last
  std::vector<std::array<std::string, kCells>> lines;
  std::array<std::size_t, kCells> widths{};
  while (!notes.empty()) {
    const std::size_t end = std::min(notes.find('\n'), notes.size());
    auto& cells = lines.emplace_back();
    std::size_t cell = 0;
    for (const char c : notes.substr(0, end)) {
      if (c == '\t' && cell + 1 < kCells) {
        ++cell;
      } else {
        cells[cell].push_back(c);
      }
    }
    for (std::size_t i = 0; i < kCells; ++i) widths[i] = std::max(widths[i], cells[i].size());
    notes.remove_prefix(std::min(end + 1, notes.size()));
  }
  for (auto& cells : lines) {
    std::string line;
    for (const std::size_t i : kShown) {
      if (i != kShown[kCells - 1]) cells[i].resize(widths[i] + 2, ' ');
      line += cells[i];
    }
    std::printf("%s\n", Harmless(line).c_str());
  }
}

int Info(const places::Gazetteer& gazetteer) {
  if (const auto whole = gazetteer.VerifyBody(); !whole) {
    Complain(whole.error());
    return kExitCannotOpen;
  }
  std::printf("%s\nproducer   %.*s\nsha256     %.*s (checked)\nplaces     %zu\nname keys  %zu\n\n",
              gazetteer.Name().c_str(), static_cast<int>(gazetteer.producer().size()),
              gazetteer.producer().data(), static_cast<int>(gazetteer.body_sha256().size()),
              gazetteer.body_sha256().data(), gazetteer.size(), gazetteer.key_count());
  PrintNotes(gazetteer.notes());
  return kExitDone;
}

int PrintReport(const places::ImportReport& report, const std::string& output) {
  for (const Error& fault : report.faults) Complain(fault);
  if (report.faulty > report.faults.size())
    std::fprintf(stderr, "dateline: and %llu more rows that could not be read\n",
                 static_cast<unsigned long long>(report.faulty - report.faults.size()));
  const auto number = [](std::uint64_t n) { return static_cast<unsigned long long>(n); };
  std::printf(
      "%s: %llu rows read%s, %llu places added, %llu rows of known places, %llu left out, "
      "%llu faulty\n",
      output.c_str(), number(report.rows),
      report.is_resumed ? " (those before an interruption too)" : "", number(report.places),
      number(report.known), number(report.left_out), number(report.faulty));
  return report.faulty > 0 ? kExitSomeFailed : kExitDone;
}

// "49.71,37.61" or "49.71, 37.61"; none for a name.
std::optional<LatLng> CoordinateOf(std::string_view text) {
  LatLng point;
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const auto read = [](std::string_view part, double& value) {
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
    return error == std::errc() && end == part.data() + part.size();
  };
  if (!read(text.substr(0, comma), point.lat) || !read(text.substr(comma + 1), point.lng))
    return std::nullopt;
  return point;
}

int FindCoordinate(const places::Gazetteer& gazetteer, LatLng point) {
  if (!(std::abs(point.lat) <= 90 && std::abs(point.lng) <= 180)) {
    return UsageError(kName, Error{ErrorCode::kInvalidInput,
                                   "found coordinates out of range, expected a latitude of at most "
                                   "90 and a longitude of at most 180 degrees",
                                   ""});
  }
  const places::Whereabouts where = places::ReverseIndex(gazetteer).At(point);
  const auto line = [&](const char* what, places::RecordIndex record, const std::string& more) {
    if (record >= gazetteer.size()) {
      std::printf("%-12snone\n", what);
    } else {
      std::printf("%-12s%s%s  %s\n", what, std::string(gazetteer.NameOf(record)).c_str(),
                  more.c_str(), gazetteer.IdOf(record).c_str());
    }
  };
  char away[32];
  std::snprintf(away, sizeof away, ", %.1f km away", where.distance_km);
  line("settlement", where.settlement, away);
  line("district", where.admin2, "");
  line("division", where.admin1, "");
  line("country", where.country, "");
  const bool is_nowhere =
      where.settlement == places::kNoRecord && where.country == places::kNoRecord;
  return is_nowhere ? kExitSomeFailed : kExitDone;
}

int Find(const places::Gazetteer& gazetteer, const std::vector<std::string>& words) {
  std::string name;
  for (const std::string& word : words) name += (name.empty() ? "" : " ") + word;
  if (const auto point = CoordinateOf(name)) return FindCoordinate(gazetteer, *point);
  const auto matches = gazetteer.Matches(gazetteer.Find(places::KeyOf(name)), kShownCandidates);
  if (matches.empty()) {
    Complain(Error{ErrorCode::kNotFound, "the gazetteer has no place named \"" + name + "\"", ""});
    return kExitSomeFailed;
  }
  std::printf("%s%s%s%s%s%s\n", Padded("place", 28).c_str(), Padded("kind", 9).c_str(),
              Padded("where", 34).c_str(), Padded("latitude, longitude", 22).c_str(),
              Padded("inhabitants", 13).c_str(), "name, id");
  for (const places::NameMatch& match : matches) {
    const places::PlaceRecord& r = gazetteer.record(match.record);
    const LatLng point = gazetteer.PointOf(match.record);
    std::string where;
    if (r.admin1 < gazetteer.size()) where = std::string(gazetteer.NameOf(r.admin1)) + ", ";
    where += gazetteer.CountryOf(match.record);
    char numbers[64];
    std::snprintf(numbers, sizeof numbers, "%9.4f, %9.4f  %11u  ", point.lat, point.lng,
                  r.population);
    std::printf("%s%s%s%s%s, %s\n", Padded(std::string(gazetteer.NameOf(match.record)), 28).c_str(),
                Padded(gazetteer.FeatureOf(match.record), 9).c_str(), Padded(where, 34).c_str(),
                numbers, KindName(match.kind), gazetteer.IdOf(match.record).c_str());
  }
  return kExitDone;
}

int Build(const places::Gazetteer& base, const places::ImportInputs& inputs,
          const std::string& output) {
  std::optional<Progress> bar;
  const auto observer = [&](const places::ImportProgress& progress) {
    if (!bar) bar.emplace("building", progress.total_bytes);
    bar->Advance(progress.done_bytes);
    return true;
  };
  const auto report = places::BuildGazetteer(base, inputs, output, observer);
  bar.reset();
  if (!report) {
    Complain(report.error());
    return kExitSomeFailed;
  }
  return PrintReport(*report, output);
}

}  // namespace

int GazetteerCommand(Arguments arguments) {
  places::ImportInputs inputs;
  std::string output, opened;
  const auto more = [](std::vector<std::string>& list) {
    return [&list](std::string_view value) -> Status {
      list.emplace_back(value);
      return Done{};
    };
  };
  const auto store = [](std::string& field) {
    return [&field](std::string_view value) -> Status {
      field = value;
      return Done{};
    };
  };
  const Option options[] = {
      {"gazetteer", "FILE", "the gazetteer to look into or to build on (the one in the box)",
       store(opened)},
      {"geonames", "FILE",
       "build: a GeoNames dump, such as allCountries.txt or UA.txt; may be given again",
       more(inputs.geonames)},
      {"alternates", "FILE", "build: alternateNamesV2.txt of GeoNames",
       more(inputs.alternate_names)},
      {"overlay", "FILE", "build: places of your own, a table or GeoJSON; may be given again",
       more(inputs.overlays)},
      {"classes", "LETTERS", "build: the feature classes of GeoNames that are taken (AHLPT)",
       store(inputs.classes)},
      {"output", "FILE", "build: the file to write", store(output)},
  };
  auto parsed = ParseArguments(kName, arguments, options);
  if (!parsed) return UsageError(kName, parsed.error());
  if (parsed->wants_help) return kExitDone;
  const std::string action = parsed->operands.empty() ? "" : parsed->operands.front();
  const std::vector<std::string> rest(parsed->operands.begin() + (parsed->operands.empty() ? 0 : 1),
                                      parsed->operands.end());
  const bool is_build = action == "build" && rest.empty();
  if (!is_build && action != "info" && !(action == "find" && !rest.empty())) {
    return UsageError(
        kName, Error{ErrorCode::kInvalidInput,
                     "found \"" + action +
                         "\", expected info, find NAME, find LAT,LON, or build with its options",
                     ""});
  }
  if (is_build && (output.empty() || (inputs.geonames.empty() && inputs.alternate_names.empty() &&
                                      inputs.overlays.empty())))
    return UsageError(kName, Error{ErrorCode::kInvalidInput,
                                   "build needs --output FILE and at least one of --geonames, "
                                   "--alternates and --overlay",
                                   ""});
  const auto file = pipeline::GazetteerFile::Open(opened, {});
  if (!file) {
    Complain(file.error());
    return kExitCannotOpen;
  }
  const auto gazetteer = places::Gazetteer::Open(file->bytes());
  if (!gazetteer) {
    Complain(gazetteer.error());
    return kExitCannotOpen;
  }
  if (is_build) return Build(*gazetteer, inputs, output);
  return action == "info" ? Info(*gazetteer) : Find(*gazetteer, rest);
}

}  // namespace dateline::cli
