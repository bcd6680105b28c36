#include "attribution/frames.h"

#include <algorithm>
#include <optional>

#include "attribution/dependents.h"
#include "attribution/sources.h"

namespace dateline::attribution {
namespace {

constexpr std::size_t kShortestClause = 6;     // tokens of a clause whose verb is not seen
constexpr std::uint32_t kShortRest = 12;       // tokens after a cue that has its content before it
constexpr std::uint32_t kLongestSearch = 100;  // tokens; bounds the time of endless sentences

class Finder {
 public:
  explicit Finder(const Scene& scene) : scene_(scene) {}
  std::vector<Draft> Run();

 private:
  std::optional<Draft> Verb(TokenIndex v);
  std::optional<Draft> Noun(TokenIndex n);
  std::optional<Draft> Adverb(TokenIndex a);
  std::optional<Draft> Passive(TokenIndex v, const Dependents& found);

  TokenRange CueSpan(TokenIndex v) const;
  std::vector<TokenRange> ClauseContent(TokenIndex v, TokenIndex clause, const Cue& cue,
                                        Draft& draft) const;
  TokenIndex BeginOfClause(TokenIndex v, const Cue& cue, TokenIndex clause,
                           const Draft& draft) const;
  std::vector<TokenRange> SetOffContent(const Draft& draft) const;
  std::vector<TokenRange> AroundContent(TokenIndex v, const Draft& draft) const;
  std::vector<TokenRange> NeighbourContent(TokenIndex v, const Cue& cue, const Draft& draft) const;
  TokenIndex EndOfClause(TokenIndex v, TokenIndex clause) const;
  bool HasVerb(TokenRange range) const;
  bool IsOfSource(TokenIndex clause, TokenRange source) const;
  std::optional<TokenIndex> OtherClause(TokenIndex v, TokenRange source) const;
  void FillContent(TokenIndex v, const Cue& cue, const Dependents& found, Draft& draft) const;

  const Scene& scene_;
};

// The cue with the auxiliaries and adverbs right before it and a particle right after it.
TokenRange Finder::CueSpan(TokenIndex v) const {
  TokenRange cue{v, v.next()};
  const TokenRange sentence = scene_.SentenceOf(v);
  while (sentence.first < cue.first) {
    const TokenIndex t = cue.first.previous();
    const Word& word = scene_.word(t);
    const bool belongs =
        word.head == v && (word.deprel == Deprel::kAux || word.deprel == Deprel::kAuxPass ||
                           word.deprel == Deprel::kAdvmod || word.deprel == Deprel::kCop);
    if (!belongs || scene_.IsMark(t)) break;
    cue.first = t;
  }
  if (cue.end < sentence.end && scene_.word(cue.end).head == v &&
      scene_.word(cue.end).deprel == Deprel::kCompoundPrt)
    ++cue.end;
  return cue;
}

// Where the clause ends that is said. In reported speech the tenses shift back together: after
// "said he had toured ..., and posted ...", the simple past goes with "said", not with "had
// toured".
TokenIndex Finder::EndOfClause(TokenIndex v, TokenIndex clause) const {
  TokenIndex end = scene_.tree.Extent(clause).end;
  bool is_perfect = false;
  scene_.tree.ForChildren(
      clause, [&](TokenIndex child) { is_perfect |= scene_.word(child).deprel == Deprel::kAux; });
  if (scene_.word(v).xpos != "VBD" || !is_perfect) return end;
  scene_.tree.ForChildren(clause, [&](TokenIndex child) {
    const Word& word = scene_.word(child);
    if (word.deprel != Deprel::kConj || word.xpos != "VBD" || !(v < child)) return;
    bool stands_alone = true;
    TokenIndex begin = child;
    scene_.tree.ForChildren(child, [&](TokenIndex grandchild) {
      const Deprel deprel = scene_.word(grandchild).deprel;
      if (deprel == Deprel::kAux || deprel == Deprel::kNsubj || deprel == Deprel::kNsubjPass)
        stands_alone = false;
      if (deprel == Deprel::kCc) begin = std::min(begin, grandchild);
    });
    const bool is_set_off = begin.value() > 0 && scene_.IsPunctuation(begin.previous());
    if (stands_alone && is_set_off) end = std::min(end, begin);
  });
  return end;
}

// Where the clause begins that is said: after who was told, when and where. What the tree hangs
// elsewhere ("says some troops are", with "troops" as an object) still belongs to the clause.
TokenIndex Finder::BeginOfClause(TokenIndex v, const Cue& cue, TokenIndex clause,
                                 const Draft& draft) const {
  if (cue.Can(Takes::kAddressee)) return clause;
  TokenIndex begin = draft.cue.end;
  if (draft.source && draft.cue.first < draft.source->first) begin = draft.source->end;
  const auto skip = [&](TokenIndex child) {
    const TokenRange extent = scene_.tree.Extent(child);
    if (extent.first != begin || clause < extent.end) return;
    const Deprel deprel = scene_.word(child).deprel;
    bool has_case = false;
    scene_.tree.ForChildren(child, [&](TokenIndex grandchild) {
      has_case |= scene_.word(grandchild).deprel == Deprel::kCase;
    });
    const bool is_aside = deprel == Deprel::kOblTmod || deprel == Deprel::kAdvmod ||
                          deprel == Deprel::kPunct || scene_.Is(child, WordKind::kDay) ||
                          (has_case && (deprel == Deprel::kObl || deprel == Deprel::kNmod));
    if (is_aside) begin = scene_.Is(child, WordKind::kDay) ? child.next() : extent.end;
  };
  scene_.tree.ForChildren(v, skip);
  begin = std::min(begin, clause);
  const TokenIndex end = scene_.SentenceOf(v).end;
  while (begin.next() < end && scene_.Is(begin, WordKind::kDay)) ++begin;
  return begin;
}

std::vector<TokenRange> Finder::ClauseContent(TokenIndex v, TokenIndex clause, const Cue& cue,
                                              Draft& draft) const {
  const TokenRange sentence = scene_.SentenceOf(v);
  TokenRange cue_and_source = draft.cue;
  if (draft.source) {
    cue_and_source.first = std::min(cue_and_source.first, draft.source->first);
    cue_and_source.end = std::max(cue_and_source.end, draft.source->end);
  }
  TokenRange content = scene_.tree.Extent(clause);
  if (clause < v) {
    content.end = std::min(content.end, cue_and_source.first);
    std::vector<TokenRange> out{scene_.Trim(content)};
    // "...," he said, "...": the rest of the quotation after the cue.
    TokenIndex after = cue_and_source.end;
    while (after < sentence.end && scene_.IsPunctuation(after) && !scene_.IsMark(after)) ++after;
    if (after < sentence.end && scene_.IsMark(after) && scene_.SpeechAround(after) != nullptr)
      out.push_back(scene_.SpeechAround(after)->tokens);
    return out;
  }
  content.first = std::max(BeginOfClause(v, cue, content.first, draft), draft.cue.end);
  const TokenIndex end = EndOfClause(v, clause);
  draft.is_cut = end < content.end;
  content.end = std::max(content.first, end);
  if (draft.source && draft.source->first < content.end && content.first < draft.source->end)
    content.first = std::max(content.first, draft.source->end);  // "says X the town has fallen"
  return {scene_.Trim(content)};
}

// The cue is a parenthesis in its own content: what hangs above it, without it.
std::vector<TokenRange> Finder::AroundContent(TokenIndex v, const Draft& draft) const {
  const TokenRange above = scene_.tree.Extent(*scene_.word(v).head);
  TokenRange own = scene_.tree.Extent(v);
  if (draft.source) {
    own.first = std::min(own.first, draft.source->first);
    own.end = std::max(own.end, draft.source->end);
  }
  std::vector<TokenRange> out;
  const TokenRange left = scene_.Trim({above.first, std::min(above.end, own.first)});
  const TokenRange right = scene_.Trim({std::max(above.first, own.end), above.end});
  if (!left.is_empty()) out.push_back(left);
  if (!right.is_empty()) out.push_back(right);
  return out;
}

// "The bridge, officials said, was ...": between commas in the middle of what is said.
std::vector<TokenRange> Finder::SetOffContent(const Draft& draft) const {
  if (!draft.source) return {};
  const TokenRange sentence = scene_.SentenceOf(draft.cue_head);
  const TokenRange own{std::min(draft.source->first, draft.cue.first),
                       std::max(draft.source->end, draft.cue.end)};
  const bool is_adjacent = own.size() == draft.source->size() + draft.cue.size();
  if (!is_adjacent || !(sentence.first < own.first) || !(own.end < sentence.end)) return {};
  const auto is_comma = [&](TokenIndex t) {
    return scene_.lower[t] == "," && scene_.SpeechAround(t) == nullptr;
  };
  if (!is_comma(own.first.previous()) || !is_comma(own.end)) return {};
  const TokenRange left = scene_.Trim({sentence.first, own.first});
  const TokenRange right = scene_.Trim({own.end, sentence.end});
  if (left.is_empty() || right.is_empty()) return {};
  // "..., it said, adding that": what follows has a cue of its own; "citing the ministry" names who
  // else says it.
  if (scene_.word(right.first).xpos == "VBG" &&
      (scene_.lexicon.FindCue(scene_.word(right.first).lemma, CueKind::kVerb) != nullptr ||
       scene_.lexicon.Is(scene_.word(right.first).lemma, WordKind::kCiting)))
    return {left};
  if (left.size() == 1 && scene_.word(left.first).upos == Upos::kCconj) return {right};
  return {left, right};
}

bool Finder::HasVerb(TokenRange range) const {
  for (TokenIndex t = range.first; t < range.end; ++t) {
    if (scene_.word(t).upos == Upos::kVerb || scene_.word(t).upos == Upos::kAux) return true;
  }
  return false;
}

// Without a clause in the tree: what the neighbouring words say.
std::vector<TokenRange> Finder::NeighbourContent(TokenIndex v, const Cue& cue,
                                                 const Draft& draft) const {
  const TokenRange sentence = scene_.SentenceOf(v);
  TokenIndex after = draft.cue.end;
  if (draft.source && !(draft.source->first < after)) after = draft.source->end;
  // Over who was told, where and when, to a complementizer, a colon or a quotation.
  constexpr int kFarthest = 12;
  TokenIndex t = after;
  for (int step = 0; t < sentence.end && step < kFarthest; ++step, ++t) {
    if (scene_.IsMark(t) && scene_.SpeechAround(t) != nullptr &&
        scene_.SpeechAround(t)->tokens.first == t)
      return {scene_.SpeechAround(t)->tokens};
    if (cue.Can(Takes::kClause) && scene_.Is(t, WordKind::kComplementizer) &&
        scene_.word(t).upos == Upos::kSconj)
      return {scene_.Trim({t, sentence.end})};
    const Upos upos = scene_.word(t).upos;
    if (upos == Upos::kVerb || upos == Upos::kAux || upos == Upos::kCconj) break;
  }
  // Before: a quotation or a clause that ends with a comma.
  TokenIndex before = draft.cue.first;
  if (draft.source && draft.source->first < before) before = draft.source->first;
  if (sentence.first < before && scene_.IsPunctuation(before.previous())) {
    const TokenIndex mark = before.previous();
    if (scene_.SpeechAround(mark) != nullptr) return {scene_.SpeechAround(mark)->tokens};
    const bool is_last =
        !draft.source || after == sentence.end || scene_.IsPunctuation(after) ||
        (draft.source->first < draft.cue.first &&
         !HasVerb({after, std::min(sentence.end, TokenIndex(after.value() + kShortRest))}));
    if (cue.Can(Takes::kClause) && is_last && scene_.lower[mark] == ",") {
      const TokenRange left{sentence.first, mark};
      const TokenIndex begin =
          left.size() > kLongestSearch ? TokenIndex(mark.value() - kLongestSearch) : left.first;
      // "A quake hit the coast, the agency said.": the verb of a title may pass for a noun.
      const Upos opening = scene_.word(left.first).upos;
      const bool is_whole = draft.source && draft.source->first < draft.cue.first &&
                            after.next() >= sentence.end && left.size() >= kShortestClause &&
                            opening != Upos::kAdp && opening != Upos::kSconj &&
                            opening != Upos::kAdv;
      if (is_whole || HasVerb({begin, left.end})) return {scene_.Trim(left)};
    }
  }
  // A clause without "that", if a verb with its own subject follows.
  if (draft.source && draft.source->first < draft.cue.first && cue.Can(Takes::kClause) &&
      cue.Can(Takes::kObject)) {
    const TokenIndex end = std::min(sentence.end, TokenIndex(v.value() + kLongestSearch));
    for (TokenIndex i = draft.cue.end; i < end; ++i) {
      const Word& word = scene_.word(i);
      const bool is_finite =
          word.xpos == "VBD" || word.xpos == "VBZ" || word.xpos == "VBP" || word.xpos == "MD";
      if (is_finite && draft.cue.end < i) return {scene_.Trim({draft.cue.end, sentence.end})};
    }
  }
  return {};
}

void Finder::FillContent(TokenIndex v, const Cue& cue, const Dependents& found,
                         Draft& draft) const {
  const Word& word = scene_.word(v);
  const TokenRange sentence = scene_.SentenceOf(v);
  const bool is_parenthesis =
      word.head && ((word.deprel == Deprel::kParataxis) ||
                    (word.deprel == Deprel::kAdvcl && HasMark(scene_, v, WordKind::kAs)));
  if (cue.Can(Takes::kClause)) draft.content = SetOffContent(draft);
  if (!draft.content.empty()) return;
  if (found.clause && cue.Can(Takes::kClause)) {
    draft.content = ClauseContent(v, *found.clause, cue, draft);
  } else if (is_parenthesis && cue.Can(Takes::kClause) && draft.source) {
    draft.content = AroundContent(v, draft);
  }
  if (draft.content.empty() && (cue.Can(Takes::kClause) || cue.Can(Takes::kQuote))) {
    draft.content = NeighbourContent(v, cue, draft);
    draft.confidence = confidence::kPattern;
  }
  if (!draft.content.empty() || found.is_passive) return;
  draft.confidence = confidence::kNominal;
  const auto rest = [&](TokenIndex head) {
    TokenRange range = scene_.tree.Extent(head);
    range.first = std::max(range.first, draft.cue.end);
    range.end = std::min(range.end, sentence.end);
    draft.content = {scene_.Trim(range)};
  };
  if (found.of && cue.Can(Takes::kOf)) {
    rest(*found.of);
    if (found.object && v < *found.object)
      draft.content.front().first =
          std::min(draft.content.front().first,
                   std::max(scene_.tree.Extent(*found.object).first, draft.cue.end));
  } else if (found.infinitive && v < *found.infinitive && cue.Can(Takes::kInfinitive)) {
    rest(*found.infinitive);
    if (found.object && v < *found.object)
      draft.content.front().first =
          std::min(draft.content.front().first,
                   std::max(scene_.tree.Extent(*found.object).first, draft.cue.end));
  } else if (found.gerund && v < *found.gerund &&
             (cue.Can(Takes::kGerund) || cue.Can(Takes::kObject))) {
    rest(*found.gerund);
  } else if (found.object && v < *found.object && cue.Can(Takes::kObject)) {
    rest(*found.object);
    // "showed responders walking": what the object does hangs on the cue.
    scene_.tree.ForChildren(v, [&](TokenIndex child) {
      TokenRange& content = draft.content.front();
      const TokenRange extent = scene_.tree.Extent(child);
      if (extent.first == content.end && scene_.word(child).xpos == "VBG") content.end = extent.end;
    });
  }
}

std::optional<Draft> Finder::Passive(TokenIndex v, const Dependents& found) {
  const Cue* cue = scene_.lexicon.FindCue(scene_.word(v).lemma, CueKind::kPassive);
  if (cue == nullptr || (!found.infinitive && !found.clause)) return std::nullopt;
  Draft draft;
  draft.cue_head = v;
  draft.cue = CueSpan(v);
  draft.cue_class = found.is_negated ? cue->negated : cue->cue_class;
  draft.confidence = confidence::kNoSource;
  scene_.tree.ForChildren(v, [&](TokenIndex child) {
    if (scene_.word(child).deprel != Deprel::kNsubjPass || !(child < v)) return;
    TokenRange subject = scene_.tree.Extent(child);
    subject.end = std::min(subject.end, draft.cue.first);
    draft.content = {scene_.Trim(subject)};
  });
  TokenRange rest = scene_.tree.Extent(found.infinitive ? *found.infinitive : *found.clause);
  rest.first = std::max(rest.first, draft.cue.end);
  rest = scene_.Trim(rest);
  if (rest.is_empty()) return std::nullopt;
  draft.content.push_back(rest);
  return draft;
}

// "..., police spokesman Ann Lee said": a noun of the source that the tree took for a clause.
bool Finder::IsOfSource(TokenIndex clause, TokenRange source) const {
  if (source.Contains(clause)) return true;
  if (clause.next() != source.first || scene_.word(clause).upos != Upos::kNoun) return false;
  return !HasVerb(scene_.tree.Extent(clause));
}

std::optional<TokenIndex> Finder::OtherClause(TokenIndex v, TokenRange source) const {
  for (TokenIndex t = source.first; scene_.SentenceOf(v).first < t;) {
    t = t.previous();
    if (scene_.word(t).head == v && scene_.word(t).deprel == Deprel::kCcomp) return t;
  }
  return std::nullopt;
}

std::optional<Draft> Finder::Verb(TokenIndex v) {
  const Cue* cue = scene_.lexicon.FindCue(scene_.word(v).lemma, CueKind::kVerb);
  if (cue == nullptr) return std::nullopt;
  Dependents found = DependentsOf(scene_, v);
  if (found.is_passive && !found.has_agent) {
    if (auto passive = Passive(v, found)) return passive;
    return std::nullopt;
  }
  Draft draft;
  draft.cue_head = v;
  draft.cue = CueSpan(v);
  draft.cue_class = found.is_negated ? cue->negated : cue->cue_class;
  if (const auto source = SourceOfVerb(scene_, v, found.is_passive)) {
    draft.source = source->span;
    draft.source_head = source->head;
    if (const auto pronoun = scene_.lexicon.Pronoun(scene_.lower[source->head]);
        pronoun == PronounKind::kNone)
      return std::nullopt;
  }
  if (draft.source && found.clause && IsOfSource(*found.clause, *draft.source)) {
    draft.source->first = std::min(draft.source->first, scene_.tree.Extent(*found.clause).first);
    found.clause = OtherClause(v, *draft.source);
  }
  // "asked not to be named" is a condition of what is said elsewhere.
  for (const auto& inner : {found.clause, found.infinitive}) {
    if (inner && scene_.lexicon.Is(scene_.word(*inner).lemma, WordKind::kAnonymity) &&
        DependentsOf(scene_, *inner).is_passive)
      return std::nullopt;
  }
  FillContent(v, *cue, found, draft);
  for (TokenRange& part : draft.content) {
    if (part.first == draft.cue.end && scene_.Is(part.first, WordKind::kDay)) ++part.first;
  }
  std::erase_if(draft.content, [](const TokenRange& range) { return range.is_empty(); });
  if (draft.content.empty() || !draft.source) return std::nullopt;
  // "the governor, who said the road was open, left": a clause set off by commas ends at the
  // second.
  const TokenIndex relative = draft.source->first;
  if (scene_.Is(relative, WordKind::kRelative) && scene_.SentenceOf(v).first < relative &&
      scene_.lower[relative.previous()] == ",") {
    TokenRange& content = draft.content.back();
    for (TokenIndex t = content.first; t < content.end; ++t) {
      if (scene_.lower[t] == "," && scene_.SpeechAround(t) == nullptr && content.first < t)
        content.end = t;
    }
  }
  return draft;
}

std::optional<Draft> Finder::Noun(TokenIndex n) {
  const Cue* cue = scene_.lexicon.FindCue(scene_.word(n).lemma, CueKind::kNoun);
  if (cue == nullptr) return std::nullopt;
  std::optional<TokenIndex> clause;
  scene_.tree.ForChildren(n, [&](TokenIndex child) {
    const Deprel deprel = scene_.word(child).deprel;
    const bool is_clause = deprel == Deprel::kAcl || deprel == Deprel::kCcomp;
    if (is_clause && n < child && HasMark(scene_, child, WordKind::kComplementizer)) clause = child;
  });
  if (!clause) return std::nullopt;
  Draft draft;
  draft.cue_head = n;
  draft.cue = {n, n.next()};
  draft.cue_class = cue->cue_class;
  draft.confidence = confidence::kNominal;
  if (const auto source = SourceOfNoun(scene_, n)) {
    draft.source = source->span;
    draft.source_head = source->head;
  }
  TokenRange content = scene_.tree.Extent(*clause);
  content.first = std::max(content.first, draft.cue.end);
  draft.content = {scene_.Trim(content)};
  if (draft.content.front().is_empty()) return std::nullopt;
  return draft;
}

std::optional<Draft> Finder::Adverb(TokenIndex a) {
  const Cue* cue = scene_.lexicon.FindCue(scene_.lower[a], CueKind::kAdverb);
  const auto head = scene_.word(a).head;
  if (cue == nullptr || !head) return std::nullopt;
  Draft draft;
  draft.cue_head = a;
  draft.cue = {a, a.next()};
  draft.cue_class = cue->cue_class;
  draft.confidence = confidence::kNoSource;
  const TokenRange clause = scene_.tree.Extent(*head);
  for (const TokenRange part : {TokenRange{clause.first, a}, TokenRange{a.next(), clause.end}}) {
    const TokenRange trimmed = scene_.Trim(part);
    if (!trimmed.is_empty()) draft.content.push_back(trimmed);
  }
  if (draft.content.empty()) return std::nullopt;
  return draft;
}

std::vector<Draft> Finder::Run() {
  std::vector<Draft> out;
  for (TokenIndex t; t < scene_.input.words.end_index(); ++t) {
    std::optional<Draft> draft;
    switch (scene_.word(t).upos) {
      case Upos::kVerb:
        draft = Verb(t);
        break;
      case Upos::kNoun:
        draft = Noun(t);
        break;
      case Upos::kAdv:
        draft = Adverb(t);
        break;
      default:
        break;
    }
    if (draft) out.push_back(std::move(*draft));
  }
  return out;
}

}  // namespace

std::vector<Draft> FindFrames(const Scene& scene) { return Finder(scene).Run(); }

}  // namespace dateline::attribution
