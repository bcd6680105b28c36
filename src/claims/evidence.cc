// Per sentence: nouns of evidence with their kind, then the use that makes each of them evidence
// (subject of "shows", "seen in", "posted ...", "according to"), which also tells on which stretch
// of the sentence it bears; then who made, located or checked it; then remarks on what could not be
// checked. A noun without such a use is a mere mention of a video and is dropped.
#include "claims/evidence.h"

#include <algorithm>
#include <optional>

#include "claims/evidence_words.h"
#include "claims/mention_names.h"
#include "model/resources.h"
#include "unicode/utf8.h"

namespace dateline::claims {
namespace {

constexpr char kTable[] = "data/claims/evidence.en.tsv";
constexpr std::size_t kMostPerSentence = 8;  // keeps the work on a sentence linear
constexpr std::size_t kNear = 12;            // tokens within which a modifier belongs to its noun
constexpr std::size_t kFarthest = 400;       // tokens of a sentence that one noun looks at

bool IsSubject(Deprel relation) {
  return relation == Deprel::kNsubj || relation == Deprel::kNsubjOuter;
}
bool IsOblique(Deprel relation) {
  return relation == Deprel::kObl || relation == Deprel::kNmod || relation == Deprel::kOblAgent;
}

struct Noun {
  TokenIndex token;
  TokenIndex top;  // the noun that it is a part of or coordinated with, as the tree has it
  EvidenceKind kind = EvidenceKind::kVideo;
};

class Finder {
 public:
  Finder(const text::LanguageView& view, const IndexedVector<Entity, EntityIndex>& entities,
         const EvidenceWords& words)
      : view_(view), names_(view, entities) {
    classes_.reserve(view.tokens.size());
    for (TokenIndex t; t < view.tokens.end_index(); ++t) {
      classes_.push_back(words.Of(unicode::Lowercase(view.words[t].lemma)) |
                         words.Of(unicode::Lowercase(view.surface(t))));
    }
  }

  std::vector<EvidenceMention> Run() {
    for (SentenceIndex s; s < view_.sentences.end_index(); ++s) Read(s);
    return std::move(found_);
  }

 private:
  bool Is(TokenIndex token, EvidenceClass kind) const {
    return classes_[token.value()].test(static_cast<std::size_t>(kind));
  }
  const Word& word(TokenIndex token) const { return view_.words[token]; }

  void Read(SentenceIndex index) {
    sentence_ = &view_.sentences[index];
    const std::size_t before = found_.size();
    std::vector<Noun> nouns;
    std::vector<TokenIndex> checks;
    for (TokenIndex t = sentence_->first; t < sentence_->end; ++t) {
      if (classes_[t.value()].none()) continue;
      if (auto noun = NounAt(t); noun && nouns.size() < kMostPerSentence) nouns.push_back(*noun);
      const bool is_check = Is(t, EvidenceClass::kVerify) || Is(t, EvidenceClass::kLocate);
      if (is_check && checks.size() < kMostPerSentence) checks.push_back(t);
    }
    for (const Noun& noun : nouns) {
      if (const auto scope = ScopeOf(noun)) Add(noun, *scope, index, before);
    }
    for (const TokenIndex check : checks) {
      if (!Failed(check)) Mark(check, nouns, before, index);
    }
  }

  // ------------------------------------------------------------ the noun

  std::optional<EvidenceKind> KindAt(TokenIndex t) const {
    if (Is(t, EvidenceClass::kIntercept)) return EvidenceKind::kIntercept;
    if (Is(t, EvidenceClass::kInterceptNoun) && HasBefore(t, EvidenceClass::kInterceptMark))
      return EvidenceKind::kIntercept;
    if (Is(t, EvidenceClass::kVideo)) return EvidenceKind::kVideo;
    if (Is(t, EvidenceClass::kPhoto))
      return HasBefore(t, EvidenceClass::kSatellite) ? EvidenceKind::kSatellite
                                                     : EvidenceKind::kPhoto;
    if (Is(t, EvidenceClass::kDocument)) return EvidenceKind::kDocument;
    if (Is(t, EvidenceClass::kWitness)) return EvidenceKind::kWitness;
    return std::nullopt;
  }

  // Does a word of that class stand within the two before `t`?
  bool HasBefore(TokenIndex t, EvidenceClass kind) const {
    for (std::size_t i = 0; i < 2 && sentence_->first < t; ++i) {
      t = t.previous();
      if (Is(t, kind)) return true;
    }
    return false;
  }

  std::optional<Noun> NounAt(TokenIndex t) const {
    const auto kind = KindAt(t);
    const Upos upos = word(t).upos;
    if (!kind || (upos != Upos::kNoun && upos != Upos::kPropn && upos != Upos::kAdj))
      return std::nullopt;
    if (HasBefore(t, EvidenceClass::kFigure)) return std::nullopt;
    const TokenIndex next = t.next();
    if (next < sentence_->end) {
      if (Is(next, EvidenceClass::kNotEvidence)) return std::nullopt;
      const auto other = KindAt(next);  // "video footage" is one noun
      if (other && word(t).head == next) return std::nullopt;
    }
    Noun noun{t, t, *kind};
    for (std::size_t i = 0; i < 6; ++i) {
      const Word& at = word(noun.top);
      if (at.deprel != Deprel::kConj && at.deprel != Deprel::kCompound) break;
      if (!at.head || IsMisreadShow(*at.head)) break;
      noun.top = *at.head;
    }
    for (TokenIndex d = noun.top; sentence_->first < d && noun.top.value() - d.value() < 4;) {
      d = d.previous();
      if (Is(d, EvidenceClass::kNegation) && word(d).head == noun.top) return std::nullopt;
    }
    return noun;
  }

  // A determiner behind it says that it is no noun: "located by the Wire show those advances".
  bool IsMisreadShow(TokenIndex t) const {
    return Is(t, EvidenceClass::kShow) && word(t).xpos == "NN" && t.next() < sentence_->end &&
           word(t.next()).upos == Upos::kDet;
  }

  // ------------------------------------------------------------ its use

  ByteSpan Bytes(TokenIndex first, TokenIndex end) const { return view_.span_of(first, end); }
  ByteSpan Whole() const { return sentence_->span; }
  bool IsNegated(TokenIndex verb) const {
    for (TokenIndex t = verb; sentence_->first < t && verb.value() - t.value() < 5;) {
      t = t.previous();
      if (Is(t, EvidenceClass::kNegation) && word(t).head == verb) return true;
    }
    return false;
  }

  // What a verb of showing shows: what follows it, up to a second predicate of the same subject;
  // all before it where it stands at the end ("..., videos show").
  ByteSpan ShownBy(TokenIndex verb) const {
    TokenIndex end = verb.next();
    bool has_object = false;
    for (; end < sentence_->end && end.value() - verb.value() < kFarthest; ++end) {
      const Word& at = word(end);
      if (at.head == verb && at.deprel == Deprel::kConj) break;
      has_object = has_object || at.upos == Upos::kNoun || at.upos == Upos::kPropn;
    }
    while (verb.next() < end && word(end.previous()).upos == Upos::kCconj) end = end.previous();
    return has_object ? Bytes(verb, end) : Bytes(sentence_->first, verb.next());
  }

  // The phrase of a noun and what hangs on it to the right.
  ByteSpan PhraseOf(TokenIndex noun) const {
    TokenIndex end = noun.next();
    while (end < sentence_->end && end.value() - noun.value() < kFarthest && word(end).head &&
           noun <= *word(end).head)
      ++end;
    return Bytes(noun, end);
  }

  std::optional<ByteSpan> ScopeOf(const Noun& noun) const {
    const bool is_witness = noun.kind == EvidenceKind::kWitness;
    if (HasAccordingBefore(noun.top)) return Whole();
    if (!is_witness) {
      if (const auto shown = ShowingAfter(noun.top)) return shown;
    }
    const Word& at = word(noun.top);
    const bool is_shown_by_tree =
        at.head && IsSubject(at.deprel) && Is(*at.head, EvidenceClass::kShow);
    if (!is_witness && !is_shown_by_tree) {
      if (const auto shown = LoneShowAfter(noun.top)) return shown;
    }
    if (!at.head) return std::nullopt;
    const TokenIndex verb = *at.head;
    if (IsNegated(verb)) return std::nullopt;
    if (is_witness) {
      if (IsSubject(at.deprel) && Is(verb, EvidenceClass::kTell)) return Whole();
      return std::nullopt;
    }
    if (IsSubject(at.deprel) && Is(verb, EvidenceClass::kShow)) return ShownBy(verb);
    if (IsSubject(at.deprel) && Is(verb, EvidenceClass::kCirculate)) return Whole();
    if (IsOblique(at.deprel) && Is(verb, EvidenceClass::kSeen)) return Whole();
    const bool is_patient = at.deprel == Deprel::kObj || at.deprel == Deprel::kNsubjPass;
    if (is_patient && (Is(verb, EvidenceClass::kPost) || Is(verb, EvidenceClass::kExamine)))
      return Whole();
    if (IsPostedBefore(noun.token)) return Whole();
    if (noun.kind != EvidenceKind::kDocument && HasOfAfter(noun.top)) return PhraseOf(noun.top);
    return std::nullopt;
  }

  // "... and posted photographs" with a verb that was read as an adjective.
  bool IsPostedBefore(TokenIndex noun) const {
    if (!(sentence_->first < noun)) return false;
    const TokenIndex before = noun.previous();
    return Is(before, EvidenceClass::kPost) && word(before).head == noun;
  }

  bool HasAccordingBefore(TokenIndex noun) const {
    for (TokenIndex t = noun; sentence_->first < t && noun.value() - t.value() < 8;) {
      t = t.previous();
      if (Is(t, EvidenceClass::kAccording)) return true;
      if (word(t).upos == Upos::kVerb || word(t).upos == Upos::kPunct) return false;
    }
    return false;
  }

  // "Video showing ...", "a photo that shows ...".
  std::optional<ByteSpan> ShowingAfter(TokenIndex noun) const {
    for (TokenIndex t = noun.next(); t < sentence_->end && t.value() - noun.value() < kNear; ++t) {
      const bool is_clause = word(t).deprel == Deprel::kAcl ||
                             word(t).deprel == Deprel::kAclRelcl ||
                             word(t).deprel == Deprel::kAdvcl;
      if (word(t).head != noun || !is_clause || !Is(t, EvidenceClass::kShow)) continue;
      if (word(t).xpos == "VBN" || IsNegated(t)) continue;  // "documents revealed by ..."
      return ShownBy(t);
    }
    return std::nullopt;
  }

  // A finite verb of showing without a subject of its own, where a long noun phrase before it has
  // led the parser astray: "Images that have been geolocated by X show ...".
  std::optional<ByteSpan> LoneShowAfter(TokenIndex noun) const {
    for (TokenIndex t = noun.next(); t < sentence_->end && t.value() - noun.value() < 2 * kNear;
         ++t) {
      if (IsSubject(word(t).deprel) && word(t).upos != Upos::kPron) return std::nullopt;
      const std::string& tag = word(t).xpos;
      const bool is_finite = tag == "VBZ" || tag == "VBP" || tag == "VBD" || IsMisreadShow(t);
      if (Is(t, EvidenceClass::kShow) && is_finite) {
        return IsNegated(t) ? std::nullopt : std::optional(ShownBy(t));
      }
    }
    return std::nullopt;
  }

  bool HasOfAfter(TokenIndex noun) const {
    for (TokenIndex t = noun.next(); t < sentence_->end && t.value() - noun.value() < kNear; ++t) {
      if (word(t).head == noun && word(t).deprel == Deprel::kNmod) return true;
    }
    return false;
  }

  void Add(const Noun& noun, ByteSpan scope, SentenceIndex index, std::size_t before) {
    for (std::size_t i = before; i < found_.size(); ++i) {
      const EvidenceMention& other = found_[i];
      if (other.evidence.kind == noun.kind && other.scope == scope) return;
    }
    EvidenceMention mention{
        {noun.kind, MakerOf(noun.top), "", "", view_.tokens[noun.token].span}, index, scope};
    found_.push_back(std::move(mention));
  }

  // ------------------------------------------------------------ who

  // The name or description that begins after "by": a name is preferred to what describes it.
  const Mention* AgentAfter(TokenIndex by) const {
    const Mention* first = nullptr;
    for (TokenIndex t = by.next(); t < sentence_->end && t.value() - by.value() < kNear; ++t) {
      if (word(t).upos == Upos::kVerb) break;
      const Mention* mention = names_.MentionAt(t);
      if (mention == nullptr || mention->type == EntityType::kNationality) continue;
      if (first == nullptr) first = mention;
      if (mention->kind == MentionKind::kName) return mention;
    }
    return first;
  }

  const Mention* SubjectOf(TokenIndex verb) const {
    for (TokenIndex t = verb; sentence_->first < t && verb.value() - t.value() < kNear;) {
      t = t.previous();
      if (word(t).head == verb && IsSubject(word(t).deprel)) return names_.MentionAt(t);
    }
    return nullptr;
  }

  std::optional<EntityIndex> EntityOf(const Mention* mention) const {
    return mention == nullptr ? std::nullopt : names_.EntityOf(*mention);
  }

  // "taken by X", "X's video", "X posted photos".
  std::optional<EntityIndex> MakerOf(TokenIndex noun) const {
    for (TokenIndex t = noun.next(); t.next() < sentence_->end && t.value() - noun.value() < kNear;
         ++t) {
      if (Is(t, EvidenceClass::kMade) && word(t).upos == Upos::kVerb) {
        for (TokenIndex by = t.next(); by < sentence_->end && by.value() - t.value() < 5; ++by) {
          if (Is(by, EvidenceClass::kBy)) return EntityOf(AgentAfter(by));
        }
      }
      if (Is(t, EvidenceClass::kShow)) break;
    }
    for (TokenIndex t = noun; sentence_->first < t && noun.value() - t.value() < 5;) {
      t = t.previous();
      const bool is_owner = word(t).head == noun && (word(t).deprel == Deprel::kNmodPoss ||
                                                     word(t).deprel == Deprel::kCompound);
      const Mention* mention = is_owner ? names_.MentionAt(t) : nullptr;
      if (mention != nullptr &&
          (mention->type == EntityType::kPerson || mention->type == EntityType::kOrganisation))
        return EntityOf(mention);
    }
    const Word& at = word(noun);
    if (at.head && at.deprel == Deprel::kObj && Is(*at.head, EvidenceClass::kPost))
      return EntityOf(SubjectOf(*at.head));
    return std::nullopt;
  }

  // Sets who located or checked the evidence that `check` is about: evidence of this sentence, or,
  // where "the video" only takes up an earlier one, of the sentence before.
  void Mark(TokenIndex check, const std::vector<Noun>& nouns, std::size_t before,
            SentenceIndex index) {
    const Noun* about = nullptr;
    bool is_active = false;
    for (const Noun& noun : nouns) {
      const Word& at = word(noun.top);
      const bool modifies = word(check).head == noun.top || word(check).head == noun.token;
      const bool is_object = at.head == check && at.deprel == Deprel::kObj;
      const bool is_patient = at.head == check && at.deprel == Deprel::kNsubjPass;
      if (!modifies && !is_object && !is_patient) continue;
      about = &noun;
      is_active = is_object || modifies;
    }
    if (about == nullptr || IsNegated(check)) return;
    const Mention* who = nullptr;
    for (TokenIndex by = check.next(); by < sentence_->end && by.value() - check.value() < 3;
         ++by) {
      if (Is(by, EvidenceClass::kBy)) who = AgentAfter(by);
    }
    if (who == nullptr && is_active) who = SubjectOf(check);
    if (who == nullptr) return;
    const bool is_here = before < found_.size();
    for (std::size_t i = found_.size(); i > 0; --i) {
      EvidenceMention& mention = found_[i - 1];
      const std::uint32_t distance = index.value() - mention.sentence.value();
      if (is_here ? distance != 0 : distance > 1) break;
      if (!is_here && mention.evidence.kind != about->kind) continue;
      std::string& by = Is(check, EvidenceClass::kLocate) ? mention.evidence.geolocated_by
                                                          : mention.evidence.verified_by;
      if (by.empty()) by = names_.NameOf(*who);
    }
  }

  // ------------------------------------------------------------ what could not be checked

  // "could not be independently verified", "unable to confirm": tried, or at least possible, and
  // nobody has checked; "did not confirm the raid" is silence.
  bool Failed(TokenIndex check) const {
    if (!Is(check, EvidenceClass::kVerify)) return false;
    bool is_negated = false;
    bool is_tried = false;
    for (TokenIndex t = check; sentence_->first < t && check.value() - t.value() < 7;) {
      t = t.previous();
      const bool is_unable = Is(t, EvidenceClass::kUnable);
      const bool belongs = is_unable || Is(t, EvidenceClass::kNegation) ||
                           Is(t, EvidenceClass::kManner) || Is(t, EvidenceClass::kAble) ||
                           word(t).upos == Upos::kAux || word(t).upos == Upos::kPart;
      if (!belongs) break;
      is_negated = is_negated || is_unable || Is(t, EvidenceClass::kNegation);
      is_tried = is_tried || is_unable || Is(t, EvidenceClass::kManner) ||
                 Is(t, EvidenceClass::kAble) || word(t).deprel == Deprel::kAuxPass;
      if (is_unable) break;
    }
    return is_negated && is_tried;
  }

  const text::LanguageView& view_;
  const MentionNames names_;
  std::vector<EvidenceClasses> classes_;
  const Sentence* sentence_ = nullptr;
  std::vector<EvidenceMention> found_;
};

}  // namespace

Result<EvidenceFinder> EvidenceFinder::Load() {
  DL_ASSIGN_OR_RETURN(const std::string_view table, model::Resource(kTable));
  DL_ASSIGN_OR_RETURN(auto words, EvidenceWords::Parse(table, kTable));
  return EvidenceFinder(std::make_shared<const EvidenceWords>(std::move(words)));
}

std::vector<EvidenceMention> EvidenceFinder::Find(
    const text::LanguageView& language, const IndexedVector<Entity, EntityIndex>& entities) const {
  if (language.words.empty()) return {};
  return Finder(language, entities, *words_).Run();
}

}  // namespace dateline::claims
