// A ledger in a folder of its own for each test, and documents and claims to put in. For tests
// only.
#pragma once

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "io/sha256.h"
#include "ledger/ledger.h"

namespace dateline::ledger {

inline constexpr std::int64_t kNow = 1662800000;  // 2022-09-10 08:53 UTC

// A folder of its own for each test.
class TestLedger : public testing::Test {
 protected:
  TestLedger() {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::temp_directory_path() /
              ("dateline-ledger-" + std::string(info->name()) + "-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
    path_ = (folder_ / "test.dateline").string();
  }
  ~TestLedger() override { std::filesystem::remove_all(folder_); }

  Ledger Create() { return Ledger::Open(path_, Ledger::Mode::kCreate).value(); }
  Ledger Read() { return Ledger::Open(path_, Ledger::Mode::kRead).value(); }
  std::string OpenError(Ledger::Mode mode) {
    const auto ledger = Ledger::Open(path_, mode);
    return ledger.ok() ? "no error" : ledger.error().message;
  }
  // What a person with SQLite at hand may do to the file.
  void Sql(const std::string& sql) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(path_.c_str(), &database), SQLITE_OK);
    char* message = nullptr;
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &message), SQLITE_OK)
        << (message == nullptr ? "" : message);
    sqlite3_free(message);
    sqlite3_close(database);
  }
  std::vector<std::string> Findings() {
    std::vector<std::string> out;
    const auto ledger = Read();
    const auto findings = ledger.Check();
    if (!findings.ok()) return {findings.error().message};
    for (const Finding& finding : *findings) out.push_back(finding.what);
    return out;
  }
  void Write(std::string_view bytes) { std::ofstream(path_, std::ios::binary) << bytes; }

  std::filesystem::path folder_;
  std::string path_;
};

inline record::EngineRecord Engine(const std::string& version = "1") {
  return {version, "model", "gazetteer", "ontology"};
}

inline record::DocumentRecord DocumentOf(const std::string& text, const std::string& uri = "") {
  record::DocumentRecord document;
  document.id = "sha256:" + io::Sha256Hex(text);
  document.uri = uri;
  document.publisher = "Example Wire";
  document.text = text;
  document.published = Day::FromCivil(2022, 9, 9);
  document.published_basis = "given";
  return document;
}

// One claim over the first word of the text.
inline record::ClaimRecord ClaimOf(const record::DocumentRecord& document) {
  record::ClaimRecord claim;
  const std::size_t word = document.text.find(' ');
  claim.id = "c-" + io::Sha256Hex(document.id).substr(0, 12);
  claim.type = "strike.shelling";
  claim.trigger = ByteSpan::FromSizes(0, word);
  claim.trigger_words = document.text.substr(0, word);
  claim.sentence = ByteSpan::FromSizes(0, document.text.size());
  claim.sentence_words = document.text;
  claim.source_kind = "outlet";
  claim.realis = "asserted";
  claim.happened = DayInterval::Single(Day::FromCivil(2022, 9, 8));
  claim.confidence = 0.75;
  record::PlaceRecord place;
  place.key = "geonames:1";
  place.name = "Oakford";
  place.relation = "in";
  place.precision = "settlement";
  place.lat = 49.5;
  place.lng = 36.25;
  claim.places.push_back(place);
  return claim;
}

inline AddOutcome Add(Ledger& ledger, const record::DocumentRecord& document,
                      const record::EngineRecord& engine = Engine(), std::int64_t now = kNow) {
  return ledger.Add(document.text, document, engine, {ClaimOf(document)}, now).value();
}

}  // namespace dateline::ledger
