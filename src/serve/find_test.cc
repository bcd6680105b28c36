// The same queries to the ledger's indices and to the snapshot: two implementations, one answer.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <set>

#include "io/sha256.h"
#include "ledger/ledger.h"
#include "serve/snapshot.h"
#include "standing/test_record.h"

namespace dateline::serve {
namespace {

using Ids = std::multiset<std::string>;

class FindTest : public testing::Test {
 protected:
  FindTest()
      : folder_(std::filesystem::temp_directory_path() /
                ("dateline-find-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(folder_);
    ledger_ = ledger::Ledger::Open((folder_ / "l.dateline").string(), ledger::Ledger::Mode::kCreate)
                  .value();
    for (int i = 0; i < 40; ++i) {
      AddDocument(i);
      for (int k = 0; k < 3; ++k) CorrectSomeClaim(i);
    }
  }
  ~FindTest() override { std::filesystem::remove_all(folder_); }

  std::size_t Below(std::size_t bound) { return random_() % bound; }
  Day SomeDay() { return Day::FromCivil(2022, 9, 1).Plus(static_cast<int>(Below(40))); }
  template <typename T>
  T OneOf(std::initializer_list<T> list) {
    return *(list.begin() + Below(list.size()));
  }

  record::PlaceRecord SomePlace() {
    record::PlaceRecord place;
    const std::size_t number = Below(6);
    place.key = "name:place " + std::to_string(number);
    place.name = "Place " + std::to_string(number);
    place.precision = OneOf({"settlement", "region", "country"});
    place.relation = OneOf({"in", "near"});
    if (place.precision == "settlement") {
      place.lat = 40.0 + static_cast<double>(number);
      place.lng = 170.0 + 3 * static_cast<double>(number) - (number > 3 ? 360 : 0);
    }
    if (place.relation == "near")
      place.geometry = R"({"type":"Point","coordinates":[)" + std::to_string(30 + number) + ",50]}";
    return place;
  }

  record::ClaimRecord SomeClaim(const record::DocumentRecord& document, int number) {
    record::ClaimRecord claim;
    claim.id = "c-" + io::Sha256Hex(document.id + std::to_string(number)).substr(0, 12);
    claim.type = OneOf({"strike.air", "strike.shelling", "striker", "damage"});
    claim.realis = OneOf({"asserted", "denied"});
    claim.trigger = ByteSpan::FromSizes(0, 4);
    claim.trigger_words = document.text.substr(0, 4);
    claim.sentence = ByteSpan::FromSizes(0, document.text.size());
    claim.sentence_words = document.text;
    claim.source_kind = "outlet";
    if (Below(2) == 0) claim.source_name = OneOf({"Ivan Petrenko", "Олена"});
    if (Below(2) == 0) claim.source_side = OneOf({"UA", "RU"});
    if (Below(3) > 0) {
      const Day begin = SomeDay();
      claim.happened = DayInterval{begin, begin.Plus(1 + static_cast<int>(Below(4)))};
      if (Below(4) == 0) claim.happened->begin.reset();
      if (Below(4) == 0) claim.happened->end.reset();
    }
    for (std::size_t i = Below(3); i > 0; --i) claim.places.push_back(SomePlace());
    return claim;
  }

  void AddDocument(int number) {
    record::DocumentRecord document;
    document.text = "Fire " + std::string(OneOf({"Kupiansk", "Куп'янськ", "bridge", "bridges"})) +
                    " near number-" + std::to_string(number);
    document.id = "sha256:" + io::Sha256Hex(document.text);
    if (Below(2) == 0) document.uri = "https://example.org/" + std::to_string(Below(8));
    document.publisher = "Example Wire";
    document.published_basis = "given";
    if (Below(3) > 0) document.published = SomeDay();
    std::vector<record::ClaimRecord> claims;
    for (int i = 0; i < 5; ++i) claims.push_back(SomeClaim(document, i));
    const std::int64_t now = 1662000000 + 86400 * static_cast<std::int64_t>(number);
    ASSERT_TRUE(ledger_->Add(document.text, document, {"1", "", "", "", ""}, claims, now).ok());
    documents_.push_back(document.id);
    for (const auto& claim : claims) claims_.emplace_back(claim.id, document.id);
  }

  // Of every slot that a query can ask for, if no newer version has replaced the claim.
  void CorrectSomeClaim(int number) {
    const auto& [claim, document] = claims_[Below(claims_.size())];
    record::ReviewRecord review{
        record::ReviewAction::kCorrect, claim, document, "R. Viewer", "", {}, {}};
    record::PlaceRecord place = SomePlace();
    place.key = "name:place 9";
    place.name = "Bridge End";
    const std::vector<record::Correction> slots = {
        {"type", OneOf({"strike.air", "damage"})},
        {"realis", OneOf({"asserted", "denied"})},
        {"source_name", OneOf({"", "Ivan Petrenko"})},
        {"source_side", OneOf({"UA", "RU"})},
        {"happened", OneOf({"", "2022-09-08", "2022-09-20/2022-09-25"})},
        {"places", record::ToJson(std::vector{place})}};
    for (std::size_t i = 1 + Below(2); i > 0; --i)
      review.corrections.push_back(slots[Below(slots.size())]);
    const auto reviewed =
        ledger_->Review(review, 1662000000 + 86400 * static_cast<std::int64_t>(number));
    ASSERT_TRUE(reviewed.ok() || reviewed.error().code == ErrorCode::kNotFound)
        << reviewed.error().message;
    corrected_ += reviewed.ok() ? 1 : 0;
  }

  ClaimQuery SomeQuery() {
    ClaimQuery query;
    if (Below(4) == 0) query.since = SomeDay();
    if (Below(4) == 0) query.as_of = SomeDay();
    if (Below(2) == 0) query.known_at = SomeDay();
    if (Below(4) == 0) query.types = {OneOf({"strike", "strike.air", "damage", "none"})};
    if (Below(5) == 0) query.sides = {"UA"};
    if (Below(5) == 0) query.place = "name:place " + std::to_string(Below(10));
    if (Below(6) == 0) query.source = OneOf({"ivan petrenko", "example wire", "олена"});
    if (Below(9) == 0) query.document = documents_[Below(documents_.size())];
    if (Below(5) == 0) query.realis = "denied";
    if (Below(5) == 0) query.lane = static_cast<Lane>(Below(kLaneCount));
    if (Below(7) == 0) query.is_undated = true;
    if (Below(3) == 0)
      query.words = OneOf({"bridge", "kup", "Куп", "fire petrenko", "number 1", "-", "bridge end"});
    if (Below(3) == 0) {
      query.bbox = OneOf<BoundingBox>(
          {{175, 30, -170, 60}, {169, 39, 174, 42}, {31, 49, 33, 51}, {-180, -90, 180, 90}});
    }
    return query;
  }

  std::filesystem::path folder_;
  std::optional<ledger::Ledger> ledger_;
  std::vector<std::string> documents_;
  std::vector<std::pair<std::string, std::string>> claims_;  // ids of claims and their documents
  std::size_t corrected_ = 0;
  std::mt19937 random_{20220908};
};

TEST_F(FindTest, TheLedgerAndTheSnapshotGiveTheSameClaims) {
  ASSERT_GT(corrected_, 50u);
  const auto snapshot = Snapshot::Of(*ledger_, standing::RealPolicy());
  ASSERT_TRUE(snapshot.ok());
  std::size_t found_some = 0;
  for (int i = 0; i < 800; ++i) {
    const ClaimQuery query = SomeQuery();
    SCOPED_TRACE(ledger::ToJson(query));
    Ids from_ledger, from_snapshot;
    const auto claims = ledger_->Find(query, 10000);
    ASSERT_TRUE(claims.ok()) << claims.error().message;
    for (const auto& stored : *claims) from_ledger.insert(stored.claim.id);
    for (const std::uint32_t row : snapshot->Select(query))
      from_snapshot.insert(snapshot->IdOf(row));
    ASSERT_EQ(from_ledger, from_snapshot);
    found_some += from_ledger.empty() ? 0 : 1;
  }
  EXPECT_GT(found_some, 150u) << "the queries ask for too little";
}

TEST_F(FindTest, AReviewersTypeIsFoundAndTheTypeAsReadOnlyBeforeIt) {
  const auto& [claim, document] = claims_.back();
  const Day before = Day::FromCivil(2022, 12, 1), after = before.Plus(1);
  const std::int64_t now = 86400 * static_cast<std::int64_t>(after.Since(Day()));
  ASSERT_TRUE(ledger_
                  ->Review({record::ReviewAction::kCorrect,
                            claim,
                            document,
                            "R. Viewer",
                            "",
                            {{"type", "need.food"}},
                            {}},
                           now)
                  .ok());
  const auto snapshot = Snapshot::Of(*ledger_, standing::RealPolicy());
  ASSERT_TRUE(snapshot.ok());
  ClaimQuery query;
  query.types = {"need"};
  for (const std::optional<Day> day :
       {std::optional<Day>(), std::optional(before), std::optional(after)}) {
    query.known_at = day;
    const std::size_t expected = day == before ? 0 : 1;
    const auto found = ledger_->Find(query, 10);
    ASSERT_TRUE(found.ok());
    EXPECT_EQ(found->size(), expected);
    EXPECT_EQ(snapshot->Select(query).size(), expected);
    for (const auto& stored : *found) {
      EXPECT_EQ(stored.claim.id, claim);
      EXPECT_EQ(stored.claim.type, "need.food");
    }
  }
}

}  // namespace
}  // namespace dateline::serve
