#include "attribution/verification.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "attribution/draft.h"
#include "attribution/sources.h"
#include "io/table.h"
#include "model/resources.h"
#include "text/enum_names.h"

namespace dateline::attribution {
namespace {

constexpr std::string_view kFile = "data/attribution/verification.en.tsv";
constexpr int kLongestGap = 4;            // words between two words of a pattern
constexpr std::size_t kReach = 12;        // attributions looked back for what a note is about
constexpr std::uint32_t kNearBlocks = 2;  // paragraphs

std::vector<std::string> Split(std::string_view text, char separator) {
  std::vector<std::string> out;
  for (;;) {
    const std::size_t at = std::min(text.find(separator), text.size());
    out.emplace_back(text.substr(0, at));
    if (at == text.size()) return out;
    text.remove_prefix(at + 1);
  }
}

std::optional<Checker> CheckerOf(std::string_view name) {
  constexpr std::pair<std::string_view, Checker> kNames[] = {{"subject", Checker::kSubject},
                                                             {"clause", Checker::kClause},
                                                             {"from", Checker::kFrom},
                                                             {"none", Checker::kNone}};
  for (const auto& [known, checker] : kNames) {
    if (known == name) return checker;
  }
  return std::nullopt;
}

class Finder {
 public:
  Finder(const Scene& scene, const VerificationPatterns& patterns, const Composed& composed,
         const std::vector<Source>& speakers)
      : scene_(scene), patterns_(patterns), composed_(composed), speakers_(speakers) {}

  std::vector<FoundNote> Run();

 private:
  struct Match {
    std::size_t pattern = 0;
    std::vector<TokenIndex> words;
  };

  bool Is(TokenIndex t, const std::vector<std::string>& alternatives) const;
  bool MayStandBetween(TokenIndex t) const;
  std::optional<Match> MatchAt(TokenIndex t, TokenIndex end) const;
  std::optional<Match> Try(std::size_t pattern, TokenIndex t, TokenIndex end) const;
  bool IsDone(const Match& match) const;
  std::optional<TokenIndex> ByOf(const Match& match) const;
  std::optional<TokenIndex> AboutOf(const Match& match) const;
  std::optional<TokenIndex> PhraseWith(TokenIndex head, WordKind one, WordKind other) const;
  bool IsRelative(TokenIndex t) const {
    return scene_.word(t).feats.find("PronType=Rel") != std::string::npos;
  }
  TokenIndex Antecedent(TokenIndex pronoun) const;
  std::optional<TokenIndex> NounBehindBy(TokenIndex verb) const;
  FoundNote NoteFrom(const Match& match) const;

  bool Counts(std::size_t draft, const FoundNote& note) const;
  std::vector<std::size_t> Before(const FoundNote& note) const;
  std::vector<std::size_t> ScopeOf(const FoundNote& note) const;
  std::vector<std::size_t> OfArtefact(const FoundNote& note, TokenIndex artefact,
                                      const std::vector<std::size_t>& before) const;
  BlockIndex BlockOf(TokenIndex t) const { return scene_.input.sentence_of(t).block; }

  const Scene& scene_;
  const VerificationPatterns& patterns_;
  const Composed& composed_;
  const std::vector<Source>& speakers_;
};

bool Finder::Is(TokenIndex t, const std::vector<std::string>& alternatives) const {
  return std::any_of(alternatives.begin(), alternatives.end(), [&](const std::string& word) {
    return word == scene_.lower[t] || word == scene_.word(t).lemma;
  });
}

bool Finder::MayStandBetween(TokenIndex t) const {
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

std::optional<Finder::Match> Finder::Try(std::size_t pattern, TokenIndex t, TokenIndex end) const {
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
std::optional<Finder::Match> Finder::MatchAt(TokenIndex t, TokenIndex end) const {
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
bool Finder::IsDone(const Match& match) const {
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
std::optional<TokenIndex> Finder::NounBehindBy(TokenIndex verb) const {
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
TokenIndex Finder::Antecedent(TokenIndex pronoun) const {
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
std::optional<TokenIndex> Finder::PhraseWith(TokenIndex head, WordKind one, WordKind other) const {
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

std::optional<TokenIndex> Finder::ByOf(const Match& match) const {
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
std::optional<TokenIndex> Finder::AboutOf(const Match& match) const {
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

FoundNote Finder::NoteFrom(const Match& match) const {
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

// Is this draft something that was put forward, and not the note itself?
bool Finder::Counts(std::size_t draft, const FoundNote& note) const {
  const Draft& d = composed_.drafts[draft];
  if (d.confidence < confidence::kNoSource && !d.is_inherited) return false;
  return !d.cue.Overlaps(note.words) && !note.words.Contains(d.cue_head);
}

// Drafts that count whose cue stands before the note, in its paragraph or one of those before,
// nearest last; and, behind the note, those of its own sentence.
std::vector<std::size_t> Finder::Before(const FoundNote& note) const {
  const auto at = std::lower_bound(composed_.drafts.begin(), composed_.drafts.end(),
                                   scene_.SentenceOf(note.words.first).end,
                                   [](const Draft& d, TokenIndex t) { return d.cue_head < t; });
  const auto end = static_cast<std::size_t>(at - composed_.drafts.begin());
  const std::uint32_t block = BlockOf(note.words.first).value();
  std::vector<std::size_t> out;
  for (std::size_t i = end; i > 0 && end - i < kReach; --i) {
    const std::uint32_t own = BlockOf(composed_.drafts[i - 1].cue_head).value();
    if (own + kNearBlocks < block) break;
    if (Counts(i - 1, note)) out.push_back(i - 1);
  }
  std::reverse(out.begin(), out.end());
  return out;
}

// What the video shows, or what was said of it: the same word in the source or the content.
std::vector<std::size_t> Finder::OfArtefact(const FoundNote& note, TokenIndex artefact,
                                            const std::vector<std::size_t>& before) const {
  const std::string& lemma = scene_.word(artefact).lemma;
  constexpr std::uint32_t kLongestLook = 200;  // tokens of one part
  constexpr std::size_t kMostParts = 8;
  const auto holds = [&](TokenRange range) {
    const TokenIndex end = std::min(range.end, TokenIndex(range.first.value() + kLongestLook));
    for (TokenIndex t = range.first; t < end; ++t) {
      if (t != artefact && !note.words.Contains(t) && scene_.word(t).lemma == lemma) return true;
    }
    return range.Contains(artefact);
  };
  for (std::size_t i = before.size(); i > 0; --i) {
    const Draft& draft = composed_.drafts[before[i - 1]];
    const auto end = draft.content.begin() +
                     static_cast<std::ptrdiff_t>(std::min(kMostParts, draft.content.size()));
    if ((draft.source && holds(*draft.source)) || std::any_of(draft.content.begin(), end, holds))
      return {before[i - 1]};
  }
  return {};
}

std::vector<std::size_t> Finder::ScopeOf(const FoundNote& note) const {
  if (note.kind == VerificationKind::kNoComment) return {};
  const std::vector<std::size_t> before = Before(note);
  if (before.empty()) return {};
  const SentenceIndex sentence = scene_.input.tokens[note.words.first].sentence;
  const auto sentence_of = [&](std::size_t draft) {
    return scene_.input.tokens[composed_.drafts[draft].cue_head].sentence;
  };
  if (note.kind == VerificationKind::kUnproven) {
    // Of the sentence, else the last that the same one said.
    if (sentence_of(before.back()) == sentence) return {before.back()};
    for (std::size_t i = before.size(); i > 0; --i) {
      const std::size_t draft = before[i - 1];
      if (!note.by || !composed_.drafts[draft].source) continue;
      const auto mention = scene_.input.tokens[*note.by].span.In(scene_.input.text);
      if (speakers_[draft].name.find(mention) != std::string::npos ||
          scene_.word(*note.by).upos == Upos::kPron)
        return {draft};
    }
    return {before.back()};
  }
  if (!note.about) {
    // "It was impossible to verify", "no independent confirmation": what was said just before.
    return sentence.value() - std::min(sentence.value(), sentence_of(before.back()).value()) <= 2
               ? std::vector<std::size_t>{before.back()}
               : std::vector<std::size_t>{};
  }
  TokenIndex head = note.about->first;
  for (TokenIndex t = note.about->first; t < note.about->end; ++t) {
    const auto above = scene_.word(t).head;
    if (!above || !note.about->Contains(*above)) head = t;
  }
  if (scene_.lexicon.Is(scene_.word(head).lemma, WordKind::kArtefact))
    return OfArtefact(note, head, before);
  // A modifier speaks of its own noun: "unconfirmed reports said".
  for (const std::size_t draft : before) {
    const Draft& d = composed_.drafts[draft];
    if (d.source && d.source->Contains(head)) return {draft};
  }
  const bool is_plural = scene_.word(head).feats.find("Number=Plur") != std::string::npos;
  if (!is_plural) return {before.back()};
  // Several: everything since the paragraph began, or all of the paragraph before.
  std::vector<std::size_t> out;
  const BlockIndex block = BlockOf(composed_.drafts[before.back()].cue_head);
  for (const std::size_t draft : before) {
    if (BlockOf(composed_.drafts[draft].cue_head) == block) out.push_back(draft);
  }
  return out;
}

std::vector<FoundNote> Finder::Run() {
  std::vector<FoundNote> out;
  for (SentenceIndex s; s < scene_.input.sentences.end_index(); ++s) {
    const TokenIndex end = scene_.input.sentences[s].end;
    for (TokenIndex t = scene_.begins[s]; t < end;) {
      const auto match = MatchAt(t, end);
      // Inside a quotation the checking is the speaker's own affair.
      if (!match || scene_.SpeechAround(t) != nullptr) {
        ++t;
        continue;
      }
      FoundNote note = NoteFrom(*match);
      if (!out.empty()) note.words.first = std::max(note.words.first, out.back().words.end);
      note.scope = ScopeOf(note);
      // Who gave no evidence is who spoke, whatever the clause hangs on.
      if (patterns_[match->pattern].by == Checker::kClause && !note.scope.empty()) {
        note.is_by_speaker = true;
        note.by.reset();
      }
      t = note.words.end;
      out.push_back(std::move(note));
    }
  }
  return out;
}

}  // namespace

Result<VerificationPatterns> VerificationPatterns::Load() {
  DL_ASSIGN_OR_RETURN(const auto table, model::Resource(kFile));
  return Parse(table, kFile);
}

Result<VerificationPatterns> VerificationPatterns::Parse(std::string_view table,
                                                         std::string_view name) {
  VerificationPatterns out;
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(table, 4, name));
  for (const io::TableRow& row : rows) {
    const auto kind = text::FromName<VerificationKind>(row[1]);
    const auto by = CheckerOf(row[2]);
    if (!kind || !by || row[0].empty()) {
      return Error{ErrorCode::kCorrupt,
                   "line " + std::to_string(row.line) +
                       " has an unknown kind or checker, or no pattern; the head of the file "
                       "lists the known ones",
                   std::string(name)};
    }
    VerificationPattern pattern{{}, *kind, *by};
    for (const std::string& place : Split(row[0], ' ')) pattern.words.push_back(Split(place, '|'));
    for (const std::string& word : pattern.words.front())
      out.by_first_word_[word].push_back(out.patterns_.size());
    out.patterns_.push_back(std::move(pattern));
  }
  return out;
}

const std::vector<std::size_t>* VerificationPatterns::From(std::string_view word) const {
  const auto found = by_first_word_.find(word);
  return found == by_first_word_.end() ? nullptr : &found->second;
}

std::vector<FoundNote> FindVerifications(const Scene& scene, const VerificationPatterns& patterns,
                                         const Composed& composed,
                                         const std::vector<Source>& speakers) {
  return Finder(scene, patterns, composed, speakers).Run();
}

}  // namespace dateline::attribution
