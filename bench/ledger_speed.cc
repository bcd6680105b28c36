// Speed of the ledger's own search over what make_ledger made, with the answers checked.
//
// usage: ledger_speed LEDGER CLAIMS      CLAIMS: as it was made, a multiple of 5000
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "ledger/ledger.h"

namespace {

using namespace dateline;  // NOLINT: the program's only scope
using Clock = std::chrono::steady_clock;

constexpr int kRounds = 21;
constexpr std::size_t kPage = 50;

struct Question {
  const char* name;
  ledger::ClaimQuery query;
  std::size_t limit;
  std::size_t expected;  // claims
};

std::vector<Question> Questions(std::size_t claims) {
  const auto asked = [](auto... parameters) {
    ledger::ClaimQuery query;
    for (const auto& [name, value] : {parameters...}) {
      if (!ledger::SetParameter(name, value, query).ok()) std::abort();
    }
    return query;
  };
  using P = std::pair<const char*, const char*>;
  const std::string rare = "matter " + std::to_string(claims / 200);
  // Words, types, realis and places go round by the claim's number (make_ledger.cc).
  return {
      {"a word of a tenth of all", asked(P("q", "bridge")), kPage, kPage},
      // That of one report in the middle; it begins no other number.
      {"a word of one report", asked(P("q", rare.c_str())), kPage, kPage},
      {"the beginning of a word", asked(P("q", "sta")), kPage, kPage},
      {"two words and a type", asked(P("q", "matter depot"), P("type", "strike")), kPage, kPage},
      // Claim n is at place n modulo 5000, but for every fifth, which is at none.
      {"a box of one place", asked(P("bbox", "-169.94,-59.98,-169.92,-59.97")), claims,
       claims / 5000},
      {"a place, known at a day", asked(P("place", "name:place 1"), P("known_at", "2023-01-02")),
       claims, claims / 5000},
      {"nothing: before all reports", asked(P("q", "bridge"), P("known_at", "2022-01-01")), kPage,
       0},
  };
}

// In milliseconds; negative when the answer is wrong.
double MedianOf(const ledger::Ledger& ledger, const Question& question) {
  std::vector<double> times;
  for (int round = 0; round < kRounds; ++round) {
    const auto begun = Clock::now();
    const auto claims = ledger.Find(question.query, question.limit);
    times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begun).count());
    if (!claims.ok()) {
      std::fprintf(stderr, "%s: %s\n", question.name, claims.error().ToString().c_str());
      return -1;
    }
    if (claims->size() != question.expected) {
      std::fprintf(stderr, "%s: found %zu claims, expected %zu\n", question.name, claims->size(),
                   question.expected);
      return -1;
    }
  }
  std::nth_element(times.begin(), times.begin() + kRounds / 2, times.end());
  return times[kRounds / 2];
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: ledger_speed LEDGER CLAIMS\n", stderr);
    return 2;
  }
  const auto ledger = ledger::Ledger::Open(argv[1], ledger::Ledger::Mode::kRead);
  if (!ledger.ok()) {
    std::fprintf(stderr, "ledger_speed: %s\n", ledger.error().ToString().c_str());
    return 3;
  }
  for (const Question& question : Questions(std::strtoull(argv[2], nullptr, 10))) {
    const double median_ms = MedianOf(*ledger, question);
    if (median_ms < 0) return 1;
    std::printf("%-32s %8.1f ms\n", question.name, median_ms);
  }
  return 0;
}
