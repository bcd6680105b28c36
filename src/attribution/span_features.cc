#include "attribution/span_features.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace dateline::attribution {
namespace {

constexpr std::uint32_t kNowhere = Fact::kNowhere;
constexpr std::uint32_t kLongestRow = 64;  // of marks, so that time stays linear

bool IsPause(const Scene& scene, TokenIndex t) {
  return scene.IsPunctuation(t) && !scene.IsMark(t);
}

// Log odds of a share in steps of a half.
std::uint64_t OddsStep(float share) {
  const float odds = std::log((share + 1e-4f) / (1.0001f - share));
  return static_cast<std::uint64_t>(std::clamp(std::lround(odds * 2.0f), -12L, 12L) + 12);
}

// One span with what its features look at.
class SpanView {
 public:
  SpanView(const Scene& scene, const Facts& facts, const SpanContext& context,
           const Candidate& candidate, FeatureList& out)
      : scene_(scene),
        facts_(facts),
        context_(context),
        c_(candidate),
        part_(static_cast<std::uint64_t>(candidate.part)),
        out_(out) {
    const TokenIndex first(c_.first);
    const BlockIndex block = scene.input.sentence_of(first).block;
    const auto in_block = [&](std::int64_t at) {
      return at >= 0 && at < static_cast<std::int64_t>(facts.tokens.size()) &&
             scene.input.sentence_of(TokenIndex(static_cast<std::uint32_t>(at))).block == block;
    };
    const auto fact = [&](std::int64_t at) -> const Fact* {
      static const Fact kNone{};
      return in_block(at) ? &facts.tokens[static_cast<std::size_t>(at)] : &kNone;
    };
    for (int k = 0; k < 2; ++k) {
      before_[k] = fact(std::int64_t{c_.first} - 1 - k);
      begin_[k] = fact(std::int64_t{c_.first} + k);
      last_[k] = fact(std::int64_t{c_.end} - 1 - k);
      behind_[k] = fact(std::int64_t{c_.end} + k);
    }
  }

  void Run() {
    FindHeads();
    Shares();
    Ends();
    Tree();
    Quotation();
    Neighbours();
    Others();
  }

 private:
  template <typename... More>
  void Add(std::uint64_t form, More... more) {
    out_.Add(Hash(200 + form, part_, static_cast<std::uint64_t>(more)...));
  }
  bool Contains(std::uint32_t t) const { return c_.first <= t && t < c_.end; }
  const Fact& fact(std::uint32_t t) const {
    static const Fact kNone{};
    return t == kNowhere ? kNone : facts_.tokens[t];
  }

  // The words that hang on something outside; the first of them is the span's own head.
  void FindHeads() {
    constexpr std::uint32_t kLongest = 120;
    const std::uint32_t end = std::min(c_.end, c_.first + kLongest);
    for (std::uint32_t t = c_.first; t < end; ++t) {
      if (scene_.IsPunctuation(TokenIndex(t))) continue;
      const auto head = scene_.word(TokenIndex(t)).head;
      if (head && Contains(head->value())) continue;
      if (main_ == kNowhere) main_ = t;
      last_main_ = t;
      ++heads_;
    }
  }

  // Where a word outside hangs on the span: the relation by which, and the word on which; else
  // none.
  struct Joint {
    std::uint64_t relation = 0;
    std::uint32_t at = kNowhere;
  };
  Joint JointOf(std::uint32_t t, const std::uint32_t begin, const std::uint32_t end) const {
    constexpr int kLongestPath = 12;
    for (int step = 0; step < kLongestPath; ++step) {
      const auto head = scene_.word(TokenIndex(t)).head;
      if (!head) return {};
      const std::uint32_t above = head->value();
      if (begin <= above && above < end) return {facts_.tokens[t].relation, above};
      t = above;
    }
    return {};
  }

  // The nearest word that is no punctuation, within the sentence and not over a long row of marks.
  std::uint32_t WordBefore(std::uint32_t t) const {
    const std::uint32_t begin = std::max(SentenceOf(t).first.value(), t - std::min(t, kLongestRow));
    while (t > begin) {
      --t;
      if (!scene_.IsPunctuation(TokenIndex(t))) return t;
    }
    return kNowhere;
  }
  std::uint32_t WordFrom(std::uint32_t t) const {
    const std::uint32_t end = std::min(SentenceOf(c_.end - 1).end.value(), t + kLongestRow);
    for (; t < end; ++t) {
      if (!scene_.IsPunctuation(TokenIndex(t))) return t;
    }
    return kNowhere;
  }
  const Sentence& SentenceOf(std::uint32_t t) const {
    return scene_.input.sentences[scene_.input.tokens[TokenIndex(t)].sentence];
  }

  void Shares() {
    const SpanContext::Shares& shares = context_.shares[part_ - 1];
    const float begin = std::min(shares.begin[c_.first], 1.0f);
    const float end = std::min(shares.end[c_.end - 1], 1.0f);
    const std::uint64_t odds = OddsStep(c_.share);
    Add(1, 0);
    Add(2, odds);
    Add(3, odds, OddsStep(begin) / 4, OddsStep(end) / 4);
    Add(4, OddsStep(begin));
    Add(5, OddsStep(end));
    const auto place = [&](float best) -> std::uint64_t {
      if (c_.share >= best) return 0;
      return c_.share * 2 > best ? 1 : c_.share * 5 > best ? 2 : 3;
    };
    Add(6, place(shares.best_begin[c_.first]), place(shares.best_end[c_.end - 1]), odds / 4);
    bool is_first = context_.first[c_.first] == BeginOf(c_.part);
    bool is_second = context_.second.tags[c_.first] == BeginOf(c_.part);
    bool is_rule = facts_.tokens[c_.first].rule == BeginOf(c_.part);
    const bool begins[] = {is_first, is_second, is_rule};
    const Tag inside = InsideOf(c_.part);
    for (std::uint32_t t = c_.first + 1; t <= c_.end; ++t) {
      const bool is_behind = t == c_.end;
      const bool is_over = t == facts_.tokens.size();
      is_first = is_first && (is_over || (context_.first[t] == inside) != is_behind);
      is_second = is_second && (is_over || (context_.second.tags[t] == inside) != is_behind);
      is_rule = is_rule && (is_over || (facts_.tokens[t].rule == inside) != is_behind);
      if (!is_first && !is_second && !is_rule) break;
    }
    const std::uint64_t whole = (is_first ? 1U : 0U) | (is_second ? 2U : 0U) | (is_rule ? 4U : 0U);
    const std::uint64_t some =
        (begins[0] ? 1U : 0U) | (begins[1] ? 2U : 0U) | (begins[2] ? 4U : 0U);
    const auto ends = [&](Tag at, Tag behind) {
      return PartOf(at) == c_.part && (c_.end == facts_.tokens.size() || behind != inside);
    };
    const auto at = [&](const std::vector<Tag>& tags, std::uint32_t t) {
      return t < tags.size() ? tags[t] : Tag::kOutside;
    };
    const std::uint64_t some_ends =
        (ends(context_.first[c_.end - 1], at(context_.first, c_.end)) ? 1U : 0U) |
        (ends(context_.second.tags[c_.end - 1], at(context_.second.tags, c_.end)) ? 2U : 0U) |
        (ends(last_[0]->rule, behind_[0]->rule) ? 4U : 0U);
    Add(7, whole);
    Add(8, whole, some);
    Add(9, whole, odds);
    Add(64, some, some_ends);
    Add(65, some_ends, whole, odds / 4);
  }

  void Ends() {
    Add(10, begin_[0]->word);
    Add(11, before_[0]->word);
    Add(12, last_[0]->word);
    Add(13, behind_[0]->word);
    Add(14, before_[0]->word, begin_[0]->word);
    Add(15, before_[0]->tag, begin_[0]->tag, begin_[1]->tag);
    Add(16, last_[0]->word, behind_[0]->word);
    Add(17, last_[1]->tag, last_[0]->tag, behind_[0]->tag);
    Add(18, behind_[0]->word, behind_[1]->word);
    Add(19, behind_[0]->word, behind_[1]->tag);
    Add(20, begin_[0]->word, behind_[0]->word);
    Add(21, begin_[0]->tag, last_[0]->tag);
    Add(22, before_[0]->lemma, begin_[0]->tag);
  }

  void Tree() {
    const Fact& main = fact(main_);
    const Word* word = main_ == kNowhere ? nullptr : &scene_.word(TokenIndex(main_));
    const std::uint32_t above = word != nullptr && word->head ? word->head->value() : kNowhere;
    const std::uint64_t above_part =
        above == kNowhere ? 9U : static_cast<std::uint64_t>(PartOf(context_.second.tags[above]));
    const std::uint64_t heads = std::min<std::uint32_t>(heads_, 4);
    Add(23, heads);
    Add(24, main.relation, main.tag, heads);
    Add(25, fact(above).lemma, main.relation);
    Add(26, above_part, main.relation, heads);
    Add(27, fact(last_main_).relation, main.relation, heads);
    // What hangs on the span and is left out.
    const std::uint32_t left = WordBefore(c_.first);
    const std::uint32_t right = WordFrom(c_.end);
    const Joint left_joint = left == kNowhere ? Joint{} : JointOf(left, c_.first, c_.end);
    const Joint right_joint = right == kNowhere ? Joint{} : JointOf(right, c_.first, c_.end);
    const std::uint64_t paused = right != kNowhere && right > c_.end ? 1 : 0;
    const std::uint64_t left_paused = left != kNowhere && left + 1 < c_.first ? 1 : 0;
    Add(28, left_joint.relation, fact(left).tag);
    Add(29, right_joint.relation, fact(right).tag, paused);
    Add(30, right_joint.relation, fact(right_joint.at).tag, paused);
    Add(31, right_joint.relation, fact(right).word);
    Add(32, left_joint.relation, left_paused, begin_[0]->tag);
    Add(33, right_joint.relation, heads, main.relation);
    Add(34, right_joint.at == main_ ? 1U : 0U, right_joint.relation, main.relation, paused);
    // The last stretch behind a comma that is taken in.
    const std::uint32_t mark = c_.end - c_.first < 2 ? kNowhere : context_.last_mark[c_.end - 2];
    if (mark == kNowhere || mark <= c_.first) {
      Add(35, 0);
      return;
    }
    const std::uint32_t chunk = mark + 1;
    const Joint joint = JointOf(chunk, c_.first, mark);
    const std::uint64_t size = Step(c_.end - chunk);
    Add(35, 1, joint.relation, fact(chunk).tag);
    Add(36, joint.relation, fact(chunk).word);
    Add(37, joint.relation, fact(joint.at).tag, size);
    Add(38, joint.at == main_ ? 1U : 0U, joint.relation, main.relation);
  }

  void Quotation() {
    const auto& around = scene_.quotes.around;
    const std::uint32_t at_begin = around[c_.first];
    const std::uint32_t at_end = around[c_.end - 1];
    const std::uint64_t is_one = at_begin != 0 && at_begin == at_end ? 1 : 0;
    Add(39, before_[0]->quoted, begin_[0]->quoted, last_[0]->quoted, behind_[0]->quoted, is_one);
    Add(40, begin_[0]->quoted, last_[0]->quoted, is_one, behind_[0]->word);
    const Sentence& sentence = SentenceOf(c_.first);
    const Sentence& ending = SentenceOf(c_.end - 1);
    std::uint32_t rest = c_.end;
    while (rest < std::min(ending.end.value(), c_.end + kLongestRow) &&
           IsPause(scene_, TokenIndex(rest)))
      ++rest;
    const std::uint64_t is_end = rest == ending.end.value() ? 1 : 0;
    const std::uint64_t is_begin =
        scene_.begins[scene_.input.tokens[TokenIndex(c_.first)].sentence].value() == c_.first ||
                sentence.first.value() == c_.first
            ? 1
            : 0;
    const std::uint32_t crossed = scene_.input.tokens[TokenIndex(c_.end - 1)].sentence.value() -
                                  scene_.input.tokens[TokenIndex(c_.first)].sentence.value();
    const std::uint64_t size = Step(c_.end - c_.first);
    const std::uint64_t verbs = std::min(context_.verbs[c_.end] - context_.verbs[c_.first], 3U);
    Add(41, is_begin, is_end, std::min(crossed, 2U), is_one);
    Add(42, size);
    Add(43, size, verbs, is_end);
    Add(44, verbs, begin_[0]->tag, behind_[0]->tag);
    Add(45, crossed > 0 ? 1U : 0U, is_one, behind_[0]->quoted, begin_[0]->quoted);
    Add(46, facts_.sentences[scene_.input.tokens[TokenIndex(c_.first)].sentence.value()].block,
        size / 2, is_end);
  }

  // What the best sequence has beside the span.
  void Neighbours() {
    const auto side = [&](std::int64_t from, int by) -> std::uint64_t {
      const auto size = static_cast<std::int64_t>(facts_.tokens.size());
      for (std::uint64_t gap = 0; gap < 4; ++gap, from += by) {
        if (from < 0 || from >= size) return 63;
        const Part part = PartOf(context_.second.tags[static_cast<std::size_t>(from)]);
        if (part != Part::kNone) return gap * 4 + static_cast<std::uint64_t>(part);
      }
      return 62;
    };
    const std::uint64_t left = side(std::int64_t{c_.first} - 1, -1);
    const std::uint64_t right = side(std::int64_t{c_.end}, 1);
    Add(47, left, right);
    Add(48, left, begin_[0]->word);
    Add(49, right, behind_[0]->tag, last_[0]->tag);
    Add(50, left, right, fact(main_).relation);
    const std::uint32_t left_cue = context_.second.left_cue[c_.first];
    const std::uint32_t right_cue = context_.second.right_cue[c_.end - 1];
    Add(51, fact(left_cue).lemma, begin_[0]->word);
    Add(52, fact(left_cue).lemma, begin_[0]->tag, behind_[0]->tag);
    Add(53, fact(left_cue).lemma, fact(main_).relation);
    Add(54, fact(right_cue).lemma, behind_[0]->word);
    Add(55, fact(right_cue).lemma, left_cue == kNowhere ? 0U : 1U, fact(main_).relation);
    Add(56, fact(left_cue).lemma, left);
    Add(57, fact(right_cue).lemma, right);
    Add(58, context_.second.counts[c_.first], left, right);
    Add(66, left_cue == kNowhere ? 8 : Step(c_.first - left_cue),
        right_cue == kNowhere ? 8 : Step(right_cue - c_.end + 1));
    Add(67, fact(left_cue).lemma, fact(main_).tag, left);
    Add(68, fact(left_cue).cue_class, fact(main_).tag, fact(main_).relation);
    // What may stand beside it, and how likely.
    std::uint64_t before = 0;
    std::uint64_t behind = 0;
    for (int k = 0; k < 3; ++k) {
      const SpanContext::Shares& shares = context_.shares[k];
      const float ends = Beside(shares.end, std::int64_t{c_.first} - 1, -1);
      const float begins = Beside(shares.begin, std::int64_t{c_.end}, 1);
      Add(69 + static_cast<std::uint64_t>(k), OddsStep(ends) / 3, 0);
      Add(69 + static_cast<std::uint64_t>(k), OddsStep(begins) / 3, 1);
      before = before * 8 + OddsStep(ends) / 5;
      behind = behind * 8 + OddsStep(begins) / 5;
    }
    Add(72, before, OddsStep(c_.share) / 5);
    Add(73, behind, OddsStep(c_.share) / 5);
    Add(74, before, behind);
  }

  // The larger share of the next two tokens from a place.
  float Beside(const std::vector<float>& shares, std::int64_t from, int by) const {
    float most = 0;
    for (int k = 0; k < 2; ++k, from += by) {
      if (from < 0 || from >= static_cast<std::int64_t>(shares.size())) break;
      most = std::max(most, std::min(shares[static_cast<std::size_t>(from)], 1.0f));
      if (!IsPause(scene_, TokenIndex(static_cast<std::uint32_t>(from)))) break;
    }
    return most;
  }

  void Others() {
    if (c_.part == Part::kContent) return;
    // Sources and cues are short: their words as a whole.
    std::uint64_t words = 1;
    std::uint64_t tags = 1;
    for (std::uint32_t t = c_.first; t < std::min(c_.end, c_.first + 6); ++t) {
      words = Hash(words, facts_.tokens[t].lemma);
      tags = Hash(tags, facts_.tokens[t].tag);
    }
    Add(59, words);
    Add(60, tags);
    Add(61, tags, behind_[0]->tag);
    Add(62, fact(main_).lemma, fact(main_).prior);
    Add(63, fact(main_).prior, fact(main_).cue_class, begin_[0]->tag);
  }

  const Scene& scene_;
  const Facts& facts_;
  const SpanContext& context_;
  const Candidate& c_;
  std::uint64_t part_;
  FeatureList& out_;
  const Fact* before_[2];
  const Fact* begin_[2];
  const Fact* last_[2];
  const Fact* behind_[2];
  std::uint32_t main_ = kNowhere;
  std::uint32_t last_main_ = kNowhere;
  std::uint32_t heads_ = 0;
};

}  // namespace

SpanContext::SpanContext(const Scene& scene, const std::vector<Candidate>& candidates,
                         std::vector<Tag> first_tags, FirstTags second_tags)
    : first(std::move(first_tags)), second(std::move(second_tags)) {
  const std::size_t size = first.size();
  verbs.assign(size + 1, 0);
  last_mark.assign(size, kNowhere);
  std::uint32_t mark = kNowhere;
  for (std::uint32_t t = 0; t < size; ++t) {
    const TokenIndex token(t);
    if (scene.input.sentence_of(token).first == token) mark = kNowhere;
    if (IsPause(scene, token)) mark = t;
    last_mark[t] = mark;
    verbs[t + 1] = verbs[t] + (scene.word(token).upos == Upos::kVerb ? 1 : 0);
  }
  for (Shares& one : shares) {
    for (std::vector<float>* of : {&one.begin, &one.end, &one.best_begin, &one.best_end})
      of->assign(size, 0.0f);
  }
  for (const Candidate& c : candidates) {
    Shares& one = shares[static_cast<std::size_t>(c.part) - 1];
    one.begin[c.first] += c.share;
    one.end[c.end - 1] += c.share;
    one.best_begin[c.first] = std::max(one.best_begin[c.first], c.share);
    one.best_end[c.end - 1] = std::max(one.best_end[c.end - 1], c.share);
  }
}

void SpanFeatures(const Scene& scene, const Facts& facts, const SpanContext& context,
                  const Candidate& candidate, FeatureList& out) {
  out.clear();
  SpanView(scene, facts, context, candidate, out).Run();
}

}  // namespace dateline::attribution
