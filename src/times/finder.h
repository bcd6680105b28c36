// Finder: where the patterns of time match in a document.
#pragma once

#include <memory>
#include <vector>

#include "text/document.h"
#include "times/resolve.h"
#include "times/tenures.h"

namespace dateline::times {

// The compiled tables of one language.
struct Language {
  Lexicon lexicon;
  Grammar grammar;
  Tenures tenures;
  std::vector<Operation> operations;  // by rule
  // Classes of context words, which take part in no pattern.
  Symbol age, future, modal, will, past_modal, limit, past, perfect_past;
  Symbol since, before, after, from, to, of, speech, joint, former, definite, owner, relativizer,
      pair, measure, possessive, past_suffix, year_cue, old_year_cue, year_determiner, not_year,
      not_amount, carrier, ahead, approximate, schedule, aspect, term, generic, unit, fiscal, ended;

  // The tables must outlive the result. Errors: kCorrupt.
  static Result<std::shared_ptr<const Language>> Compile(std::string_view words,
                                                         std::string_view patterns,
                                                         std::string_view tenures);
};

struct Found {
  TokenIndex first;
  TokenIndex end;
  Operation operation = Operation::kDate;
  Slots slots;
};

class Finder {
 public:
  // Borrows both for its lifetime.
  Finder(const Language& language, const text::LanguageView& input);

  // The matches in text order, disjoint. Linear in the tokens.
  std::vector<Found> FindAll();

  bool IsA(TokenIndex token, Symbol symbol) const;
  // The token before or after an expression, if it is in the same sentence.
  std::optional<TokenIndex> Before(TokenIndex first) const;
  std::optional<TokenIndex> After(TokenIndex end) const;

 private:
  struct Slice {
    const WordReading* data = nullptr;  // of a word; null for digits
    std::uint32_t offset = 0;           // of digits: into shapes_
    std::uint32_t count = 0;
  };
  void LookUp();
  std::span<const WordReading> ReadingsOf(std::size_t token) const;
  void MatchAt(std::size_t first, TokenIndex stop, Grammar::Scratch& scratch) const;
  bool ReachesFurther(TokenIndex first, TokenIndex end, TokenIndex stop,
                      const Found* previous) const;
  void Add(const PatternMatch& match, TokenIndex first, TokenIndex end,
           std::vector<Found>& all) const;
  bool Allows(const PatternMatch& match, TokenIndex first, TokenIndex end,
              const Found* previous) const;
  bool StandsAlone(TokenIndex end) const;
  void ShareYear(Found& earlier, const Found& later) const;
  bool AllowsWeak(const PatternMatch& match, TokenIndex first, TokenIndex end) const;
  bool AllowsDuration(const PatternMatch& match, TokenIndex first, TokenIndex end) const;
  bool IsJoined(TokenIndex first, TokenIndex end) const;
  bool AllowsRelative(const PatternMatch& match, TokenIndex end) const;
  bool IsNameOfUnit(const PatternMatch& match, TokenIndex first, TokenIndex end) const;
  bool IsNoun(TokenIndex token) const;
  bool IsOfName(TokenIndex token) const;
  bool IsLowerCaseFeast(const PatternMatch& match, TokenIndex first, TokenIndex end) const;
  bool IsGeneric(TokenIndex end) const;
  bool IsCounted(TokenIndex end) const;
  bool IsNumeral(TokenIndex token) const;
  bool AllowsRolling(const PatternMatch& match, TokenIndex end) const;
  bool AllowsDate(const PatternMatch& match, TokenIndex first, TokenIndex end,
                  const Found* previous) const;
  bool AllowsDayOfMonth(TokenIndex end) const;
  bool AllowsFrequency(TokenIndex first) const;
  bool IsInListOfDays(TokenIndex before, TokenIndex end, const Found* previous) const;
  bool IsNotOfWhatFollows(TokenIndex end) const;
  bool RepeatsAmount(const PatternMatch& match, TokenIndex first) const;
  bool IsGlued(TokenIndex first) const;
  bool IsEventLikeMonth(TokenIndex first, TokenIndex end) const;
  bool IsBoundByHyphen(TokenIndex end) const;
  bool IsYearOfNoun(TokenIndex first) const;
  bool IsInPersonName(TokenIndex token) const;
  bool IsInLongerName(TokenIndex token) const;
  bool IsInTitle(const PatternMatch& match, TokenIndex first, TokenIndex end) const;
  bool IsGivenName(const PatternMatch& match, TokenIndex first, TokenIndex end) const;
  const Mention* MentionAt(TokenIndex token) const;
  const Mention* NameAt(TokenIndex token) const;
  bool IsSingular(TokenIndex token) const;
  bool IsOldYear(std::optional<TokenIndex> before, std::optional<TokenIndex> after) const;
  bool IsYearAlone(std::optional<TokenIndex> after) const;
  bool AllowsYear(TokenIndex first, TokenIndex end, const Found* previous) const;

  const Language& language_;
  const text::LanguageView& input_;
  std::vector<Slice> slices_;  // parallel to the tokens
  std::vector<WordReading> shapes_;
};

}  // namespace dateline::times
