// dateline export: the record as GeoJSON or CSV.
#include <cstdio>
#include <string>

#include "command.h"
#include "ledger/ledger.h"
#include "ledger_commands.h"
#include "publish/exports.h"
#include "publish/profile.h"

namespace dateline::cli {
int ExportCommand(Arguments arguments) {
  std::string format;
  bool is_public = false;
  std::optional<Day> known_at;
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
         is_public = value == "public";
         return Done{};
       }},
      {"known-at", "YYYY-MM-DD", "only what had been published by this day",
       [&](std::string_view value) -> Status {
         DL_ASSIGN_OR_RETURN(known_at, ParseDay(value));
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
  const auto profile = LoadPublicProfile();
  const auto claims = ledger->Claims(known_at);
  if (!claims.ok() || !profile.ok()) {
    Complain(claims.ok() ? profile.error() : claims.error());
    return kExitCannotOpen;
  }
  const Day today = Today();
  std::vector<publish::ExportRow> rows;
  for (const ledger::StoredClaim& stored : *claims) {
    publish::ExportRow row{stored.claim, stored.document, stored.publisher, stored.title,
                           stored.published};
    if (!is_public) {
      rows.push_back(std::move(row));
    } else if (auto allowed = profile->Allowed(std::move(row), today)) {
      rows.push_back(std::move(*allowed));
    }
  }
  const std::string out = format == "geojson" ? publish::ToGeoJson(rows) : publish::ToCsv(rows);
  std::fwrite(out.data(), 1, out.size(), stdout);  // main looks whether all was written
  return kExitDone;
}

}  // namespace dateline::cli
