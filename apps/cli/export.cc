// dateline export: the claims of a query as a file, with a manifest, and a line in the ledger's
// log.
#include <cstdio>
#include <limits>
#include <string>

#include "command.h"
#include "io/env.h"
#include "ledger_commands.h"
#include "model/resources.h"
#include "publish/order.h"

namespace dateline::cli {
namespace {

struct ExportOptions {
  publish::Order order;
  bool has_format = false;
  std::string output, manifest;
};

Error Unknown(std::string_view option, std::string_view found, std::string_view expected) {
  return Error{ErrorCode::kInvalidInput,
               "found --" + std::string(option) + " " + std::string(found) + ", expected " +
                   std::string(expected),
               ""};
}

std::vector<Option> OptionsInto(ExportOptions& options) {
  std::vector<Option> table = QueryOptionsInto(options.order.query);
  table.push_back({"format", "geojson|csv|jsonl|acled", "the format; needed",
                   [&](std::string_view value) -> Status {
                     const auto format = publish::FormatOf(value);
                     if (!format) return Unknown("format", value, publish::kFormatNames);
                     options.order.format = *format;
                     options.has_format = true;
                     return Done{};
                   }});
  table.push_back({"dialect", "spreadsheet|exact",
                   "csv, acled: no cell runs as a formula (spreadsheet), or texts as they are",
                   [&](std::string_view value) -> Status {
                     if (value != "spreadsheet" && value != "exact")
                       return Unknown("dialect", value, "spreadsheet or exact");
                     options.order.dialect = value == "exact" ? publish::CsvDialect::kExact
                                                              : publish::CsvDialect::kSpreadsheet;
                     return Done{};
                   }});
  table.push_back({"profile", "public|full", "what may leave: public is coarse and delayed (full)",
                   [&](std::string_view value) -> Status {
                     if (value != "public" && value != "full")
                       return Unknown("profile", value, "public or full");
                     options.order.is_public = value == "public";
                     return Done{};
                   }});
  table.push_back({"output", "FILE", "where to write, with FILE.manifest.json (standard output)",
                   [&](std::string_view value) -> Status {
                     options.output = value;
                     options.manifest = std::string(value) + ".manifest.json";
                     return Done{};
                   }});
  table.push_back(
      {"manifest", "FILE", "where to write the manifest", [&](std::string_view value) -> Status {
         options.manifest = value;
         return Done{};
       }});
  return table;
}

// An export changes nothing but the log. Where the ledger may not be written it goes on without.
Result<ledger::Ledger> OpenToLog(const std::string& address, bool& can_log) {
  auto ledger = ledger::Ledger::Open(address, ledger::Ledger::Mode::kWrite);
  can_log = ledger.ok();
  if (can_log || ledger.error().code == ErrorCode::kNotFound) return ledger;
  return ledger::Ledger::Open(address, ledger::Ledger::Mode::kRead);
}

Status WriteOut(const ExportOptions& options, const publish::Export& made) {
  if (options.output.empty()) {
    std::fwrite(made.content.data(), 1, made.content.size(), stdout);  // main looks at the outcome
  } else {
    DL_RETURN_IF_ERROR(WriteFile(options.output, made.content));
  }
  // Last: a manifest says that its file is there.
  return options.manifest.empty() ? Status(Done{}) : WriteFile(options.manifest, made.manifest);
}

}  // namespace

int ExportCommand(Arguments arguments) {
  ExportOptions options;
  const auto table = OptionsInto(options);
  const auto parsed = ParseArguments("export", arguments, table);
  if (!parsed.ok()) return UsageError("export", parsed.error());
  if (parsed->wants_help) return kExitDone;
  if (parsed->operands.size() != 1 || !options.has_format) {
    return UsageError(
        "export",
        Error{ErrorCode::kInvalidInput,
              "expected one ledger and --format " + std::string(publish::kFormatNames), ""});
  }
  bool can_log = false;
  auto ledger = OpenToLog(parsed->operands[0], can_log);
  const auto house = LoadHouse();
  if (!ledger.ok() || !house.ok()) {
    Complain(ledger.ok() ? house.error() : ledger.error());
    return kExitCannotOpen;
  }
  options.order.now = io::SystemEnv().NowSeconds();
  const auto made =
      publish::Make(*ledger, *house, options.order, std::numeric_limits<std::int32_t>::max());
  if (!made.ok()) {
    Complain(made.error());
    return kExitCannotOpen;
  }
  const Status written = WriteOut(options, *made);
  if (!written.ok()) {
    Complain(written.error());
    return kExitSomeFailed;
  }
  const auto logged =
      can_log ? ledger->LogExport(publish::NameOf(options.order.format), made->manifest,
                                  options.order.now)
              : Result<ledger::Head>(Error{ErrorCode::kIo, "the ledger may not be written", ""});
  if (!logged.ok()) {
    Complain(Error{logged.error().code, "this export is not in the log: " + logged.error().message,
                   parsed->operands[0]});
  }
  return kExitDone;
}

}  // namespace dateline::cli
