// A briefing in Markdown: what is new, what is disputed, what has changed, each line with who says
// so and links to the sentences. Nothing in it is said by the briefing itself.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "dateline/result.h"
#include "standing/board.h"
#include "standing/events.h"

namespace dateline::standing {

struct BriefOptions {
  Moment moment;
  std::optional<Day> since;           // events and changes from this day on; none: all
  std::vector<std::uint32_t> places;  // only these, by number; empty: all, and what has no place
  std::string link = "";  // before "?claim=c-..." and "?event=e-...": the address of the desk
  // What a person calls a happening; none: as it is named. It has the name of its type where
  // data/standing/happenings.tsv has no other.
  std::function<std::string(const std::string& happening)> in_words;
  std::size_t most_events = 200;  // newest first; the brief says what it left out
};

// What a line quotes of a claim.
struct Quoted {
  std::string sentence;
  std::string publisher;
};
using Quote = std::function<Result<Quoted>(ClaimRow)>;

// Errors: those of `quote`.
Result<std::string> BriefOf(const Index& index, const BriefOptions& options, const Quote& quote);

}  // namespace dateline::standing
