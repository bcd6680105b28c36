// Words: the tokens of a document as this stage asks for them: in lower case, with a part of
// speech, whether language has run or not.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dateline/result.h"
#include "text/document.h"

namespace dateline::actors {

// Closed classes of data/actors/function_words.en.tsv.
enum class FunctionClass : std::uint8_t {
  kNone,
  kDeterminer,
  kDefinite,       // a determiner that points to something known
  kDemonstrative,  // the same, in the singular: before a plural it is a conjunction
  kQuantifier,
  kPossessive,
  kTime,
  kPreposition,
  kPronoun,
  kVerb,
  kFormer,     // "former", "ex-": no longer in office
  kLeads,      // "who commands the division": what it governs is the body of its subject
  kRival,      // "separatist": of a party that disputes the place, so that the place tells no side
  kAccording,  // with a preposition it names a speaker
  kSpeech,     // a verb of saying
  kConjunction,
};

struct FunctionWords {
  std::unordered_map<std::string_view, FunctionClass> classes;  // keys in lower case
  static Result<FunctionWords> Load();
};

class Words {
 public:
  // Borrows `view` and `function_words`. O(size of the text).
  Words(const text::LanguageView& view, const FunctionWords& function_words);

  const text::LanguageView& view() const { return view_; }
  bool has_analysis() const { return !view_.words.empty(); }
  std::string_view Surface(TokenIndex token) const { return view_.surface(token); }
  // ASCII letters in lower case, the rest as written.
  std::string_view Lower(TokenIndex token) const { return Lower(view_.tokens[token].span); }
  std::string_view Lower(ByteSpan span) const { return span.In(lower_); }
  FunctionClass ClassOf(TokenIndex token) const { return classes_[token.value()]; }
  bool IsDeterminer(TokenIndex token) const {
    return ClassOf(token) == FunctionClass::kDeterminer || IsDefinite(token);
  }
  bool IsDefinite(TokenIndex token) const {
    return ClassOf(token) == FunctionClass::kDefinite ||
           ClassOf(token) == FunctionClass::kDemonstrative;
  }
  // A determiner or possessive that opens a noun phrase here ("that" of "said that" does not).
  bool OpensPhrase(TokenIndex token) const;
  Upos PosOf(TokenIndex token) const { return pos_[token.value()]; }
  bool IsNoun(TokenIndex token) const {
    return PosOf(token) == Upos::kNoun || PosOf(token) == Upos::kPropn;
  }
  bool IsPunctuation(TokenIndex token) const { return PosOf(token) == Upos::kPunct; }
  bool IsCapitalised(TokenIndex token) const;
  // "'s", "’s" or a bare apostrophe after a plural.
  bool IsGenitive(TokenIndex token) const;
  // A participle or gerund, by its tag.
  bool IsParticiple(TokenIndex token) const;
  bool IsQuoted(TokenIndex token) const { return quoted_[token.value()] != 0; }
  bool IsSpeechVerb(TokenIndex token) const;
  // Does white space stand before the token?
  bool HasSpaceBefore(TokenIndex token) const;

 private:
  Upos GuessPos(TokenIndex token) const;
  void MarkQuotes();

  const text::LanguageView& view_;
  std::string lower_;
  std::vector<FunctionClass> classes_;
  std::vector<Upos> pos_;
  std::vector<std::uint8_t> quoted_;
};

}  // namespace dateline::actors
