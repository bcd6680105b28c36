// dateline check: verifies that nothing was changed since it was recorded, and that what is derived
// can be derived again.
#include <cstdio>
#include <string>
#include <string_view>

#include "command.h"
#include "ledger/ledger.h"

namespace dateline::cli {

namespace {

bool IsHash(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// Prints what was found; how many findings that were.
Result<std::size_t> Findings(const ledger::Ledger& ledger, const std::string& head) {
  DL_ASSIGN_OR_RETURN(auto findings, ledger.Check());
  if (!head.empty()) {
    DL_ASSIGN_OR_RETURN(const bool has_head, ledger.HasEntry(head));
    if (!has_head) {
      findings.push_back(
          {"found no entry " + head + ": entries were cut off the end, or this is another ledger"});
    }
  }
  for (const ledger::Finding& finding : findings) std::printf("%s\n", finding.what.c_str());
  return findings.size();
}

Status PrintSound(const ledger::Ledger& ledger) {
  DL_ASSIGN_OR_RETURN(const auto totals, ledger.Count());
  DL_ASSIGN_OR_RETURN(const auto head, ledger.LastEntry());
  std::printf(
      "sound: %lld documents, %lld current claims; the chain, the hashes of the bytes, the quotes "
      "and the derived columns agree\nhead: entry %lld, %s\n",
      static_cast<long long>(totals.documents), static_cast<long long>(totals.claims),
      static_cast<long long>(head.number), head.hash.c_str());
  return Done{};
}

}  // namespace

int CheckCommand(Arguments arguments) {
  std::string head;
  const Option table[] = {
      {"head", "HASH", "an entry that an earlier check named: is it still there?",
       [&](std::string_view value) -> Status {
         head = value;
         if (IsHash(value)) return Done{};
         return Error{ErrorCode::kInvalidInput,
                      "found --head " + head + ", expected the 64 hexadecimal digits of an entry",
                      ""};
       }},
  };
  const auto parsed = ParseArguments("check", arguments, table);
  if (!parsed.ok()) return UsageError("check", parsed.error());
  if (parsed->wants_help) return kExitDone;
  if (parsed->operands.size() != 1) {
    return UsageError("check", Error{ErrorCode::kInvalidInput, "expected one ledger", ""});
  }
  const auto ledger = ledger::Ledger::Open(parsed->operands[0], ledger::Ledger::Mode::kRead);
  if (!ledger.ok()) {
    Complain(ledger.error());
    return kExitCannotOpen;
  }
  const auto count = Findings(*ledger, head);
  const auto status = count.ok() && *count == 0 ? PrintSound(*ledger) : Status(Done{});
  if (!count.ok() || !status.ok()) {
    Complain(count.ok() ? status.error() : count.error());
    return kExitCannotOpen;
  }
  if (*count == 0) return kExitDone;
  std::printf("%zu findings: the ledger was changed or damaged; compare it with a copy\n", *count);
  return kExitSomeFailed;
}

}  // namespace dateline::cli
