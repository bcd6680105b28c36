// `dateline gazetteer`: what the gazetteer in the box holds and whence, whether it is whole, which
// places a name may mean, and how to compile another one.
#include "pipeline/gazetteer.h"

#include <cstdio>
#include <fstream>

#include "command.h"
#include "io/env.h"
#include "places/gazetteer.h"
#include "places/gazetteer_compile.h"

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

int Info(const places::Gazetteer& gazetteer) {
  if (const auto whole = gazetteer.VerifyBody(); !whole) {
    Complain(whole.error());
    return kExitCannotOpen;
  }
  std::printf("%s\nproducer   %.*s\nsha256     %.*s (checked)\nplaces     %zu\nname keys  %zu\n\n",
              gazetteer.Name().c_str(), static_cast<int>(gazetteer.producer().size()),
              gazetteer.producer().data(), static_cast<int>(gazetteer.body_sha256().size()),
              gazetteer.body_sha256().data(), gazetteer.size(), gazetteer.key_count());
  std::string_view notes = gazetteer.notes();
  while (!notes.empty()) {
    const std::size_t end = std::min(notes.find('\n'), notes.size());
    std::string cells[4];
    std::size_t cell = 0;
    for (const char c : notes.substr(0, end)) {
      if (c == '\t' && cell < 3) {
        ++cell;
      } else {
        cells[cell].push_back(c);
      }
    }
    std::printf("%-24s %-34s %-14s %s\n", cells[0].c_str(), cells[3].c_str(), cells[2].c_str(),
                cells[1].c_str());
    notes.remove_prefix(std::min(end + 1, notes.size()));
  }
  return kExitDone;
}

// Filled with blanks to `columns`, a code point a column; at least one blank.
std::string Padded(std::string text, std::size_t columns) {
  std::size_t used = 0;
  for (const char c : text) used += (static_cast<unsigned char>(c) & 0xC0u) != 0x80u ? 1u : 0u;
  text.append(used < columns ? columns - used : 1, ' ');
  return text;
}

int Find(const places::Gazetteer& gazetteer, const std::vector<std::string>& words) {
  std::string name;
  for (const std::string& word : words) name += (name.empty() ? "" : " ") + word;
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

int Build(const places::GazetteerInputs& inputs, const std::string& output) {
  const auto bytes = places::CompileGazetteer(inputs, io::SystemEnv());
  if (!bytes) {
    Complain(bytes.error());
    return kExitSomeFailed;
  }
  std::ofstream file(output, std::ios::binary);
  file.write(bytes->data(), static_cast<std::streamsize>(bytes->size()));
  file.close();
  if (!file) {
    Complain(Error{ErrorCode::kIo, "could not write the gazetteer; check the path and the space",
                   output});
    return kExitSomeFailed;
  }
  std::fprintf(stderr, "wrote %zu bytes to %s\n", bytes->size(), output.c_str());
  return kExitDone;
}

}  // namespace

int GazetteerCommand(Arguments arguments) {
  places::GazetteerInputs inputs;
  std::string output;
  const auto store = [](std::string& field) {
    return [&field](std::string_view value) -> Status {
      field = value;
      return Done{};
    };
  };
  const Option options[] = {
      {"geonames", "FILE",
       "build: a GeoNames dump, such as allCountries.txt or UA.txt; may be given again",
       [&](std::string_view value) -> Status {
         inputs.geonames.emplace_back(value);
         return Done{};
       }},
      {"admin1", "FILE", "build: names of first-order divisions, JSON", store(inputs.admin1_json)},
      {"admin2", "FILE", "build: names of second-order divisions, JSON", store(inputs.admin2_json)},
      {"outlines", "FILE", "build: Natural Earth as a GeoPackage", store(inputs.outlines)},
      {"output", "FILE", "build: the file to write", store(output)},
  };
  auto parsed = ParseArguments(kName, arguments, options);
  if (!parsed) return UsageError(kName, parsed.error());
  if (parsed->wants_help) return kExitDone;
  const std::string action = parsed->operands.empty() ? "" : parsed->operands.front();
  const std::vector<std::string> rest(parsed->operands.begin() + (parsed->operands.empty() ? 0 : 1),
                                      parsed->operands.end());
  if (action == "build") {
    if (inputs.geonames.empty() || output.empty())
      return UsageError(kName, Error{ErrorCode::kInvalidInput,
                                     "build needs --geonames FILE and --output FILE", ""});
    return Build(inputs, output);
  }
  if (action != "info" && !(action == "find" && !rest.empty())) {
    return UsageError(
        kName,
        Error{ErrorCode::kInvalidInput,
              "found \"" + action + "\", expected info, find NAME, or build with its options", ""});
  }
  const auto gazetteer = places::Gazetteer::Open(pipeline::GazetteerBytes());
  if (!gazetteer) {
    Complain(gazetteer.error());
    return kExitCannotOpen;
  }
  return action == "info" ? Info(*gazetteer) : Find(*gazetteer, rest);
}

}  // namespace dateline::cli
