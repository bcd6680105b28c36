// What every command of the program shares: exit codes, options, messages and the list of commands.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/result.h"

namespace dateline::cli {

inline constexpr int kExitDone = 0;
inline constexpr int kExitSomeFailed =
    1;  // each failed input was named on standard error, the rest is done
inline constexpr int kExitUsage = 2;
inline constexpr int kExitCannotOpen = 3;  // the ledger or the model could not be opened

using Arguments = std::span<char* const>;  // what follows the name of the command

struct Option {
  const char* name;      // without dashes: "date"
  const char* argument;  // "YYYY-MM-DD" for the help; null for a switch
  const char* help;      // one line
  std::function<Status(std::string_view value)> apply;  // an Error is a usage error
};

struct Command {
  const char* name;
  const char* operands;  // "LEDGER SOURCE..."
  const char* summary;   // one line
  int (*run)(Arguments arguments);
};

// Every command, in the order of the help.
std::span<const Command> Commands();

// Reads options (GNU style, anywhere among the operands, "--" ends them) and returns the operands.
// `--help` prints the command's help and sets `wants_help`. Errors: kInvalidInput with the option
// and what was expected.
struct ParsedArguments {
  std::vector<std::string> operands;
  bool wants_help = false;
};
Result<ParsedArguments> ParseArguments(std::string_view command, Arguments arguments,
                                       std::span<const Option> options);

// "dateline: <message>" on standard error.
void Complain(const Error& error);
// Complain, then how to see the usage of `command`; returns kExitUsage.
int UsageError(std::string_view command, const Error& error);

// One function a command, each in a file of its name.
int ReadCommand(Arguments arguments);
int AddCommand(Arguments arguments);
int BoardCommand(Arguments arguments);
int EventsCommand(Arguments arguments);
int BriefCommand(Arguments arguments);
int WhyCommand(Arguments arguments);
int SearchCommand(Arguments arguments);
int DiffCommand(Arguments arguments);
int ReviewCommand(Arguments arguments);
int RetractCommand(Arguments arguments);
int MigrateCommand(Arguments arguments);
int ExportCommand(Arguments arguments);
int ServeCommand(Arguments arguments);
int CheckCommand(Arguments arguments);
int GazetteerCommand(Arguments arguments);
int VersionCommand(Arguments arguments);

// The appliers that several commands use.
Status ParseThreads(std::string_view value, unsigned& threads);  // 1 to 256

}  // namespace dateline::cli
