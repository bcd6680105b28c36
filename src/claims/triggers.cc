#include "claims/triggers.h"

#include <algorithm>
#include <array>
#include <optional>

namespace dateline::claims {
namespace {

constexpr std::uint32_t kNearTokens = 6;  // "near:" looks this far to either side
constexpr std::uint32_t kMostGap = 2;     // words that may stand between two elements
constexpr std::uint32_t kFarthestExtension = 8;

// The words of a rule laid onto tokens.
struct Match {
  TokenIndex first{};
  TokenIndex end{};
  TokenIndex head{};
};

class Finder {
 public:
  Finder(const Clauses& clauses, const TriggerTable& table)
      : clauses_(clauses), scene_(clauses.scene()), table_(table) {}

  std::vector<TriggerCandidate> Find() {
    std::vector<TriggerCandidate> candidates;
    const TokenIndex end(scene_.token_count());
    for (TokenIndex token{0}; token < end;) {
      if (const std::optional<Trigger> trigger = FindAt(token)) {
        candidates.push_back({*trigger, true});
        token = std::max(trigger->end, token.next());
        continue;
      }
      if (MayOpen(token)) candidates.push_back({Open(token), false});
      ++token;
    }
    return candidates;
  }

 private:
  // May a word without a row of its own be a trigger?
  bool MayOpen(TokenIndex token) const {
    switch (scene_.word(token).upos) {
      case Upos::kVerb:
      case Upos::kNoun:
      case Upos::kAdj:
        return !scene_.IsNamePart(token) &&
               (scene_.flags(token) & (kFlagTime | kFlagNumber | kFlagDateline)) == 0;
      default:
        return false;
    }
  }

  // The word, with its particle where that follows at once.
  Trigger Open(TokenIndex token) const {
    Trigger trigger{token, token.next(), token};
    for (auto child = scene_.FirstChild(token); child; child = scene_.NextChild(*child)) {
      if (*child == trigger.end && scene_.word(*child).deprel == Deprel::kCompoundPrt) {
        trigger.end = child->next();
      }
    }
    return trigger;
  }

  std::optional<Trigger> FindAt(TokenIndex token) const {
    if (const auto trigger = FirstHolding(token, table_.RulesFrom(scene_.lemma(token)))) {
      return trigger;
    }
    if (scene_.form(token) == scene_.lemma(token)) return std::nullopt;
    return FirstHolding(token, table_.RulesFrom(scene_.form(token)));
  }

  std::optional<Trigger> FirstHolding(TokenIndex token,
                                      const std::vector<std::uint32_t>& rules) const {
    for (const std::uint32_t index : rules) {
      const TriggerRule& rule = table_[index];
      std::optional<Match> match = Lay(rule, token);
      if (!match || (IsName(match->head) && !IsNamedEvent(match->head, rule))) continue;
      if (!Holds(rule, *match)) continue;
      return Trigger{match->first, match->end, match->head, index, rule.type, rule.prior};
    }
    return std::nullopt;
  }

  bool HasPos(TokenIndex token, std::uint8_t pos) const {
    switch (scene_.word(token).upos) {
      case Upos::kVerb:
      case Upos::kAux:
        return (pos & kPosVerb) != 0;
      case Upos::kNoun:
      case Upos::kPropn:
        return (pos & kPosNoun) != 0 || ((pos & kPosVerb) != 0 && IsMistakenVerb(token));
      case Upos::kAdj:
      case Upos::kAdv:
        return (pos & kPosAdjective) != 0;
      default:
        return pos == kPosAny;
    }
  }

  // "Blast kills five": a verb behind a noun, in a headline that the tagger read as a compound.
  bool IsMistakenVerb(TokenIndex token) const {
    const Sentence& sentence = scene_.sentence(scene_.SentenceOf(token));
    return token > sentence.first && scene_.IsForm(token, table_.verb_form()) &&
           scene_.IsNoun(token.previous()) && token.next() < sentence.end &&
           scene_.word(token.next()).upos != Upos::kPunct;
  }

  // "Car Bomb Kills 20": what ends in a verb before a number, or has one behind it, is a headline
  // and no name.
  bool IsName(TokenIndex token) const {
    constexpr std::uint32_t kLongestName = 8;
    if (!scene_.IsNamePart(token)) return false;
    const TokenIndex end = scene_.sentence(scene_.SentenceOf(token)).end;
    for (TokenIndex t = token; t.next() < end; ++t) {
      if (t.value() - token.value() >= kLongestName) break;
      if (scene_.word(t.next()).upos == Upos::kNum && IsMistakenVerb(t)) return false;
      if (!scene_.IsNamePart(t)) break;
    }
    return true;
  }

  // "Typhoon Noru": the name says what it is by its first word, which the rule's row allows.
  bool IsNamedEvent(TokenIndex token, const TriggerRule& rule) const {
    if (!rule.may_open_name) return false;
    const Sentence& sentence = scene_.sentence(scene_.SentenceOf(token));
    if (token.next() >= sentence.end || !scene_.IsNamePart(token.next())) return false;
    return token == sentence.first || !scene_.IsNamePart(token.previous());
  }

  // May the word stand between two elements of a pattern?
  bool IsGap(TokenIndex token) const {
    if (scene_.word(token).deprel == Deprel::kCompound) return true;
    if (scene_.word(token).xpos == "HYPH") return true;  // "cease-fire"
    switch (scene_.word(token).upos) {
      case Upos::kDet:
      case Upos::kAdj:
      case Upos::kAdv:
      case Upos::kAux:
      case Upos::kPart:
      case Upos::kNum:  // "claimed 40 lives"
        return true;
      case Upos::kPron:
        return scene_.word(token).deprel == Deprel::kNmodPoss;
      default:
        return false;
    }
  }

  std::optional<Match> Lay(const TriggerRule& rule, TokenIndex token) const {
    Match match{token, token.next(), token};
    bool has_begun = rule.is_context.front() == 0;
    const TokenIndex sentence_end = scene_.sentence(scene_.SentenceOf(token)).end;
    TokenIndex at = token;
    for (std::size_t i = 1; i < rule.elements.size(); ++i) {
      at = at.next();
      for (std::uint32_t gap = 0;; ++gap, ++at) {
        if (at >= sentence_end) return std::nullopt;
        if (scene_.Is(at, rule.elements[i])) break;
        if (gap == kMostGap || !IsGap(at)) return std::nullopt;
      }
      if (i == rule.head) match.head = at;
      if (rule.is_context[i] != 0) continue;
      if (!has_begun) match.first = at;
      has_begun = true;
      match.end = at.next();
    }
    if (!HasPos(match.head, rule.pos)) return std::nullopt;
    return match;
  }

  bool Holds(const TriggerRule& rule, Match& match) const {
    for (const Condition& condition : rule.conditions) {
      std::optional<TokenIndex> found;
      if (Meets(condition, match, found) == condition.is_denied) return false;
      if (condition.extends && found) Extend(match, *found);
    }
    return true;
  }

  void Extend(Match& match, TokenIndex to) const {
    if (to >= match.end && to.value() - match.end.value() < kFarthestExtension) {
      match.end = to.next();
    } else if (to < match.first && match.first.value() - to.value() < kFarthestExtension) {
      match.first = to;
    }
  }

  bool IsWord(const Condition& condition, TokenIndex token) const {
    return !condition.has_words || scene_.Is(token, condition.words);
  }

  // An argument is what it is by its head, its coordinates ("gas and water"), or a toponym that it
  // carries ("the town of Izium").
  bool IsArgument(const Condition& condition, TokenIndex head,
                  std::optional<TokenIndex>& found) const {
    if (IsWord(condition, head)) {
      found = head;
      return true;
    }
    const bool is_amount = scene_.Is(head, table_.amount());
    for (auto child = scene_.FirstChild(head); child; child = scene_.NextChild(*child)) {
      const Deprel deprel = scene_.word(*child).deprel;
      if (deprel != Deprel::kConj && deprel != Deprel::kFlat && deprel != Deprel::kAppos &&
          deprel != Deprel::kCompound && !(is_amount && deprel == Deprel::kNmod)) {
        continue;
      }
      if (IsWord(condition, *child)) {
        found = *child;
        return true;
      }
    }
    return false;
  }

  bool Meets(const Condition& condition, const Match& match,
             std::optional<TokenIndex>& found) const {
    switch (condition.kind) {
      case ConditionKind::kObject: {
        const auto object = clauses_.Object(match.head);
        return object && IsArgument(condition, object->token, found);
      }
      case ConditionKind::kSubject: {
        const auto subject = clauses_.Subject(match.head);
        return subject && IsArgument(condition, subject->token, found);
      }
      case ConditionKind::kParticle:
        return MeetsParticle(condition, match, found);
      case ConditionKind::kModifier:
        return MeetsModifier(condition, match, found);
      case ConditionKind::kPreposition:
        return MeetsPreposition(condition, match, found);
      case ConditionKind::kNear:
        return MeetsNear(condition, match, found);
      case ConditionKind::kSentence:
        return scene_.SentenceHas(scene_.SentenceOf(match.head), condition.words);
      case ConditionKind::kDocument:
        return scene_.DocumentHas(condition.words);
      case ConditionKind::kGovernor: {
        const auto head = scene_.Head(match.head);
        if (!head) return false;
        if (IsWord(condition, *head)) {
          found = head;
          return true;
        }
        return false;
      }
      case ConditionKind::kNegated:
        return clauses_.IsNegated(match.head);
    }
    return false;
  }

  bool MeetsParticle(const Condition& condition, const Match& match,
                     std::optional<TokenIndex>& found) const {
    for (auto child = scene_.FirstChild(match.head); child; child = scene_.NextChild(*child)) {
      const Deprel deprel = scene_.word(*child).deprel;
      if ((deprel == Deprel::kCompoundPrt || deprel == Deprel::kAdvmod) &&
          IsWord(condition, *child)) {
        found = child;
        return true;
      }
    }
    return false;
  }

  bool MeetsModifier(const Condition& condition, const Match& match,
                     std::optional<TokenIndex>& found) const {
    for (auto child = scene_.FirstChild(match.head); child; child = scene_.NextChild(*child)) {
      switch (scene_.word(*child).deprel) {
        case Deprel::kAmod:
        case Deprel::kCompound:
        case Deprel::kNmodPoss:
        case Deprel::kNmod:
        case Deprel::kNummod:
        case Deprel::kAdvmod:
          if (*child < match.head && IsWord(condition, *child)) {
            found = child;
            return true;
          }
          break;
        default:
          break;
      }
    }
    // The tree may hang a neighbour elsewhere: the word right before counts as well.
    if (match.first.value() == 0 || !scene_.IsNoun(match.head)) return false;
    const TokenIndex before = match.first.previous();
    const Upos upos = scene_.word(before).upos;
    if ((upos == Upos::kAdj || upos == Upos::kNoun || upos == Upos::kPropn) &&
        scene_.SentenceOf(before) == scene_.SentenceOf(match.head) && IsWord(condition, before)) {
      found = before;
      return true;
    }
    return false;
  }

  bool MeetsPreposition(const Condition& condition, const Match& match,
                        std::optional<TokenIndex>& found) const {
    const auto try_below = [&](TokenIndex head) {
      for (auto child = scene_.FirstChild(head); child; child = scene_.NextChild(*child)) {
        if (*child < match.first) continue;
        const auto preposition = scene_.Preposition(*child);
        if (!preposition || !IsWord(condition, *preposition)) continue;
        if (condition.has_head) {
          Condition head_condition = condition;
          head_condition.words = condition.head;
          head_condition.has_words = true;
          std::optional<TokenIndex> ignored;
          if (!IsArgument(head_condition, *child, ignored)) continue;
        }
        found = child;
        return true;
      }
      return false;
    };
    if (try_below(match.head)) return true;
    // "carried out an attack on the base": the tree often hangs the phrase on the verb.
    if (const auto light = clauses_.LightVerb(match.head)) return try_below(*light);
    return false;
  }

  bool MeetsNear(const Condition& condition, const Match& match,
                 std::optional<TokenIndex>& found) const {
    const Sentence& sentence = scene_.sentence(scene_.SentenceOf(match.head));
    const std::uint32_t first =
        match.first.value() > kNearTokens
            ? std::max(sentence.first.value(), match.first.value() - kNearTokens)
            : sentence.first.value();
    const std::uint32_t end = std::min(sentence.end.value(), match.end.value() + kNearTokens);
    for (std::uint32_t i = first; i < end; ++i) {
      const TokenIndex token(i);
      if (token >= match.first && token < match.end) continue;
      if (IsWord(condition, token)) {
        found = token;
        return true;
      }
    }
    return false;
  }

  const Clauses& clauses_;
  const Scene& scene_;
  const TriggerTable& table_;
};

}  // namespace

std::vector<TriggerCandidate> FindCandidates(const Clauses& clauses, const TriggerTable& table) {
  return Finder(clauses, table).Find();
}

std::vector<Trigger> RuledTriggers(const std::vector<TriggerCandidate>& candidates,
                                   const TriggerTable& table) {
  std::vector<Trigger> triggers;
  for (const TriggerCandidate& candidate : candidates) {
    if (candidate.has_rule && table[candidate.trigger.rule].is_claim) {
      triggers.push_back(candidate.trigger);
    }
  }
  return triggers;
}

}  // namespace dateline::claims
