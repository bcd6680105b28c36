// dateline add: reads reports and records them. Files, folders, .jsonl, standard input; the same
// bytes again change nothing.
#include <atomic>
#include <cstdio>
#include <set>
#include <string>

#include "command.h"
#include "io/json_writer.h"
#include "jobs.h"
#include "ledger/ledger.h"
#include "ledger_commands.h"
#include "pipeline/batch.h"
#include "pipeline/recording.h"
#include "reading_tables.h"
#include "terminal.h"

namespace dateline::cli {
namespace {

struct AddOptions {
  bool tells_each = false;
  intake::IntakeOptions intake;
  ReadingTables tables;
  pipeline::BatchOptions batch;
};

struct Counts {
  std::size_t added = 0, unchanged = 0, versions = 0, readings = 0, failed = 0, untried = 0,
              claims = 0;
};

void Count(ledger::AddOutcome outcome, std::size_t claims, Counts& counts) {
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
      return;
  }
  counts.claims += claims;
}

std::string Summary(const Counts& counts) {
  std::string out =
      std::to_string(counts.added) + " added, " + std::to_string(counts.unchanged) + " unchanged";
  if (counts.versions > 0) out += ", " + std::to_string(counts.versions) + " new versions";
  if (counts.readings > 0) out += ", " + std::to_string(counts.readings) + " read anew";
  if (counts.failed > 0) out += ", " + std::to_string(counts.failed) + " failed";
  if (counts.untried > 0) out += ", " + std::to_string(counts.untried) + " not tried";
  return out + "; " + std::to_string(counts.claims) + " claims recorded";
}

std::string ViaOf(const Job& job) {
  if (job.line > 0) return "line";
  return job.path == "-" ? "stream" : "file";
}

// What was brought in, for the log. A run that changed nothing leaves no trace: adding the same
// again changes nothing.
Status Log(ledger::Ledger& ledger, const std::vector<std::string>& sources, const Counts& counts,
           const record::EngineRecord& engine) {
  if (counts.added + counts.versions + counts.readings == 0) return Done{};
  io::JsonWriter json;
  json.BeginObject().Key("sources").BeginArray();
  for (const std::string& source : sources) json.String(source);
  json.EndArray().Key("author").String(UserName()).Key("engine").Raw(record::ToJson(engine));
  for (const auto& [name, count] : {std::pair("added", counts.added),
                                    {"unchanged", counts.unchanged},
                                    {"versions", counts.versions},
                                    {"readings", counts.readings},
                                    {"failed", counts.failed},
                                    {"not_tried", counts.untried},
                                    {"claims", counts.claims}})
    json.Key(name).Number(count);
  json.EndObject();
  DL_RETURN_IF_ERROR(ledger.LogImport(sources.front(), json.Take(), io::SystemEnv().NowSeconds()));
  return Done{};
}

// Reads the jobs and records them one by one, in their order.
class Adder {
 public:
  Adder(const pipeline::Pipeline& pipeline, ledger::Ledger& ledger, const AddOptions& options,
        std::vector<Job>& jobs)
      : pipeline_(pipeline),
        ledger_(ledger),
        options_(options),
        jobs_(jobs),
        engine_(pipeline::EngineRecordOf(pipeline.engine())),
        progress_("adding", jobs.size()) {}

  Status Run(Counts& counts) {
    DL_ASSIGN_OR_RETURN(known_, ledger_.ReadBy(engine_));
    pipeline::ReadBatch(
        pipeline_, jobs_.size(), [&](std::size_t index) { return Read(jobs_[index]); },
        [&](std::size_t index, Result<Reading> reading) {
          Job& job = jobs_[index];
          Record(job, std::move(reading), counts);
          job.bytes = std::string();
          progress_.Advance(index + 1);
        },
        options_.batch);
    return Done{};
  }

 private:
  // Called from several threads, each with a job of its own.
  Result<text::Document> Read(Job& job) const {
    if (is_storage_gone_) return text::Document{};
    DL_ASSIGN_OR_RETURN(const std::string id, Load(job));
    job.is_known = known_.count(id) > 0;
    // What is recorded need not be read again.
    if (job.is_known) return text::Document{};
    return ReadJob(job, options_.intake);
  }

  void Record(const Job& job, Result<Reading> reading, Counts& counts) {
    if (is_storage_gone_) {
      ++counts.untried;
    } else if (!reading.ok()) {
      ++counts.failed;
      Error error = reading.error();
      error.where = job.Shown();
      Complain(error);
    } else if (job.is_known) {
      ++counts.unchanged;
    } else {
      const auto claims = pipeline::ClaimRecordsOf(*reading);
      const auto outcome =
          ledger_.Add(job.bytes, pipeline::DocumentRecordOf(*reading), engine_, claims,
                      io::SystemEnv().NowSeconds(), ledger::Arrival{ViaOf(job), job.Shown()});
      if (outcome.ok()) {
        Count(*outcome, claims.size(), counts);
        if (options_.tells_each) {
          std::printf("%s %s\n", reading->document.id.c_str(), job.Shown().c_str());
          std::fflush(stdout);  // whoever reads it knows that it is on the disk
        }
        return;
      }
      // What cannot be stored now cannot be stored a moment later either.
      is_storage_gone_ = true;
      ++counts.failed;
      Complain(outcome.error());
      Complain(Error{ErrorCode::kIo, "was not recorded, nor what came after it", job.Shown()});
    }
  }

  const pipeline::Pipeline& pipeline_;
  ledger::Ledger& ledger_;
  const AddOptions& options_;
  std::vector<Job>& jobs_;
  record::EngineRecord engine_;
  std::set<std::string> known_;
  std::atomic<bool> is_storage_gone_ = false;
  Progress progress_;
};

std::vector<Option> OptionsInto(AddOptions& options) {
  return {
      {"date", "YYYY-MM-DD", "the day of publication of all of them, whatever they say",
       [&](std::string_view value) -> Status {
         DL_ASSIGN_OR_RETURN(options.intake.date, ParseDay(value));
         return Done{};
       }},
      {"publisher", "NAME", "who published all of them, whatever they say",
       [&](std::string_view value) -> Status {
         options.intake.publisher = value;
         return Done{};
       }},
      {"each", nullptr, "print the id of each report once it is on the disk",
       [&](std::string_view) -> Status {
         options.tells_each = true;
         return Done{};
       }},
      {"threads", "N", "how many documents are read at once (1)",
       [&](std::string_view value) -> Status {
         return ParseThreads(value, options.batch.threads);
       }},
  };
}

}  // namespace

int AddCommand(Arguments arguments) {
  AddOptions options;
  auto table = OptionsInto(options);
  AddTableOptions(options.tables, table);
  const auto parsed = ParseArguments("add", arguments, table);
  if (!parsed.ok()) return UsageError("add", parsed.error());
  if (parsed->wants_help) return kExitDone;
  if (parsed->operands.size() < 2) {
    return UsageError("add", Error{ErrorCode::kInvalidInput,
                                   parsed->operands.empty()
                                       ? "expected a ledger and then files, folders or -"
                                       : "found no source, expected a ledger and then files, "
                                         "folders or -",
                                   ""});
  }
  const auto pipeline = LoadPipeline(options.tables);
  if (!pipeline.ok()) {
    Complain(pipeline.error());
    return kExitCannotOpen;
  }
  auto ledger = ledger::Ledger::Open(parsed->operands[0], ledger::Ledger::Mode::kCreate);
  if (!ledger.ok()) {
    Complain(ledger.error());
    return kExitCannotOpen;
  }
  Jobs jobs = FindJobs({parsed->operands.begin() + 1, parsed->operands.end()});
  Counts counts;
  for (const Error& error : jobs.errors) Complain(error);
  counts.failed = jobs.errors.size();
  const auto status = Adder(*pipeline, *ledger, options, jobs.all).Run(counts);
  if (!status.ok()) {
    Complain(status.error());
    return kExitCannotOpen;
  }
  const std::vector<std::string> sources(parsed->operands.begin() + 1, parsed->operands.end());
  const auto engine = pipeline::EngineRecordOf(pipeline->engine());
  // Where storage is gone, that was said.
  const Status logged = Log(*ledger, sources, counts, engine);
  if (!logged.ok() && counts.untried == 0) Complain(logged.error());
  std::printf("%s\n", Summary(counts).c_str());
  return counts.failed > 0 ? kExitSomeFailed : kExitDone;
}

}  // namespace dateline::cli
