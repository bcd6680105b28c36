// dateline retract: an outlet no longer stands by a document or by one of its claims. Nothing is
// taken out: what is derived from it follows, and a retraction may be lifted.
#include <cstdio>
#include <string>

#include "command.h"
#include "io/env.h"
#include "ledger/ledger.h"
#include "ledger_commands.h"

namespace dateline::cli {
namespace {

// The document or the claim that the operand names, and who retracts unless that was said.
Status Resolve(const ledger::Ledger& ledger, const std::string& target,
               record::RetractionRecord& retraction) {
  std::string publisher;
  if (target.starts_with("c-")) {
    DL_ASSIGN_OR_RETURN(const auto stored, OneClaim(ledger, target));
    retraction.claim = stored.claim.id;
    retraction.document = stored.document;
    publisher = stored.publisher;
  } else {
    DL_ASSIGN_OR_RETURN(const auto stored, OneDocument(ledger, target));
    retraction.document = stored.document.id;
    publisher = stored.document.publisher;
  }
  if (retraction.by.empty()) retraction.by = publisher;
  return Done{};
}

}  // namespace

int RetractCommand(Arguments arguments) {
  record::RetractionRecord retraction;
  const Option table[] = {
      {"reason", "TEXT", "what the outlet says; needed",
       [&](std::string_view value) -> Status {
         retraction.reason = value;
         return Done{};
       }},
      {"by", "NAME", "who retracts (the publisher)",
       [&](std::string_view value) -> Status {
         retraction.by = value;
         return Done{};
       }},
      {"date", "YYYY-MM-DD", "the day on which it was retracted (today)",
       [&](std::string_view value) -> Status {
         DL_ASSIGN_OR_RETURN(retraction.said, ParseDay(value));
         return Done{};
       }},
      {"author", "NAME", "who records it (the name of the user)",
       [&](std::string_view value) -> Status {
         retraction.author = value;
         return Done{};
       }},
      {"lift", nullptr, "the outlet stands by it again",
       [&](std::string_view) -> Status {
         retraction.is_lifted = true;
         return Done{};
       }},
  };
  const auto parsed = ParseArguments("retract", arguments, table);
  if (!parsed.ok()) return UsageError("retract", parsed.error());
  if (parsed->wants_help) return kExitDone;
  if (parsed->operands.size() != 2 || retraction.reason.empty()) {
    return UsageError("retract",
                      Error{ErrorCode::kInvalidInput,
                            "expected a ledger, a document or a claim, and --reason TEXT", ""});
  }
  if (retraction.author.empty()) retraction.author = UserName();
  auto ledger = ledger::Ledger::Open(parsed->operands[0], ledger::Ledger::Mode::kWrite);
  if (!ledger.ok()) {
    Complain(ledger.error());
    return kExitCannotOpen;
  }
  const Status resolved = Resolve(*ledger, parsed->operands[1], retraction);
  const auto head = resolved.ok() ? ledger->Retract(retraction, io::SystemEnv().NowSeconds())
                                  : Result<ledger::Head>(resolved.error());
  if (!head.ok()) {
    Complain(head.error());
    return kExitSomeFailed;
  }
  const std::string& target = retraction.claim.empty() ? retraction.document : retraction.claim;
  std::printf("%s: %s, entry %lld\n", target.c_str(),
              retraction.is_lifted ? "retraction lifted" : "retracted",
              static_cast<long long>(head->number));
  return kExitDone;
}

}  // namespace dateline::cli
