#include "places/words.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "io/table.h"
#include "model/resources.h"
#include "text/enum_names.h"

namespace dateline::places {
namespace {

Result<std::vector<io::TableRow>> Table(std::string_view name, std::size_t columns) {
  DL_ASSIGN_OR_RETURN(const std::string_view text, model::Resource(name));
  return io::ParseTable(text, columns, name);
}

Error WrongRow(std::string_view file, std::size_t line, std::string_view cell) {
  return Error{ErrorCode::kCorrupt, "found \"" + std::string(cell) + "\", which means nothing here",
               std::string(file) + ", line " + std::to_string(line)};
}

std::optional<Want> WantFrom(std::string_view name) {
  static const std::map<std::string_view, Want> kNames = {
      {"region", Want::kRegion},   {"admin1", Want::kAdmin1},         {"district", Want::kDistrict},
      {"quarter", Want::kQuarter}, {"settlement", Want::kSettlement}, {"water", Want::kWater},
      {"land", Want::kLand},       {"country", Want::kCountry}};
  const auto found = kNames.find(name);
  if (found == kNames.end()) return std::nullopt;
  return found->second;
}

std::optional<WordSet> SetFrom(std::string_view kind) {
  static const std::map<std::string_view, WordSet> kNames = {
      {"connector", WordSet::kConnector},
      {"metonym_noun", WordSet::kMetonymNoun},
      {"person_noun", WordSet::kPersonNoun},
      {"of_noun", WordSet::kOfNoun},
      {"part_noun", WordSet::kPartNoun},
      {"says", WordSet::kSays},
      {"acts", WordSet::kActs},
      {"undergoes", WordSet::kUndergoes},
      {"power_prep", WordSet::kPowerPreposition},
      {"skip", WordSet::kSkip},
      {"person_title", WordSet::kPersonTitle},
      {"movement", WordSet::kMovement},
      {"hazard", WordSet::kHazard},
      {"facility", WordSet::kFacility},
      {"joint", WordSet::kJoint},
      {"saint", WordSet::kSaint},
      {"calendar", WordSet::kCalendar},
      {"place_verb", WordSet::kPlaceVerb},
      {"definite", WordSet::kDefinite},
      {"village", WordSet::kVillage},
      {"adjacent", WordSet::kAdjacent},
      {"indefinite", WordSet::kIndefinite},
      {"vessel", WordSet::kVessel},
      {"person_lead", WordSet::kPersonLead},
      {"particle", WordSet::kParticle},
      {"degree", WordSet::kDegree}};
  const auto found = kNames.find(kind);
  if (found == kNames.end()) return std::nullopt;
  return found->second;
}

}  // namespace

std::uint64_t WordHash(std::string_view word) {
  std::vector<std::uint64_t> words;
  AppendWords(word, words);
  return words.empty() ? 0 : words.front();
}

std::optional<Bearing> Combine(Bearing first, Bearing second) {
  const auto pair = [&](Bearing a, Bearing b) {
    return (first == a && second == b) || (first == b && second == a);
  };
  if (pair(Bearing::kN, Bearing::kE)) return Bearing::kNE;
  if (pair(Bearing::kN, Bearing::kW)) return Bearing::kNW;
  if (pair(Bearing::kS, Bearing::kE)) return Bearing::kSE;
  if (pair(Bearing::kS, Bearing::kW)) return Bearing::kSW;
  return std::nullopt;
}

Result<Words> Words::Load() {
  Words words;
  DL_RETURN_IF_ERROR(words.LoadWords());
  DL_RETURN_IF_ERROR(words.LoadPersonNames());
  DL_RETURN_IF_ERROR(words.LoadNoPlaces());
  DL_RETURN_IF_ERROR(words.LoadRelations());
  return words;
}

Status Words::LoadWords() {
  constexpr std::string_view kFile = "data/places/words.en.tsv";
  DL_ASSIGN_OR_RETURN(const auto rows, Table(kFile, 4));
  for (const io::TableRow& row : rows) {
    if (row[0] == "nominal") {
      std::vector<std::uint64_t> sequence;
      AppendWords(row[1], sequence);
      nominals_.push_back(std::move(sequence));
      continue;
    }
    WordFacts& facts = facts_[WordHash(row[1])];
    if (const auto set = SetFrom(row[0])) {
      facts.sets |= static_cast<std::uint32_t>(*set);
      if (*set == WordSet::kPartNoun && !row[2].empty()) {
        facts.part = text::FromName<SpatialRelation>(row[2]);
        if (!facts.part) return WrongRow(kFile, row.line, row[2]);
      }
    } else if (row[0] == "unit" || row[0] == "number") {
      double& value = row[0] == "unit" ? facts.unit_km : facts.number;
      const auto [end, error] =
          std::from_chars(row[2].data(), row[2].data() + row[2].size(), value);
      if (error != std::errc() || value <= 0) return WrongRow(kFile, row.line, row[2]);
    } else if (row[0] == "central") {
      facts.sets |= static_cast<std::uint32_t>(WordSet::kSkip);
    } else if (row[0] == "bearing") {
      facts.bearing = text::FromName<Bearing>(row[2]);
      if (!facts.bearing) return WrongRow(kFile, row.line, row[2]);
    } else {
      const auto want = WantFrom(row[2]);
      if (!want) return WrongRow(kFile, row.line, row[2]);
      if (row[0] == "after") {
        facts.after = *want;
      } else if (row[0] == "of") {
        facts.of = *want;
      } else if (row[0] == "stands_for") {
        facts.stands_for = *want;
      } else if (row[0] == "title") {
        facts.title = *want;
      } else {
        return WrongRow(kFile, row.line, row[0]);
      }
    }
  }
  return Done{};
}

Status Words::LoadNoPlaces() {
  DL_ASSIGN_OR_RETURN(const auto rows, Table("data/places/no_places.en.tsv", 2));
  for (const io::TableRow& row : rows) {
    std::vector<std::uint64_t> sequence;
    AppendWords(row[0], sequence);
    if (!sequence.empty()) no_places_[sequence.front()].push_back(std::move(sequence));
  }
  return Done{};
}

Status Words::LoadPersonNames() {
  constexpr std::string_view kFile = "data/places/person_names.tsv";
  DL_ASSIGN_OR_RETURN(const auto rows, Table(kFile, 3));
  for (const io::TableRow& row : rows) {
    const bool is_family = row[1] == "family";
    if (!is_family && row[1] != "given") return WrongRow(kFile, row.line, row[1]);
    facts_[WordHash(row[0])].sets |=
        static_cast<std::uint32_t>(is_family ? WordSet::kFamilyName : WordSet::kGivenName);
  }
  return Done{};
}

Status Words::LoadRelations() {
  constexpr std::string_view kFile = "data/places/relations.en.tsv";
  DL_ASSIGN_OR_RETURN(const auto rows, Table(kFile, 3));
  for (const io::TableRow& row : rows) {
    RelationPattern pattern;
    pattern.needs_movement = row[1] == "to";
    const auto relation =
        pattern.needs_movement ? SpatialRelation::kToward : text::FromName<SpatialRelation>(row[1]);
    if (!relation) return WrongRow(kFile, row.line, row[1]);
    pattern.relation = *relation;
    std::string_view left = row[0];
    while (!left.empty()) {
      const std::size_t end = std::min(left.find(' '), left.size());
      const std::string_view word = left.substr(0, end);
      pattern.words.push_back(word == "B" ? kBearingWord : WordHash(word));
      left.remove_prefix(std::min(end + 1, left.size()));
    }
    patterns_[pattern.words.back()].push_back(std::move(pattern));
  }
  for (auto& [last, patterns] : patterns_) {
    std::stable_sort(patterns.begin(), patterns.end(),
                     [](const RelationPattern& a, const RelationPattern& b) {
                       return a.words.size() > b.words.size();
                     });
  }
  return Done{};
}

}  // namespace dateline::places
