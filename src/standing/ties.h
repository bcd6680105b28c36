// Ties: what two claims share so that they have one origin although they were printed apart. A
// copied passage (25 words and more), an utterance (a quoted string of 8 words and more), a piece
// of media.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "record/claim_record.h"

namespace dateline::standing {

// Runs of `words` words that hold the trigger, as numbers: two claims that share one stand in the
// same passage.
inline constexpr std::size_t kPassageWords = 25;
std::vector<std::uint64_t> PassageKeys(std::string_view text, ByteSpan trigger);

// Two numbers, of which two claims that share a passage share at least one: the trigger with the
// twelve words before it, and with the twelve behind it. A filter without misses; few others pass.
std::vector<std::uint64_t> PassageHints(std::string_view text, ByteSpan trigger);

// Runs of eight words inside the quotation marks that stand around the trigger.
inline constexpr std::size_t kQuoteWords = 8;
std::vector<std::uint64_t> QuoteKeys(const record::ClaimRecord& claim);

// The video, photo or document that the claim rests on: by who posted it, or by its address.
std::vector<std::uint64_t> MediaKeys(const record::ClaimRecord& claim);

}  // namespace dateline::standing
