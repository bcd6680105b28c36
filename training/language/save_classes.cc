// The table of word classes, from the file that cluster_words writes: frequent words first, so that
// a bucket without room loses rare ones.
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

#include "language/word_classes.h"
#include "trainers.h"

namespace dateline::training {
namespace {

constexpr std::size_t kLog2Buckets = 16;

[[noreturn]] void Fail(const std::string& message) {
  std::fprintf(stderr, "train_language: %s\n", message.c_str());
  std::exit(1);
}

std::uint16_t Number(std::string_view digits) {
  std::uint16_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

}  // namespace

void SaveClasses(const std::string& path, model::ContainerWriter& writer) {
  std::vector<language::ClassBucket> buckets(std::size_t{1} << kLog2Buckets,
                                             language::ClassBucket{});
  std::vector<std::uint16_t> coarse(1, 0);
  std::vector<language::Lexeme> word;
  std::ifstream in(path);
  if (!path.empty() && !in) Fail(path + " cannot be read");
  std::size_t kept = 0;
  for (std::string line; !path.empty() && std::getline(in, line);) {
    const std::size_t tab = line.find('\t');
    const std::size_t tab2 = line.find('\t', tab + 1);
    if (tab2 == std::string::npos) Fail(path + " has a line without two tabs");
    const std::string_view view(line);
    const std::uint16_t fine = Number(view.substr(tab + 1, tab2 - tab - 1));
    if (fine >= coarse.size()) coarse.resize(fine + std::size_t{1}, 0);
    coarse[fine] = Number(view.substr(tab2 + 1));
    language::MakeLexemes(std::vector<std::string_view>{view.substr(0, tab)}, word);
    const language::Feature key = word.front().lower;
    language::ClassBucket& bucket = buckets[language::BucketOf(key, buckets.size())];
    const auto fingerprint = static_cast<std::int16_t>(language::FingerprintOf(key));
    if (language::SlotOf(bucket.fingerprint, language::FingerprintOf(key)) >= 0) continue;
    const int slot = language::SlotOf(bucket.fingerprint, 0);
    if (slot < 0) continue;
    bucket.fingerprint[slot] = fingerprint;
    bucket.fine[slot] = fine;
    ++kept;
  }
  std::fprintf(stderr, "  class: %zu words kept\n", kept);
  writer.AddArray<language::ClassBucket>("class", buckets);
  writer.AddArray<std::uint16_t>("class.coarse", coarse);
}

}  // namespace dateline::training
