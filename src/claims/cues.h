// Cues of realis and of construction: data/claims/cues.en.tsv.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "claims/vocabulary.h"
#include "dateline/claim.h"
#include "dateline/result.h"

namespace dateline::claims {

enum class CueKind : std::uint8_t {
  kAuxiliary,
  kGovernor,
  kAdverb,
  kModifier,
  kMark,
  kNegation,
  kLight,          // a verb that only carries its event noun
  kUndergo,        // a verb whose subject undergoes what follows "under"
  kSince,          // before a time: from then until the publication
  kOffTime,        // before a time: the happening is not at it
  kRetell,         // a word whose argument is an event that was told before
  kDefinite,       // a determiner of what is known: "the", "this"
  kBy,             // before who acts
  kUnder,          // before what a subject undergoes
  kRelative,       // a pronoun for the noun before it
  kFirstPerson,    // the speaker and their side
  kObjectControl,  // before a gerund whose subject is the object of the verb
  kPurpose,        // before what a verb wants: "called for the release"
  kCausative,      // a verb whose object does what follows: "forced people to leave"
  kPut,            // a verb that brings its object "under" or "into" what an event noun names
  kHappen,         // a verb whose subject is the event that its clause tells of
  kLed,            // a participle behind a hyphen whose first part acts: "Saudi-led"
  kPart,           // a participle before a part of what was named: "including"
  kMember,         // between persons and the body that they belong to: "guerrillas of the front"
  kVague,          // a noun that names nobody: "two others"
  kCite,           // a participle whose object is the source's own source
  kWage,           // a word whose subject wages the act that hangs below it: "planned an assault"
  kLeave,          // a verb whose subject made its object what a participle says it is
  kAs,             // before what a thing is used as
  kParty,          // before the other side of what happens: "talks with Moscow"
  kInvolve,        // a verb between an event and a part of it
  kRecord,         // a verb whose subject puts forward the number or event that is its object
  kWill,           // a verb of will or order: its infinitive is an act of those it speaks of
  kPartOf,         // a noun that is a part of the event behind it: "a round of talks"
  kTopic,          // a noun of talk: what it is "on" is wanted
  kAbout,          // before what such talk is on
  kAddress,        // a verb whose object is spoken to or judged: a party, not a place
  kBear,           // a light verb whose subject undergoes its event: "faced attacks"
  kNotice,         // a light verb whose subject only tells or sees its event: "reported attacks"
  kAppeal,         // a verb that tells those behind its preposition to act: "called on X to leave"
  kIndefinite,     // a determiner of one of several: "a", "another"
  kAccuse,         // a verb of which the one who accuses is the source
  kNeedsObject,    // a verb that without an object is a passive without its auxiliary
  kWhole,          // between a thing and what it is a part of or belongs to: "offices of the union"
};
inline constexpr std::size_t kCueKinds = 44;

class Cues {
 public:
  static Result<Cues> Load(Vocabulary& vocabulary);
  // What the word says in this use; none if nothing. kLight and kUndergo say kAsserted.
  std::optional<Realis> Effect(CueKind kind, WordId word) const;
  bool Is(CueKind kind, WordId word) const { return Effect(kind, word).has_value(); }

 private:
  std::array<std::vector<std::optional<Realis>>, kCueKinds> effects_;  // by word
};

}  // namespace dateline::claims
