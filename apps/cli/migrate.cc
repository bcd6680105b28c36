// dateline migrate: makes a ledger of the version of this program of one of version 1. The old file
// stays as it is.
#include "ledger/migrate.h"

#include <cstdio>
#include <filesystem>

#include "command.h"
#include "io/env.h"
#include "ledger_commands.h"

namespace dateline::cli {
namespace {

// The new ledger is closed again when this returns.
Result<ledger::Migrated> MigrateInto(const std::string& old, const std::string& made) {
  DL_ASSIGN_OR_RETURN(auto into, ledger::Ledger::Open(made, ledger::Ledger::Mode::kCreate));
  return ledger::Migrate(old, into, io::SystemEnv().NowSeconds());
}

}  // namespace

int MigrateCommand(Arguments arguments) {
  const auto parsed = ParseArguments("migrate", arguments, {});
  if (!parsed.ok()) return UsageError("migrate", parsed.error());
  if (parsed->wants_help) return kExitDone;
  if (parsed->operands.size() != 2) {
    return UsageError("migrate",
                      Error{ErrorCode::kInvalidInput,
                            "expected a ledger of version 1 and the name of a new one", ""});
  }
  const std::string& old = parsed->operands[0];
  const std::string& made = parsed->operands[1];
  std::error_code ignored;
  const bool is_new = !std::filesystem::exists(made, ignored);
  const auto done = MigrateInto(old, made);
  if (!done.ok()) {
    Complain(done.error());
    if (is_new) std::filesystem::remove(made, ignored);  // half of it is no ledger
    return kExitCannotOpen;
  }
  std::printf("%zu documents, %zu readings, %zu claims; the old ledger stays as it is\n",
              done->documents, done->readings, done->claims);
  return kExitDone;
}

}  // namespace dateline::cli
