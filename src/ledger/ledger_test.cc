#include "ledger/ledger.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "ledger/test_ledger.h"

namespace dateline::ledger {
namespace {

class LedgerTest : public BothStores {};
INSTANTIATE_TEST_SUITE_P(Stores, LedgerTest, testing::Values(Dialect::kSqlite, Dialect::kPostgres),
                         NameOfStore);

std::vector<std::string> TextsOf(const Ledger& ledger, std::optional<Day> known_at) {
  std::vector<std::string> out;
  const auto claims = ledger.Claims(known_at);
  for (const StoredClaim& stored : claims.value()) out.push_back(stored.claim.sentence_words);
  return out;
}

TEST_P(LedgerTest, GivesBackWhatWasAdded) {
  {
    auto ledger = Create();
    EXPECT_EQ(Add(ledger, DocumentOf("Shelling went on.")), AddOutcome::kAdded);
  }
  const auto ledger = Read();
  const auto claims = ledger.Claims(std::nullopt);
  ASSERT_TRUE(claims.ok());
  ASSERT_EQ(claims->size(), 1u);
  EXPECT_EQ((*claims)[0].claim.trigger_words, "Shelling");
  EXPECT_EQ((*claims)[0].publisher, "Example Wire");
  EXPECT_EQ((*claims)[0].recorded, kNow);
  const auto document = ledger.Document((*claims)[0].document);
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->document.text, "Shelling went on.");
  EXPECT_EQ(Findings(), std::vector<std::string>{});
}

TEST_P(LedgerTest, TheSameBytesAndEngineAgainChangeNothing) {
  auto ledger = Create();
  Add(ledger, DocumentOf("Shelling went on."));
  const Head before = ledger.LastEntry().value();
  EXPECT_EQ(Add(ledger, DocumentOf("Shelling went on."), Engine(), kNow + 60),
            AddOutcome::kUnchanged);
  EXPECT_EQ(ledger.LastEntry().value().hash, before.hash);
  EXPECT_EQ(ledger.ReadBy(Engine()).value().size(), 1u);
  EXPECT_TRUE(ledger.ReadBy(Engine("2")).value().empty());
}

TEST_P(LedgerTest, ANewerEngineReadsAnewAndItsReadingCounts) {
  auto ledger = Create();
  Add(ledger, DocumentOf("Shelling went on."));
  EXPECT_EQ(Add(ledger, DocumentOf("Shelling went on."), Engine("2")), AddOutcome::kNewReading);
  EXPECT_EQ(TextsOf(ledger, std::nullopt).size(), 1u);
  EXPECT_EQ(Findings(), std::vector<std::string>{});
}

TEST_P(LedgerTest, OtherBytesAtOneAddressAreANewVersionAndNoSecondSource) {
  auto ledger = Create();
  Add(ledger, DocumentOf("Shelling went on.", "https://example.org/a"));
  EXPECT_EQ(Add(ledger, DocumentOf("Shelling went on, corrected.", "https://example.org/a")),
            AddOutcome::kNewVersion);
  EXPECT_EQ(TextsOf(ledger, std::nullopt),
            std::vector<std::string>{"Shelling went on, corrected."});
  EXPECT_EQ(ledger.Documents().value().size(), 2u);
  EXPECT_EQ(Findings(), std::vector<std::string>{});
}

TEST_P(LedgerTest, KnownAtShowsTheVersionThatWasKnownThen) {
  auto ledger = Create();
  Add(ledger, DocumentOf("Shelling went on.", "https://example.org/a"));
  Add(ledger, DocumentOf("Shelling went on, corrected.", "https://example.org/a"), Engine(),
      kNow + 2 * 86400);
  EXPECT_TRUE(TextsOf(ledger, Day::FromCivil(2022, 9, 8)).empty());
  EXPECT_EQ(TextsOf(ledger, Day::FromCivil(2022, 9, 11)),
            std::vector<std::string>{"Shelling went on."});
  EXPECT_EQ(TextsOf(ledger, Day::FromCivil(2022, 9, 12)),
            std::vector<std::string>{"Shelling went on, corrected."});
}

TEST_P(LedgerTest, ADocumentWithoutADayIsKnownFromTheDayItWasRecorded) {
  auto ledger = Create();
  auto document = DocumentOf("Shelling went on.");
  document.published.reset();
  Add(ledger, document);
  EXPECT_TRUE(TextsOf(ledger, Day::FromCivil(2022, 9, 9)).empty());
  EXPECT_EQ(TextsOf(ledger, Day::FromCivil(2022, 9, 10)).size(), 1u);
}

TEST_P(LedgerTest, RefusesToChangeARow) {
  {
    auto ledger = Create();
    Add(ledger, DocumentOf("Shelling went on."));
  }
  for (const char* sql :
       {"UPDATE claims SET realis = 'denied'", "DELETE FROM documents", "DELETE FROM entries",
        "UPDATE captures SET record = ''", "UPDATE places SET west = 0"})
    EXPECT_NE(TrySql(sql).find("append-only"), std::string::npos) << sql;
}

TEST_P(LedgerTest, CheckFindsEveryKindOfChange) {
  const std::pair<const char*, const char*> kChanges[] = {
      {"UPDATE claims SET realis = 'denied'", "columns differ"},
      {"UPDATE claims SET confidence = 0.9", "columns differ"},
      {"UPDATE claims SET happened_begin = NULL", "columns differ"},
      {"UPDATE claims SET reading = 6 WHERE reading = 3", "columns differ"},
      {"INSERT INTO claims SELECT 150994944, reading, id, type, realis, source_name, source_side, "
       "source_kind, voice, happened_begin, happened_end, first_day, last_day, lane, confidence "
       "FROM claims WHERE reading = 3",
       "stand in no reading"},
      {"INSERT INTO claims SELECT number + 5, reading, id, type, realis, source_name, source_side, "
       "source_kind, voice, happened_begin, happened_end, first_day, last_day, lane, confidence "
       "FROM claims WHERE reading = 3",
       "more rows of claims"},
      {"UPDATE places SET name = 'Ashby'", "places of claims differ"},
      {"UPDATE places SET west = 0", "places of claims differ"},
      {"DELETE FROM claim_places WHERE claim > 0", "places of claims differ"},
      {"INSERT INTO places VALUES (9, 'k', 'n', 'p', NULL, NULL, NULL, NULL)",
       "belong to no claim"},
      {"UPDATE documents SET publisher = 'Another' WHERE entry = 2", "was changed after"},
      {"UPDATE documents SET text = (SELECT text FROM documents WHERE entry = 5) WHERE entry = 2",
       "was changed after"},
      {"UPDATE documents SET previous_version = NULL", "another version"},
      {"UPDATE documents SET known_from = '2020-01-01' WHERE entry = 2", "counts from another day"},
      {"UPDATE documents SET capture = 4 WHERE entry = 2", "names other bytes"},
      {"UPDATE captures SET bytes = (SELECT bytes FROM captures WHERE entry = 4) WHERE entry = 1",
       "do not have this hash"},
      {"UPDATE captures SET record = '{}' WHERE entry = 1", "was changed after"},
      {"UPDATE readings SET engine = '{}' WHERE entry = 3", "was changed after"},
      {"UPDATE readings SET claims = (SELECT claims FROM readings WHERE entry = 6) WHERE entry = 3",
       "was changed after"},
      {"UPDATE entries SET recorded = recorded + 1 WHERE number = 2", "does not have the hash"},
      {"UPDATE entries SET subject = 'sha256:00' WHERE number = 2", "does not have the hash"},
  };
  for (const auto& [sql, word] : kChanges) {
    SCOPED_TRACE(sql);
    Remove();
    {
      auto ledger = Create();
      Add(ledger, DocumentOf("Shelling went on.", "https://example.org/a"));
      Add(ledger, DocumentOf("Shelling ended at noon.", "https://example.org/a"));
    }
    ASSERT_EQ(Findings(), std::vector<std::string>{});
    TakeGuardsOff();
    Sql(sql);
    EXPECT_NE(AllFindings().find(word), std::string::npos) << AllFindings();
  }
}

TEST_P(LedgerTest, CheckFindsWordsThatWereTakenOutOfTheIndex) {
  auto ledger = Create();
  Add(ledger, DocumentOf("Shelling went on."));
  Sql(dialect_ == Dialect::kSqlite ? "INSERT INTO claim_words(claim_words) VALUES ('delete-all')"
                                   : "DELETE FROM claim_words");
  EXPECT_NE(AllFindings().find("words of claims differ"), std::string::npos) << AllFindings();
}

TEST_P(LedgerTest, CheckFindsAGuardThatWasTakenOut) {
  auto ledger = Create();
  Sql(dialect_ == Dialect::kSqlite ? "DROP TRIGGER no_UPDATE_claims"
                                   : "DROP TRIGGER no_UPDATE_claims ON claims");
  EXPECT_NE(AllFindings().find("guards"), std::string::npos);
}

TEST_P(LedgerTest, CheckFindsOneDeletedRowOfEveryTable) {
  const std::pair<const char*, const char*> kRows[] = {
      {"entries", "number"}, {"captures", "entry"},    {"documents", "entry"},
      {"readings", "entry"}, {"acts", "entry"},        {"claims", "number"},
      {"places", "number"},  {"claim_places", "claim"}};
  for (const auto& [table, key] : kRows) {
    SCOPED_TRACE(table);
    Remove();
    {
      auto ledger = Create();
      Add(ledger, DocumentOf("Shelling went on."));
      Add(ledger, DocumentOf("Shelling ended at noon."));
      ASSERT_TRUE(ledger.LogExport("csv", "{}", kNow).ok());
    }
    TakeGuardsOff();
    if (dialect_ == Dialect::kPostgres && std::string(table) == "claims")
      Sql("DELETE FROM claim_words");
    // As someone would who knows the database: its references do not stop the row from going.
    const std::string where =
        std::string(" WHERE ") + key + " = (SELECT min(" + key + ") FROM " + table + ")";
    Sql(dialect_ == Dialect::kSqlite
            ? "PRAGMA foreign_keys = OFF; DELETE FROM " + std::string(table) + where
            : "SET session_replication_role = replica; DELETE FROM " + std::string(table) + where);
    EXPECT_FALSE(Findings().empty());
  }
}

TEST_P(LedgerTest, FindsByWordsPlaceAndBoxWhatIsKnownAtADay) {
  auto ledger = Create();
  Add(ledger, DocumentOf("Shelling went on.", "https://example.org/a"));
  Add(ledger, DocumentOf("Shelling ended at noon.", "https://example.org/a"), Engine(),
      kNow + 2 * 86400);
  Add(ledger, DocumentOf("Quiet it was."));
  const auto found = [&](std::initializer_list<std::pair<const char*, const char*>> parameters) {
    ClaimQuery query;
    for (const auto& [name, value] : parameters) EXPECT_TRUE(SetParameter(name, value, query).ok());
    std::vector<std::string> sentences;
    const auto claims = ledger.Find(query, 10);
    EXPECT_TRUE(claims.ok()) << claims.error().message;
    for (const StoredClaim& stored : *claims) sentences.push_back(stored.claim.sentence_words);
    return sentences;
  };
  using Sentences = std::vector<std::string>;
  EXPECT_EQ(found({}), (Sentences{"Quiet it was.", "Shelling ended at noon."}));
  EXPECT_EQ(found({{"q", "oakford SHEL"}}), Sentences{"Shelling ended at noon."});
  EXPECT_EQ(found({{"q", "shelling"}, {"known_at", "2022-09-10"}}), Sentences{"Shelling went on."});
  EXPECT_EQ(found({{"bbox", "36,49,37,50"}, {"q", "quiet"}}), Sentences{"Quiet it was."});
  EXPECT_EQ(found({{"bbox", "37,49,36,50"}}), Sentences{});
  EXPECT_EQ(found({{"place", "geonames:1"}, {"type", "strike"}, {"source", "Example Wire"}}).size(),
            2u);
  EXPECT_EQ(found({{"q", "'; \" --"}}), Sentences{});
}

class SqliteLedgerTest : public TestLedger {
 protected:
  SqliteLedgerTest() : TestLedger(Dialect::kSqlite) {}
};

// Files have bytes that nothing stands on: free space of pages, counters. A flip either is found or
// changes nothing of what is recorded.
TEST_F(SqliteLedgerTest, NoFlippedByteChangesTheRecordUnseen) {
  {
    auto ledger = Create();
    for (int i = 0; i < 8; ++i)
      Add(ledger, DocumentOf("Shelling went on near the crossroads of town " + std::to_string(i)));
  }
  std::ifstream in(address_, std::ios::binary);
  const std::string whole((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  const auto sentences = [&]() -> std::string {
    std::string all;
    const auto ledger = Ledger::Open(address_, Ledger::Mode::kRead);
    if (!ledger.ok()) return "";
    const auto claims = ledger->Claims(std::nullopt);
    const auto documents = ledger->Documents();
    if (!claims.ok() || !documents.ok()) return "";
    for (const StoredClaim& stored : *claims) all += record::ToJson(stored.claim) + "\n";
    for (const StoredDocument& stored : *documents) all += record::ToJson(stored.document) + "\n";
    return all;
  };
  const std::string before = sentences();
  std::mt19937 random(20220908);
  int found = 0;
  constexpr int kFlips = 300;
  for (int i = 0; i < kFlips; ++i) {
    std::string damaged = whole;
    const std::size_t at = random() % damaged.size();
    damaged[at] = static_cast<char>(damaged[at] ^ (1 << random() % 8));
    Remove();
    Write(damaged);
    const auto ledger = Ledger::Open(address_, Ledger::Mode::kRead);
    const auto findings =
        ledger.ok() ? ledger->Check() : Result<std::vector<Finding>>(ledger.error());
    if (!findings.ok() || !findings->empty()) {
      ++found;
    } else {
      EXPECT_EQ(sentences(), before) << "byte " << at;
    }
  }
  EXPECT_GT(found, kFlips / 10) << "the flips met little of what is recorded";
}

TEST_P(LedgerTest, TheHeadTellsOfACutEnd) {
  auto ledger = Create();
  Add(ledger, DocumentOf("Shelling went on."));
  const std::string head = ledger.LastEntry().value().hash;
  EXPECT_TRUE(ledger.HasEntry(head).value());
  EXPECT_FALSE(ledger.HasEntry(std::string(64, 'a')).value());
}

TEST_F(SqliteLedgerTest, SaysThatThereIsNone) {
  EXPECT_NE(OpenError(Ledger::Mode::kRead).find("found no ledger"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(address_));
}

TEST_F(SqliteLedgerTest, RefusesWhatIsNoLedger) {
  Write("Shelling went on, and this is a report of some length and no ledger at all.");
  EXPECT_NE(OpenError(Ledger::Mode::kCreate).find("is no ledger"), std::string::npos);
  std::filesystem::remove(address_);
  Write("");
  EXPECT_NE(OpenError(Ledger::Mode::kRead).find("an empty file"), std::string::npos);
  std::filesystem::remove(address_);
  Sql("CREATE TABLE recipes(name TEXT)");
  EXPECT_NE(OpenError(Ledger::Mode::kCreate).find("nothing was changed"), std::string::npos);
  std::filesystem::remove(address_);
  std::filesystem::create_directory(address_);
  EXPECT_NE(OpenError(Ledger::Mode::kCreate).find("found a folder"), std::string::npos);
}

TEST_F(SqliteLedgerTest, RefusesANewerVersionNamingBoth) {
  Create();
  Sql("PRAGMA user_version = 7");
  const std::string message = OpenError(Ledger::Mode::kRead);
  EXPECT_NE(message.find("version 7"), std::string::npos);
  EXPECT_NE(message.find("version 2"), std::string::npos);
}

TEST_F(SqliteLedgerTest, RefusesAFileThatWasCutShortAtAnyPage) {
  {
    auto ledger = Create();
    for (int i = 0; i < 20; ++i)
      Add(ledger, DocumentOf("Shelling went on for day " + std::to_string(i)));
  }
  const auto size = std::filesystem::file_size(address_);
  for (std::uintmax_t keep = size - 1; keep > 8; keep = keep * 2 / 3) {
    std::filesystem::resize_file(address_, keep);
    EXPECT_NE(OpenError(Ledger::Mode::kRead).find("cut short"), std::string::npos) << keep;
    EXPECT_NE(OpenError(Ledger::Mode::kCreate).find("cut short"), std::string::npos) << keep;
  }
}

TEST_F(SqliteLedgerTest, SaysThatAnotherProcessWrites) {
  Create();
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(address_.c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  const auto ledger = Ledger::Open(address_, Ledger::Mode::kCreate);
  ASSERT_FALSE(ledger.ok());
  EXPECT_EQ(ledger.error().code, ErrorCode::kLocked);
  EXPECT_TRUE(Ledger::Open(address_, Ledger::Mode::kRead).ok()) << "readers are not in the way";
  sqlite3_close(other);
}

}  // namespace
}  // namespace dateline::ledger
