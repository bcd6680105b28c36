// dateline review: what a person says of a reading: confirm, correct, reject, merge, split, note.
// The claim stays as it was read; what is derived from it follows the review.
#include <cstdio>
#include <string>

#include "command.h"
#include "io/env.h"
#include "ledger/ledger.h"
#include "ledger_commands.h"

namespace dateline::cli {
namespace {

// "field=value" of --set.
Status AddCorrection(std::string_view text, record::ReviewRecord& review) {
  const std::size_t sign = text.find('=');
  if (sign == std::string_view::npos || sign == 0) {
    return Error{ErrorCode::kInvalidInput,
                 "found --set " + std::string(text) + ", expected FIELD=VALUE", ""};
  }
  review.corrections.push_back(
      {std::string(text.substr(0, sign)), std::string(text.substr(sign + 1))});
  return Done{};
}

// What the action asks for besides the claim.
Status CheckWhole(const record::ReviewRecord& review) {
  using enum record::ReviewAction;
  const auto needs = [&](std::string_view what) {
    return Error{ErrorCode::kInvalidInput,
                 std::string(record::NameOf(review.action)) + " needs " + std::string(what), ""};
  };
  const bool is_of_events = review.action == kMerge || review.action == kSplit;
  if (review.action == kCorrect && review.corrections.empty()) return needs("--set FIELD=VALUE");
  if (review.action != kCorrect && !review.corrections.empty())
    return Error{ErrorCode::kInvalidInput, "found --set, which only correct takes", ""};
  if (is_of_events && review.others.empty()) return needs("--with CLAIM");
  if (!is_of_events && !review.others.empty())
    return Error{ErrorCode::kInvalidInput, "found --with, which only merge and split take", ""};
  const bool needs_reason = review.action == kReject || review.action == kNote;
  if (needs_reason && review.reason.empty()) return needs("--reason TEXT");
  return Done{};
}

// Ids may be given by their beginning.
Status Resolve(const ledger::Ledger& ledger, record::ReviewRecord& review) {
  DL_ASSIGN_OR_RETURN(const auto stored, OneClaim(ledger, review.claim));
  review.claim = stored.claim.id;
  review.document = stored.document;
  for (std::string& other : review.others) {
    DL_ASSIGN_OR_RETURN(const auto found, OneClaim(ledger, other));
    other = found.claim.id;
  }
  return Done{};
}

}  // namespace

int ReviewCommand(Arguments arguments) {
  record::ReviewRecord review;
  const Option table[] = {
      {"author", "NAME", "who reviews (the name of the user)",
       [&](std::string_view value) -> Status {
         review.author = value;
         return Done{};
       }},
      {"reason", "TEXT", "why; reject and note need it",
       [&](std::string_view value) -> Status {
         review.reason = value;
         return Done{};
       }},
      {"set", "FIELD=VALUE", "correct: what a slot should be; may be given again",
       [&](std::string_view value) { return AddCorrection(value, review); }},
      {"with", "CLAIM", "merge, split: another claim; may be given again",
       [&](std::string_view value) -> Status {
         review.others.emplace_back(value);
         return Done{};
       }},
  };
  const auto parsed = ParseArguments("review", arguments, table);
  if (!parsed.ok()) return UsageError("review", parsed.error());
  if (parsed->wants_help) return kExitDone;
  const auto action =
      parsed->operands.size() == 3 ? record::ReviewActionOf(parsed->operands[2]) : std::nullopt;
  if (!action) {
    return UsageError("review",
                      Error{ErrorCode::kInvalidInput,
                            "expected a ledger, a claim, and confirm, correct, reject, merge, "
                            "split or note",
                            ""});
  }
  review.action = *action;
  if (const Status whole = CheckWhole(review); !whole.ok())
    return UsageError("review", whole.error());
  if (review.author.empty()) review.author = UserName();
  auto ledger = ledger::Ledger::Open(parsed->operands[0], ledger::Ledger::Mode::kWrite);
  if (!ledger.ok()) {
    Complain(ledger.error());
    return kExitCannotOpen;
  }
  review.claim = parsed->operands[1];
  const Status resolved = Resolve(*ledger, review);
  const auto head = resolved.ok() ? ledger->Review(review, io::SystemEnv().NowSeconds())
                                  : Result<ledger::Head>(resolved.error());
  if (!head.ok()) {
    Complain(head.error());
    return kExitSomeFailed;
  }
  std::printf("%s: %s, entry %lld\n", review.claim.c_str(), parsed->operands[2].c_str(),
              static_cast<long long>(head->number));
  return kExitDone;
}

}  // namespace dateline::cli
