// When a claim is: a time expression of its clause, or one that an enclosing or coordinated clause
// of the same sentence shares (guide, 5). The time of speaking is not the time of what is told.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "claims/place_binding.h"

namespace dateline::claims {

struct BoundTime {
  std::optional<ClaimTime> time;
  std::string ground;
};

class TimeBinder {
 public:
  TimeBinder(const Clauses& clauses, WordClass speech, const std::vector<Site>& sites);
  BoundTime Bind(const Site& site) const;

 private:
  struct Moment {
    TimeIndex time{};
    TokenIndex first{};
    TokenIndex last{};
    TokenIndex head{};
    SentenceIndex sentence{};
    DayInterval interval;
  };
  bool IsStamp(const TimeExpression& expression) const;
  std::optional<Moment> Read(TimeIndex index) const;
  bool MayTell(const Moment& moment, const Site& site) const;
  bool ClosesContent(const Moment& moment, const Site& site, const Attribution& attribution) const;
  bool OpensClause(TokenIndex token) const;
  bool IsOfClause(TokenIndex time, TokenIndex verb) const;
  // Is the clause tied to its governor by "before", "after" or "since"?
  bool IsAtOtherTime(TokenIndex clause) const;
  DayInterval WithNextDays(const Moment& first) const;
  int Distance(const Moment& moment, const Site& site) const;

  bool HangsOnSpeech(const Moment& moment, const Site& site) const;

  const Clauses& clauses_;
  WordClass speech_;
  const Scene& scene_;
  std::vector<Moment> moments_;
  std::vector<std::uint8_t> is_site_head_;
};

}  // namespace dateline::claims
