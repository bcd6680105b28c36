// What `add` is to read: each report of its sources, without its bytes until its turn comes.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "dateline/result.h"
#include "intake/intake.h"
#include "io/env.h"
#include "text/document.h"

namespace dateline::cli {

// One report: a file, standard input, or a line of a .jsonl collection.
struct Job {
  std::string path;
  io::FileRange range;    // of a line
  std::size_t line = 0;   // from 1; 0 for a whole file
  std::string bytes;      // as received, from Load on until they are recorded
  bool is_known = false;  // set by Load: its reading is recorded already

  std::string Shown() const;  // "reports.jsonl, line 7"
};

struct Jobs {
  std::vector<Job> all;
  std::vector<Error> errors;  // sources that cannot be listed
};

// The reports of all sources in their order: a folder's .txt, .html, .htm, .xhtml and .jsonl files
// by path, a .jsonl file's lines, any other file as it is.
Jobs FindJobs(const std::vector<std::string>& sources);

// The address of a file: the same file is the same report wherever the program was started.
std::string AddressOf(const std::string& path);

// The bytes of one report, kept in `job.bytes`, and the id of its document.
Result<std::string> Load(Job& job);

// REQUIRES: Load(job) went well.
Result<text::Document> ReadJob(const Job& job, const intake::IntakeOptions& options);

}  // namespace dateline::cli
