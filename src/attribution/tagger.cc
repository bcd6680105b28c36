#include "attribution/tagger.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

namespace dateline::attribution {
namespace {

constexpr std::size_t kLongestSegment = 512;    // tokens; longer blocks are cut between sentences
constexpr std::size_t kLongestSentence = 2048;  // and longer sentences anywhere
constexpr std::size_t kEdgeCount = sizeof(EdgeWeights) / sizeof(std::int32_t);
constexpr std::int32_t kNever = std::numeric_limits<std::int32_t>::min() / 4;

Error Corrupt(const std::string& what) {
  return Error{ErrorCode::kCorrupt,
               "the attribution model has " + what + "; use the model that came with the program",
               "model"};
}

EdgeFactors FactorsOf(std::span<const std::int32_t> edges, float steps) {
  EdgeFactors out;
  for (std::size_t e = 0; e < kEdges; ++e) {
    for (std::size_t x = 0; x < kTags; ++x) {
      for (std::size_t y = 0; y < kTags; ++y) {
        if (!MayFollow(static_cast<Tag>(x), static_cast<Tag>(y))) continue;
        const std::int32_t weight = edges[(e * kTags + x) * kTags + y];
        out.of[e][x][y] = std::exp(static_cast<float>(weight) / steps);
      }
    }
  }
  return out;
}

}  // namespace

void BestTags(std::span<const std::int32_t> scores, std::span<const std::uint8_t> edges,
              const EdgeWeights& weights, std::vector<Tag>& out) {
  const std::size_t size = edges.size();
  out.assign(size, Tag::kOutside);
  if (size == 0) return;
  std::vector<std::uint8_t> back(size * kTags, 0);
  std::int32_t best[kTags];
  for (std::size_t y = 0; y < kTags; ++y) {
    const bool may_begin = MayFollow(Tag::kOutside, static_cast<Tag>(y));
    best[y] = may_begin ? scores[y] + weights[edges[0]][0][y] : kNever;
  }
  for (std::size_t i = 1; i < size; ++i) {
    std::int32_t next[kTags];
    for (std::size_t y = 0; y < kTags; ++y) {
      std::int32_t top = kNever;
      for (std::size_t x = 0; x < kTags; ++x) {
        if (!MayFollow(static_cast<Tag>(x), static_cast<Tag>(y))) continue;
        const std::int32_t score = best[x] + weights[edges[i]][x][y];
        if (score > top) {
          top = score;
          back[i * kTags + y] = static_cast<std::uint8_t>(x);
        }
      }
      next[y] = std::max(top + scores[i * kTags + y], kNever);
    }
    std::copy(next, next + kTags, best);
  }
  auto y = static_cast<std::size_t>(std::max_element(best, best + kTags) - best);
  for (std::size_t i = size; i-- > 0;) {
    out[i] = static_cast<Tag>(y);
    y = back[i * kTags + y];
  }
}

std::vector<TokenRange> SegmentsOf(const text::LanguageView& input) {
  std::vector<TokenRange> out;
  const Sentence* last = nullptr;
  for (const Sentence& sentence : input.sentences) {
    TokenIndex first = sentence.first;
    while (sentence.end.value() - first.value() > kLongestSentence) {
      const TokenIndex cut(static_cast<std::uint32_t>(first.value() + kLongestSentence));
      out.push_back({first, cut});
      first = cut;
    }
    const bool joins = last != nullptr && last->block == sentence.block &&
                       first == sentence.first && !out.empty() &&
                       out.back().size() + sentence.end.value() - first.value() <= kLongestSegment;
    if (joins) {
      out.back().end = sentence.end;
    } else {
      out.push_back({first, sentence.end});
    }
    last = &sentence;
  }
  return out;
}

Result<SpanTagger> SpanTagger::Load(std::string_view artefact) {
  SpanTagger tagger;
  DL_ASSIGN_OR_RETURN(const auto container,
                      model::Container::Open(artefact, kModelKind, kModelVersion));
  tagger.name_ = container.producer();
  DL_ASSIGN_OR_RETURN(tagger.buckets_, container.Array<TagBucket>("rows"));
  DL_ASSIGN_OR_RETURN(tagger.edges_, container.Array<std::int32_t>("edges"));
  DL_ASSIGN_OR_RETURN(tagger.priors_, container.Array<PriorEntry>("priors"));
  if (tagger.buckets_.empty()) return Corrupt("no weights");
  if (tagger.edges_.size() != 2 * kEdgeCount)
    return Corrupt(std::to_string(tagger.edges_.size()) + " weights of transitions, " +
                   std::to_string(2 * kEdgeCount) + " were expected");
  const auto is_free = [](const PriorEntry& entry) { return entry.fingerprint == 0; };
  if (!std::has_single_bit(tagger.priors_.size()) ||
      std::none_of(tagger.priors_.begin(), tagger.priors_.end(), is_free))
    return Corrupt("a full table of cues, or one whose size is no power of two");
  DL_ASSIGN_OR_RETURN(const auto steps, container.Array<float>("steps"));
  if (steps.size() != 1 || !(steps[0] >= 1.0f)) return Corrupt("no steps of its scores");
  tagger.steps_ = steps[0];
  tagger.factors_ = FactorsOf(tagger.edges_.subspan(kEdgeCount), tagger.steps_);
  DL_ASSIGN_OR_RETURN(tagger.chooser_, SpanChooser::Load(container));
  return tagger;
}

std::uint8_t SpanTagger::BinOf(Feature key) const {
  const std::size_t mask = priors_.size() - 1;
  const auto wanted = static_cast<std::uint32_t>(key) | 1u;
  for (std::size_t at = (key >> 32) & mask;; at = (at + 1) & mask) {
    if (priors_[at].fingerprint == wanted) return static_cast<std::uint8_t>(priors_[at].bin & 7u);
    if (priors_[at].fingerprint == 0) return 0;
  }
}

const TagRow* SpanTagger::Find(Feature feature) const {
  const TagBucket& bucket = buckets_[BucketOf(feature, buckets_.size())];
  const std::uint16_t wanted = FingerprintOf(feature);
  for (const TagRow& row : bucket.rows) {
    if (row.fingerprint == wanted) return &row;
  }
  return nullptr;
}

std::vector<Tag> SpanTagger::Decode(const text::LanguageView& input,
                                    std::span<const std::int32_t> scores,
                                    std::span<const std::uint8_t> edges, std::size_t pass) const {
  EdgeWeights weights;
  std::memcpy(&weights, edges_.data() + pass * kEdgeCount, sizeof weights);
  std::vector<Tag> tags(edges.size(), Tag::kOutside);
  std::vector<Tag> part;
  for (const TokenRange& segment : SegmentsOf(input)) {
    const std::size_t begin = segment.first.value();
    BestTags(scores.subspan(begin * kTags, segment.size() * kTags),
             edges.subspan(begin, segment.size()), weights, part);
    std::copy(part.begin(), part.end(), tags.begin() + static_cast<std::ptrdiff_t>(begin));
  }
  return tags;
}

std::vector<Candidate> SpanTagger::Candidates(const text::LanguageView& input,
                                              std::span<const std::int32_t> scores,
                                              std::span<const std::uint8_t> edges) const {
  std::vector<Candidate> out;
  std::vector<float> part;
  for (const TokenRange& segment : SegmentsOf(input)) {
    const std::size_t begin = segment.first.value();
    part.clear();
    for (const std::int32_t score : scores.subspan(begin * kTags, segment.size() * kTags))
      part.push_back(static_cast<float>(score) / steps_);
    AddCandidates(part, edges.subspan(begin, segment.size()), factors_, segment.first.value(), out);
  }
  return out;
}

TaggedSpans SpanTagger::Run(const Scene& scene, const Facts& facts) const {
  const std::size_t size = facts.tokens.size();
  std::vector<std::int32_t> first(size * kTags, 0);
  std::vector<std::int32_t> second(size * kTags, 0);
  std::vector<std::uint8_t> edges(size);
  FeatureList features;
  for (std::size_t i = 0; i < size; ++i) {
    edges[i] = EdgeOf(scene, facts, i);
    FirstFeatures(scene, facts, i, features);
    for (const Feature feature : features)
      __builtin_prefetch(&buckets_[BucketOf(feature, buckets_.size())]);
    for (const Feature feature : features) {
      const TagRow* row = Find(feature);
      if (row == nullptr) continue;
      for (std::size_t y = 0; y < kTags; ++y) {
        first[i * kTags + y] += row->first[y];
        second[i * kTags + y] += row->second[y];
      }
    }
  }
  const FirstTags described = DescribeFirst(scene, Decode(scene.input, first, edges, 0));
  for (std::size_t i = 0; i < size; ++i) {
    SecondFeatures(scene, facts, described, i, features);
    for (const Feature feature : features)
      __builtin_prefetch(&buckets_[BucketOf(feature, buckets_.size())]);
    for (const Feature feature : features) {
      const TagRow* row = Find(feature);
      if (row == nullptr) continue;
      for (std::size_t y = 0; y < kTags; ++y) second[i * kTags + y] += row->second[y];
    }
  }
  TaggedSpans out;
  out.candidates = Candidates(scene.input, second, edges);
  const SpanContext context(scene, out.candidates, described.tags,
                            DescribeFirst(scene, Decode(scene.input, second, edges, 1)));
  out.sure = chooser_.Judge(scene, facts, out.candidates, context);
  out.tags = ChooseSpans(out.candidates, out.sure, chooser_.thresholds(), size);
  return out;
}

}  // namespace dateline::attribution
