#include "attribution/verification_words.h"

#include <algorithm>
#include <utility>

#include "attribution/sources.h"

namespace dateline::attribution {
namespace {

constexpr int kLongestGap = 4;  // words between two words of a pattern

}  // namespace

bool NoteReader::Is(TokenIndex t, const std::vector<std::string>& alternatives) const {
  return std::any_of(alternatives.begin(), alternatives.end(), [&](const std::string& word) {
    return word == scene_.lower[t] || word == scene_.word(t).lemma;
  });
}

bool NoteReader::MayStandBetween(TokenIndex t) const {
  switch (scene_.word(t).upos) {
    case Upos::kAdv:
    case Upos::kAux:
    case Upos::kPart:
    case Upos::kDet:
    case Upos::kAdj:
      return true;
    default:
      return false;
  }
}

std::optional<NoteReader::Match> NoteReader::Try(std::size_t pattern, TokenIndex t,
                                                 TokenIndex end) const {
  Match match{pattern, {t}};
  const auto& words = patterns_[pattern].words;
  for (std::size_t k = 1; k < words.size(); ++k) {
    ++t;
    int gap = 0;
    while (t < end && !Is(t, words[k]) && MayStandBetween(t) && ++gap <= kLongestGap) ++t;
    if (!(t < end) || !Is(t, words[k])) return std::nullopt;
    match.words.push_back(t);
  }
  return match;
}

// The longest pattern from here; of equals the first.
std::optional<NoteReader::Match> NoteReader::MatchAt(TokenIndex t, TokenIndex end) const {
  std::optional<Match> best;
  const std::string& lemma = scene_.word(t).lemma;
  const std::string& lower = scene_.lower[t];
  for (const std::string* word : {&lower, &lemma}) {
    if (word == &lemma && lemma == lower) continue;
    const auto* candidates = patterns_.From(*word);
    if (candidates == nullptr) continue;
    for (const std::size_t pattern : *candidates) {
      auto match = Try(pattern, t, end);
      if (!match || (best && match->words.back() <= best->words.back())) continue;
      if (IsDone(*match)) best = std::move(match);
    }
  }
  return best;
}

// "Verified", not "did not verify", "will verify", "to verify".
bool NoteReader::IsDone(const Match& match) const {
  const VerificationKind kind = patterns_[match.pattern].kind;
  if (kind != VerificationKind::kVerified && kind != VerificationKind::kLocated) return true;
  const TokenRange sentence = scene_.SentenceOf(match.words.front());
  TokenIndex t = match.words.front();
  for (int step = 0; sentence.first < t && step <= kLongestGap; ++step) {
    t = t.previous();
    if (!MayStandBetween(t)) break;
    const std::string& xpos = scene_.word(t).xpos;
    if (scene_.Is(t, WordKind::kNegation) || xpos == "MD" || xpos == "TO") return false;
  }
  const std::string& xpos = scene_.word(match.words.back()).xpos;
  return xpos != "VB" && xpos != "VBP";  // "they verify accounts" is a habit
}

// "Geolocated by the open source group": the last noun right behind "by", whatever the tree makes
// of it.
std::optional<TokenIndex> NoteReader::NounBehindBy(TokenIndex verb) const {
  constexpr std::uint32_t kLongestName = 8;
  const TokenIndex end =
      std::min(scene_.SentenceOf(verb).end, TokenIndex(verb.value() + kLongestName));
  TokenIndex t = verb.next();
  if (!(t < end) || !scene_.Is(t, WordKind::kBy)) return std::nullopt;
  std::optional<TokenIndex> noun;
  for (++t; t < end; ++t) {
    const Upos upos = scene_.word(t).upos;
    const bool is_noun = upos == Upos::kNoun || upos == Upos::kPropn;
    if (!is_noun && (noun || (upos != Upos::kDet && upos != Upos::kAdj))) break;
    if (is_noun) noun = t;
  }
  return noun;
}

// "The video, which was verified": the noun before the relative clause; any other word is itself.
TokenIndex NoteReader::Antecedent(TokenIndex pronoun) const {
  if (!IsRelative(pronoun)) return pronoun;
  TokenIndex at = pronoun;
  for (int step = 0; step < kLongestGap; ++step) {
    const Word& word = scene_.word(at);
    if (!word.head) break;
    at = *word.head;
    if (word.deprel == Deprel::kAclRelcl) return at;
  }
  return pronoun;
}

// The noun below `head` that one of two prepositions brings in.
std::optional<TokenIndex> NoteReader::PhraseWith(TokenIndex head, WordKind one,
                                                 WordKind other) const {
  std::optional<TokenIndex> found;
  scene_.tree.ForChildren(head, [&](TokenIndex child) {
    const Deprel deprel = scene_.word(child).deprel;
    if (found || (deprel != Deprel::kNmod && deprel != Deprel::kObl)) return;
    scene_.tree.ForChildren(child, [&](TokenIndex mark) {
      if (scene_.Is(mark, one) || scene_.Is(mark, other)) found = child;
    });
  });
  return found;
}

std::optional<TokenIndex> NoteReader::ByOf(const Match& match) const {
  const TokenIndex last = match.words.back();
  switch (patterns_[match.pattern].by) {
    case Checker::kNone:
      return std::nullopt;
    case Checker::kFrom: {
      if (auto found = PhraseWith(last, WordKind::kFrom, WordKind::kBy)) return found;
      const auto head = scene_.word(last).head;  // "there was no comment from ..."
      return head ? PhraseWith(*head, WordKind::kFrom, WordKind::kBy) : std::nullopt;
    }
    case Checker::kClause: {
      TokenIndex at = last;
      for (int step = 0; step < kLongestGap; ++step) {
        const auto head = scene_.word(at).head;
        if (!head) return std::nullopt;
        at = *head;
        if (const auto subject = scene_.tree.Subject(at)) return subject;
      }
      return std::nullopt;
    }
    case Checker::kSubject:
      break;
  }
  for (const TokenIndex t : match.words) {
    if (const auto agent = scene_.tree.Agent(t)) return agent;
    if (const auto by = PhraseWith(t, WordKind::kBy, WordKind::kBy)) return by;
  }
  if (const auto behind = NounBehindBy(last)) return behind;
  const bool is_passive =
      scene_.word(last).xpos == "VBN" && scene_.word(last).deprel != Deprel::kXcomp && [&] {
        bool has_be = scene_.word(last).deprel == Deprel::kAcl;
        scene_.tree.ForChildren(last, [&](TokenIndex child) {
          has_be |= scene_.word(child).deprel == Deprel::kAuxPass;
        });
        return has_be;
      }();
  if (is_passive && patterns_[match.pattern].kind != VerificationKind::kNoComment)
    return std::nullopt;
  for (const TokenIndex t : match.words) {
    if (const auto subject = scene_.tree.Subject(t)) return subject;
  }
  // "The army, which did not comment", "and could not verify": one step up.
  TokenIndex at = match.words.front();
  for (int step = 0; step < kLongestGap; ++step) {
    const auto head = scene_.word(at).head;
    const Deprel deprel = scene_.word(at).deprel;
    if (!head) return std::nullopt;
    at = *head;
    if (deprel == Deprel::kAclRelcl) return at;
    if (const auto subject = scene_.tree.Subject(at)) return subject;
  }
  return std::nullopt;
}

// What was checked or not: the object, the subject of a passive, the noun that a participle or an
// adjective describes, a phrase with "of".
std::optional<TokenIndex> NoteReader::AboutOf(const Match& match) const {
  const VerificationKind kind = patterns_[match.pattern].kind;
  if (kind == VerificationKind::kNoComment || kind == VerificationKind::kUnproven)
    return std::nullopt;
  const TokenIndex last = match.words.back();
  std::optional<TokenIndex> about;
  std::optional<TokenIndex> patient;
  scene_.tree.ForChildren(last, [&](TokenIndex child) {
    const Deprel deprel = scene_.word(child).deprel;
    if (deprel == Deprel::kObj && !about) about = child;
    if (deprel == Deprel::kNsubjPass) patient = child;
    if (deprel == Deprel::kNsubj && scene_.word(last).upos == Upos::kAdj) patient = child;
  });
  if (!about) about = patient;
  const auto head = scene_.word(last).head;
  const Deprel deprel = scene_.word(last).deprel;
  if (!about && head && (deprel == Deprel::kAcl || deprel == Deprel::kAmod)) about = head;
  if (!about) about = PhraseWith(last, WordKind::kOf, WordKind::kOf);
  // The subject of "were impossible to verify", and of what the tree took for an active.
  if (!about && head && deprel == Deprel::kXcomp && patterns_[match.pattern].by == Checker::kNone)
    about = scene_.tree.Subject(*head);
  return about;
}

FoundNote NoteReader::NoteFrom(const Match& match) const {
  FoundNote note;
  note.kind = patterns_[match.pattern].kind;
  note.words = {match.words.front(), match.words.back().next()};
  // "did not respond": with the auxiliaries before the negation.
  const TokenIndex begin = scene_.SentenceOf(note.words.first).first;
  const auto is_of_match = [&](TokenIndex t) {
    return std::find(match.words.begin(), match.words.end(), t) != match.words.end();
  };
  for (int step = 0; begin < note.words.first && step < kLongestGap; ++step) {
    const Word& before = scene_.word(note.words.first.previous());
    if (before.upos != Upos::kAux || !before.head || !is_of_match(*before.head)) break;
    note.words.first = note.words.first.previous();
  }
  note.by = ByOf(match);
  if (note.by) note.by = Antecedent(*note.by);
  if (auto about = AboutOf(match)) {
    about = Antecedent(*about);
    if (scene_.Is(*about, WordKind::kWhere) && note.kind == VerificationKind::kVerified) {
      note.kind = VerificationKind::kLocated;
      if (const auto of = PhraseWith(*about, WordKind::kOf, WordKind::kOf)) about = of;
    }
    TokenRange phrase = PhraseOf(scene_, *about, scene_.SentenceOf(*about)).span;
    while (phrase.first < *about && scene_.word(phrase.first).upos == Upos::kAdp) ++phrase.first;
    // What follows the noun ("footage verified by") is told by the note itself.
    if (phrase.first < note.words.first) phrase.end = std::min(phrase.end, note.words.first);
    while (about->next() < phrase.end && IsRelative(phrase.end.previous()))
      phrase.end = phrase.end.previous();
    phrase = scene_.Trim(phrase);
    if (phrase.Contains(*about)) note.about = phrase;
  }
  return note;
}

}  // namespace dateline::attribution
