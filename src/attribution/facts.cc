#include "attribution/facts.h"

#include <algorithm>
#include <string>
#include <utility>

#include "unicode/utf8.h"

namespace dateline::attribution {
namespace {

std::uint64_t ShapeOf(std::string_view surface) {
  std::string shape;
  for (std::size_t at = 0; at < surface.size() && shape.size() < 8;) {
    const auto c = unicode::DecodeAt(surface, at);
    char kind = '.';
    if (unicode::IsDigit(c.value)) {
      kind = '0';
    } else if (unicode::IsUpper(c.value)) {
      kind = 'X';
    } else if (unicode::IsLetter(c.value)) {
      kind = 'x';
    }
    if (shape.empty() || shape.back() != kind) shape += kind;
    at += c.size_bytes;
  }
  return HashBytes(shape);
}

std::uint8_t QuotedState(const Scene& scene, TokenIndex t) {
  const std::uint32_t number = scene.quotes.around[t.value()];
  if (number == 0) return 0;
  const Quote& quote = scene.quotes.quotes[number - 1];
  if (quote.use == QuoteUse::kMention) return 2;
  if (t == quote.tokens.first) return 3;
  if (t.next() == quote.tokens.end && quote.is_closed) return 4;
  return 1;
}

// Tags of the rules' outermost drafts. Of contents over each other the last one's tag counts; they
// are put from the last one on, and what has a tag is stepped over, so that the work is linear
// however long they are.
void PutContents(const Composed& rules, std::vector<Fact>& facts) {
  std::vector<std::uint32_t> next(facts.size() + 1);  // the first token from here without a tag
  for (std::uint32_t i = 0; i < next.size(); ++i) next[i] = i;
  const auto free_from = [&](std::uint32_t at) {
    std::uint32_t found = at;
    while (next[found] != found) found = next[found];
    while (next[at] != found) at = std::exchange(next[at], found);
    return found;
  };
  for (std::size_t i = rules.drafts.size(); i-- > 0;) {
    if (rules.parents[i]) continue;
    const auto& parts = rules.drafts[i].content;
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
      for (std::uint32_t t = free_from(part->first.value()); t < part->end.value();
           t = free_from(t)) {
        facts[t].rule = t == part->first.value() ? Tag::kBeginContent : Tag::kInsideContent;
        next[t] = t + 1;
      }
    }
  }
}

void PutTags(const Composed& rules, std::vector<Fact>& facts) {
  const auto put = [&](TokenRange range, Part part) {
    for (TokenIndex t = range.first; t < range.end; ++t)
      facts[t.value()].rule = t == range.first ? BeginOf(part) : InsideOf(part);
  };
  PutContents(rules, facts);
  for (std::size_t i = 0; i < rules.drafts.size(); ++i) {
    const Draft& draft = rules.drafts[i];
    if (rules.parents[i]) continue;
    if (draft.source) put(*draft.source, Part::kSource);
    put(draft.cue, Part::kCue);
  }
}

void PutWords(const Scene& scene, const CuePriors& priors, std::vector<Fact>& facts) {
  const std::uint64_t name_class = HashBytes("<name>");
  const std::uint64_t number_class = HashBytes("<number>");
  for (TokenIndex t; t < scene.input.words.end_index(); ++t) {
    Fact& fact = facts[t.value()];
    const Word& word = scene.word(t);
    const std::string& lower = scene.lower[t];
    fact.tag = HashBytes(word.xpos);
    fact.shape = ShapeOf(scene.input.surface(t));
    if (word.upos == Upos::kPropn || word.upos == Upos::kNum) {
      const std::uint64_t kind = word.upos == Upos::kNum ? number_class : name_class;
      fact.word = fact.lemma = fact.suffix = kind;
    } else {
      fact.word = HashBytes(lower);
      fact.lemma = HashBytes(word.lemma);
      fact.suffix = HashBytes(
          std::string_view(lower).substr(lower.size() - std::min<std::size_t>(3, lower.size())));
    }
    fact.relation = 1 + static_cast<std::uint64_t>(word.deprel);
    if (word.head) {
      if (word.deprel != Deprel::kPunct)
        facts[word.head->value()].children |= std::uint64_t{1}
                                              << (static_cast<unsigned>(word.deprel) & 63U);
      if (*word.head < t) fact.relation += 64;
    }
    fact.quoted = QuotedState(scene, t);
    fact.prior = priors.BinOf(PriorKey(scene, t));
    const Cue* cue = nullptr;
    if (word.upos == Upos::kVerb) cue = scene.lexicon.FindCue(word.lemma, CueKind::kVerb);
    if (word.upos == Upos::kNoun) cue = scene.lexicon.FindCue(word.lemma, CueKind::kNoun);
    if (cue != nullptr)
      fact.cue_class = static_cast<std::uint8_t>(1 + static_cast<unsigned>(cue->cue_class));
    fact.is_candidate =
        fact.quoted != 1 && (fact.prior >= kCandidateBin || PartOf(fact.rule) == Part::kCue);
  }
  for (const Mention& mention : scene.input.mentions) {
    if (mention.kind != MentionKind::kName) continue;
    for (TokenIndex t = mention.first; t < mention.end; ++t)
      facts[t.value()].name = static_cast<std::uint8_t>(
          1 + static_cast<unsigned>(mention.type) * 2 + (t == mention.first ? 0U : 1U));
  }
}

void PutNeighbours(const Scene& scene, Facts& out) {
  for (const Sentence& sentence : scene.input.sentences) {
    SentenceFact fact;
    fact.block = static_cast<std::uint8_t>(scene.input.blocks[sentence.block].kind);
    fact.is_all_quoted = true;
    std::uint32_t last = Fact::kNowhere;
    std::size_t since = 100;
    std::size_t candidates = 0;
    for (std::uint32_t i = sentence.first.value(); i < sentence.end.value(); ++i) {
      Fact& token = out.tokens[i];
      token.left = last;
      if (token.is_candidate) {
        last = i;
        ++candidates;
      }
      token.since_closing = Step(since);
      since = token.quoted == 4 ? 0 : since + 1;
      if (token.quoted == 0 && scene.word(TokenIndex(i)).upos != Upos::kPunct)
        fact.is_all_quoted = false;
    }
    last = Fact::kNowhere;
    std::size_t until = 100;
    for (std::uint32_t i = sentence.end.value(); i-- > sentence.first.value();) {
      Fact& token = out.tokens[i];
      token.right = last;
      if (token.is_candidate) last = i;
      token.to_opening = Step(until);
      until = token.quoted == 3 ? 0 : until + 1;
    }
    fact.candidates = static_cast<std::uint8_t>(std::min<std::size_t>(candidates, 4));
    out.sentences.push_back(fact);
  }
}

}  // namespace

std::uint8_t Step(std::size_t distance) {
  if (distance <= 3) return static_cast<std::uint8_t>(distance);
  if (distance <= 5) return 4;
  if (distance <= 8) return 5;
  return distance <= 15 ? 6 : 7;
}

Feature PriorKey(const Scene& scene, TokenIndex token) {
  const Word& word = scene.word(token);
  return Hash(1, HashBytes(word.lemma), static_cast<std::uint64_t>(word.upos));
}

Facts GatherFacts(const Scene& scene, const Composed& rules, const CuePriors& priors) {
  Facts out;
  out.tokens.resize(scene.input.words.size());
  PutTags(rules, out.tokens);
  PutWords(scene, priors, out.tokens);
  PutNeighbours(scene, out);
  std::vector<std::uint32_t> above;
  std::vector<std::uint64_t> entry;
  FindEntries(
      scene, [&](std::uint32_t i) { return out.tokens[i].is_candidate; }, above, entry);
  for (std::size_t i = 0; i < out.tokens.size(); ++i) {
    out.tokens[i].above = above[i];
    out.tokens[i].entry = entry[i];
  }
  return out;
}

}  // namespace dateline::attribution
