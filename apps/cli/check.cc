// dateline check: verifies that nothing was changed since it was recorded, and that what is derived
// can be derived again.
#include <cstdio>

#include "command.h"
#include "ledger/ledger.h"

namespace dateline::cli {

int CheckCommand(Arguments arguments) {
  const auto parsed = ParseArguments("check", arguments, {});
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
  const auto findings = ledger->Check();
  if (!findings.ok()) {
    Complain(findings.error());
    return kExitCannotOpen;
  }
  for (const ledger::Finding& finding : *findings) std::printf("%s\n", finding.what.c_str());
  if (findings->empty()) {
    const auto documents = ledger->Documents();
    const auto claims = ledger->Claims(std::nullopt);
    std::printf(
        "sound: %zu documents, %zu claims; the chain, the hashes of the bytes, the quotes and the "
        "derived columns agree\n",
        documents.ok() ? documents->size() : 0, claims.ok() ? claims->size() : 0);
    return kExitDone;
  }
  std::printf("%zu findings: the ledger was changed or damaged; compare it with a copy\n",
              findings->size());
  return kExitSomeFailed;
}

}  // namespace dateline::cli
