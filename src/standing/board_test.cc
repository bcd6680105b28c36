#include "standing/board.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <random>

namespace dateline::standing {
namespace {

constexpr std::string_view kTable =
    "control.gain\tcontrol\t-\theld by {holder}\trival\there\twhy\n"
    "control.hold\tcontrol\t-\theld by {holder}\trival\there\twhy\n"
    "strike.shelling\tfighting\t-\tshelling {agent}\tevent\there\twhy\n"
    "move.withdraw\tfighting\t-\twithdrawal {agent}\tevent\there+from\twhy\n"
    "outage\tservices\t{service}\t{service} off {count}\tstate\there\twhy\n"
    "restoration\tservices\t{service}\t{service} restored {count}\tstate\there\twhy\n";

Effects TestEffects() { return Effects::Parse(kTable, "test.tsv").value(); }

constexpr std::string_view kWords =
    "plural\tpercent\tpercent\twhy\nplural\tperson\tpeople\twhy\n"
    "service\telectricity\telectricity\twhy\nservice\tpower\telectricity\twhy\n"
    "service\tblackout\telectricity\twhy\n";

Words TestWords() { return Words::Parse(kWords, "words.tsv").value(); }

Day On(unsigned day) { return Day::FromCivil(2022, 9, day); }

// A record of claims with the builders that the tests need; deque, because DatedClaim borrows.
class Claims {
 public:
  record::ClaimRecord& Add(const std::string& type, const std::string& place, unsigned said,
                           std::size_t origin = 0) {
    record::ClaimRecord& claim = claims_.emplace_back();
    claim.id = "c-" + std::to_string(claims_.size());
    claim.type = type;
    claim.realis = "asserted";
    claim.source_kind = "official";
    if (!place.empty()) {
      record::PlaceRecord where;
      where.key = where.name = place;
      where.relation = "in";
      where.precision = "settlement";
      claim.places.push_back(where);
    }
    dated_.push_back({&claim, "Example Wire", On(said), origin});
    return claim;
  }
  record::ClaimRecord& Control(const std::string& holder, const std::string& by_side,
                               unsigned day) {
    record::ClaimRecord& claim = Add("control.gain", "Oakford", day);
    claim.roles.push_back({"holder_after", "", holder});
    claim.source_name = by_side + " official";
    claim.source_side = by_side;
    return claim;
  }
  record::ClaimRecord& Power(const std::string& type, unsigned day, const std::string& side) {
    record::ClaimRecord& claim = Add(type, "Oakford", day);
    claim.roles.push_back({"service", "electricity", ""});
    claim.source_name = side + " mayor";
    claim.source_side = side;
    return claim;
  }
  std::vector<DatedClaim>& dated() { return dated_; }
  Board At(std::optional<Day> as_of = std::nullopt) const {
    static const Effects effects = TestEffects();
    static const Words words = TestWords();
    return BoardOf(dated_, effects, words, as_of);
  }

 private:
  std::deque<record::ClaimRecord> claims_;
  std::vector<DatedClaim> dated_;
};

std::string Lines(const Board& board) {
  std::string out;
  for (const PlaceState& place : board.places) {
    for (const State& state : place.states) {
      out += place.name + ": " + state.state + " " + state.day.ToString().substr(8) +
             (state.is_disputed ? " disputed" : "") + "\n";
    }
  }
  return out;
}

TEST(BoardOf, TheNewestWordOnControlReplacesTheOlderOneOfTheSameSide) {
  Claims claims;
  claims.Control("RU", "UA", 5);
  claims.Control("UA", "UA", 8);
  EXPECT_EQ(Lines(claims.At()), "Oakford: held by UA 08\n");
}

TEST(BoardOf, ConflictingAccountsOfTwoSidesStandSideBySide) {
  Claims claims;
  claims.Control("RU", "RU", 7);
  claims.Control("UA", "UA", 8);
  EXPECT_EQ(Lines(claims.At()),
            "Oakford: held by UA 08 disputed\nOakford: held by RU 07 disputed\n");
}

TEST(BoardOf, ASideThatAdmitsItsLossSettlesTheDispute) {
  Claims claims;
  claims.Control("RU", "RU", 7);
  claims.Control("UA", "UA", 8);
  claims.Control("UA", "RU", 9);
  const Board board = claims.At();
  EXPECT_EQ(Lines(board), "Oakford: held by UA 09\n");
  EXPECT_EQ(board.places[0].states[0].asserters.size(), 2u);
}

TEST(BoardOf, AnOlderAccountOfAnotherSideFadesAfterAWeek) {
  Claims claims;
  claims.Control("RU", "RU", 1);
  claims.Control("UA", "UA", 9);
  EXPECT_EQ(Lines(claims.At()), "Oakford: held by UA 09\n");
}

TEST(BoardOf, ADenialStandsBesideWhatItDenies) {
  Claims claims;
  claims.Control("UA", "UA", 8);
  claims.Control("UA", "RU", 8).realis = "denied";
  const Board board = claims.At();
  ASSERT_EQ(Lines(board), "Oakford: held by UA 08 disputed\n");
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
  EXPECT_EQ(Lines(claims.At()), "Oakford: held by UA 09\n");
}

TEST(BoardOf, ASideThatDeniesItsOwnOlderWordAssertsItNoLonger) {
  Claims claims;
  claims.Control("RU", "RU", 7);
  claims.Control("UA", "UA", 8);
  claims.Control("RU", "RU", 9).realis = "denied";
  const Board board = claims.At();
  EXPECT_EQ(Lines(board).substr(0, 23), "Oakford: held by UA 08\n");
  for (const State& state : board.places[0].states)
    EXPECT_EQ(state.asserters.empty(), state.state == "held by RU") << state.state;
}

TEST(BoardOf, PowerThatIsBackReplacesPowerThatIsOff) {
  Claims claims;
  claims.Power("outage", 11, "UA");
  claims.Power("restoration", 12, "UA").quantity = Quantity{80, 80, "percent"};
  EXPECT_EQ(Lines(claims.At()), "Oakford: electricity restored 80 percent 12\n");
  EXPECT_EQ(Lines(claims.At(On(11))), "Oakford: electricity off 11\n");
}

TEST(BoardOf, OffAndOnOnOneDayAreASequenceUnlessSidesAreOpposed) {
  Claims sequence;
  sequence.Power("outage", 12, "UA");
  sequence.Power("restoration", 12, "UA");
  EXPECT_EQ(Lines(sequence.At()),
            "Oakford: electricity off 12\nOakford: electricity restored 12\n");
  Claims opposed;
  opposed.Power("outage", 12, "UA");
  opposed.Power("restoration", 12, "RU");
  EXPECT_EQ(Lines(opposed.At()),
            "Oakford: electricity off 12 disputed\nOakford: electricity restored 12 disputed\n");
}

TEST(BoardOf, OneServiceHasOneNameHoweverTheTextNamesIt) {
  Claims claims;
  claims.Power("outage", 11, "UA").roles[0].name = "Power supply";
  EXPECT_EQ(Lines(claims.At(On(11))), "Oakford: electricity off 11\n");
  Claims blackout;
  record::ClaimRecord& claim = blackout.Power("outage", 12, "UA");
  claim.roles.clear();
  claim.trigger_words = "Blackout";
  EXPECT_EQ(Lines(blackout.At()), "Oakford: electricity off 12\n");
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
  EXPECT_EQ(Lines(claims.At()), "Oakford: electricity restored 12\nOakford: water off 11\n");
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
  EXPECT_EQ(Lines(claims.At()), "Oakford: electricity off 14\n");
  EXPECT_EQ(Lines(claims.At(On(10))), "Oakford: electricity off 10\n");
}

TEST(BoardOf, AnIntervalDoesNotReachBeyondTheReportThatGivesIt) {
  Claims claims;
  record::ClaimRecord& claim = claims.Control("UA", "UA", 8);
  claim.happened = DayInterval{On(5), On(12)};  // "this week"
  EXPECT_EQ(Lines(claims.At()), "Oakford: held by UA 08\n");
}

TEST(BoardOf, TenCopiesAreManyVoicesAndOneOrigin) {
  Claims claims;
  for (int i = 0; i < 10; ++i) {
    claims.Add("strike.shelling", "Oakford", 9, 3);
    claims.dated().back().publisher = "Outlet " + std::to_string(i);
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
  const Board board = claims.At();
  ASSERT_EQ(board.places[0].states[0].asserters.size(), 1u);
  EXPECT_EQ(board.places[0].states[0].asserters[0].claim, newest);
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
  const Board board = claims.At();
  EXPECT_EQ(Lines(board), "Oakford: withdrawal 08\n");
  EXPECT_EQ(board.unlocated, 1u);
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
  claims.Add("strike.shelling", "Ashby", 9, 2);
  claims.Add("strike.shelling", "Ashby", 8, 5);
  const std::string expected = Lines(claims.At());
  std::mt19937 random(7);
  for (int round = 0; round < 50; ++round) {
    std::shuffle(claims.dated().begin(), claims.dated().end(), random);
    ASSERT_EQ(Lines(claims.At()), expected) << "round " << round;
  }
}

TEST(Words, CountsInPlurals) {
  const Words words = TestWords();
  EXPECT_EQ(words.InWords({1, 1, "person"}), "1 person");
  EXPECT_EQ(words.InWords({15, std::nullopt, "person"}), "≥ 15 people");
  EXPECT_EQ(words.InWords({2, 3, "settlement"}), "2–3 settlements");
  EXPECT_EQ(words.InWords({std::nullopt, 50.5, ""}), "≤ 50.5");
  EXPECT_EQ(words.InWords({0, 0, "killed person"}), "0 killed people");
  EXPECT_EQ(words.InWords({std::nullopt, std::nullopt, "person"}), "");
}

TEST(Effects, NamesTheLineOfAnUnknownKind) {
  const auto effects = Effects::Parse("a\tb\t-\tc\tsometimes\there\twhy\n", "effects.tsv");
  ASSERT_FALSE(effects.ok());
  EXPECT_EQ(effects.error().ToString(),
            "effects.tsv: line 1 has \"sometimes\", expected state, rival or event");
}

}  // namespace
}  // namespace dateline::standing
