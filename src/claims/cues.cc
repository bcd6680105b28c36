#include "claims/cues.h"

#include <string>
#include <string_view>
#include <unordered_map>

#include "io/table.h"
#include "model/resources.h"
#include "text/enum_names.h"

namespace dateline::claims {
namespace {

constexpr std::string_view kTable = "data/claims/cues.en.tsv";

std::optional<CueKind> KindNamed(std::string_view name) {
  static const std::unordered_map<std::string_view, CueKind> kKinds = {
      {"auxiliary", CueKind::kAuxiliary},
      {"governor", CueKind::kGovernor},
      {"adverb", CueKind::kAdverb},
      {"modifier", CueKind::kModifier},
      {"mark", CueKind::kMark},
      {"negation", CueKind::kNegation},
      {"light", CueKind::kLight},
      {"undergo", CueKind::kUndergo},
      {"since", CueKind::kSince},
      {"off-time", CueKind::kOffTime},
      {"retell", CueKind::kRetell},
      {"definite", CueKind::kDefinite},
      {"by", CueKind::kBy},
      {"under", CueKind::kUnder},
      {"relative", CueKind::kRelative},
      {"first-person", CueKind::kFirstPerson},
      {"member", CueKind::kMember},
      {"vague", CueKind::kVague},
      {"cite", CueKind::kCite},
      {"wage", CueKind::kWage},
      {"object-control", CueKind::kObjectControl},
      {"purpose", CueKind::kPurpose},
      {"causative", CueKind::kCausative},
      {"happen", CueKind::kHappen},
      {"led", CueKind::kLed},
      {"put", CueKind::kPut},
      {"leave", CueKind::kLeave},
      {"as", CueKind::kAs},
      {"party", CueKind::kParty},
      {"involve", CueKind::kInvolve},
      {"record", CueKind::kRecord},
      {"will", CueKind::kWill},
      {"part-of", CueKind::kPartOf},
      {"topic", CueKind::kTopic},
      {"about", CueKind::kAbout},
      {"address", CueKind::kAddress},
      {"bear", CueKind::kBear},
      {"notice", CueKind::kNotice},
      {"indefinite", CueKind::kIndefinite},
      {"accuse", CueKind::kAccuse},
      {"appeal", CueKind::kAppeal},
      {"needs-object", CueKind::kNeedsObject},
      {"whole", CueKind::kWhole},
      {"part", CueKind::kPart}};
  const auto found = kKinds.find(name);
  if (found == kKinds.end()) return std::nullopt;
  return found->second;
}

}  // namespace

Result<Cues> Cues::Load(Vocabulary& vocabulary) {
  DL_ASSIGN_OR_RETURN(const std::string_view text, model::Resource(kTable));
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(text, 4, kTable));
  Cues cues;
  for (const io::TableRow& row : rows) {
    const auto kind = KindNamed(row[1]);
    std::optional<Realis> effect = Realis::kAsserted;
    if (!row[2].empty()) effect = text::FromName<Realis>(row[2]);
    if (!kind || !effect) {
      return Error{ErrorCode::kCorrupt,
                   "line " + std::to_string(row.line) + " has \"" + std::string(row[1]) +
                       "\" and \"" + std::string(row[2]) + "\", expected a kind and an effect",
                   std::string(kTable)};
    }
    DL_ASSIGN_OR_RETURN(const WordClass words, vocabulary.ClassOf(row[0]));
    auto& effects = cues.effects_[static_cast<std::size_t>(*kind)];
    for (const WordId word : vocabulary.WordsOf(words)) {
      if (effects.size() <= word.value()) effects.resize(word.value() + 1);
      if (!effects[word.value()]) effects[word.value()] = effect;
    }
  }
  return cues;
}

std::optional<Realis> Cues::Effect(CueKind kind, WordId word) const {
  const auto& effects = effects_[static_cast<std::size_t>(kind)];
  return word.value() < effects.size() ? effects[word.value()] : std::nullopt;
}

}  // namespace dateline::claims
