#include "ledger/ledger.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <fstream>

#include "ledger/test_ledger.h"

namespace dateline::ledger {
namespace {

using LedgerTest = TestLedger;

std::vector<std::string> TextsOf(const Ledger& ledger, std::optional<Day> known_at) {
  std::vector<std::string> out;
  const auto claims = ledger.Claims(known_at);
  for (const StoredClaim& stored : claims.value()) out.push_back(stored.claim.sentence_words);
  return out;
}

TEST_F(LedgerTest, GivesBackWhatWasAdded) {
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

TEST_F(LedgerTest, TheSameBytesAndEngineAgainChangeNothing) {
  auto ledger = Create();
  Add(ledger, DocumentOf("Shelling went on."));
  const Head before = ledger.LastEntry().value();
  EXPECT_EQ(Add(ledger, DocumentOf("Shelling went on."), Engine(), kNow + 60),
            AddOutcome::kUnchanged);
  EXPECT_EQ(ledger.LastEntry().value().hash, before.hash);
  EXPECT_EQ(ledger.ReadBy(Engine()).value().size(), 1u);
  EXPECT_TRUE(ledger.ReadBy(Engine("2")).value().empty());
}

TEST_F(LedgerTest, ANewerEngineReadsAnewAndItsReadingCounts) {
  auto ledger = Create();
  Add(ledger, DocumentOf("Shelling went on."));
  EXPECT_EQ(Add(ledger, DocumentOf("Shelling went on."), Engine("2")), AddOutcome::kNewReading);
  EXPECT_EQ(TextsOf(ledger, std::nullopt).size(), 1u);
  EXPECT_EQ(Findings(), std::vector<std::string>{});
}

TEST_F(LedgerTest, OtherBytesAtOneAddressAreANewVersionAndNoSecondSource) {
  auto ledger = Create();
  Add(ledger, DocumentOf("Shelling went on.", "https://example.org/a"));
  EXPECT_EQ(Add(ledger, DocumentOf("Shelling went on, corrected.", "https://example.org/a")),
            AddOutcome::kNewVersion);
  EXPECT_EQ(TextsOf(ledger, std::nullopt),
            std::vector<std::string>{"Shelling went on, corrected."});
  EXPECT_EQ(ledger.Documents().value().size(), 2u);
  EXPECT_EQ(Findings(), std::vector<std::string>{});
}

TEST_F(LedgerTest, KnownAtShowsTheVersionThatWasKnownThen) {
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

TEST_F(LedgerTest, ADocumentWithoutADayIsKnownFromTheDayItWasRecorded) {
  auto ledger = Create();
  auto document = DocumentOf("Shelling went on.");
  document.published.reset();
  Add(ledger, document);
  EXPECT_TRUE(TextsOf(ledger, Day::FromCivil(2022, 9, 9)).empty());
  EXPECT_EQ(TextsOf(ledger, Day::FromCivil(2022, 9, 10)).size(), 1u);
}

TEST_F(LedgerTest, RefusesToChangeARow) {
  {
    auto ledger = Create();
    Add(ledger, DocumentOf("Shelling went on."));
  }
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(path_.c_str(), &database), SQLITE_OK);
  for (const char* sql : {"UPDATE claims SET realis = 'denied'", "DELETE FROM documents",
                          "DELETE FROM entries", "UPDATE captures SET bytes = x'00'"}) {
    EXPECT_EQ(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_CONSTRAINT) << sql;
  }
  sqlite3_close(database);
}

TEST_F(LedgerTest, CheckFindsEveryKindOfChange) {
  const std::pair<const char*, const char*> kChanges[] = {
      {"UPDATE claims SET realis = 'denied'", "columns differ"},
      {"UPDATE claims SET confidence = 0.9", "columns differ"},
      {"UPDATE claims SET record = replace(record, 'asserted', 'denied')", "was changed after"},
      {"UPDATE claim_places SET name = 'Ashby' WHERE place = 0", "places differ"},
      {"UPDATE claim_places SET lat = 0", "places differ"},
      {"DELETE FROM claim_places WHERE reading = 1", "places differ"},
      {"DELETE FROM claim_places WHERE reading = 1; DELETE FROM claims WHERE reading = 1",
       "was changed after"},
      {"UPDATE documents SET publisher = 'Another' WHERE entry = 2", "columns of document"},
      {"UPDATE documents SET text = 'Shelling went off.' WHERE entry = 2", "words do not stand"},
      {"UPDATE documents SET previous_version = NULL", "another version"},
      {"UPDATE captures SET bytes = x'41' WHERE entry = 1", "do not have this hash"},
      {"DELETE FROM captures WHERE entry = 1", "was changed after"},
      {"DELETE FROM readings WHERE number = 1", "was changed after"},
      {"UPDATE entries SET recorded = recorded + 1 WHERE number = 2", "does not have the hash"},
      {"DELETE FROM entries WHERE number = 2", "follows a gap"},
      {"DELETE FROM entries WHERE number = 6", "stand in no entry"},
      {"INSERT INTO readings VALUES (9, (SELECT id FROM documents LIMIT 1), '{}', 1)",
       "stand in no entry"},
      {"DROP TRIGGER no_UPDATE_claims", "guards"},
  };
  for (const auto& [sql, word] : kChanges) {
    SCOPED_TRACE(sql);
    std::filesystem::remove(path_);
    {
      auto ledger = Create();
      Add(ledger, DocumentOf("Shelling went on.", "https://example.org/a"));
      Add(ledger, DocumentOf("Shelling ended at noon.", "https://example.org/a"));
    }
    ASSERT_EQ(Findings(), std::vector<std::string>{});
    std::string guards_off = "PRAGMA foreign_keys = OFF;";
    for (const char* table :
         {"entries", "captures", "documents", "readings", "claims", "claim_places", "acts"}) {
      for (const char* change : {"UPDATE", "DELETE"})
        guards_off += std::string("DROP TRIGGER IF EXISTS no_") + change + "_" + table + ";";
    }
    Sql(std::string(sql).substr(0, 4) == "DROP" ? sql : guards_off + sql);
    std::string all;
    for (const std::string& finding : Findings()) all += finding + "\n";
    EXPECT_NE(all.find(word), std::string::npos) << all;
  }
}

TEST_F(LedgerTest, CheckFindsOneFlippedByte) {
  {
    auto ledger = Create();
    Add(ledger, DocumentOf("Shelling went on near the crossroads all night."));
  }
  std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const std::size_t at = bytes.find("crossroads");
  ASSERT_NE(at, std::string::npos);
  file.seekp(static_cast<std::streamoff>(at));
  file.put('C');
  file.close();
  EXPECT_FALSE(Findings().empty());
}

TEST_F(LedgerTest, TheHeadTellsOfACutEnd) {
  auto ledger = Create();
  Add(ledger, DocumentOf("Shelling went on."));
  const std::string head = ledger.LastEntry().value().hash;
  EXPECT_TRUE(ledger.HasEntry(head).value());
  EXPECT_FALSE(ledger.HasEntry(std::string(64, 'a')).value());
}

TEST_F(LedgerTest, SaysThatThereIsNone) {
  EXPECT_NE(OpenError(Ledger::Mode::kRead).find("found no ledger"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(LedgerTest, RefusesWhatIsNoLedger) {
  Write("Shelling went on, and this is a report of some length and no ledger at all.");
  EXPECT_NE(OpenError(Ledger::Mode::kCreate).find("is no ledger"), std::string::npos);
  std::filesystem::remove(path_);
  Write("");
  EXPECT_NE(OpenError(Ledger::Mode::kRead).find("an empty file"), std::string::npos);
  std::filesystem::remove(path_);
  Sql("CREATE TABLE recipes(name TEXT)");
  EXPECT_NE(OpenError(Ledger::Mode::kCreate).find("nothing was changed"), std::string::npos);
  std::filesystem::remove(path_);
  std::filesystem::create_directory(path_);
  EXPECT_NE(OpenError(Ledger::Mode::kCreate).find("found a folder"), std::string::npos);
}

TEST_F(LedgerTest, RefusesANewerVersionNamingBoth) {
  Create();
  Sql("PRAGMA user_version = 7");
  const std::string message = OpenError(Ledger::Mode::kRead);
  EXPECT_NE(message.find("version 7"), std::string::npos);
  EXPECT_NE(message.find("version 2"), std::string::npos);
}

TEST_F(LedgerTest, RefusesAFileThatWasCutShortAtAnyPage) {
  {
    auto ledger = Create();
    for (int i = 0; i < 20; ++i)
      Add(ledger, DocumentOf("Shelling went on for day " + std::to_string(i)));
  }
  const auto size = std::filesystem::file_size(path_);
  for (std::uintmax_t keep = size - 1; keep > 8; keep = keep * 2 / 3) {
    std::filesystem::resize_file(path_, keep);
    EXPECT_NE(OpenError(Ledger::Mode::kRead).find("cut short"), std::string::npos) << keep;
    EXPECT_NE(OpenError(Ledger::Mode::kCreate).find("cut short"), std::string::npos) << keep;
  }
}

TEST_F(LedgerTest, SaysThatAnotherProcessWrites) {
  Create();
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(path_.c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  const auto ledger = Ledger::Open(path_, Ledger::Mode::kCreate);
  ASSERT_FALSE(ledger.ok());
  EXPECT_EQ(ledger.error().code, ErrorCode::kLocked);
  EXPECT_TRUE(Ledger::Open(path_, Ledger::Mode::kRead).ok()) << "readers are not in the way";
  sqlite3_close(other);
}

}  // namespace
}  // namespace dateline::ledger
