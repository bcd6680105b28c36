#include "jobs.h"

#include <array>
#include <filesystem>
#include <string_view>

#include "intake/jsonl.h"
#include "io/sha256.h"

namespace dateline::cli {
namespace {

constexpr std::array<std::string_view, 5> kReportEndings = {".txt", ".html", ".htm", ".xhtml",
                                                            ".jsonl"};

bool EndsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool IsReport(std::string_view path) {
  for (const std::string_view end : kReportEndings) {
    if (EndsWith(path, end)) return true;
  }
  return false;
}

void AddLines(const std::string& path, Jobs& jobs) {
  auto lines = io::SystemEnv().FindLines(path);
  if (!lines.ok()) {
    jobs.errors.push_back(lines.error());
    return;
  }
  std::size_t number = 0;
  for (const io::FileRange& range : *lines) {
    ++number;
    if (range.size_bytes > 0) jobs.all.push_back({path, range, number, "", false});
  }
}

void AddSource(const std::string& source, Jobs& jobs) {
  if (source == "-") {
    jobs.all.push_back({source, {}, 0, "", false});
    return;
  }
  io::Listing listing = io::SystemEnv().ListFiles(source);
  bool has_report = false;
  for (const std::string& file : listing.files) {
    if (file != source && !IsReport(file)) continue;
    has_report = true;
    if (EndsWith(file, ".jsonl")) {
      AddLines(file, jobs);
    } else {
      jobs.all.push_back({file, {}, 0, "", false});
    }
  }
  if (!has_report && listing.errors.empty()) {
    jobs.errors.push_back(
        Error{ErrorCode::kNotFound,
              "found no report in this folder, expected files that end in .txt, .html or .jsonl; "
              "files of another name are read when they are named one by one",
              source});
  }
  for (Error& error : listing.errors) jobs.errors.push_back(std::move(error));
}

}  // namespace

std::string AddressOf(const std::string& path) {
  std::error_code error;
  const auto absolute = std::filesystem::absolute(path, error);
  return error ? path : absolute.lexically_normal().string();
}

std::string Job::Shown() const {
  return line == 0 ? path : path + ", line " + std::to_string(line);
}

Jobs FindJobs(const std::vector<std::string>& sources) {
  Jobs jobs;
  for (const std::string& source : sources) AddSource(source, jobs);
  return jobs;
}

Result<std::string> Load(Job& job) {
  if (job.line == 0) {
    DL_ASSIGN_OR_RETURN(job.bytes, io::SystemEnv().ReadFile(job.path, intake::kLimitBytes));
  } else {
    if (job.range.size_bytes > intake::kLimitBytes) return intake::TooLarge(job.range.size_bytes);
    DL_ASSIGN_OR_RETURN(job.bytes, io::SystemEnv().ReadRange(job.path, job.range));
  }
  return "sha256:" + io::Sha256Hex(job.bytes);
}

Result<text::Document> ReadJob(const Job& job, const intake::IntakeOptions& options) {
  if (job.line > 0) return intake::ReadJsonLine(job.bytes, options);
  intake::IntakeOptions intake_options = options;
  intake_options.uri = job.path == "-" ? "" : AddressOf(job.path);
  return intake::ReadDocument(job.bytes, intake_options);
}

}  // namespace dateline::cli
