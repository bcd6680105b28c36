// What must hold whatever is added: the order of intake does not matter, a replay of the log up to
// a day equals what is known at that day, adding the same again changes nothing.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>

#include "ledger/test_ledger.h"

namespace dateline::ledger {
namespace {

constexpr std::int64_t kDaySeconds = 86400;

class PropertiesTest : public BothStores {
 protected:
  std::size_t Below(std::size_t bound) { return random_() % bound; }
  std::mt19937 random_{20220908};
};
INSTANTIATE_TEST_SUITE_P(Stores, PropertiesTest,
                         testing::Values(Dialect::kSqlite, Dialect::kPostgres), NameOfStore);

// Everything that is known at a day, in an order of its own.
std::vector<std::string> KnownAt(const Ledger& ledger, std::optional<Day> day) {
  std::vector<std::string> out;
  const auto claims = ledger.Claims(day);
  for (const StoredClaim& stored : claims.value())
    out.push_back(stored.document + record::ToJson(stored.claim));
  const auto reviews = ledger.Reviews(day);
  for (const StoredReview& stored : reviews.value()) out.push_back(record::ToJson(stored.review));
  const auto retractions = ledger.Retractions(day);
  for (const StoredRetraction& stored : retractions.value())
    out.push_back(record::ToJson(stored.retraction));
  std::sort(out.begin(), out.end());
  return out;
}

TEST_P(PropertiesTest, TheOrderOfIntakeDoesNotMatter) {
  std::vector<record::DocumentRecord> documents;
  for (int i = 0; i < 12; ++i) {
    documents.push_back(DocumentOf("Shelling went on in town " + std::to_string(i),
                                   "https://example.org/" + std::to_string(i)));
    if (i % 3 == 0) documents.back().published = Day::FromCivil(2022, 9, 1).Plus(i);
  }
  std::vector<std::vector<std::string>> outcomes;
  for (int round = 0; round < 3; ++round) {
    Remove();
    auto ledger = Create();
    std::shuffle(documents.begin(), documents.end(), random_);
    for (const auto& document : documents) Add(ledger, document);
    for (int day = 1; day < 14; ++day) {
      const auto known = KnownAt(ledger, Day::FromCivil(2022, 9, 1).Plus(day));
      if (round == 0) {
        outcomes.push_back(known);
      } else {
        EXPECT_EQ(known, outcomes[static_cast<std::size_t>(day - 1)]) << day;
      }
    }
    EXPECT_EQ(Findings(), std::vector<std::string>{});
  }
}

TEST_P(PropertiesTest, AddingTheSameAgainChangesNothing) {
  auto ledger = Create();
  std::vector<record::DocumentRecord> documents;
  for (int i = 0; i < 10; ++i) {
    documents.push_back(DocumentOf("Shelling went on in town " + std::to_string(i),
                                   "https://example.org/" + std::to_string(i / 2)));
    Add(ledger, documents.back());
  }
  const Head before = ledger.LastEntry().value();
  std::shuffle(documents.begin(), documents.end(), random_);
  for (const auto& document : documents)
    EXPECT_EQ(Add(ledger, document, Engine(), kNow + kDaySeconds), AddOutcome::kUnchanged);
  EXPECT_EQ(ledger.LastEntry().value().hash, before.hash);
}

// A desk that records reports on the day on which they come, corrects, reviews and retracts.
// Machine readings are no knowledge: the newest reading counts on every day, so all are by one
// engine.
TEST_P(PropertiesTest, AReplayOfTheLogUpToADayEqualsWhatIsKnownAtThatDay) {
  struct Step {
    int day = 0;
    std::function<void(Ledger&, std::int64_t now)> run;
  };
  const Day first = DayOfSeconds(kNow);
  std::vector<Step> steps;
  std::vector<record::DocumentRecord> documents;
  constexpr int kDays = 8;
  for (int day = 0; day < kDays; ++day) {
    for (int i = 0; i < 3; ++i) {
      auto document =
          DocumentOf("Shelling went on " + std::to_string(day) + "." + std::to_string(i),
                     "https://example.org/" + std::to_string(Below(6)));
      document.published.reset();
      if (Below(3) > 0) document.published = first.Plus(day);
      steps.push_back({day, [document](Ledger& ledger, std::int64_t now) {
                         Add(ledger, document, Engine(), now);
                       }});
      documents.push_back(document);
    }
    const auto about = documents[Below(documents.size())];
    record::ReviewRecord review;
    review.action = static_cast<record::ReviewAction>(Below(3));
    if (review.action == record::ReviewAction::kCorrect) review.corrections = {{"quantity", "7"}};
    review.claim = ClaimOf(about).id;
    review.document = about.id;
    // A claim of a page that was corrected since is no current one, and refused both times.
    steps.push_back({day, [review](Ledger& ledger, std::int64_t now) {
                       (void)ledger.Review(review, now).ok();
                     }});
    record::RetractionRecord retraction;
    retraction.document = about.id;
    retraction.is_lifted = Below(2) == 0;
    if (Below(2) == 0) retraction.said = first.Plus(day);
    steps.push_back({day, [retraction](Ledger& ledger, std::int64_t now) {
                       (void)ledger.Retract(retraction, now).ok();
                     }});
  }
  const auto replay = [&](int last) {
    Remove();
    auto ledger = Create();
    for (const Step& step : steps) {
      if (step.day <= last) step.run(ledger, kNow + step.day * kDaySeconds);
    }
    return ledger;
  };
  std::vector<std::vector<std::string>> known;
  {
    const auto whole = replay(kDays);
    for (int day = 0; day < kDays; ++day) known.push_back(KnownAt(whole, first.Plus(day)));
    EXPECT_EQ(Findings(), std::vector<std::string>{});
  }
  for (int day = 0; day < kDays; ++day) {
    const auto part = replay(day);
    EXPECT_EQ(KnownAt(part, std::nullopt), known[static_cast<std::size_t>(day)]) << "day " << day;
  }
}

}  // namespace
}  // namespace dateline::ledger
