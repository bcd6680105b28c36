// Surroundings: what stands around a token, as recognition and the cues ask for it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "places/word_stream.h"
#include "places/words.h"
#include "text/document.h"

namespace dateline::places {

class Surroundings {
 public:
  // Borrows all three.
  Surroundings(const text::LanguageView& input, const WordStream& stream, const Words& words);

  const text::LanguageView& input() const { return in_; }
  const WordStream& stream() const { return stream_; }
  const Words& words() const { return words_; }

  std::string_view surface(TokenIndex t) const { return in_.surface(t); }
  TokenIndex SentenceBegin(TokenIndex t) const { return in_.sentence_of(t).first; }
  TokenIndex SentenceEnd(TokenIndex t) const { return in_.sentence_of(t).end; }
  bool IsFirst(TokenIndex t) const { return t == SentenceBegin(t); }
  std::uint64_t word(TokenIndex t) const { return stream_.word_of(t); }
  const WordFacts& Facts(TokenIndex t) const { return words_.Of(stream_.word_of(t)); }
  // The name that the language stage found there, or null.
  const Mention* MentionAt(TokenIndex t) const {
    const std::uint32_t m = mention_of_[t.value()];
    return m == kNone ? nullptr : &in_.mentions[MentionIndex(m)];
  }
  bool IsProper(TokenIndex t) const {
    return in_.words.empty() || in_.words[t].upos == Upos::kPropn || MentionAt(t) != nullptr;
  }
  // Proper, or a word that the language stage takes for a number though it is none: a name that it
  // has never seen.
  bool IsNameLike(TokenIndex t) const;
  // A hyphen, an apostrophe or a stop, which leaves no word.
  bool IsEmpty(TokenIndex t) const { return stream_.begin_of(t) == stream_.begin_of(t.next()); }
  bool IsPossessive(TokenIndex t) const {
    return word(t) == word_s_ || surface(t) == "'" || surface(t) == "\u2019";
  }
  bool IsThe(TokenIndex t) const { return word(t) == word_the_; }
  bool IsOf(TokenIndex t) const { return word(t) == word_of_; }

  // How the word at `t` leads to a place: not, perhaps ("to", "from", "by"), or as it does not lead
  // to people ("in", "near").
  enum class Lead { kNone, kWeak, kFirm };
  Lead LeadOf(TokenIndex t) const;
  // Is the word a preposition that two places follow?
  bool IsBetween(TokenIndex t) const;
  // "in X", "near X", "the area around X": does a preposition lead to the token that has only a
  // place behind it?
  bool IsLedFirmly(TokenIndex t) const {
    return !IsFirst(t) && LeadOf(t.previous()) == Lead::kFirm &&
           !Facts(t.previous()).is(WordSet::kPersonLead);
  }

 private:
  bool IsPlausible(const Mention& mention) const;

  static constexpr std::uint32_t kNone = 0xFFFFFFFFu;

  const text::LanguageView& in_;
  const WordStream& stream_;
  const Words& words_;
  std::uint64_t word_the_, word_of_, word_s_;
  std::vector<std::uint32_t> mention_of_;
};

inline bool IsPlaceType(EntityType type) {
  return type == EntityType::kGeopolitical || type == EntityType::kLocation ||
         type == EntityType::kFacility;
}

}  // namespace dateline::places
