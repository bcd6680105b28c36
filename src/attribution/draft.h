// A draft: an attribution while it is being found, in tokens.
#pragma once

#include <optional>
#include <vector>

#include "attribution/range.h"
#include "dateline/reading.h"

namespace dateline::attribution {

// How sure the rules are that a draft is reported speech with these parts: shares of right ones
// among drafts of the sort, roughly; not calibrated for a single draft. Below 0.5, unless
// inherited, it is an attitude ("supports", "wants") and nothing that its source puts forward.
namespace confidence {
inline constexpr double kClause = 0.9;     // cue with a clause or a quotation, and a source
inline constexpr double kPattern = 0.75;   // by neighbouring words where the tree has no clause
inline constexpr double kNominal = 0.6;    // a noun phrase or an infinitive is the content
inline constexpr double kNoSource = 0.5;   // "is believed to", "allegedly"
inline constexpr double kAttitude = 0.4;   // the cue is no word of saying: wants, supports, plans
inline constexpr double kInherited = 0.4;  // no cue of its own
inline constexpr double kFreeIndirect = 0.3;  // nor marks: told on by the narrator
}  // namespace confidence

struct Draft {
  std::optional<TokenRange> source;
  std::optional<TokenIndex> source_head;  // the word that stands for the speaker; a relative's noun
  TokenRange cue;
  TokenIndex cue_head;
  std::vector<TokenRange> content;  // in text order, disjoint
  CueClass cue_class = CueClass::kSays;
  bool is_inherited = false;
  bool is_of_rule = false;  // a rule found this cue too
  bool is_added = false;    // the rule alone, where the tagger saw nothing
  bool is_cut = false;      // ended before the tree would end it, by the tense of what follows
  double confidence = confidence::kClause;
};

}  // namespace dateline::attribution
