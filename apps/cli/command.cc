#include "command.h"

#include <getopt.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstdio>
#include <cstring>

#include "terminal.h"

namespace dateline::cli {
namespace {

const Command* FindCommand(std::string_view name) {
  for (const Command& command : Commands()) {
    if (name == command.name) return &command;
  }
  return nullptr;
}

void PrintHelp(std::string_view name, std::span<const Option> options) {
  const Command* command = FindCommand(name);
  if (command != nullptr) {
    std::string usage = std::string("usage: dateline ") + command->name;
    if (!options.empty()) usage += " [OPTION]...";
    if (*command->operands != '\0') usage += std::string(" ") + command->operands;
    std::printf("%s\n%s\n", usage.c_str(), command->summary);
  }
  if (!options.empty()) std::printf("\noptions:\n");
  for (const Option& option : options) {
    const std::string left = std::string("--") + option.name +
                             (option.argument == nullptr ? "" : std::string(" ") + option.argument);
    std::printf("  %-34s %s\n", left.c_str(), option.help);
  }
}

}  // namespace

std::span<const Command> Commands() {
  static constexpr std::array<Command, 16> kCommands = {{
      {"read", "[FILE|-]...",
       "Read reports and print what they claim, who says it, where and when.", &ReadCommand},
      {"add", "LEDGER SOURCE...",
       "Read reports and record them: files, folders, .jsonl, - for standard input.", &AddCommand},
      {"board", "LEDGER", "The state of places, each with who says so.", &BoardCommand},
      {"events", "LEDGER", "What happened, joined across reports: how it stands and by whose word.",
       &EventsCommand},
      {"brief", "LEDGER", "A briefing in Markdown: what is new, disputed and changed.",
       &BriefCommand},
      {"why", "LEDGER CLAIM|EVENT|PLACE",
       "The chain from a state back to the sentence, the document and its hash.", &WhyCommand},
      {"search", "LEDGER [WORD]...", "Find claims by words, place, day, type and source.",
       &SearchCommand},
      {"diff", "LEDGER DOCUMENT", "What a corrected page says other than the version before it.",
       &DiffCommand},
      {"review", "LEDGER CLAIM confirm|correct|reject|merge|split|note",
       "Record what a person says of a reading; the claim stays as it was read.", &ReviewCommand},
      {"retract", "LEDGER DOCUMENT|CLAIM --reason TEXT",
       "Record that an outlet no longer stands by what it published.", &RetractCommand},
      {"export", "LEDGER --format FORMAT",
       "Write claims as a file: GeoJSON, CSV, JSON lines, the ACLED column layout.",
       &ExportCommand},
      {"serve", "LEDGER", "Serve the record over HTTP on this machine.", &ServeCommand},
      {"check", "LEDGER",
       "Verify hashes, the chain, and that what is derived can be derived again.", &CheckCommand},
      {"migrate", "OLD NEW", "Make a ledger of this version of one of version 1, which stays.",
       &MigrateCommand},
      {"gazetteer", "info|build|find ...", "Look into the gazetteer in the box, or build another.",
       &GazetteerCommand},
      {"version", "", "Print the version of the engine and of what it carries.", &VersionCommand},
  }};
  return kCommands;
}

Result<ParsedArguments> ParseArguments(std::string_view command, Arguments arguments,
                                       std::span<const Option> options) {
  std::vector<option> table;
  for (const Option& known : options) {
    table.push_back(
        {known.name, known.argument == nullptr ? no_argument : required_argument, nullptr, 0});
  }
  table.push_back({"help", no_argument, nullptr, 0});
  table.push_back({nullptr, 0, nullptr, 0});
  // getopt permutes its array of pointers and wants a program name in front.
  std::vector<char*> argv = {const_cast<char*>("dateline")};
  argv.insert(argv.end(), arguments.begin(), arguments.end());
  argv.push_back(nullptr);
  const int argc = static_cast<int>(argv.size()) - 1;
  optind = 0;
  opterr = 0;
  ParsedArguments parsed;
  while (true) {
    int index = -1;
    const int seen = optind == 0 ? 1 : optind;
    const int found = getopt_long(argc, argv.data(), ":", table.data(), &index);
    if (found == -1) break;
    if (found == ':') {
      return Error{ErrorCode::kInvalidInput,
                   std::string("the option ") + argv[static_cast<std::size_t>(optind - 1)] +
                       " needs a value",
                   ""};
    }
    if (found == '?') {
      const int at = optind > seen ? optind - 1 : seen;
      return Error{ErrorCode::kInvalidInput,
                   std::string("found the option ") + argv[static_cast<std::size_t>(at)] +
                       ", which `dateline " + std::string(command) + "` does not have",
                   ""};
    }
    if (index == static_cast<int>(options.size())) {
      PrintHelp(command, options);
      parsed.wants_help = true;
      return parsed;
    }
    DL_RETURN_IF_ERROR(
        options[static_cast<std::size_t>(index)].apply(optarg == nullptr ? "" : optarg));
  }
  for (int i = optind; i < argc; ++i)
    parsed.operands.emplace_back(argv[static_cast<std::size_t>(i)]);
  return parsed;
}

void Complain(const Error& error) {
  std::fflush(stdout);  // in the order in which things happened
  const bool may_follow_a_bar = ::isatty(STDERR_FILENO) != 0;
  std::fprintf(stderr, "%sdateline: %s\n", may_follow_a_bar ? "\r\x1b[K" : "",
               Harmless(error.ToString()).c_str());
}

int UsageError(std::string_view command, const Error& error) {
  Complain(error);
  std::fprintf(stderr, "See `dateline %.*s --help`.\n", static_cast<int>(command.size()),
               command.data());
  return kExitUsage;
}

Status ParseThreads(std::string_view value, unsigned& threads) {
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), threads);
  if (error != std::errc() || end != value.data() + value.size() || threads < 1 || threads > 256) {
    return Error{
        ErrorCode::kInvalidInput,
        "found --threads " + std::string(value) + ", expected a whole number from 1 to 256", ""};
  }
  return Done{};
}

}  // namespace dateline::cli
