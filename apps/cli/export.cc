// dateline export: the record as GeoJSON or CSV.
#include <chrono>
#include <cstdio>
#include <string>

#include "command.h"
#include "io/env.h"
#include "ledger/ledger.h"
#include "publish/exports.h"

namespace dateline::cli {

int ExportCommand(Arguments arguments) {
  std::string format;
  publish::Profile profile = publish::Profile::kFull;
  const Option table[] = {
      {"format", "geojson|csv", "the format",
       [&](std::string_view value) -> Status {
         if (value != "geojson" && value != "csv") {
           return Error{ErrorCode::kInvalidInput,
                        "found --format " + std::string(value) + ", expected geojson or csv", ""};
         }
         format = value;
         return Done{};
       }},
      {"profile", "public|full", "what may leave: public is coarse and delayed (full)",
       [&](std::string_view value) -> Status {
         if (value != "public" && value != "full") {
           return Error{ErrorCode::kInvalidInput,
                        "found --profile " + std::string(value) + ", expected public or full", ""};
         }
         profile = value == "public" ? publish::Profile::kPublic : publish::Profile::kFull;
         return Done{};
       }},
  };
  const auto parsed = ParseArguments("export", arguments, table);
  if (!parsed.ok()) return UsageError("export", parsed.error());
  if (parsed->wants_help) return kExitDone;
  if (parsed->operands.size() != 1 || format.empty()) {
    return UsageError("export", Error{ErrorCode::kInvalidInput,
                                      "expected one ledger and --format geojson or csv", ""});
  }
  const auto ledger = ledger::Ledger::Open(parsed->operands[0], ledger::Ledger::Mode::kRead);
  if (!ledger.ok()) {
    Complain(ledger.error());
    return kExitCannotOpen;
  }
  const auto claims = ledger->Claims(std::nullopt);
  if (!claims.ok()) {
    Complain(claims.error());
    return kExitCannotOpen;
  }
  const Day today(std::chrono::floor<std::chrono::days>(
      std::chrono::sys_seconds(std::chrono::seconds(io::SystemEnv().NowSeconds()))));
  std::vector<publish::ExportRow> rows;
  for (const ledger::StoredClaim& stored : *claims) {
    auto row = publish::Allowed(
        {stored.claim, stored.document, stored.publisher, stored.title, stored.published}, profile,
        today);
    if (row) rows.push_back(std::move(*row));
  }
  const std::string out = format == "geojson" ? publish::ToGeoJson(rows) : publish::ToCsv(rows);
  if (std::fwrite(out.data(), 1, out.size(), stdout) != out.size() || std::fflush(stdout) != 0) {
    Complain(Error{ErrorCode::kIo, "could not write all of the export; check the space on the disk",
                   "standard output"});
    return kExitSomeFailed;
  }
  return kExitDone;
}

}  // namespace dateline::cli
