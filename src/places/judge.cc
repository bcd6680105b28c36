// The features of the model: every value of every group, and the values of the pairs of groups
// below, each with a place in one array of weights.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <span>

#include "io/table.h"
#include "model/resources.h"
#include "places/evidence.h"

namespace dateline::places {
namespace {

struct Group {
  std::string_view name;
  std::span<const std::string_view> values;
};

constexpr std::string_view kKinds[] = {"name", "unknown", "facility"};
constexpr std::string_view kMentions[] = {"none",     "person",   "body",        "geopolitical",
                                          "location", "facility", "nationality", "event",
                                          "weapon",   "vehicle"};
constexpr std::string_view kExtents[] = {"none", "exact", "inside", "across"};
constexpr std::string_view kLeads[] = {"start",      "firm", "weak",  "of",    "the",    "title",
                                       "capital",    "town", "comma", "joint", "number", "verb",
                                       "place-verb", "noun", "mark",  "other"};
constexpr std::string_view kNexts[] = {"end",    "possessive", "division", "comma",
                                       "number", "capital",    "says",     "verb",
                                       "noun",   "mark",       "other"};
constexpr std::string_view kWants[] = {"nothing", "region",     "admin1", "district",
                                       "quarter", "settlement", "water",  "land"};
constexpr std::string_view kShapes[] = {"one", "several", "capitals", "short-capitals"};
constexpr std::string_view kBests[] = {"none",       "country", "admin1",   "admin2",   "region",
                                       "town-0",     "town-1k", "town-5k",  "town-20k", "town-100k",
                                       "town-1m",    "other-0", "other-1k", "other-5k", "other-20k",
                                       "other-100k", "other-1m"};
constexpr std::string_view kChoices[] = {"none", "one", "two", "four", "ten"};
constexpr std::string_view kTags[] = {"proper", "noun", "adjective", "verb", "other"};
constexpr std::string_view kNoYes[] = {"no", "yes"};
constexpr std::string_view kPersons[] = {"no", "family", "given"};
constexpr std::string_view kAbroads[] = {"none", "english", "elsewhere", "one-country"};
constexpr std::string_view kJoineds[] = {"no", "candidate", "place"};
constexpr std::string_view kElsewheres[] = {"no", "once", "often"};

constexpr std::array<Group, kEvidenceGroups> kGroups = {{{"kind", kKinds},
                                                         {"mention", kMentions},
                                                         {"extent", kExtents},
                                                         {"lead", kLeads},
                                                         {"next", kNexts},
                                                         {"want", kWants},
                                                         {"shape", kShapes},
                                                         {"best", kBests},
                                                         {"choice", kChoices},
                                                         {"tag", kTags},
                                                         {"surname", kNoYes},
                                                         {"body", kNoYes},
                                                         {"elsewhere", kElsewheres},
                                                         {"lower", kNoYes},
                                                         {"calendar", kNoYes},
                                                         {"person", kPersons},
                                                         {"abroad", kAbroads},
                                                         {"joined", kJoineds}}};

using enum EvidenceGroup;
constexpr std::array<std::pair<EvidenceGroup, EvidenceGroup>, 19> kPairs = {{{kMention, kExtent},
                                                                             {kMention, kLead},
                                                                             {kMention, kBest},
                                                                             {kMention, kSurname},
                                                                             {kMention, kElsewhere},
                                                                             {kMention, kNext},
                                                                             {kMention, kKind},
                                                                             {kMention, kShape},
                                                                             {kLead, kBest},
                                                                             {kNext, kBest},
                                                                             {kTag, kBest},
                                                                             {kLead, kNext},
                                                                             {kSurname, kLead},
                                                                             {kMention, kJoined},
                                                                             {kJoined, kBest},
                                                                             {kMention, kAbroad},
                                                                             {kBest, kAbroad},
                                                                             {kMention, kPerson},
                                                                             {kLead, kPerson}}};

constexpr std::size_t SizeOf(EvidenceGroup group) {
  return kGroups[static_cast<std::size_t>(group)].values.size();
}

// Where the features of each group, then of each pair, begin; the last is the number of all.
constexpr auto kBegins = [] {
  std::array<std::uint32_t, kEvidenceGroups + kPairs.size() + 1> begins{};
  std::uint32_t at = 0;
  for (std::size_t g = 0; g < kEvidenceGroups; ++g) {
    begins[g] = at;
    at += static_cast<std::uint32_t>(kGroups[g].values.size());
  }
  for (std::size_t p = 0; p < kPairs.size(); ++p) {
    begins[kEvidenceGroups + p] = at;
    at += static_cast<std::uint32_t>(SizeOf(kPairs[p].first) * SizeOf(kPairs[p].second));
  }
  begins.back() = at;
  return begins;
}();

template <typename F>
void ForEachFeature(const PlaceEvidence& evidence, const F& feature) {
  for (std::size_t g = 0; g < kEvidenceGroups; ++g) feature(kBegins[g] + evidence.value[g]);
  for (std::size_t p = 0; p < kPairs.size(); ++p) {
    const auto& [a, b] = kPairs[p];
    feature(static_cast<std::uint32_t>(kBegins[kEvidenceGroups + p] + evidence.of(a) * SizeOf(b) +
                                       evidence.of(b)));
  }
}

}  // namespace

std::size_t Judge::feature_count() { return kBegins.back(); }

std::vector<std::uint32_t> Judge::FeaturesOf(const PlaceEvidence& evidence) {
  std::vector<std::uint32_t> features;
  ForEachFeature(evidence, [&](std::uint32_t feature) { features.push_back(feature); });
  return features;
}

std::string Judge::NameOfFeature(std::uint32_t feature) {
  std::size_t part = 0;
  while (feature >= kBegins[part + 1]) ++part;
  const std::size_t value = feature - kBegins[part];
  const auto named = [](const Group& group, std::size_t v) {
    return std::string(group.name) + "=" + std::string(group.values[v]);
  };
  if (part < kEvidenceGroups) return named(kGroups[part], value);
  const auto& [a, b] = kPairs[part - kEvidenceGroups];
  return named(kGroups[static_cast<std::size_t>(a)], value / SizeOf(b)) + " " +
         named(kGroups[static_cast<std::size_t>(b)], value % SizeOf(b));
}

Result<Judge> Judge::Load() {
  constexpr std::string_view kFile = "data/places/acceptance.tsv";
  DL_ASSIGN_OR_RETURN(const std::string_view text, model::Resource(kFile));
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(text, 2, kFile));
  Judge judge;
  judge.weights_.assign(feature_count(), 0);
  // Rows stand in the order of the features, so one walk finds them all.
  std::uint32_t feature = 0;
  for (const io::TableRow& row : rows) {
    while (feature < feature_count() && NameOfFeature(feature) != row[0]) ++feature;
    float& weight = judge.weights_[std::min<std::size_t>(feature, feature_count() - 1)];
    const auto [end, error] = std::from_chars(row[1].data(), row[1].data() + row[1].size(), weight);
    if (feature == feature_count() || error != std::errc()) {
      return Error{ErrorCode::kCorrupt,
                   "found \"" + std::string(row[0]) +
                       "\", expected a feature in the order of src/places/judge.cc and its weight",
                   std::string(kFile) + ", line " + std::to_string(row.line)};
    }
  }
  return judge;
}

double Judge::Probability(const PlaceEvidence& evidence) const {
  double score = 0;
  ForEachFeature(evidence,
                 [&](std::uint32_t feature) { score += static_cast<double>(weights_[feature]); });
  return 1 / (1 + std::exp(-score));
}

}  // namespace dateline::places
