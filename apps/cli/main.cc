// dateline: picks the command; each command lives in a file of its own name.
#include <csignal>
#include <cstdio>
#include <exception>
#include <string_view>

#include "command.h"

namespace {

void PrintOverview(std::FILE* out) {
  std::fputs(
      "usage: dateline COMMAND [OPTION]... [ARGUMENT]...\n\n"
      "Reads news reports and keeps the record of who says that what happened where and when.\n\n",
      out);
  for (const auto& command : dateline::cli::Commands()) {
    std::fprintf(out, "  %-10s %s\n", command.name, command.summary);
  }
  std::fputs("\n`dateline COMMAND --help` tells more.\n", out);
}

// Standard output may be a full disk or a closed pipe; says so once, whatever the command.
bool AllWasWritten() {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return true;
  dateline::cli::Complain(dateline::Error{
      dateline::ErrorCode::kIo,
      "could not write all results; check the space on the disk or the reader of the pipe",
      "standard output"});
  return false;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace dateline;  // NOLINT: the program's only scope
  // A file that grows beyond the limit of the process is an error of its write, and not our end.
  std::signal(SIGXFSZ, SIG_IGN);
  const std::string_view name = argc > 1 ? argv[1] : "";
  if (name.empty() || name == "--help" || name == "-h" || name == "help") {
    PrintOverview(name.empty() ? stderr : stdout);
    return name.empty() ? cli::kExitUsage : cli::kExitDone;
  }
  for (const cli::Command& command : cli::Commands()) {
    if (name != command.name &&
        !(name == "--version" && std::string_view(command.name) == "version"))
      continue;
    try {
      const int code = command.run(cli::Arguments(argv + 2, static_cast<std::size_t>(argc - 2)));
      return AllWasWritten() || code != cli::kExitDone ? code : cli::kExitSomeFailed;
    } catch (const std::exception& failure) {  // std may throw bad_alloc; nothing of ours throws
      cli::Complain(Error{ErrorCode::kInternal, std::string("stopped: ") + failure.what(), ""});
      return cli::kExitSomeFailed;
    }
  }
  std::fprintf(stderr, "dateline: found the command \"%s\", expected one of these:\n\n", argv[1]);
  PrintOverview(stderr);
  return cli::kExitUsage;
}
