// dateline search: the claims of a query, the last recorded first, by the ledger's own indices.
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <string>

#include "command.h"
#include "ledger_commands.h"
#include "terminal.h"

namespace dateline::cli {
namespace {

constexpr std::size_t kIndent = 2;

void Print(const ledger::StoredClaim& stored, const Terminal& terminal) {
  const record::ClaimRecord& claim = stored.claim;
  const std::string voice = claim.source_name.empty() ? stored.publisher : claim.source_name;
  const ledger::ClaimDays days = ledger::DaysOf(claim, stored.published);
  std::string places;
  for (const record::PlaceRecord& place : claim.places)
    places += (places.empty() ? "" : ", ") + place.name;
  const std::string day = days.last ? days.last->ToString() : "no day";
  std::printf("%s  %s%s  %s  %s says  %s\n", day.c_str(), claim.type.c_str(),
              claim.realis == "asserted" ? "" : (" (" + claim.realis + ")").c_str(),
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
         if (error == std::errc() && end == value.data() + value.size() && limit > 0) return Done{};
         return Error{ErrorCode::kInvalidInput,
                      "found --limit " + std::string(value) + ", expected a whole number above 0",
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
  const auto claims = ledger->Find(query, limit);
  if (!claims.ok()) {
    Complain(claims.error());
    return kExitCannotOpen;
  }
  const Terminal terminal = Terminal::OfStandardOutput();
  for (const ledger::StoredClaim& stored : *claims) Print(stored, terminal);
  if (claims->empty()) std::printf("no claim\n");
  if (claims->size() == limit) std::printf("%zu claims shown; --limit shows more\n", limit);
  return kExitDone;
}

}  // namespace dateline::cli
