#include "attribution/tag_features.h"

#include <algorithm>

namespace dateline::attribution {
namespace {

std::uint64_t LemmaAt(const Facts& facts, std::uint32_t at) {
  return at == Fact::kNowhere ? 0 : facts.tokens[at].lemma;
}
std::uint8_t Distance(std::size_t i, std::uint32_t at) {
  if (at == Fact::kNowhere) return 8;
  return Step(i > at ? i - at : at - i);
}

// Facts of the neighbours, nothing beyond the block's ends.
class Window {
 public:
  // REQUIRES: `facts` outlives the window.
  Window(const Scene& scene, const Facts& facts, std::size_t i) {
    const BlockIndex block = scene.input.sentence_of(TokenIndex::FromSize(i)).block;
    for (int k = -2; k <= 2; ++k) {
      const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(i) + k;
      const bool is_inside =
          at >= 0 && at < static_cast<std::ptrdiff_t>(facts.tokens.size()) &&
          scene.input.sentence_of(TokenIndex::FromSize(static_cast<std::size_t>(at))).block ==
              block;
      around_[k + 2] = is_inside ? &facts.tokens[static_cast<std::size_t>(at)] : &kOutsideFact;
    }
  }
  const Fact& operator[](int k) const { return *around_[k + 2]; }

 private:
  static const Fact kOutsideFact;
  const Fact* around_[5];
};
const Fact Window::kOutsideFact{};

void WordFeatures(const Window& w, FeatureList& out) {
  const Fact& x = w[0];
  out.Add(Hash(1, x.word));
  out.Add(Hash(2, w[-1].word));
  out.Add(Hash(3, w[1].word));
  out.Add(Hash(4, w[-2].word));
  out.Add(Hash(5, w[2].word));
  out.Add(Hash(6, w[-1].word, x.word));
  out.Add(Hash(7, x.word, w[1].word));
  out.Add(Hash(8, x.lemma));
  out.Add(Hash(9, x.suffix));
  out.Add(Hash(10, x.shape));
  out.Add(Hash(11, x.tag));
  out.Add(Hash(12, w[-1].tag, x.tag));
  out.Add(Hash(13, x.tag, w[1].tag));
  out.Add(Hash(14, w[-1].tag, x.tag, w[1].tag));
  out.Add(Hash(15, w[-2].tag, w[-1].tag, x.tag));
  out.Add(Hash(16, x.tag, w[1].tag, w[2].tag));
  out.Add(Hash(17, x.name));
  out.Add(Hash(18, w[-1].name, x.name, w[1].name));
  out.Add(Hash(59, w[-1].lemma, x.lemma));
  out.Add(Hash(60, x.lemma, w[1].lemma));
  out.Add(Hash(61, w[-1].word, w[1].word));
  out.Add(Hash(62, w[-1].tag, x.word));
  out.Add(Hash(63, x.word, w[1].tag));
  out.Add(Hash(64, 0));
  out.Add(Hash(70, w[-1].word, x.tag));
  out.Add(Hash(71, w[1].word, x.tag));
}

void QuoteAndRuleFeatures(const Window& w, FeatureList& out) {
  const Fact& x = w[0];
  const auto rule = [&](int k) { return static_cast<std::uint64_t>(w[k].rule); };
  out.Add(Hash(19, w[-1].quoted, x.quoted, w[1].quoted));
  out.Add(Hash(20, x.quoted, x.word));
  out.Add(Hash(21, x.quoted, x.tag, w[1].tag));
  out.Add(Hash(22, w[-1].quoted, x.quoted, x.tag));
  out.Add(Hash(23, w[-1].prior, x.prior, w[1].prior));
  out.Add(Hash(24, x.prior, x.tag));
  out.Add(Hash(25, x.prior, x.quoted));
  out.Add(Hash(26, x.prior, x.relation));
  out.Add(Hash(27, x.cue_class, x.tag));
  out.Add(Hash(28, rule(-1), rule(0), rule(1)));
  out.Add(Hash(29, rule(0), x.tag));
  out.Add(Hash(30, rule(0), x.word));
  out.Add(Hash(31, rule(-1), rule(0), x.tag));
  out.Add(Hash(32, rule(0), rule(1), x.tag));
  out.Add(Hash(33, rule(0), x.quoted, x.prior));
  out.Add(Hash(34, rule(-2), rule(-1), rule(0), rule(1), rule(2)));
  out.Add(Hash(54, x.since_closing, x.quoted, x.tag));
  out.Add(Hash(55, x.to_opening, x.quoted, x.tag));
}

void TreeFeatures(const Scene& scene, const Facts& facts, const Window& w, std::size_t i,
                  FeatureList& out) {
  const Fact& x = w[0];
  const Word& word = scene.word(TokenIndex::FromSize(i));
  static const Fact kRoot{};
  const Fact& head = word.head ? facts.tokens[word.head->value()] : kRoot;
  const std::uint64_t same = (w[-1].entry == x.entry && w[-1].above == x.above ? 1U : 0U) |
                             (w[1].entry == x.entry && w[1].above == x.above ? 2U : 0U);
  const std::uint64_t above = LemmaAt(facts, x.above);
  out.Add(Hash(35, x.relation, x.tag));
  out.Add(Hash(36, x.relation, head.lemma));
  out.Add(Hash(37, x.relation, head.tag, x.tag));
  out.Add(Hash(38, head.lemma, x.tag));
  out.Add(Hash(39, x.relation, x.word));
  out.Add(Hash(40, x.entry));
  out.Add(Hash(41, x.entry, above));
  out.Add(Hash(42, x.entry, x.tag));
  out.Add(Hash(43, x.entry, same));
  out.Add(Hash(44, x.entry, x.relation));
  out.Add(Hash(45, x.entry, above, same));
  out.Add(Hash(46, w[-1].entry, x.entry, w[1].entry));
  out.Add(Hash(47, x.children, x.tag));
  out.Add(Hash(68, head.is_candidate ? 1U : 0U, head.prior, x.relation));
  out.Add(Hash(69, head.relation, x.relation, x.tag));
}

void CandidateFeatures(const Scene& scene, const Facts& facts, const Window& w, std::size_t i,
                       FeatureList& out) {
  const Fact& x = w[0];
  const std::uint64_t left = LemmaAt(facts, x.left);
  const std::uint64_t right = LemmaAt(facts, x.right);
  const std::uint8_t left_distance = Distance(i, x.left);
  const std::uint8_t right_distance = Distance(i, x.right);
  out.Add(Hash(48, left, left_distance));
  out.Add(Hash(49, right, right_distance));
  out.Add(Hash(50, left, x.tag));
  out.Add(Hash(51, right, x.tag));
  out.Add(Hash(52, left_distance, right_distance, x.tag));
  out.Add(Hash(53, left, x.quoted));
  const SentenceIndex index = scene.input.tokens[TokenIndex::FromSize(i)].sentence;
  const Sentence& sentence = scene.input.sentences[index];
  const SentenceFact& fact = facts.sentences[index.value()];
  const std::uint8_t from_begin = Step(i - sentence.first.value());
  const std::uint8_t to_end = Step(sentence.end.value() - 1 - i);
  out.Add(Hash(56, fact.is_all_quoted ? 1U : 0U, x.quoted));
  out.Add(Hash(57, fact.candidates, x.tag));
  out.Add(Hash(58, std::min<std::uint8_t>(from_begin, 3), x.tag));
  out.Add(Hash(65, fact.block, x.tag));
  out.Add(Hash(66, to_end, static_cast<std::uint64_t>(x.rule), x.tag));
  out.Add(Hash(67, fact.candidates, static_cast<std::uint64_t>(x.rule), x.entry));
}

}  // namespace

void FirstFeatures(const Scene& scene, const Facts& facts, std::size_t i, FeatureList& out) {
  const Window window(scene, facts, i);
  out.clear();
  WordFeatures(window, out);
  QuoteAndRuleFeatures(window, out);
  TreeFeatures(scene, facts, window, i, out);
  CandidateFeatures(scene, facts, window, i, out);
}

FirstTags DescribeFirst(const Scene& scene, std::vector<Tag> tags) {
  FirstTags out;
  const std::size_t size = tags.size();
  out.left_cue.assign(size, Fact::kNowhere);
  out.right_cue.assign(size, Fact::kNowhere);
  out.left_part.assign(size, 0);
  out.right_part.assign(size, 0);
  out.counts.assign(size, 0);
  for (const Sentence& sentence : scene.input.sentences) {
    std::size_t cues = 0;
    std::size_t sources = 0;
    std::uint32_t cue = Fact::kNowhere;
    Part other = Part::kNone;  // the part before the run that we are in
    Part run = Part::kNone;
    for (std::uint32_t i = sentence.first.value(); i < sentence.end.value(); ++i) {
      const Part part = PartOf(tags[i]);
      if (part != Part::kNone && (IsBegin(tags[i]) || part != run)) {
        other = run != Part::kNone ? run : other;
        run = part;
      }
      out.left_cue[i] = cue;
      out.left_part[i] = static_cast<std::uint8_t>(part == Part::kNone ? run : other);
      if (part == Part::kCue) cue = i;
      if (tags[i] == Tag::kBeginCue) ++cues;
      if (tags[i] == Tag::kBeginSource) ++sources;
    }
    cue = Fact::kNowhere;
    other = run = Part::kNone;
    const auto counts = static_cast<std::uint8_t>(std::min<std::size_t>(cues, 3) * 4 +
                                                  std::min<std::size_t>(sources, 3));
    for (std::uint32_t i = sentence.end.value(); i-- > sentence.first.value();) {
      const Part part = PartOf(tags[i]);
      if (part != Part::kNone && part != run) {
        other = run != Part::kNone ? run : other;
        run = part;
      }
      out.right_cue[i] = cue;
      out.right_part[i] = static_cast<std::uint8_t>(part == Part::kNone ? run : other);
      out.counts[i] = counts;
      if (part == Part::kCue) cue = i;
    }
  }
  FindEntries(
      scene, [&](std::uint32_t i) { return PartOf(tags[i]) == Part::kCue; }, out.above, out.entry);
  out.tags = std::move(tags);
  return out;
}

void SecondFeatures(const Scene& scene, const Facts& facts, const FirstTags& first, std::size_t i,
                    FeatureList& out) {
  const Window w(scene, facts, i);
  const Fact& x = w[0];
  const auto tag = [&](int k) -> std::uint64_t {
    const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(i) + k;
    if (at < 0 || at >= static_cast<std::ptrdiff_t>(first.tags.size())) return 9;
    return static_cast<std::uint64_t>(first.tags[static_cast<std::size_t>(at)]);
  };
  const std::uint64_t y = tag(0);
  const auto entry = [&](int k) -> std::uint64_t {
    const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(i) + k;
    if (at < 0 || at >= static_cast<std::ptrdiff_t>(first.tags.size())) return 0;
    return first.entry[static_cast<std::size_t>(at)];
  };
  const std::uint64_t cue = LemmaAt(facts, first.above[i]);
  const std::uint64_t same = (entry(-1) == entry(0) ? 1U : 0U) | (entry(1) == entry(0) ? 2U : 0U);
  const std::uint64_t rule = static_cast<std::uint64_t>(x.rule);
  const std::uint64_t left_rule = static_cast<std::uint64_t>(w[-1].rule);
  const std::uint64_t left = first.left_part[i];
  const std::uint64_t right = first.right_part[i];
  out.clear();
  out.Add(Hash(101, tag(-1), y, tag(1)));
  out.Add(Hash(102, y));
  out.Add(Hash(103, tag(-2), tag(-1), y, tag(1), tag(2)));
  out.Add(Hash(104, y, x.tag));
  out.Add(Hash(105, y, x.word));
  out.Add(Hash(106, LemmaAt(facts, first.left_cue[i]), Distance(i, first.left_cue[i])));
  out.Add(Hash(107, LemmaAt(facts, first.right_cue[i]), Distance(i, first.right_cue[i])));
  out.Add(Hash(108, left, right, y));
  out.Add(Hash(109, first.counts[i], y));
  out.Add(Hash(110, entry(0)));
  out.Add(Hash(111, entry(0), y));
  out.Add(Hash(112, entry(0), same, y));
  out.Add(Hash(113, entry(0), cue));
  out.Add(Hash(114, y, x.quoted, w[1].quoted));
  out.Add(Hash(115, entry(-1), entry(0), entry(1)));
  out.Add(Hash(116, left, x.tag, w[-1].tag));
  out.Add(Hash(117, right, x.tag, w[1].tag));
  out.Add(Hash(118, y, rule, x.tag));
  out.Add(Hash(119, tag(-1), y, left_rule, rule));
  out.Add(Hash(120, left, right, entry(0), y));
  out.Add(Hash(121, entry(0), x.relation, x.tag));
  out.Add(Hash(122, left, right, first.counts[i], x.quoted));
  out.Add(Hash(123, entry(0), cue, same));
  out.Add(Hash(124, left, right, x.prior, y));
}

std::uint8_t EdgeOf(const Scene& scene, const Facts& facts, std::size_t i) {
  const auto t = TokenIndex::FromSize(i);
  const Fact& fact = facts.tokens[i];
  if (fact.quoted == 3) return 1;
  if (fact.quoted == 4) return 2;
  if (i > 0 && facts.tokens[i - 1].quoted == 4) return 3;
  if (scene.input.sentence_of(t).first == t) return 4;
  if (scene.word(t).upos == Upos::kPunct) return scene.lower[t] == "," ? 5 : 6;
  return fact.quoted == 1 ? 7 : 0;
}

}  // namespace dateline::attribution
