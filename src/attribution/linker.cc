#include "attribution/linker.h"

#include <algorithm>
#include <numeric>
#include <optional>

#include "attribution/describe.h"

namespace dateline::attribution {
namespace {

constexpr std::size_t kSentenceCost = 8;  // words

struct Span {
  Part part;
  TokenRange range;
  SentenceIndex sentence;
  BlockIndex block;
};

// A cue with what was joined to it.
struct Group {
  std::size_t cue;  // index of the span
  std::optional<std::size_t> source;
  std::vector<std::size_t> contents;
  bool speaks = false;  // a quotation is with it, or its word may bring one in
};

// Which groups a span may go to.
enum class Wanted : std::uint8_t { kAny, kNoSource, kSpeaking };

class Linker {
 public:
  Linker(const Scene& scene, const std::vector<Tag>& tags, const Composed& rules)
      : scene_(scene), rules_(rules) {
    ReadSpans(tags);
  }
  std::vector<Draft> Run();

 private:
  void ReadSpans(const std::vector<Tag>& tags);
  void LinkBlock(std::size_t begin, std::size_t end);
  std::size_t Cost(const Span& a, const Span& b) const;
  std::optional<std::size_t> NearestGroup(std::size_t span, std::size_t from, Wanted wanted) const;
  void LinkContents(std::size_t begin, std::size_t end, std::size_t from);
  bool IsQuoted(std::size_t content) const;
  bool IsNear(std::size_t content, const Group& group) const;
  bool MaySpeak(TokenRange cue) const;
  bool IsApart(std::size_t span, const Group& group) const;
  void DropApart(Group& group) const;
  void DropStrays(Group& group) const;
  Draft MakeDraft(const Group& group) const;
  const Draft* RuleAt(TokenRange cue) const;
  TokenIndex HeadOf(TokenRange range) const;
  void AddRules(const std::vector<bool>& is_used, std::vector<Draft>& out) const;

  const Scene& scene_;
  const Composed& rules_;
  std::vector<Span> spans_;
  std::vector<Group> groups_;
};

void Linker::ReadSpans(const std::vector<Tag>& tags) {
  for (std::uint32_t i = 0; i < tags.size(); ++i) {
    if (tags[i] == Tag::kOutside) continue;
    const TokenIndex t(i);
    const SentenceIndex sentence = scene_.input.tokens[t].sentence;
    const Part part = PartOf(tags[i]);
    if (IsBegin(tags[i]) || spans_.empty() || spans_.back().range.end != t) {
      spans_.push_back({part, {t, t.next()}, sentence, scene_.input.sentences[sentence].block});
    } else {
      spans_.back().range.end = t.next();
    }
  }
}

std::size_t Linker::Cost(const Span& a, const Span& b) const {
  const bool is_before = a.range.first < b.range.first;
  const TokenIndex end = is_before ? a.range.end : b.range.end;
  const TokenIndex begin = is_before ? b.range.first : a.range.first;
  const std::size_t gap = begin < end ? 0 : begin.value() - end.value();
  const SentenceIndex last = scene_.input.tokens[end.previous()].sentence;
  const SentenceIndex next = scene_.input.tokens[begin].sentence;
  const std::size_t crossed = last < next ? next.value() - last.value() : 0;
  return 2 * (gap + kSentenceCost * crossed);
}

// The best of the block's groups, which begin at `from`: they are in text order, so that only the
// last before the span and the first few after it can be nearest.
std::optional<std::size_t> Linker::NearestGroup(std::size_t span, std::size_t from,
                                                Wanted wanted) const {
  const auto after =
      std::lower_bound(groups_.begin() + static_cast<std::ptrdiff_t>(from), groups_.end(), span,
                       [](const Group& group, std::size_t at) { return group.cue < at; });
  const auto middle = static_cast<std::size_t>(after - groups_.begin());
  constexpr std::size_t kReach = 4;
  std::optional<std::size_t> best;
  std::size_t least = 0;
  for (std::size_t g = middle - std::min(kReach, middle - from);
       g < std::min(middle + kReach, groups_.size()); ++g) {
    if (wanted == Wanted::kNoSource && groups_[g].source) continue;
    if (wanted == Wanted::kSpeaking && !groups_[g].speaks) continue;
    std::size_t cost = Cost(spans_[span], spans_[groups_[g].cue]);
    if (wanted != Wanted::kNoSource && span < groups_[g].cue) cost += 1;
    if (!best || cost < least) {
      best = g;
      least = cost;
    }
  }
  return best;
}

void Linker::LinkBlock(std::size_t begin, std::size_t end) {
  const std::size_t from = groups_.size();
  for (std::size_t i = begin; i < end; ++i) {
    if (spans_[i].part == Part::kCue)
      groups_.push_back({i, std::nullopt, {}, MaySpeak(spans_[i].range)});
  }
  if (groups_.size() == from) return;
  // Sources beside their cue first, then the farther ones.
  std::vector<std::pair<std::size_t, std::size_t>> order;
  for (std::size_t i = begin; i < end; ++i) {
    if (spans_[i].part != Part::kSource) continue;
    const auto nearest = NearestGroup(i, from, Wanted::kAny);
    order.push_back({Cost(spans_[i], spans_[groups_[*nearest].cue]), i});
  }
  std::sort(order.begin(), order.end());
  for (const auto& [cost, source] : order) {
    const auto group = NearestGroup(source, from, Wanted::kNoSource);
    if (!group) continue;
    // Where the nearest cue has a source already, a cue of another sentence is not meant.
    const bool is_far = spans_[groups_[*group].cue].sentence != spans_[source].sentence;
    if (is_far && groups_[*NearestGroup(source, from, Wanted::kAny)].source) continue;
    groups_[*group].source = source;
  }
  for (std::size_t g = from + 1; g < groups_.size(); ++g) {
    const Span& cue = spans_[groups_[g].cue];
    const Span& before = spans_[groups_[g - 1].cue];
    if (!groups_[g].source && cue.sentence == before.sentence)
      groups_[g].source = groups_[g - 1].source;  // "announced ... and said"
  }
  LinkContents(begin, end, from);
  for (std::size_t g = from; g < groups_.size(); ++g) {
    DropApart(groups_[g]);
    DropStrays(groups_[g]);
  }
}

// Contents go to the nearest cue. A quotation without a cue in its sentences comes after the others
// and looks for a cue that brings in speech: "..., she said, emphasizing the need." and a quotation
// is hers by the first of both.
void Linker::LinkContents(std::size_t begin, std::size_t end, std::size_t from) {
  std::vector<std::size_t> later;
  for (std::size_t i = begin; i < end; ++i) {
    if (spans_[i].part != Part::kContent) continue;
    const std::size_t nearest = *NearestGroup(i, from, Wanted::kAny);
    if (IsQuoted(i) && !IsNear(i, groups_[nearest])) {
      later.push_back(i);
    } else {
      groups_[nearest].contents.push_back(i);
      groups_[nearest].speaks |= IsQuoted(i);
    }
  }
  for (const std::size_t i : later) {
    auto group = NearestGroup(i, from, Wanted::kSpeaking);
    if (!group) group = NearestGroup(i, from, Wanted::kAny);
    groups_[*group].contents.push_back(i);
  }
  for (std::size_t g = from; g < groups_.size(); ++g)
    std::sort(groups_[g].contents.begin(), groups_[g].contents.end());
}

bool Linker::IsQuoted(std::size_t content) const {
  return scene_.SpeechAround(spans_[content].range.first) != nullptr;
}

// Whether a content begins or ends in the sentence of the cue.
bool Linker::IsNear(std::size_t content, const Group& group) const {
  const TokenRange range = spans_[content].range;
  const SentenceIndex sentence = spans_[group.cue].sentence;
  return scene_.input.tokens[range.first].sentence == sentence ||
         scene_.input.tokens[range.end.previous()].sentence == sentence;
}

// Whether the word of a cue may bring in quotations.
bool Linker::MaySpeak(TokenRange range) const {
  for (TokenIndex t = range.first; t < range.end; ++t) {
    if (scene_.word(t).upos != Upos::kVerb) continue;
    const Cue* cue = scene_.lexicon.FindCue(scene_.word(t).lemma, CueKind::kVerb);
    if (cue != nullptr && cue->Can(Takes::kQuote)) return true;
  }
  return false;
}

// Whether words stand between a span and all others of the group.
bool Linker::IsApart(std::size_t span, const Group& group) const {
  const auto touches = [&](std::size_t other) {
    if (other == span) return false;
    TokenIndex t = spans_[std::min(span, other)].range.end;
    const TokenIndex end = spans_[std::max(span, other)].range.first;
    while (t < end && scene_.IsPunctuation(t)) ++t;
    return !(t < end);
  };
  return !touches(group.cue) && !(group.source && touches(*group.source)) &&
         std::none_of(group.contents.begin(), group.contents.end(), touches);
}

// A content without a cue of its own, which only lay nearest to this one: the cue has another, and
// words that belong to neither stand between.
void Linker::DropApart(Group& group) const {
  constexpr std::size_t kMostParts = 16;  // more are an enumeration, or hostile
  if (group.contents.size() < 2 || group.contents.size() > kMostParts) return;
  const auto cost = [&](std::size_t content) { return Cost(spans_[content], spans_[group.cue]); };
  const std::size_t nearest =
      *std::min_element(group.contents.begin(), group.contents.end(),
                        [&](std::size_t a, std::size_t b) { return cost(a) < cost(b); });
  std::vector<std::size_t> kept;
  for (const std::size_t content : group.contents) {
    if (content == nearest || IsQuoted(content) || !IsApart(content, group))
      kept.push_back(content);
  }
  group.contents = std::move(kept);
}

// What stands in another sentence than the cue and its content is this source's only if it is
// quoted.
void Linker::DropStrays(Group& group) const {
  const auto is_near = [&](std::size_t content) { return IsNear(content, group); };
  if (std::none_of(group.contents.begin(), group.contents.end(), is_near)) return;
  std::erase_if(group.contents,
                [&](std::size_t content) { return !is_near(content) && !IsQuoted(content); });
}

// The word of a span on which the others hang.
TokenIndex Linker::HeadOf(TokenRange range) const {
  for (TokenIndex t = range.first; t < range.end; ++t) {
    const auto head = scene_.word(t).head;
    if ((!head || !range.Contains(*head)) && !scene_.IsPunctuation(t)) return t;
  }
  return range.first;
}

const Draft* Linker::RuleAt(TokenRange cue) const {
  auto at = std::lower_bound(rules_.drafts.begin(), rules_.drafts.end(), cue.first,
                             [](const Draft& d, TokenIndex t) { return d.cue_head < t; });
  for (; at != rules_.drafts.end() && at->cue_head < cue.end; ++at) {
    if (!at->is_inherited) return &*at;
  }
  return nullptr;
}

Draft Linker::MakeDraft(const Group& group) const {
  Draft draft;
  draft.cue = spans_[group.cue].range;
  draft.cue_head = HeadOf(draft.cue);
  for (const std::size_t content : group.contents) {
    TokenRange range = spans_[content].range;
    // A dateline is nobody's words; "said Friday" tells when it was said.
    range.first = std::max(range.first, std::min(scene_.SentenceOf(range.first).first, range.end));
    if (range.first == draft.cue.end && scene_.Is(range.first, WordKind::kDay)) ++range.first;
    if (!range.is_empty()) draft.content.push_back(range);
  }
  if (group.source) {
    draft.source = spans_[*group.source].range;
    draft.source_head = HeadOf(*draft.source);
  }
  const Draft* rule = RuleAt(draft.cue);
  if (rule != nullptr) {
    draft.cue_head = rule->cue_head;
    draft.cue_class = rule->cue_class;
    draft.confidence = rule->confidence;
    draft.is_of_rule = true;
    if (!draft.source) {
      draft.source = rule->source;
      draft.source_head = rule->source_head;
    } else if (rule->source && rule->source->Overlaps(*draft.source)) {
      draft.source_head = rule->source_head;
    }
    std::erase_if(draft.content, [&](const TokenRange& part) {
      return draft.source && part.Overlaps(*draft.source);
    });
    // "..., the army said, wounding three": a participle behind what both found.
    const auto is_found = [&](const TokenRange& part) {
      return std::find(draft.content.begin(), draft.content.end(), part) != draft.content.end();
    };
    const bool is_part_of_rule =
        !draft.content.empty() && rule->content.size() == draft.content.size() + 1 &&
        std::all_of(rule->content.begin(), rule->content.end() - 1, is_found) &&
        scene_.word(rule->content.back().first).xpos == "VBG";
    if (draft.content.empty() || is_part_of_rule || rule->is_cut) draft.content = rule->content;
  } else {
    DescribeByLexicon(scene_, draft);
  }
  if (draft.source_head &&
      scene_.lexicon.Pronoun(scene_.lower[*draft.source_head]) == PronounKind::kNone)
    draft.confidence = confidence::kAttitude;  // "you may say": nobody in particular
  if (draft.source && draft.source_head && scene_.Is(*draft.source_head, WordKind::kRelative) &&
      draft.source->Contains(*draft.source_head)) {
    const auto above = scene_.word(draft.cue_head).head;
    if (above && scene_.IsNominal(*above) && *above < draft.source->first)
      draft.source_head = *above;
  }
  return draft;
}

// Drafts of the rules whose cue the tagger did not mark: speech inside what it marked as content,
// and surely reported speech where it marked nothing.
// A span that found no others to belong to (a content without a cue) takes no words from a rule.
void Linker::AddRules(const std::vector<bool>& is_used, std::vector<Draft>& out) const {
  std::vector<std::size_t> by_begin(spans_.size());
  std::iota(by_begin.begin(), by_begin.end(), std::size_t{0});
  std::sort(by_begin.begin(), by_begin.end(), [&](std::size_t a, std::size_t b) {
    return spans_[a].range.first < spans_[b].range.first;
  });
  const auto span_at = [&](TokenIndex t) -> std::optional<std::size_t> {
    const auto after = std::upper_bound(
        by_begin.begin(), by_begin.end(), t,
        [&](TokenIndex at, std::size_t span) { return at < spans_[span].range.first; });
    if (after == by_begin.begin() || !spans_[*(after - 1)].range.Contains(t)) return std::nullopt;
    return *(after - 1);
  };
  const auto is_taken_at = [&](TokenIndex t) {
    const auto span = span_at(t);
    return span && is_used[*span];
  };
  for (const Draft& rule : rules_.drafts) {
    if (rule.is_inherited) continue;
    const auto at_cue = span_at(rule.cue_head);
    const bool is_content = at_cue && spans_[*at_cue].part == Part::kContent;
    if (at_cue && !is_content && is_used[*at_cue]) continue;
    if (!is_content) {
      if (rule.confidence < confidence::kNoSource) continue;
      const bool is_taken =
          std::any_of(rule.content.begin(), rule.content.end(), [&](const TokenRange& part) {
            return is_taken_at(part.first) || is_taken_at(part.end.previous());
          });
      if (is_taken) continue;
    }
    out.push_back(rule);
    out.back().is_of_rule = out.back().is_added = true;
  }
}

std::vector<Draft> Linker::Run() {
  for (std::size_t i = 0; i < spans_.size();) {
    std::size_t end = i;
    while (end < spans_.size() && spans_[end].block == spans_[i].block) ++end;
    LinkBlock(i, end);
    i = end;
  }
  std::vector<Draft> out;
  std::vector<bool> is_used(spans_.size(), false);
  for (const Group& group : groups_) {
    Draft draft = MakeDraft(group);
    if (draft.content.empty() || IsCondition(scene_, draft)) continue;
    out.push_back(std::move(draft));
    is_used[group.cue] = true;
    if (group.source) is_used[*group.source] = true;
    for (const std::size_t content : group.contents) is_used[content] = true;
  }
  AddRules(is_used, out);
  return out;
}

}  // namespace

std::vector<Draft> LinkTags(const Scene& scene, const std::vector<Tag>& tags,
                            const Composed& rules) {
  return Linker(scene, tags, rules).Run();
}

}  // namespace dateline::attribution
