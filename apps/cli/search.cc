// dateline search: the claims of a query, the last recorded first, by the ledger's own indices.
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <string>

#include "command.h"
#include "ledger_commands.h"
#include "terminal.h"
#include "type_words.h"

namespace dateline::cli {
namespace {

constexpr std::size_t kIndent = 2;
constexpr std::size_t kMostShown = 1000000;

void Print(const ledger::StoredClaim& stored, const TypeWords& types, const Terminal& terminal) {
  const record::ClaimRecord& claim = stored.claim;
  const std::string voice = claim.source_name.empty() ? stored.publisher : claim.source_name;
  const ledger::ClaimDays days = ledger::DaysOf(claim, stored.published);
  std::string places;
  for (const record::PlaceRecord& place : claim.places)
    places += (places.empty() ? "" : ", ") + place.name;
  const std::string day = days.last ? days.last->ToString() : "no day";
  std::printf("%s  %s  %s  %s says  %s\n", day.c_str(),
              Harmless(types.InWords(claim.type, claim.realis)).c_str(),
              Harmless(places.empty() ? "no place" : places).c_str(),
              terminal.Styled(Harmless(voice.empty() ? "the report" : voice), Style::kBold).c_str(),
              terminal.Styled(claim.id, Style::kDim).c_str());
  const std::size_t width = std::max<std::size_t>(terminal.width, 40) - kIndent;
  std::printf("  %s\n", Wrapped(Harmless(claim.sentence_words), width, kIndent).c_str());
}

}  // namespace

int SearchCommand(Arguments arguments) {
  ledger::ClaimQuery query;
  std::size_t limit = 50;
  std::vector<Option> table = QueryOptionsInto(query);
  table.push_back(
      {"limit", "N", "how many claims at most (50)", [&](std::string_view value) -> Status {
         const auto [end, error] =
             std::from_chars(value.data(), value.data() + value.size(), limit);
         if (error == std::errc() && end == value.data() + value.size() && limit > 0 &&
             limit <= kMostShown)
           return Done{};
         return Error{ErrorCode::kInvalidInput,
                      "found --limit " + std::string(value) +
                          ", expected a whole number from 1 to " + std::to_string(kMostShown),
                      ""};
       }});
  const auto parsed = ParseArguments("search", arguments, table);
  if (!parsed.ok()) return UsageError("search", parsed.error());
  if (parsed->wants_help) return kExitDone;
  if (parsed->operands.empty()) {
    return UsageError("search", Error{ErrorCode::kInvalidInput,
                                      "expected a ledger and words or options of a query", ""});
  }
  for (std::size_t i = 1; i < parsed->operands.size(); ++i)
    query.words += (query.words.empty() ? "" : " ") + parsed->operands[i];
  const auto ledger = ledger::Ledger::Open(parsed->operands[0], ledger::Ledger::Mode::kRead);
  if (!ledger.ok()) {
    Complain(ledger.error());
    return kExitCannotOpen;
  }
  const auto types = TypeWords::Load();
  const auto claims = ledger->Find(query, limit + 1);  // one more tells whether there are more
  if (!claims.ok() || !types.ok()) {
    Complain(claims.ok() ? types.error() : claims.error());
    return kExitCannotOpen;
  }
  const Terminal terminal = Terminal::OfStandardOutput();
  const std::size_t shown = std::min(claims->size(), limit);
  for (std::size_t i = 0; i < shown; ++i) Print((*claims)[i], *types, terminal);
  if (shown == 0) std::printf("no claim\n");
  if (shown < claims->size())
    std::printf("the newest %zu are shown, there are more; --limit N shows N\n", shown);
  return kExitDone;
}

}  // namespace dateline::cli
