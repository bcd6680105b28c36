#include "places/import_state.h"

#include <charconv>
#include <vector>

#include "io/env.h"
#include "io/sha256.h"
#include "io/spool.h"

namespace dateline::places {
namespace {

constexpr std::uint64_t kStateLimit = 1 << 20;
constexpr std::size_t kSampleBytes = 1 << 16;
constexpr std::string_view kFirstLine = "dateline gazetteer import 1";

std::vector<std::string_view> Lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace

Result<std::string> FingerprintOf(const std::string& path) {
  DL_ASSIGN_OR_RETURN(const io::InputFile file, io::InputFile::Open(path));
  io::Sha256 hash;
  std::string sample(kSampleBytes, '\0');
  for (const std::uint64_t from :
       {std::uint64_t{0}, file.size() > kSampleBytes ? file.size() - kSampleBytes : 0}) {
    DL_ASSIGN_OR_RETURN(const std::size_t got, file.ReadAt(from, sample.data(), sample.size()));
    hash.Update(std::string_view(sample.data(), got));
  }
  return std::to_string(file.size()) + ":" + hash.Hex();
}

Status WriteState(const std::string& path, const ImportState& state) {
  std::string text = std::string(kFirstLine) + "\n" + state.settings + "\n";
  const ImportReport& r = state.report;
  for (const std::uint64_t number :
       {std::uint64_t{state.file}, state.offset, state.line, r.rows, r.places, r.known, r.left_out,
        r.faulty, state.done.records_bytes, state.done.strings_bytes})
    text += std::to_string(number) + "\n";
  for (const std::uint64_t run : state.done.run_bytes) text += std::to_string(run) + "\n";
  // The last line tells a whole state from one cut short.
  return io::ReplaceFile(path, text + "end\n");
}

ImportState ReadState(const std::string& path, const std::string& settings) {
  const auto text = io::SystemEnv().ReadFile(path, kStateLimit);
  if (!text.ok()) return {};
  const std::vector<std::string_view> lines = Lines(*text);
  constexpr std::size_t kNumbers = 10;
  if (lines.size() < kNumbers + 3 || lines[0] != kFirstLine || lines[1] != settings ||
      lines.back() != "end")
    return {};
  std::vector<std::uint64_t> numbers;
  for (std::size_t i = 2; i + 1 < lines.size(); ++i) {
    std::uint64_t value = 0;
    const auto [end, error] =
        std::from_chars(lines[i].data(), lines[i].data() + lines[i].size(), value);
    if (error != std::errc() || end != lines[i].data() + lines[i].size()) return {};
    numbers.push_back(value);
  }
  ImportState state;
  state.file = numbers[0];
  state.offset = numbers[1];
  state.line = numbers[2];
  state.report.rows = numbers[3];
  state.report.places = numbers[4];
  state.report.known = numbers[5];
  state.report.left_out = numbers[6];
  state.report.faulty = numbers[7];
  state.report.is_resumed = true;
  state.done.records_bytes = numbers[8];
  state.done.strings_bytes = numbers[9];
  state.done.run_bytes.assign(numbers.begin() + kNumbers, numbers.end());
  return state;
}

}  // namespace dateline::places
