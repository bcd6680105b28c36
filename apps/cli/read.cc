// dateline read: reports in, readings out, one document a file, results in the order of the inputs.
#include <cstdio>
#include <string>

#include "claim_table.h"
#include "command.h"
#include "dateline/day.h"
#include "intake/intake.h"
#include "io/env.h"
#include "ledger_commands.h"
#include "pipeline/batch.h"
#include "reading_tables.h"
#include "terminal.h"
#include "text/conllu_format.h"
#include "text/json_format.h"

namespace dateline::cli {
namespace {

enum class OutputFormat { kTable, kJson, kJsonl, kConllu };

struct ReadOptions {
  intake::IntakeOptions intake;
  ReadingTables tables;
  OutputFormat format = OutputFormat::kTable;
  text::JsonOptions json;
  pipeline::BatchOptions batch;
  std::string language_model;  // a file, or empty
  bool shows_timings = false;
};

constexpr std::uint64_t kLargestModelBytes = 256u << 20;

Status Choose(std::string_view value, std::string_view what,
              std::initializer_list<std::pair<std::string_view, std::function<void()>>> choices) {
  std::string known;
  for (const auto& [name, apply] : choices) {
    if (name == value) {
      apply();
      return Done{};
    }
    known += (known.empty() ? "" : ", ") + std::string(name);
  }
  return Error{
      ErrorCode::kInvalidInput,
      "found --" + std::string(what) + " " + std::string(value) + ", expected one of: " + known,
      ""};
}

std::vector<Option> OptionsInto(ReadOptions& o) {
  return {
      {"date", "YYYY-MM-DD", "the day of publication",
       [&](std::string_view value) -> Status {
         DL_ASSIGN_OR_RETURN(o.intake.date, ParseDay(value));
         return Done{};
       }},
      {"publisher", "NAME", "who published it",
       [&](std::string_view value) -> Status {
         o.intake.publisher = value;
         return Done{};
       }},
      {"language", "CODE", "the language of the text (en)",
       [&](std::string_view value) -> Status {
         return Choose(value, "language", {{"en", [&] { o.intake.language = "en"; }}});
       }},
      {"input", "text|html|conllu", "what the input is (by its name and first bytes)",
       [&](std::string_view value) -> Status {
         using intake::InputFormat;
         return Choose(value, "input",
                       {{"text", [&] { o.intake.format = InputFormat::kText; }},
                        {"html", [&] { o.intake.format = InputFormat::kHtml; }},
                        {"conllu", [&] { o.intake.format = InputFormat::kConllu; }}});
       }},
      {"format", "table|json|jsonl|conllu", "what to print (table)",
       [&](std::string_view value) -> Status {
         return Choose(value, "format",
                       {{"table", [&] { o.format = OutputFormat::kTable; }},
                        {"json", [&] { o.format = OutputFormat::kJson; }},
                        {"jsonl", [&] { o.format = OutputFormat::kJsonl; }},
                        {"conllu", [&] { o.format = OutputFormat::kConllu; }}});
       }},
      {"layers", "all|LAYER,...", "the layers of json and jsonl (all)",
       [&](std::string_view value) -> Status {
         DL_ASSIGN_OR_RETURN(o.json.layers, text::ParseLayers(value));
         return Done{};
       }},
      {"offsets", "codepoint|byte|utf16", "the unit of spans (codepoint)",
       [&](std::string_view value) -> Status {
         using unicode::OffsetUnit;
         return Choose(value, "offsets",
                       {{"codepoint", [&] { o.json.offsets = OffsetUnit::kCodePoint; }},
                        {"byte", [&] { o.json.offsets = OffsetUnit::kByte; }},
                        {"utf16", [&] { o.json.offsets = OffsetUnit::kUtf16; }}});
       }},
      {"candidates", nullptr, "json, jsonl: each place with what else its name may mean, and why",
       [&](std::string_view) -> Status {
         o.batch.switches.explains_places = true;
         return Done{};
       }},
      {"threads", "N", "how many documents are read at once (1)",
       [&](std::string_view value) -> Status { return ParseThreads(value, o.batch.threads); }},
      {"skip", "STAGE", "leave a stage out, may be repeated",
       [&](std::string_view value) -> Status {
         std::string known;
         for (std::size_t i = 1; i < pipeline::kStageCount; ++i) {
           const auto name = pipeline::NameOf(static_cast<pipeline::StageName>(i));
           if (name == value) {
             o.batch.switches.on[i] = false;
             return Done{};
           }
           known += (known.empty() ? "" : ", ") + std::string(name);
         }
         return Error{ErrorCode::kInvalidInput,
                      "found --skip " + std::string(value) + ", expected one of: " + known, ""};
       }},
      {"model", "FILE", "a language model in the place of the one that is built in",
       [&](std::string_view value) -> Status {
         o.language_model = value;
         return Done{};
       }},
      {"timings", nullptr, "print the CPU time of each stage on standard error",
       [&](std::string_view) -> Status {
         o.shows_timings = true;
         return Done{};
       }},
  };
}

// The words of the table for people.
struct TableWords {
  standing::Words words;
  TypeWords types;
};

Result<TableWords> LoadTableWords() {
  DL_ASSIGN_OR_RETURN(auto words, LoadWords());
  DL_ASSIGN_OR_RETURN(auto types, TypeWords::Load());
  return TableWords{std::move(words), std::move(types)};
}

std::string Printed(const Reading& reading, const std::string& input, const ReadOptions& options,
                    const TableWords& words, const Terminal& terminal) {
  switch (options.format) {
    case OutputFormat::kTable:
      return ClaimTable(reading, input, words.words, words.types, terminal) + "\n";
    case OutputFormat::kJson:
    case OutputFormat::kJsonl:
      return text::ToJson(reading, options.json) + "\n";
    case OutputFormat::kConllu:
      return text::ToConllu(reading);
  }
  return "";
}

// CoNLL-U asks for tags, tree and names only: the later stages would be work for nothing.
void LeaveOutWhatIsNotPrinted(ReadOptions& options) {
  if (options.format != OutputFormat::kConllu) return;
  for (std::size_t i = 2; i < pipeline::kStageCount; ++i) options.batch.switches.on[i] = false;
}

void PrintTimings(const pipeline::Timings& timings, std::size_t tokens) {
  double total = 0;
  for (std::size_t i = 0; i < pipeline::kStageCount; ++i) {
    const double ms = std::chrono::duration<double, std::milli>(timings.spent[i]).count();
    total += ms;
    std::fprintf(stderr, "%-12s %10.2f ms CPU\n",
                 std::string(pipeline::NameOf(static_cast<pipeline::StageName>(i))).c_str(), ms);
  }
  std::fprintf(stderr, "%-12s %10.2f ms CPU, %zu tokens, %.0f tokens/s a core\n", "all", total,
               tokens, total > 0 ? 1000.0 * static_cast<double>(tokens) / total : 0.0);
}

Result<pipeline::Pipeline> LoadPipeline(const ReadOptions& options) {
  if (options.language_model.empty()) return cli::LoadPipeline(options.tables);
  DL_ASSIGN_OR_RETURN(std::string model,
                      io::SystemEnv().ReadFile(options.language_model, kLargestModelBytes));
  auto pipeline = cli::LoadPipeline(options.tables, std::move(model));
  if (pipeline.ok() || !pipeline.error().where.starts_with("model")) return pipeline;
  Error error = pipeline.error();
  error.where = options.language_model;
  return error;
}

}  // namespace

int ReadCommand(Arguments arguments) {
  ReadOptions options;
  auto table = OptionsInto(options);
  AddTableOptions(options.tables, table);
  const auto parsed = ParseArguments("read", arguments, table);
  if (!parsed.ok()) return UsageError("read", parsed.error());
  if (parsed->wants_help) return kExitDone;
  const std::vector<std::string>& inputs = parsed->operands;
  if (inputs.empty()) {
    return UsageError("read", Error{ErrorCode::kInvalidInput,
                                    "found no input, expected files, or - for standard input", ""});
  }
  options.json.is_indented = options.format == OutputFormat::kJson;
  LeaveOutWhatIsNotPrinted(options);

  const auto pipeline = LoadPipeline(options);
  if (!pipeline.ok()) {
    Complain(pipeline.error());
    return kExitCannotOpen;
  }
  const auto words = LoadTableWords();
  if (!words.ok()) {
    Complain(words.error());
    return kExitCannotOpen;
  }
  const Terminal terminal = Terminal::OfStandardOutput();
  const pipeline::Source source = [&](std::size_t index) -> Result<text::Document> {
    DL_ASSIGN_OR_RETURN(const std::string bytes,
                        io::SystemEnv().ReadFile(inputs[index], intake::kLimitBytes));
    intake::IntakeOptions intake_options = options.intake;
    intake_options.uri = inputs[index] == "-" ? "" : inputs[index];
    return intake::ReadDocument(bytes, intake_options);
  };
  std::size_t failed = 0;
  std::size_t tokens = 0;
  Progress progress("reading", inputs.size());
  const pipeline::Sink sink = [&](std::size_t index, Result<Reading> reading) {
    if (!reading.ok()) {
      ++failed;
      Error error = reading.error();
      if (error.where.empty()) error.where = inputs[index];
      Complain(error);
    } else {
      tokens += reading->tokens.size();
      const std::string printed = Printed(*reading, inputs[index], options, *words, terminal);
      progress.Hide();  // else the first line goes behind the bar where both are one terminal
      std::fwrite(printed.data(), 1, printed.size(), stdout);  // main looks whether it was written
      std::fflush(stdout);
    }
    progress.Advance(index + 1);
  };
  const auto timings = pipeline::ReadBatch(*pipeline, inputs.size(), source, sink, options.batch);
  if (options.shows_timings) PrintTimings(timings, tokens);
  if (failed > 0 && inputs.size() > 1) {
    std::fprintf(stderr, "dateline: %zu of %zu inputs failed\n", failed, inputs.size());
  }
  return failed > 0 ? kExitSomeFailed : kExitDone;
}

}  // namespace dateline::cli
