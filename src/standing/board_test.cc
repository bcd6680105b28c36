#include "standing/board.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <random>

#include "standing/test_record.h"

namespace dateline::standing {
namespace {

// A record with the builders that the tests need: each claim in a report of its own.
class Claims {
 public:
  record::ClaimRecord& Add(const std::string& type, const std::string& place, unsigned said,
                           std::string text = "") {
    record_.Publish("Example Wire", said, std::move(text));
    return record_.Say(type, place, "", "");
  }
  record::ClaimRecord& By(const std::string& source, const std::string& side,
                          record::ClaimRecord& claim) {
    claim.source_name = source;
    claim.source_side = side;
    claim.source_kind = "official";
    return claim;
  }
  record::ClaimRecord& Control(const std::string& holder, const std::string& by_side,
                               unsigned day) {
    return With(By(by_side + " Official", by_side, Add("control.gain", "Oakford", day)),
                "holder_after", holder, holder);
  }
  record::ClaimRecord& Power(const std::string& type, unsigned day, const std::string& side) {
    return With(By(side + " Mayor", side, Add(type, "Oakford", day)), "service", "electricity", "");
  }
  Record& record() { return record_; }
  const Index& index() const {
    static std::deque<Index> kept;
    return kept.emplace_back(record_.Built(RealPolicy()));
  }
  Board At(std::optional<Day> as_of = std::nullopt) const {
    index_ = &index();
    return BoardOf(*index_, {as_of ? NumberOf(*as_of) : kForever, kForever});
  }
  std::string Lines(std::optional<Day> as_of = std::nullopt) const {
    std::string out;
    for (const PlaceState& place : At(as_of).places) {
      for (const State& state : place.states) {
        out += index_->places()[place.place].name + ": " + state.state + " " +
               state.day.ToString().substr(8) + (state.is_disputed ? " disputed" : "") +
               (state.is_stale ? " stale" : "") + "\n";
      }
    }
    return out;
  }
  // The history of the only place: state, days, how it ended.
  std::string History(std::optional<Day> as_of = std::nullopt) const {
    std::string out;
    const Index& index = this->index();
    const Moment moment{as_of ? NumberOf(*as_of) : kForever, kForever};
    for (const Interval& one : HistoryOf(index, 0, moment)) {
      out += one.state + " " + one.since.ToString().substr(5) + " - " +
             (one.until ? one.until->ToString().substr(5) : "") + " " +
             std::to_string(one.supporting.size()) + "/" + std::to_string(one.opposing.size()) +
             (one.no_report_since ? " unheard since " + one.no_report_since->ToString().substr(5)
                                  : "") +
             "\n";
    }
    return out;
  }

 private:
  Record record_;
  mutable const Index* index_ = nullptr;
};

TEST(BoardOf, TheNewestWordOnControlReplacesTheOlderOneOfTheSameSide) {
  Claims claims;
  claims.Control("RU", "UA", 5);
  claims.Control("UA", "UA", 8);
  EXPECT_EQ(claims.Lines(), "Oakford: held by UA 08\n");
}

TEST(BoardOf, ConflictingAccountsOfTwoSidesStandSideBySide) {
  Claims claims;
  claims.Control("RU", "RU", 7);
  claims.Control("UA", "UA", 8);
  EXPECT_EQ(claims.Lines(), "Oakford: held by UA 08 disputed\nOakford: held by RU 07 disputed\n");
}

TEST(BoardOf, ASideThatAdmitsItsLossSettlesTheDispute) {
  Claims claims;
  claims.Control("RU", "RU", 7);
  claims.Control("UA", "UA", 8);
  claims.Control("UA", "RU", 9);
  const Board board = claims.At();
  EXPECT_EQ(claims.Lines(), "Oakford: held by UA 09\n");
  EXPECT_EQ(board.places[0].states[0].asserters.size(), 2u);
}

TEST(BoardOf, AnOlderAccountOfAnotherSideFadesAfterAWeek) {
  Claims claims;
  claims.Control("RU", "RU", 1);
  claims.Control("UA", "UA", 9);
  EXPECT_EQ(claims.Lines(), "Oakford: held by UA 09\n");
}

TEST(BoardOf, ADenialStandsBesideWhatItDenies) {
  Claims claims;
  claims.Control("UA", "UA", 8);
  claims.Control("UA", "RU", 8).realis = "denied";
  const Board board = claims.At();
  ASSERT_EQ(claims.Lines(), "Oakford: held by UA 08 disputed\n");
  EXPECT_EQ(board.places[0].states[0].asserters[0].side, "UA");
  EXPECT_EQ(board.places[0].states[0].deniers[0].side, "RU");
}

TEST(BoardOf, WhatIsOnlyDeniedHasNoAsserter) {
  Claims claims;
  claims.Control("UA", "RU", 8).realis = "denied";
  const Board board = claims.At();
  ASSERT_EQ(board.places.size(), 1u);
  EXPECT_TRUE(board.places[0].states[0].asserters.empty());
  EXPECT_EQ(board.places[0].states[0].deniers.size(), 1u);
}

TEST(BoardOf, ADenialEndsWhenItsSideAffirms) {
  Claims claims;
  claims.Control("UA", "RU", 8).realis = "denied";
  claims.Control("UA", "RU", 9);
  EXPECT_EQ(claims.Lines(), "Oakford: held by UA 09\n");
}

TEST(BoardOf, ASideThatDeniesItsOwnOlderWordAssertsItNoLonger) {
  Claims claims;
  claims.Control("RU", "RU", 7);
  claims.Control("UA", "UA", 8);
  claims.Control("RU", "RU", 9).realis = "denied";
  const Board board = claims.At();
  EXPECT_EQ(claims.Lines().substr(0, 23), "Oakford: held by UA 08\n");
  for (const State& state : board.places[0].states)
    EXPECT_EQ(state.asserters.empty(), state.state == "held by RU") << state.state;
}

TEST(BoardOf, PowerThatIsBackReplacesPowerThatIsOff) {
  Claims claims;
  claims.Power("outage", 11, "UA");
  claims.Power("restoration", 12, "UA").quantity = Quantity{80, 80, "percent"};
  EXPECT_EQ(claims.Lines(), "Oakford: electricity restored 80 percent 12\n");
  EXPECT_EQ(claims.Lines(On(11)), "Oakford: electricity off 11\n");
}

TEST(BoardOf, OffAndOnOnOneDayAreASequenceUnlessSidesAreOpposed) {
  Claims sequence;
  sequence.Power("outage", 12, "UA");
  sequence.Power("restoration", 12, "UA");
  EXPECT_EQ(sequence.Lines(), "Oakford: electricity off 12\nOakford: electricity restored 12\n");
  Claims opposed;
  opposed.Power("outage", 12, "UA");
  opposed.Power("restoration", 12, "RU");
  EXPECT_EQ(opposed.Lines(),
            "Oakford: electricity off 12 disputed\nOakford: electricity restored 12 disputed\n");
}

TEST(BoardOf, OneServiceHasOneNameHoweverTheTextNamesIt) {
  Claims claims;
  claims.Power("outage", 11, "UA").roles[0].name = "Power supply";
  EXPECT_EQ(claims.Lines(On(11)), "Oakford: electricity off 11\n");
  Claims blackout;
  record::ClaimRecord& claim = blackout.Power("outage", 12, "UA");
  claim.roles.clear();
  claim.trigger_words = "Blackout";
  EXPECT_EQ(blackout.Lines(), "Oakford: electricity off 12\n");
}

TEST(BoardOf, ADenialOfAnotherDayDoesNotDenyAnEvent) {
  Claims claims;
  claims.Add("strike.shelling", "Oakford", 9);
  claims.Add("strike.shelling", "Oakford", 14).realis = "denied";
  const Board board = claims.At();
  ASSERT_EQ(board.places[0].states.size(), 2u);
  for (const State& state : board.places[0].states)
    EXPECT_TRUE(state.asserters.empty() != state.deniers.empty());
}

TEST(BoardOf, ServicesAreKeptApart) {
  Claims claims;
  claims.Power("outage", 11, "UA").roles[0].name = "water";
  claims.Power("restoration", 12, "UA");
  EXPECT_EQ(claims.Lines(), "Oakford: electricity restored 12\nOakford: water off 11\n");
}

TEST(BoardOf, WhatHappenedLaterThanAsOfDoesNotCount) {
  Claims claims;
  claims.Control("UA", "UA", 8);
  EXPECT_TRUE(claims.At(On(7)).places.empty());
}

TEST(BoardOf, AStateWithoutAnEndHoldsUntilItWasSaid) {
  Claims claims;
  record::ClaimRecord& claim = claims.Power("outage", 14, "UA");
  claim.happened = DayInterval{Day::FromCivil(2022, 3, 1), std::nullopt};
  EXPECT_EQ(claims.Lines(), "Oakford: electricity off 14\n");
  EXPECT_EQ(claims.Lines(On(10)), "Oakford: electricity off 10\n");
}

TEST(BoardOf, AnIntervalDoesNotReachBeyondTheReportThatGivesIt) {
  Claims claims;
  record::ClaimRecord& claim = claims.Control("UA", "UA", 8);
  claim.happened = DayInterval{On(5), On(12)};  // "this week"
  EXPECT_EQ(claims.Lines(), "Oakford: held by UA 08\n");
}

TEST(BoardOf, TenCopiesAreManyVoicesAndOneOrigin) {
  Claims claims;
  for (int i = 0; i < 10; ++i) {
    claims.Add(
        "strike.shelling", "Oakford", 9,
        "Outlet " + std::to_string(i) + ": shells fell on the town for the whole of the day.");
    claims.record().reports().back().document.publisher = "Outlet " + std::to_string(i);
  }
  const Board board = claims.At();
  ASSERT_EQ(board.places[0].states.size(), 1u);
  EXPECT_EQ(board.places[0].states[0].asserters.size(), 10u);
  EXPECT_EQ(board.places[0].states[0].origins, 1u);
}

TEST(BoardOf, OneVoiceIsListedOnceWithItsNewestClaim) {
  Claims claims;
  claims.Control("UA", "UA", 8);
  const std::string newest = claims.Control("UA", "UA", 9).id;
  const Index& index = claims.index();
  const Board board = BoardOf(index, {});
  ASSERT_EQ(board.places[0].states[0].asserters.size(), 1u);
  const ClaimRow row = board.places[0].states[0].asserters[0].row;
  EXPECT_EQ(Index::IdOf(index.claim(row).id), newest);
}

TEST(BoardOf, NobodyHoldsWhereTheHolderIsNotSaid) {
  Claims claims;
  claims.Control("", "UA", 8).roles.clear();
  EXPECT_TRUE(claims.At().places.empty());
}

TEST(BoardOf, AWithdrawalCountsForThePlaceThatItLeavesAndShellingDoesNot) {
  Claims claims;
  claims.Add("move.withdraw", "Oakford", 8).places[0].relation = "from";
  claims.Add("strike.shelling", "Ashby", 8).places[0].relation = "from";
  claims.Add("strike.shelling", "", 8);
  claims.Add("strike.shelling", "Northland", 8).places[0].precision = "country";
  EXPECT_EQ(claims.Lines(), "Oakford: withdrawal 08\n");
  EXPECT_EQ(claims.At().unlocated, 1u);
}

TEST(BoardOf, WhoLeavesHoldsNoLongerAndNobodyIsPutInItsStead) {
  Claims claims;
  claims.Control("RU", "RU", 5);
  auto& leaving = claims.By("UA Official", "UA", claims.Add("move.withdraw", "Oakford", 8));
  leaving.places[0].relation = "from";
  With(leaving, "agent", "Russian troops", "RU");
  EXPECT_EQ(claims.Lines(),
            "Oakford: unknown, no longer held by RU 08\nOakford: withdrawal by RU 08\n");
  claims.Control("UA", "UA", 9);
  EXPECT_EQ(claims.Lines(), "Oakford: held by UA 09\nOakford: withdrawal by RU 08\n");
}

TEST(BoardOf, OneCutOfTwoServicesIsTwoStates) {
  Claims claims;
  With(claims.Power("outage", 11, "UA"), "service", "water", "");
  EXPECT_EQ(claims.Lines(), "Oakford: electricity off 11\nOakford: water off 11\n");
}

TEST(BoardOf, AStateThatIsNotSaidAgainGrowsOld) {
  Claims claims;
  claims.Power("outage", 11, "UA");
  EXPECT_EQ(claims.Lines(On(14)), "Oakford: electricity off 11\n");
  EXPECT_EQ(claims.Lines(On(15)), "Oakford: electricity off 11 stale\n");
}

TEST(BoardOf, AWithdrawnReportSetsNoState) {
  Claims claims;
  claims.Control("UA", "UA", 8);
  claims.record().reports().back().is_withdrawn = true;
  EXPECT_EQ(claims.Lines(), "");
}

TEST(BoardOf, NoStateIsMadeUpForWhatNobodySpeaksOf) {
  Claims claims;
  claims.Power("outage", 11, "UA");
  const auto unreported = UnreportedOf(claims.index(), 0, {});
  EXPECT_EQ(unreported, (std::vector<std::string>{"control", "gas", "water", "heating", "telecom",
                                                  "rail", "access", "alert", "needs"}));
}

TEST(HistoryOf, AStateHoldsUntilAnotherIsSaid) {
  Claims claims;
  claims.Control("RU", "RU", 5);
  claims.Control("RU", "UA", 6);
  claims.Control("UA", "UA", 8);
  EXPECT_EQ(claims.History(), "held by RU 09-05 - 09-08 2/0\nheld by UA 09-08 -  1/0\n");
  EXPECT_EQ(claims.History(On(7)), "held by RU 09-05 -  2/0\n");
}

TEST(HistoryOf, ADenialStandsAgainstTheStateAndDoesNotEndIt) {
  Claims claims;
  claims.Control("UA", "UA", 8);
  claims.Control("UA", "RU", 9).realis = "denied";
  EXPECT_EQ(claims.History(), "held by UA 09-08 -  1/1\n");
}

TEST(HistoryOf, WhoLeftEndsItAndWhoTakesItBeginsTheNext) {
  Claims claims;
  claims.Control("RU", "RU", 5);
  auto& leaving = claims.By("RU Official", "RU", claims.Add("move.withdraw", "Oakford", 8));
  leaving.places[0].relation = "from";
  With(leaving, "agent", "Russian troops", "RU");
  claims.Control("UA", "UA", 10);
  EXPECT_EQ(claims.History(),
            "held by RU 09-05 - 09-08 1/0\nunknown, no longer held by RU 09-08 - 09-10 1/0\n"
            "held by UA 09-10 -  1/0\n");
}

TEST(HistoryOf, WhatIsNotSaidAgainIsNoLongerKnown) {
  Claims claims;
  claims.Power("outage", 5, "UA");
  claims.Power("restoration", 20, "UA");
  EXPECT_EQ(claims.History(),
            "electricity off 09-05 - 09-20 1/0 unheard since 09-09\n"
            "electricity restored 09-20 -  1/0\n");
}

TEST(BoardOf, WhatIsPlannedOrPossibleSetsNoStateAndIsCounted) {
  Claims claims;
  claims.Control("UA", "UA", 8).realis = "planned";
  claims.Control("UA", "UA", 8).realis = "possible";
  const Board board = claims.At();
  EXPECT_TRUE(board.places.empty());
  EXPECT_EQ(board.not_asserted, 2u);
}

TEST(BoardOf, TheOrderOfClaimsDoesNotMatter) {
  Claims claims;
  claims.Control("RU", "RU", 7);
  claims.Control("UA", "UA", 8);
  claims.Control("UA", "RU", 8).realis = "denied";
  claims.Power("outage", 11, "UA");
  claims.Power("restoration", 11, "UA");
  claims.Add("strike.shelling", "Ashby", 9);
  claims.Add("strike.shelling", "Ashby", 8);
  const std::string expected = claims.Lines();
  std::mt19937 random(7);
  for (int round = 0; round < 50; ++round) {
    std::shuffle(claims.record().reports().begin(), claims.record().reports().end(), random);
    ASSERT_EQ(claims.Lines(), expected) << "round " << round;
  }
}

TEST(Words, CountsInPlurals) {
  const Words& words = RealPolicy().words;
  EXPECT_EQ(words.InWords({1, 1, "person"}), "1 person");
  EXPECT_EQ(words.InWords({15, std::nullopt, "person"}), "≥ 15 people");
  EXPECT_EQ(words.InWords({2, 3, "settlement"}), "2–3 settlements");
  EXPECT_EQ(words.InWords({std::nullopt, 50.5, ""}), "≤ 50.5");
  EXPECT_EQ(words.InWords({0, 0, "killed person"}), "0 killed people");
  EXPECT_EQ(words.InWords({112, 112, "clash"}), "112 clashes");
  EXPECT_EQ(words.InWords({3000, 4000, "troops"}), "3000–4000 troops");
  EXPECT_EQ(words.InWords({2, 2, "family"}), "2 families");
  EXPECT_EQ(words.InWords({2, 2, "convoy"}), "2 convoys");
  EXPECT_EQ(words.InWords({2, 2, "aid worker"}), "2 aid workers");
  EXPECT_EQ(words.InWords({std::nullopt, std::nullopt, "person"}), "");
}

TEST(Words, KnowsHarmAndWholes) {
  const Words& words = RealPolicy().words;
  EXPECT_EQ(words.HarmIn("were killed"), "killed");
  EXPECT_EQ(words.HarmIn("Wounded"), "injured");
  EXPECT_EQ(words.HarmIn("praised"), "");
  EXPECT_TRUE(words.IsEveryone("two civilians"));
  EXPECT_FALSE(words.IsEveryone("children"));
}

TEST(Effects, NamesTheLineOfAnUnknownKind) {
  const auto effects = Effects::Parse("a\tb\t-\tc\tsometimes\there\twhy\n", "effects.tsv");
  ASSERT_FALSE(effects.ok());
  EXPECT_EQ(effects.error().ToString(),
            "effects.tsv: line 1 has \"sometimes\", expected state, rival, event or leaves");
}

}  // namespace
}  // namespace dateline::standing
