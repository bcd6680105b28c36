#include "attribution/lexicon.h"

#include <array>
#include <span>

#include "io/table.h"
#include "model/resources.h"
#include "text/enum_names.h"

namespace dateline::attribution {
namespace {

template <typename Value>
using NamedValue = std::pair<std::string_view, Value>;

constexpr NamedValue<CueKind> kCueKindNames[] = {{"verb", CueKind::kVerb},
                                                 {"noun", CueKind::kNoun},
                                                 {"adverb", CueKind::kAdverb},
                                                 {"passive", CueKind::kPassive}};
constexpr NamedValue<Takes> kTakesNames[] = {
    {"clause", Takes::kClause},         {"quote", Takes::kQuote},   {"object", Takes::kObject},
    {"infinitive", Takes::kInfinitive}, {"gerund", Takes::kGerund}, {"of", Takes::kOf},
    {"addressee", Takes::kAddressee}};
constexpr NamedValue<WordKind> kWordKindNames[] = {{"artefact", WordKind::kArtefact},
                                                   {"account", WordKind::kAccount},
                                                   {"maker", WordKind::kMaker},
                                                   {"negation", WordKind::kNegation},
                                                   {"relative", WordKind::kRelative},
                                                   {"determiner", WordKind::kDeterminer},
                                                   {"day", WordKind::kDay},
                                                   {"pronoun", WordKind::kPronoun},
                                                   {"complementizer", WordKind::kComplementizer},
                                                   {"as", WordKind::kAs},
                                                   {"of", WordKind::kOf},
                                                   {"by", WordKind::kBy},
                                                   {"anonymity", WordKind::kAnonymity},
                                                   {"where", WordKind::kWhere},
                                                   {"from", WordKind::kFrom},
                                                   {"shifted", WordKind::kShifted},
                                                   {"definite", WordKind::kDefinite},
                                                   {"citing", WordKind::kCiting}};
constexpr NamedValue<PronounKind> kPronounNames[] = {{"person", PronounKind::kPerson},
                                                     {"thing", PronounKind::kThing},
                                                     {"any", PronounKind::kAny},
                                                     {"self", PronounKind::kSelf},
                                                     {"none", PronounKind::kNone}};
constexpr NamedValue<MediumKind> kMediumNames[] = {{"platform", MediumKind::kPlatform},
                                                   {"genre", MediumKind::kGenre},
                                                   {"outlet", MediumKind::kOutlet},
                                                   {"audience", MediumKind::kAudience}};

template <typename Value>
std::optional<Value> ValueOf(std::span<const NamedValue<Value>> names, std::string_view name) {
  for (const auto& [known, value] : names) {
    if (known == name) return value;
  }
  return std::nullopt;
}

Error Unknown(std::string_view file, const io::TableRow& row, std::string_view what,
              std::string_view found) {
  return Error{ErrorCode::kCorrupt,
               "line " + std::to_string(row.line) + " has the unknown " + std::string(what) +
                   " \"" + std::string(found) + "\"; the head of the file lists the known ones",
               std::string(file)};
}

Result<std::uint8_t> ParseTakes(std::string_view file, const io::TableRow& row,
                                std::string_view list) {
  std::uint8_t takes = 0;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    const auto one = ValueOf<Takes>(kTakesNames, list.substr(0, comma));
    if (!one) return Unknown(file, row, "content", list.substr(0, comma));
    takes = static_cast<std::uint8_t>(takes | static_cast<std::uint8_t>(*one));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return takes;
}

std::vector<std::string> SplitWords(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t blank = std::min(text.find(' '), text.size());
    words.emplace_back(text.substr(0, blank));
    text.remove_prefix(std::min(blank + 1, text.size()));
  }
  return words;
}

}  // namespace

Status Lexicon::LoadCues() {
  constexpr std::string_view kFile = "data/attribution/cues.en.tsv";
  DL_ASSIGN_OR_RETURN(const auto text, model::Resource(kFile));
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(text, 6, kFile));
  std::uint32_t number = 0;
  for (const io::TableRow& row : rows) {
    const auto kind = ValueOf<CueKind>(kCueKindNames, row[1]);
    if (!kind) return Unknown(kFile, row, "kind", row[1]);
    const auto cue_class = text::FromName<CueClass>(row[2]);
    if (!cue_class) return Unknown(kFile, row, "class", row[2]);
    const auto negated = text::FromName<CueClass>(row[3]);
    if (!negated) return Unknown(kFile, row, "class", row[3]);
    DL_ASSIGN_OR_RETURN(const std::uint8_t takes, ParseTakes(kFile, row, row[4]));
    cues_[std::string(row[0])][static_cast<std::size_t>(*kind)] =
        Cue{*cue_class, *negated, takes, ++number};
  }
  return Done{};
}

Status Lexicon::LoadWords() {
  constexpr std::string_view kFile = "data/attribution/words.en.tsv";
  DL_ASSIGN_OR_RETURN(const auto text, model::Resource(kFile));
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(text, 4, kFile));
  for (const io::TableRow& row : rows) {
    if (row[1] == "phrase") {
      const auto cue_class = text::FromName<CueClass>(row[2]);
      if (!cue_class) return Unknown(kFile, row, "class", row[2]);
      auto words = SplitWords(row[0]);
      const std::string first = words.front();
      words.erase(words.begin());
      phrases_[first].push_back(Phrase{std::move(words), *cue_class});
      continue;
    }
    const auto kind = ValueOf<WordKind>(kWordKindNames, row[1]);
    if (!kind) return Unknown(kFile, row, "kind", row[1]);
    auto& bits = words_[std::string(row[0])];
    bits |= 1U << static_cast<unsigned>(*kind);
    if (*kind == WordKind::kPronoun) {
      const auto pronoun = ValueOf<PronounKind>(kPronounNames, row[2]);
      if (!pronoun) return Unknown(kFile, row, "pronoun", row[2]);
      pronouns_[std::string(row[0])] = *pronoun;
    }
  }
  return Done{};
}

Status Lexicon::LoadMedia() {
  constexpr std::string_view kFile = "data/attribution/media.en.tsv";
  DL_ASSIGN_OR_RETURN(const auto text, model::Resource(kFile));
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(text, 4, kFile));
  for (const io::TableRow& row : rows) {
    const auto kind = ValueOf<MediumKind>(kMediumNames, row[1]);
    if (!kind) return Unknown(kFile, row, "kind", row[1]);
    media_[std::string(row[0])] = Medium{*kind, std::string(row[2])};
  }
  return Done{};
}

Status Lexicon::LoadSpeakers() {
  constexpr std::string_view kFile = "data/attribution/speakers.en.tsv";
  DL_ASSIGN_OR_RETURN(const auto text, model::Resource(kFile));
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(text, 3, kFile));
  for (const io::TableRow& row : rows) {
    const auto kind = text::FromName<SourceKind>(row[1]);
    if (!kind) return Unknown(kFile, row, "kind", row[1]);
    heads_[std::string(row[0])] = *kind;
  }
  return Done{};
}

Result<Lexicon> Lexicon::Load() {
  Lexicon lexicon;
  DL_RETURN_IF_ERROR(lexicon.LoadCues());
  DL_RETURN_IF_ERROR(lexicon.LoadWords());
  DL_RETURN_IF_ERROR(lexicon.LoadMedia());
  DL_RETURN_IF_ERROR(lexicon.LoadSpeakers());
  return lexicon;
}

std::optional<PronounKind> Lexicon::Pronoun(std::string_view word) const {
  const auto found = pronouns_.find(word);
  if (found == pronouns_.end()) return std::nullopt;
  return found->second;
}

const Medium* Lexicon::FindMedium(std::string_view word) const {
  const auto found = media_.find(word);
  return found == media_.end() ? nullptr : &found->second;
}

std::optional<SourceKind> Lexicon::KindOfHead(std::string_view head) const {
  const auto found = heads_.find(head);
  if (found == heads_.end()) return std::nullopt;
  return found->second;
}

const std::vector<Phrase>* Lexicon::PhrasesFrom(std::string_view first_word) const {
  const auto found = phrases_.find(first_word);
  return found == phrases_.end() ? nullptr : &found->second;
}

}  // namespace dateline::attribution
