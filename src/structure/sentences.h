// Sentences: runs of the tokens of one block.
#pragma once

#include <string_view>
#include <vector>

#include "dateline/byte_span.h"
#include "structure/boundary.h"
#include "structure/lexicon.h"

namespace dateline::structure {

// For each token of a block: does a sentence end after it? The last one always does. `tokens` are
// those of the block.
std::vector<bool> SentenceEnds(std::string_view text, const std::vector<ByteSpan>& tokens,
                               const Lexicon& lexicon, const BoundaryJudge& judge);

// What the rules alone say of the gap after each token of a block.
std::vector<RuleVerdict> RuleVerdicts(std::string_view text, const std::vector<ByteSpan>& tokens,
                                      const Lexicon& lexicon);

// Walks over the gaps that are judged, in order. `decide(gap)` says whether a sentence ends there.
template <typename Decide>
void ForEachGap(std::string_view text, const std::vector<ByteSpan>& tokens,
                const std::vector<RuleVerdict>& rules, const BoundaryContext& context,
                const Decide& decide) {
  Gap gap;
  gap.begins_lower = context.shape(0) == Shape::kLower;
  for (std::size_t at = 0; at + 1 < tokens.size(); ++at) {
    const char first = text[tokens[at].begin().value()];
    if (first == '"') gap.is_quote_open = !gap.is_quote_open;
    if (first == '(' || first == '[') ++gap.bracket_depth;
    if ((first == ')' || first == ']') && gap.bracket_depth > 0) --gap.bracket_depth;
    ++gap.since_last;
    if (!context.IsCandidate(at)) continue;
    gap.at = at;
    gap.rule = rules[at];
    if (!decide(gap)) continue;
    gap.since_last = 0;
    gap.bracket_depth = 0;  // a bracket that was never closed ends with its sentence
  }
}

}  // namespace dateline::structure
