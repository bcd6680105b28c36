// A ledger in a folder of its own for each test, and documents and claims to put in. For tests
// only.
#pragma once

#include <gtest/gtest.h>
#include <postgresql/libpq-fe.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "io/sha256.h"
#include "ledger/ledger.h"

namespace dateline::ledger {

inline constexpr std::int64_t kNow = 1662800000;  // 2022-09-10 08:53 UTC

// Where the tests of PostgreSQL find a server: tests/postgres_test.py starts one and sets it.
inline constexpr const char* kServerVariable = "DATELINE_TEST_POSTGRES";

// A ledger of its own for each test: a file in a folder, or a schema in the server's database.
class TestLedger : public testing::Test {
 protected:
  explicit TestLedger(Dialect dialect) : dialect_(dialect) {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    name_ = "dateline-ledger-" + std::string(info->name()) + "-" + std::to_string(::getpid());
    for (char& c : name_) {
      if (c == '/') c = '-';
    }
    if (dialect_ == Dialect::kSqlite) {
      folder_ = std::filesystem::temp_directory_path() / name_;
      std::filesystem::create_directories(folder_);
      address_ = (folder_ / "test.dateline").string();
    } else if (const char* server = std::getenv(kServerVariable)) {
      server_ = server;
      name_ = "l" + io::Sha256Hex(name_).substr(0, 12);
      RunOnServer("CREATE SCHEMA " + name_);
      address_ = server_ + (server_.find('?') == std::string::npos ? "?" : "&") +
                 "options=-csearch_path%3D" + name_;
    }
  }
  ~TestLedger() override {
    if (dialect_ == Dialect::kSqlite) {
      std::filesystem::remove_all(folder_);
    } else if (!server_.empty()) {
      RunOnServer("DROP SCHEMA " + name_ + " CASCADE");
    }
  }
  void SetUp() override {
    if (dialect_ == Dialect::kPostgres && server_.empty())
      GTEST_SKIP() << "no server: " << kServerVariable << " is not set";
  }

  Ledger Create() { return Ledger::Open(address_, Ledger::Mode::kCreate).value(); }
  Ledger Read() { return Ledger::Open(address_, Ledger::Mode::kRead).value(); }
  std::string OpenError(Ledger::Mode mode) {
    const auto ledger = Ledger::Open(address_, mode);
    return ledger.ok() ? "no error" : ledger.error().message;
  }
  // Takes the ledger away, so that Create makes a new one.
  void Remove() {
    if (dialect_ == Dialect::kSqlite) {
      for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(address_ + ending);
    } else {
      RunOnServer("DROP SCHEMA " + name_ + " CASCADE; CREATE SCHEMA " + name_);
    }
  }

  // What a person with the database at hand may do to it. The error, if there is one.
  std::string TrySql(const std::string& sql) {
    if (dialect_ == Dialect::kPostgres)
      return RunOnServer("SET search_path = " + name_ + ";" + sql);
    sqlite3* database = nullptr;
    EXPECT_EQ(sqlite3_open(address_.c_str(), &database), SQLITE_OK);
    char* message = nullptr;
    sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &message);
    const std::string error = message == nullptr ? "" : message;
    sqlite3_free(message);
    sqlite3_close(database);
    return error;
  }
  void Sql(const std::string& sql) { EXPECT_EQ(TrySql(sql), "") << sql; }
  void TakeGuardsOff() {
    std::string sql;
    for (const char* table : {"entries", "captures", "documents", "readings", "acts", "claims",
                              "places", "claim_places"}) {
      for (const char* change : {"UPDATE", "DELETE"}) {
        sql += std::string("DROP TRIGGER no_") + change + "_" + table +
               (dialect_ == Dialect::kSqlite ? ";" : std::string(" ON ") + table + ";");
      }
    }
    Sql(sql);
  }

  std::vector<std::string> Findings() {
    std::vector<std::string> out;
    const auto ledger = Read();
    const auto findings = ledger.Check();
    if (!findings.ok()) return {findings.error().message};
    for (const Finding& finding : *findings) out.push_back(finding.what);
    return out;
  }
  std::string AllFindings() {
    std::string all;
    for (const std::string& finding : Findings()) all += finding + "\n";
    return all;
  }
  void Write(std::string_view bytes) { std::ofstream(address_, std::ios::binary) << bytes; }

  // The error, if there is one.
  std::string RunOnServer(const std::string& sql) {
    PGconn* connection = PQconnectdb(server_.c_str());
    PQsetNoticeProcessor(
        connection, [](void*, const char*) {}, nullptr);
    PGresult* result = PQexec(connection, sql.c_str());
    const auto status = PQresultStatus(result);
    const std::string error =
        status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK ? "" : PQerrorMessage(connection);
    PQclear(result);
    PQfinish(connection);
    return error;
  }

  Dialect dialect_;
  std::string name_, server_;
  std::filesystem::path folder_;
  std::string address_;
};

// The tests that hold for both stores.
class BothStores : public TestLedger, public testing::WithParamInterface<Dialect> {
 protected:
  BothStores() : TestLedger(GetParam()) {}
};
inline std::string NameOfStore(const testing::TestParamInfo<Dialect>& info) {
  return info.param == Dialect::kSqlite ? "Sqlite" : "Postgres";
}

inline record::EngineRecord Engine(const std::string& version = "1") {
  return {version, "model", "gazetteer", "ontology", ""};
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
