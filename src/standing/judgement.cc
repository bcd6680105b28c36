// What origins that affirm and deny one thing amount to: who has been overtaken by a later word,
// what the rest differ about, and which rule of data/standing/rules.tsv holds.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "standing/events.h"

namespace dateline::standing {
namespace {

// Origins are compared each with each; beyond so many, who said it first counts.
constexpr std::size_t kMostCompared = 200;
constexpr std::size_t kMostWords = 50;  // of one origin about one slot

// When each claim was said for the first time: that it was printed again a day later makes no newer
// word of it.
class SaidDays {
 public:
  SaidDays(const Index& index, const std::vector<ClaimRow>& claims, DayNumber known_at) {
    std::map<std::tuple<std::uint32_t, std::uint32_t, Realis>, DayNumber> first;
    const auto key = [&](const Facts& facts) {
      const bool has_voice =
          facts.voice_kind == Voice::Kind::kNamed || facts.voice_kind == Voice::Kind::kNameless;
      return std::tuple(index.CopiesOf(facts.document, known_at), has_voice ? facts.voice : 0,
                        facts.realis);
    };
    for (const ClaimRow row : claims) {
      const auto [found, is_new] = first.try_emplace(key(index.claim(row)), index.claim(row).said);
      if (!is_new) found->second = std::min(found->second, index.claim(row).said);
    }
    for (const ClaimRow row : claims) days_[row] = first.at(key(index.claim(row)));
  }
  DayNumber Of(ClaimRow row) const { return days_.at(row); }

 private:
  std::unordered_map<ClaimRow, DayNumber> days_;
};

// A word counts no longer once its speaker, or its side, has said the contrary on a later day.
void DropOvertaken(const Index& index, const SaidDays& said, std::vector<ClaimRow>& words,
                   const std::vector<ClaimRow>& others) {
  std::unordered_map<std::uint32_t, DayNumber> by_voice, by_side;
  for (const ClaimRow row : others) {
    const Facts& facts = index.claim(row);
    const auto note = [&](auto& newest, std::uint32_t key) {
      const auto [found, is_new] = newest.try_emplace(key, said.Of(row));
      if (!is_new) found->second = std::max(found->second, said.Of(row));
    };
    if (facts.voice_kind == Voice::Kind::kNamed) note(by_voice, facts.voice);
    if (facts.side != 0) note(by_side, facts.side);
  }
  std::erase_if(words, [&](ClaimRow row) {
    const Facts& word = index.claim(row);
    const auto is_later = [&](const auto& newest, std::uint32_t key) {
      const auto found = newest.find(key);
      return found != newest.end() && found->second > said.Of(row);
    };
    return is_later(by_voice, word.voice) || (word.side != 0 && is_later(by_side, word.side));
  });
}

// Who says the contrary is of another side, or a third party; not one of the same side.
bool IsOfAnother(const Index& index, const std::vector<std::uint32_t>& sides,
                 const std::vector<std::uint32_t>& than) {
  if (sides.empty() || than.empty()) return true;
  return std::none_of(sides.begin(), sides.end(), [&](std::uint32_t side) {
    return std::any_of(than.begin(), than.end(), [&](std::uint32_t other) {
      return index.Between(side, other) == Relation::kSame;
    });
  });
}

bool AreOpposed(const Index& index, const Facts& a, const Facts& b) {
  return index.Between(a.side, b.side) == Relation::kOpposed;
}

using Values = std::map<std::uint32_t, std::vector<ClaimRow>>;  // by what is counted

class Disputes {
 public:
  Disputes(const Index& index, const SaidDays& said, Judgement& judgement)
      : index_(index), said_(said), judgement_(judgement) {}

  // Returns how many origins are opposed to one another or to the judgement.
  std::uint32_t Find() {
    OfHappening();
    OfAgents();
    OfCounts();
    return static_cast<std::uint32_t>(opposed_.size());
  }

 private:
  void Note(Slot slot, std::uint32_t count_of, ClaimRow a, ClaimRow b, std::size_t origin) {
    opposed_.insert(origin);
    auto found =
        std::find_if(judgement_.disputes.begin(), judgement_.disputes.end(),
                     [&](const auto& one) { return one.slot == slot && one.count_of == count_of; });
    if (found == judgement_.disputes.end()) {
      judgement_.disputes.push_back({slot, count_of, {}});
      found = judgement_.disputes.end() - 1;
    }
    for (const ClaimRow row : {a, b}) {
      if (row != kNone && std::count(found->accounts.begin(), found->accounts.end(), row) == 0)
        found->accounts.push_back(row);
    }
  }

  void OfHappening() {
    const std::size_t most = std::min(judgement_.denying.size(), kMostCompared);
    for (std::size_t i = 0; i < most; ++i) {
      const Origin& denial = judgement_.denying[i];
      if (!denial.is_firm()) continue;
      const std::size_t size = std::min(judgement_.affirming.size(), kMostCompared);
      for (std::size_t j = 0; j < size; ++j) {
        const Origin& origin = judgement_.affirming[j];
        if (!origin.is_firm() || !IsOfAnother(index_, denial.sides, origin.sides)) continue;
        const Facts& facts = index_.claim(denial.claims.front());
        const bool is_of_holder = facts.aspect == Happening::Aspect::kHolds;
        Note(is_of_holder ? Slot::kHolder : Slot::kHappened, 0, origin.claims.front(),
             denial.claims.front(), judgement_.affirming.size() + i);
      }
    }
  }

  // Calls `visit(a, b, origin of b)` for the newest claims of each two origins of different sides.
  template <typename Visit>
  void EachPair(const Visit& visit) const {
    const std::size_t size = std::min(judgement_.affirming.size(), kMostCompared);
    for (std::size_t j = 1; j < size; ++j) {
      for (std::size_t i = 0; i < j; ++i) {
        const Origin& one = judgement_.affirming[i];
        const Origin& other = judgement_.affirming[j];
        if (!one.is_firm() || !other.is_firm() || !IsOfAnother(index_, one.sides, other.sides))
          continue;
        visit(i, j);
      }
    }
  }

  void OfAgents() {
    std::vector<std::vector<ClaimRow>> agents;
    for (const Origin& origin : judgement_.affirming) {
      std::vector<ClaimRow> rows;
      for (const ClaimRow row : origin.claims) {
        if (index_.claim(row).agent_side != 0 &&
            index_.claim(row).aspect == Happening::Aspect::kHappened) {
          rows.push_back(row);
        }
      }
      agents.push_back(NewestOf(rows));
    }
    EachPair([&](std::size_t i, std::size_t j) {
      for (const ClaimRow a : agents[i]) {
        for (const ClaimRow b : agents[j]) {
          if (index_.Between(index_.claim(a).agent_side, index_.claim(b).agent_side) ==
              Relation::kOpposed) {
            Note(Slot::kAgent, 0, a, b, j);
          }
        }
      }
    });
  }

  void OfCounts() {
    std::vector<Values> counts;
    for (const Origin& origin : judgement_.affirming) {
      Values values;
      for (const ClaimRow row : origin.claims) {
        if (const std::uint32_t count_of = index_.claim(row).count_of)
          values[count_of].push_back(row);
      }
      for (auto& [count_of, rows] : values) rows = NewestOf(rows);
      counts.push_back(std::move(values));
    }
    EachPair([&](std::size_t i, std::size_t j) {
      for (const auto& [count_of, rows] : counts[i]) {
        const auto others = counts[j].find(count_of);
        if (others == counts[j].end()) continue;
        // Of several counts of one origin (a part and the whole) one that agrees is enough.
        bool agree = false;
        for (const ClaimRow a : rows) {
          for (const ClaimRow b : others->second) agree = agree || !CountsConflict(a, b);
        }
        if (!agree) Note(Slot::kCount, count_of, rows.front(), others->second.front(), j);
      }
    });
  }

  // The newest words of an origin: what it said before has been replaced.
  std::vector<ClaimRow> NewestOf(const std::vector<ClaimRow>& rows) const {
    DayNumber newest = kNoDay;
    for (const ClaimRow row : rows) newest = std::max(newest, said_.Of(row));
    std::vector<ClaimRow> out;
    for (const ClaimRow row : rows) {
      if (said_.Of(row) == newest && out.size() < kMostWords) out.push_back(row);
    }
    return out;
  }

  // Two counts of the same that cannot both be. A later one may have grown, unless sides are
  // opposed.
  bool CountsConflict(ClaimRow one, ClaimRow other) const {
    const Facts& a = index_.claim(one);
    const Facts& b = index_.claim(other);
    if (a.count_min <= b.count_max && b.count_min <= a.count_max) return false;
    if (AreOpposed(index_, a, b) || said_.Of(one) == said_.Of(other)) return true;
    const bool is_one_earlier = said_.Of(one) < said_.Of(other);
    return (is_one_earlier ? b : a).count_max < (is_one_earlier ? a : b).count_min;
  }

  const Index& index_;
  const SaidDays& said_;
  Judgement& judgement_;
  std::set<std::size_t> opposed_;
};

Counts CountsOf(const Index& index, const Judgement& judgement, std::uint32_t opposed) {
  Counts counts;
  counts[Counts::kOpposed] = opposed;
  counts[Counts::kDenials] = static_cast<std::uint32_t>(judgement.denying.size());
  std::vector<std::uint32_t> parties;
  for (const Origin& origin : judgement.affirming) {
    counts[Counts::kWithdrawn] += origin.is_withdrawn;
    counts[Counts::kDebunked] += origin.is_debunked;
    if (!origin.is_firm()) continue;
    ++counts[Counts::kFirm];
    ++counts[Counts::kOrigins];
    counts[Counts::kAdmissions] += origin.admits;
    counts[Counts::kLocated] += origin.is_located;
    counts[Counts::kNeutral] += origin.is_neutral;
    counts[Counts::kAttributed] += origin.is_attributed;
    counts[Counts::kNamed] += origin.is_named;
    for (const std::uint32_t side : origin.sides) {
      const bool is_new = index.IsParty(side) &&
                          std::none_of(parties.begin(), parties.end(), [&](std::uint32_t other) {
                            return index.Between(side, other) != Relation::kOpposed;
                          });
      if (is_new) parties.push_back(side);
    }
  }
  counts[Counts::kParties] = static_cast<std::uint32_t>(parties.size());
  return counts;
}

void SortById(const Index& index, std::vector<ClaimRow>& claims) {
  std::sort(claims.begin(), claims.end(), [&](ClaimRow a, ClaimRow b) {
    return std::tuple(index.claim(a).id, a) < std::tuple(index.claim(b).id, b);
  });
}

}  // namespace

std::string NameOf(const Index& index, const Dispute& dispute) {
  switch (dispute.slot) {
    case Slot::kHappened:
      return "happened";
    case Slot::kAgent:
      return "agent";
    case Slot::kHolder:
      return "holder";
    case Slot::kCount:
      return index.name(dispute.count_of);
  }
  return "";
}

std::string_view StandingOf(const Index& index, const Judgement& judgement) {
  return StandingOf(index, judgement.rule);
}

std::string_view StandingOf(const Index& index, std::size_t rule) {
  const auto& rules = index.policy().rules.rules();
  return rule < rules.size() ? std::string_view(rules[rule].standing) : "none";
}

Judgement JudgementOf(const Index& index, std::vector<ClaimRow> affirm, std::vector<ClaimRow> deny,
                      DayNumber known_at) {
  Judgement judgement;
  std::vector<ClaimRow> all = affirm;
  all.insert(all.end(), deny.begin(), deny.end());
  const auto sides = SidesIn(index, all);
  const auto affirmed = affirm;
  const SaidDays said(index, all, known_at);
  DropOvertaken(index, said, affirm, deny);
  DropOvertaken(index, said, deny, affirmed);
  judgement.affirming = OriginsOf(index, affirm, sides, known_at);
  judgement.denying = OriginsOf(index, deny, sides, known_at);
  const std::uint32_t opposed = Disputes(index, said, judgement).Find();
  for (Dispute& dispute : judgement.disputes) SortById(index, dispute.accounts);
  judgement.rule = index.policy().rules.Of(CountsOf(index, judgement, opposed));
  return judgement;
}

}  // namespace dateline::standing
