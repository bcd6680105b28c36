// Evidence: what speaks for and against a stretch of text being meant as a place, as one value for
// each of a few groups; and the linear scorer over it (data/places/acceptance.tsv, learned by
// training/places).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/result.h"
#include "places/surroundings.h"
#include "places/toponym.h"

namespace dateline::places {

enum class EvidenceGroup : std::uint8_t {
  kKind,       // name of the gazetteer, unknown name, facility
  kMention,    // what the language stage takes it for
  kExtent,     // is that mention this stretch, or longer, or shorter?
  kLead,       // the word before it
  kNext,       // the word after it
  kWant,       // the cue beside it
  kShape,      // one word or more, capitals
  kBest,       // the best known place of that name
  kChoice,     // how many places have the name
  kTag,        // part of speech of its last word
  kSurname,    // does the document have it inside a person's full name?
  kBody,       // or inside the name of a body?
  kElsewhere,  // does the document have it as a place elsewhere?
  kLower,      // does the document write it in small letters elsewhere?
  kCalendar,   // a month or a day of the week
  kPerson,     // a frequent name of people
  kAbroad,     // are its namesakes where English is spoken, elsewhere, all in one other country?
  kJoined,     // "and" or a comma joins it to a stretch that is, or may be, a place
};
inline constexpr std::size_t kEvidenceGroups = 18;

struct PlaceEvidence {
  std::array<std::uint8_t, kEvidenceGroups> value{};
  // "In X", "near X", where the language stage has one name of a person or none: people do not
  // stand there, unless the document has them elsewhere. No feature of the model.
  bool is_misread = false;
  // The second place of "between X and Y".
  bool is_between = false;
  // An unknown name that nothing but the words before it calls a place.
  bool is_nothing_else = false;
  std::uint8_t of(EvidenceGroup group) const { return value[static_cast<std::size_t>(group)]; }
};

// The evidence for each of `candidates`. Linear in the number of tokens and candidates.
std::vector<PlaceEvidence> GatherEvidence(const Surroundings& around, const Gazetteer& gazetteer,
                                          const std::vector<Toponym>& candidates);

// A name that is hard to mistake for anything else: its own name of a town of some size, all of
// whose namesakes lie in one country where English is not spoken, and nothing in the document that
// has it as a person or a word. Also an unknown one that the language stage calls a place, in a
// list of places.
bool IsUnmistakable(const PlaceEvidence& evidence);

// A logistic model over the values and some pairs of values.
class Judge {
 public:
  static Result<Judge> Load();

  // Probability that it is meant as a place, 0 to 1, as calibrated as the corpora of the recipe.
  double Probability(const PlaceEvidence& evidence) const;

  // For the trainer: the features of some evidence, and how the table names them.
  static constexpr std::size_t kMostFeatures = 32;
  static std::size_t feature_count();
  static std::vector<std::uint32_t> FeaturesOf(const PlaceEvidence& evidence);
  static std::string NameOfFeature(std::uint32_t feature);

 private:
  std::vector<float> weights_;
};

}  // namespace dateline::places
