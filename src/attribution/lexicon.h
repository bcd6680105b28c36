// The words of attribution of one language: cues with their classes, words of media and of
// speakers.
//
// Read from data/attribution/; the code below knows the kinds of entry, never the words.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "dateline/reading.h"
#include "dateline/result.h"

namespace dateline::attribution {

enum class CueKind : std::uint8_t { kVerb, kNoun, kAdverb, kPassive };
inline constexpr std::size_t kCueKinds = 4;

// What can be the content of a cue; bits.
enum class Takes : std::uint8_t {
  kClause = 1,      // a finite clause, or a quotation
  kQuote = 2,       // a quotation only
  kObject = 4,      // a noun phrase
  kInfinitive = 8,  // "to do"
  kGerund = 16,     // "doing"
  kOf = 32,         // what an "of" or "for" phrase names
  kAddressee = 64,  // the object is who is spoken to, never content
};

struct Cue {
  CueClass cue_class = CueClass::kSays;
  CueClass negated = CueClass::kAsks;
  std::uint8_t takes = 0;
  std::uint32_t number = 0;  // 1-based, in the order of the table: what the tagger sees of it

  bool Can(Takes what) const { return (takes & static_cast<std::uint8_t>(what)) != 0; }
};

enum class WordKind : std::uint8_t {
  kArtefact,
  kAccount,
  kMaker,
  kNegation,
  kRelative,
  kDeterminer,
  kDay,
  kPronoun,
  kComplementizer,
  kAs,
  kOf,
  kBy,
  kAnonymity,
  kWhere,
  kFrom,
  kShifted,
  kDefinite,
  kCiting,
};

enum class PronounKind : std::uint8_t { kPerson, kThing, kAny, kSelf, kNone };

enum class MediumKind : std::uint8_t { kPlatform, kGenre, kOutlet, kAudience };

struct Medium {
  MediumKind kind = MediumKind::kGenre;
  std::string name;
};

// "according to": the words after the first, and the class.
struct Phrase {
  std::vector<std::string> rest;
  CueClass cue_class = CueClass::kSays;
};

// Strings that can be looked up by a view.
struct ViewHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>()(key); }
};
template <typename Value>
using WordMap = std::unordered_map<std::string, Value, ViewHash, std::equal_to<>>;

class Lexicon {
 public:
  // Errors: kCorrupt naming the file and the line.
  static Result<Lexicon> Load();

  // All of these take lower case; cues take lemmas.
  const Cue* FindCue(std::string_view lemma, CueKind kind) const {
    const auto found = cues_.find(lemma);
    if (found == cues_.end()) return nullptr;
    const auto& entry = found->second[static_cast<std::size_t>(kind)];
    return entry ? &*entry : nullptr;
  }
  bool Is(std::string_view word, WordKind kind) const {
    const auto found = words_.find(word);
    return found != words_.end() && ((found->second >> static_cast<unsigned>(kind)) & 1U) != 0;
  }
  std::optional<PronounKind> Pronoun(std::string_view word) const;
  const Medium* FindMedium(std::string_view word) const;
  std::optional<SourceKind> KindOfHead(std::string_view head) const;
  const std::vector<Phrase>* PhrasesFrom(std::string_view first_word) const;

 private:
  Status LoadCues();
  Status LoadWords();
  Status LoadMedia();
  Status LoadSpeakers();

  WordMap<std::array<std::optional<Cue>, kCueKinds>> cues_;
  WordMap<std::uint32_t> words_;
  WordMap<PronounKind> pronouns_;
  WordMap<Medium> media_;
  WordMap<SourceKind> heads_;
  WordMap<std::vector<Phrase>> phrases_;
};

}  // namespace dateline::attribution
