// dateline events: claims about one happening joined, with how they stand and who says so.
#include <algorithm>
#include <cstdio>
#include <set>
#include <string>
#include <vector>

#include "command.h"
#include "event_text.h"
#include "ledger_commands.h"
#include "terminal.h"

namespace dateline::cli {
namespace {

struct EventsOptions : MomentOptions {
  std::string place, standing;
  std::optional<Day> since;
  bool as_json = false;
};

// A standing that no rule gives would find nothing, silently.
Status CheckStanding(const standing::Index& index, const std::string& asked) {
  if (asked.empty()) return Done{};
  std::string all;
  std::set<std::string> named;
  for (const auto& rule : index.policy().rules.rules()) {
    if (rule.standing == asked) return Done{};
    if (named.insert(rule.standing).second) all += (all.empty() ? "" : ", ") + rule.standing;
  }
  return Error{ErrorCode::kInvalidInput, "found --standing " + asked + ", expected one of: " + all,
               ""};
}

bool IsAsked(const standing::Index& index, const standing::Event& event,
             const EventsOptions& options) {
  if (options.since && event.last < standing::NumberOf(*options.since)) return false;
  if (!options.standing.empty() && StandingOf(index, event) != options.standing) return false;
  if (options.place.empty()) return true;
  const std::uint32_t place = index.groups()[event.group].place;
  return place != standing::kNone && NamesMatch(index.places()[place].name, options.place);
}

std::vector<Option> TableOf(EventsOptions& options) {
  std::vector<Option> table = MomentTable(options);
  table.push_back({"place", "NAME", "only at places with this in their name",
                   [&](std::string_view value) -> Status {
                     options.place = value;
                     return Done{};
                   }});
  table.push_back({"since", "YYYY-MM-DD", "what happened on this day or later",
                   [&](std::string_view value) -> Status {
                     DL_ASSIGN_OR_RETURN(options.since, ParseDay(value));
                     return Done{};
                   }});
  table.push_back({"standing", "NAME", "only with this standing: disputed, cross-side, ...",
                   [&](std::string_view value) -> Status {
                     options.standing = value;
                     return Done{};
                   }});
  table.push_back(FormatInto(options.as_json));
  return table;
}

}  // namespace

int EventsCommand(Arguments arguments) {
  EventsOptions options;
  const std::vector<Option> table = TableOf(options);
  const auto parsed = ParseArguments("events", arguments, table);
  if (!parsed.ok()) return UsageError("events", parsed.error());
  if (parsed->wants_help) return kExitDone;
  if (parsed->operands.size() != 1) {
    return UsageError("events", Error{ErrorCode::kInvalidInput, "expected one ledger", ""});
  }
  const auto record = OpenWithIndex(parsed->operands[0]);
  if (!record.ok()) {
    Complain(record.error());
    return kExitCannotOpen;
  }
  const standing::Index& index = (*record)->index();
  if (const Status known = CheckStanding(index, options.standing); !known.ok())
    return UsageError("events", known.error());
  std::vector<standing::Event> events = standing::AllEvents(index, options.moment());
  std::erase_if(events,
                [&](const standing::Event& event) { return !IsAsked(index, event, options); });
  if (options.as_json) {
    std::fputs(EventsAsJson(index, events, options.as_of, options.known_at).c_str(), stdout);
    return kExitDone;
  }
  const auto types = TypeWords::Load();
  if (!types.ok()) {
    Complain(types.error());
    return kExitCannotOpen;
  }
  const Terminal terminal = Terminal::OfStandardOutput();
  for (const standing::Event& event : events) PrintEvent(index, event, *types, terminal);
  std::printf("%s. `dateline why LEDGER EVENT` shows every sentence of one.\n",
              events.size() == 1 ? "1 event" : (std::to_string(events.size()) + " events").c_str());
  return kExitDone;
}

}  // namespace dateline::cli
