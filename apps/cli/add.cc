// dateline add: reads reports and records them. Files, folders, .jsonl, standard input; the same
// bytes again change nothing.
#include <cstdio>
#include <string>
#include <vector>

#include "command.h"
#include "intake/intake.h"
#include "intake/jsonl.h"
#include "io/env.h"
#include "ledger/ledger.h"
#include "pipeline/batch.h"
#include "pipeline/recording.h"
#include "terminal.h"

namespace dateline::cli {
namespace {

// One report to be read: its bytes as received, and how to read them.
struct Job {
  std::string path;   // shown in messages
  std::string bytes;  // of a line of .jsonl; files are read when their turn comes
  bool is_line = false;
  std::size_t line = 0;
  std::string Shown() const { return is_line ? path + ", line " + std::to_string(line) : path; }
};

struct AddOptions {
  intake::IntakeOptions intake;
  pipeline::BatchOptions batch;
};

struct Counts {
  std::size_t added = 0, unchanged = 0, versions = 0, readings = 0, failed = 0, claims = 0;
};

bool EndsWith(const std::string& text, std::string_view end) {
  return text.size() >= end.size() &&
         std::string_view(text).substr(text.size() - end.size()) == end;
}
bool IsReport(const std::string& path) {
  for (const std::string_view end : {".txt", ".html", ".htm", ".jsonl", ".xhtml"}) {
    if (EndsWith(path, end)) return true;
  }
  return false;
}

// Splits a .jsonl file into its lines; a folder into its reports.
void AddJobs(const std::string& source, std::vector<Job>& jobs, Counts& counts) {
  if (source == "-") {
    jobs.push_back({source, "", false, 0});
    return;
  }
  const auto files = io::SystemEnv().ListFiles(source);
  if (!files.ok()) {
    Complain(files.error());
    ++counts.failed;
    return;
  }
  for (const std::string& file : *files) {
    if (file != source && !IsReport(file)) continue;
    if (!EndsWith(file, ".jsonl")) {
      jobs.push_back({file, "", false, 0});
      continue;
    }
    auto bytes = io::SystemEnv().ReadFile(file, std::uint64_t{1} << 32);
    if (!bytes.ok()) {
      Complain(bytes.error());
      ++counts.failed;
      continue;
    }
    std::size_t number = 0;
    for (std::size_t at = 0; at < bytes->size();) {
      const std::size_t newline = std::min(bytes->find('\n', at), bytes->size());
      ++number;
      if (bytes->find_first_not_of(" \t\r", at) < newline) {
        jobs.push_back({file, bytes->substr(at, newline - at), true, number});
      }
      at = newline + 1;
    }
  }
}

Result<text::Document> ReadJob(Job& job, const AddOptions& options) {
  intake::IntakeOptions intake_options = options.intake;
  if (job.is_line) return intake::ReadJsonLine(job.bytes, intake_options);
  DL_ASSIGN_OR_RETURN(job.bytes, io::SystemEnv().ReadFile(job.path, intake::kLimitBytes));
  intake_options.uri = job.path == "-" ? "" : job.path;
  return intake::ReadDocument(job.bytes, intake_options);
}

void Count(ledger::AddOutcome outcome, Counts& counts) {
  switch (outcome) {
    case ledger::AddOutcome::kAdded:
      ++counts.added;
      break;
    case ledger::AddOutcome::kNewVersion:
      ++counts.versions;
      break;
    case ledger::AddOutcome::kNewReading:
      ++counts.readings;
      break;
    case ledger::AddOutcome::kUnchanged:
      ++counts.unchanged;
      break;
  }
}

std::string Summary(const Counts& counts) {
  std::string out =
      std::to_string(counts.added) + " added, " + std::to_string(counts.unchanged) + " unchanged";
  if (counts.versions > 0) out += ", " + std::to_string(counts.versions) + " new versions";
  if (counts.readings > 0) out += ", " + std::to_string(counts.readings) + " read anew";
  if (counts.failed > 0) out += ", " + std::to_string(counts.failed) + " failed";
  return out + "; " + std::to_string(counts.claims) + " claims recorded";
}

}  // namespace

int AddCommand(Arguments arguments) {
  AddOptions options;
  const Option table[] = {
      {"date", "YYYY-MM-DD", "the day of publication, where the source gives none",
       [&](std::string_view value) -> Status {
         DL_ASSIGN_OR_RETURN(options.intake.date, ParseDay(value));
         return Done{};
       }},
      {"publisher", "NAME", "who published it, where the source does not say",
       [&](std::string_view value) -> Status {
         options.intake.publisher = value;
         return Done{};
       }},
      {"threads", "N", "how many documents are read at once (1)",
       [&](std::string_view value) -> Status {
         return ParseThreads(value, options.batch.threads);
       }},
  };
  const auto parsed = ParseArguments("add", arguments, table);
  if (!parsed.ok()) return UsageError("add", parsed.error());
  if (parsed->wants_help) return kExitDone;
  if (parsed->operands.size() < 2) {
    return UsageError("add",
                      Error{ErrorCode::kInvalidInput,
                            "found no source, expected a ledger and then files, folders or -", ""});
  }
  auto ledger = ledger::Ledger::Open(parsed->operands[0], ledger::Ledger::Mode::kCreate);
  const auto pipeline = pipeline::Pipeline::Load();
  if (!ledger.ok() || !pipeline.ok()) {
    Complain(ledger.ok() ? pipeline.error() : ledger.error());
    return kExitCannotOpen;
  }
  Counts counts;
  std::vector<Job> jobs;
  for (std::size_t i = 1; i < parsed->operands.size(); ++i)
    AddJobs(parsed->operands[i], jobs, counts);
  const record::EngineRecord engine = pipeline::EngineRecordOf(pipeline->engine());
  bool is_storage_gone = false;
  Progress progress("adding", jobs.size());
  const pipeline::Source source = [&](std::size_t index) -> Result<text::Document> {
    return ReadJob(jobs[index], options);
  };
  const pipeline::Sink sink = [&](std::size_t index, Result<Reading> reading) {
    Job& job = jobs[index];
    Status status = Done{};
    if (!reading.ok()) {
      status = reading.error();
    } else if (!is_storage_gone) {
      const auto claims = pipeline::ClaimRecordsOf(*reading);
      const auto outcome = ledger->Add(job.bytes, pipeline::DocumentRecordOf(*reading), engine,
                                       claims, io::SystemEnv().NowSeconds());
      if (outcome.ok()) {
        Count(*outcome, counts);
        if (*outcome != ledger::AddOutcome::kUnchanged) counts.claims += claims.size();
      } else {
        is_storage_gone = true;  // what cannot be stored now cannot be stored a moment later either
        Complain(outcome.error());
        ++counts.failed;
      }
    } else {
      ++counts.failed;
    }
    if (!status.ok()) {
      ++counts.failed;
      Error error = status.error();
      error.where = job.Shown();
      Complain(error);
    }
    job.bytes = {};
    progress.Advance(index + 1);
  };
  pipeline::ReadBatch(*pipeline, jobs.size(), source, sink, options.batch);
  std::printf("%s\n", Summary(counts).c_str());
  return counts.failed > 0 ? kExitSomeFailed : kExitDone;
}

}  // namespace dateline::cli
