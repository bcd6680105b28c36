// Narrative: resolves the expressions of a document in text order, since what some of them mean
// depends on where the text last stood ("the next day"), on what happened before ("two days after
// the blast") and on the word before them ("since", "until", "between").
#pragma once

#include <vector>

#include "times/tense.h"

namespace dateline::times {

class Narrative {
 public:
  // Borrows all of them for its lifetime.
  Narrative(const Language& language, const text::LanguageView& input, const Finder& finder,
            std::optional<Day> published);

  IndexedVector<TimeExpression, TimeIndex> Resolve(const std::vector<Found>& found);

 private:
  // An expression on its way to the layer, with what joining ranges needs.
  struct Expression {
    TimeExpression time;
    std::optional<Period> period;
    bool is_weekday = false;
  };
  // A day that the text has named, and where.
  struct Dated {
    TokenIndex at;
    Day day;
  };

  void Add(const Found& found, Resolved resolved);
  void JoinRange(Expression& a, Expression& b) const;
  void Bound(Expression& one) const;
  void Remember(const Found& found, const Expression& one);
  bool IsOfResults(const Found& found, const Period& quarter) const;
  bool IsOfSpeech(const Found& found) const;
  bool IsOwner(const TimeExpression& time) const;
  std::optional<Day> EventDay(TokenIndex from) const;
  std::optional<TokenIndex> EventWord(TokenIndex from) const;
  std::optional<Day> DayOfWord(TokenIndex word) const;

  const Language& language_;
  const text::LanguageView& input_;
  const Finder& finder_;
  std::optional<Day> published_;
  TenseReader tenses_;
  Context context_;
  std::optional<BlockIndex> long_results_;  // the paragraph that told results of nine months
  std::vector<Dated> dated_;
  std::vector<Expression> all_;
};

}  // namespace dateline::times
