// Who a cue's source is, by the dependency tree: its subject, that of the verb it is coordinated
// with, the agent of a passive, the noun before a relative pronoun.
#pragma once

#include <optional>

#include "attribution/scene.h"

namespace dateline::attribution {

struct SourceSpan {
  TokenRange span;
  TokenIndex head;  // what stands for the speaker; for "who", the noun before it
};

// `is_passive`: the source is an agent, not the subject.
std::optional<SourceSpan> SourceOfVerb(const Scene& scene, TokenIndex cue, bool is_passive);

// "Quoted the ministry as saying", "the minister was quoted by X as saying": who is cited, before
// the verb that `as` opens.
std::optional<TokenIndex> CitedBefore(const Scene& scene, TokenIndex cue);

// Of a noun: "X's claim", "claims by X".
std::optional<SourceSpan> SourceOfNoun(const Scene& scene, TokenIndex cue);

// The noun phrase of `head`, between `limit`s that it must not cross.
SourceSpan PhraseOf(const Scene& scene, TokenIndex head, TokenRange limit);

}  // namespace dateline::attribution
