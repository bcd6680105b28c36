// Shingles of five words (Broder 1997). Candidates come from a scaled MinHash: of a long text only
// the shingles whose hash is 0 modulo 8 stand in an index from shingle to texts (Irber et al. 2022
// call it FracMinHash; unlike bands of MinHash it finds a short excerpt of a long text). A
// candidate is confirmed by the containment of all shingles. A shingle lists the newest 200 texts,
// which bounds the work: a later copy still meets some of its group. Texts of a group that one is
// already in are not compared again, so that the thousandth copy costs as much as the second.
#include "standing/copies.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <numeric>
#include <tuple>
#include <unordered_map>

#include "standing/word_hashes.h"

namespace dateline::standing {
namespace {

constexpr std::size_t kShingleWords = 5;
constexpr double kContainment = 0.5;
// A candidate shows this share of its sketch; the rest is chance of the sample.
constexpr double kSketchContainment = 0.25;
constexpr std::size_t kLongWords = 200;
constexpr std::uint64_t kSampling = 8;
constexpr std::size_t kMostListed = 200;
constexpr int kWindowDays = 7;

bool IsSampled(std::uint64_t shingle) { return shingle % kSampling == 0; }

struct Sketch {
  std::vector<std::uint64_t>
      hashes;  // sorted, each once: all of a short text, the sample of a long
  std::uint32_t sampled = 0;
  bool is_long = false;
};

std::vector<std::uint64_t> ShinglesOf(std::string_view text) {
  const auto words = HashedWordsOf(text);
  std::vector<std::uint64_t> shingles;
  for (std::size_t i = 0; i + kShingleWords <= words.size(); ++i)
    shingles.push_back(HashOfRun(words, i, kShingleWords));
  std::sort(shingles.begin(), shingles.end());
  shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
  return shingles;
}

Sketch SketchOf(std::vector<std::uint64_t> shingles) {
  Sketch sketch;
  sketch.is_long = shingles.size() >= kLongWords;
  sketch.sampled =
      static_cast<std::uint32_t>(std::count_if(shingles.begin(), shingles.end(), IsSampled));
  if (sketch.is_long)
    std::erase_if(shingles, [](std::uint64_t shingle) { return !IsSampled(shingle); });
  sketch.hashes = std::move(shingles);
  return sketch;
}

struct Shared {
  std::uint32_t all = 0;
  std::uint32_t sampled = 0;
};

double SketchContainment(const Sketch& a, const Sketch& b, Shared shared) {
  const bool by_sample = a.is_long || b.is_long;
  const std::size_t size = by_sample ? std::min<std::size_t>(a.sampled, b.sampled)
                                     : std::min(a.hashes.size(), b.hashes.size());
  const double count = by_sample ? shared.sampled : shared.all;
  return size == 0 ? 0 : count / static_cast<double>(size);
}

double Containment(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  if (a.empty() || b.empty()) return 0;
  std::size_t shared = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) ++shared;
    const bool steps_a = a[i] <= b[j], steps_b = b[j] <= a[i];
    i += steps_a ? 1 : 0;
    j += steps_b ? 1 : 0;
  }
  return static_cast<double>(shared) / static_cast<double>(std::min(a.size(), b.size()));
}

class Copies {
 public:
  explicit Copies(const std::vector<PrintedText>& texts)
      : texts_(texts), sketches_(texts.size()), shared_(texts.size()) {
    for (std::size_t i = 0; i < texts.size(); ++i) groups_.Add();
  }

  TimedGroups Run() {
    std::vector<std::uint32_t> order(texts_.size());
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::tuple(KnownFrom(a), texts_[a].id) < std::tuple(KnownFrom(b), texts_[b].id);
    });
    for (const std::uint32_t text : order) Take(text);
    return std::move(groups_);
  }

 private:
  struct Listed {
    std::vector<std::uint32_t> texts;
    std::size_t next = 0;  // where the next one goes once the list is full
  };

  // A version is no earlier than the one that it replaces.
  DayNumber KnownFrom(std::uint32_t text) const {
    const auto& replaces = texts_[text].replaces;
    return replaces ? std::max(texts_[text].known_from, texts_[*replaces].known_from)
                    : texts_[text].known_from;
  }

  void Take(std::uint32_t text) {
    std::vector<std::uint64_t> shingles = ShinglesOf(texts_[text].text);
    sketches_[text] = SketchOf(shingles);
    Meet(text);
    std::sort(met_.begin(), met_.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::tuple(shared_[b].all, texts_[a].id) < std::tuple(shared_[a].all, texts_[b].id);
    });
    for (const std::uint32_t other : met_) {
      if (!groups_.AreJoined(text, other) && AreNear(text, other) &&
          SketchContainment(sketches_[text], sketches_[other], shared_[other]) >=
              kSketchContainment &&
          Containment(shingles, ShinglesOf(texts_[other].text)) >= kContainment) {
        groups_.Join(text, other, KnownFrom(text));
      }
      shared_[other] = {};
    }
    met_.clear();
    if (texts_[text].replaces) groups_.Join(text, *texts_[text].replaces, KnownFrom(text));
  }

  void Meet(std::uint32_t text) {
    for (const std::uint64_t shingle : sketches_[text].hashes) {
      Listed& listed = texts_with_[shingle];
      for (const std::uint32_t other : listed.texts) {
        if (shared_[other].all++ == 0) met_.push_back(other);
        if (IsSampled(shingle)) ++shared_[other].sampled;
      }
      if (listed.texts.size() < kMostListed) {
        listed.texts.push_back(text);
      } else {
        listed.texts[listed.next++ % kMostListed] = text;
      }
    }
  }

  bool AreNear(std::uint32_t a, std::uint32_t b) const {
    const auto& one = texts_[a].published;
    const auto& other = texts_[b].published;
    return !one || !other || std::abs(one->Since(*other)) <= kWindowDays;
  }

  const std::vector<PrintedText>& texts_;
  std::vector<Sketch> sketches_;
  std::unordered_map<std::uint64_t, Listed> texts_with_;
  std::vector<Shared> shared_;      // by text, with the one in hand
  std::vector<std::uint32_t> met_;  // the texts whose `shared_` is not zero
  TimedGroups groups_;
};

}  // namespace

TimedGroups CopiesOf(const std::vector<PrintedText>& texts) { return Copies(texts).Run(); }

}  // namespace dateline::standing
