// The ledger: an append-only, hash-chained record in one SQLite file (docs/formats/ledger.md).
//
// Three times are kept apart: when something happened (of a claim), when it was published (of a
// document), and when it was recorded (of an entry). Nothing is changed or deleted: a corrected
// page is a new version of its document, a newer reading stands beside the old one and counts from
// then on.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/result.h"
#include "ledger/database.h"
#include "record/act_record.h"
#include "record/claim_record.h"

namespace dateline::ledger {

inline constexpr int kLedgerVersion = 2;

// A claim with what its document and the ledger know of its times.
struct StoredClaim {
  record::ClaimRecord claim;
  std::string document;  // id
  std::string publisher;
  std::string title;
  std::optional<Day> published;
  std::int64_t recorded = 0;  // seconds since 1970, UTC
};

struct StoredDocument {
  record::DocumentRecord document;
  std::string previous_version;  // id of the document that this one replaces at the same address;
                                 // may be empty
  std::int64_t recorded = 0;
  std::string entry_hash;
};

enum class AddOutcome : std::uint8_t {
  kAdded,       // a document not seen before
  kNewVersion,  // other bytes at a known address
  kNewReading,  // known bytes, read by another engine
  kUnchanged,
};

struct Finding {
  std::string what;  // a sentence
};

// Reviews and retractions with what the chain knows of them, in its order: the later one counts.
struct StoredReview {
  record::ReviewRecord review;
  std::int64_t entry = 0;
  std::int64_t recorded = 0;
  std::string entry_hash;
  Day known_from;  // the day on which it was recorded
};
struct StoredRetraction {
  record::RetractionRecord retraction;
  std::int64_t entry = 0;
  std::int64_t recorded = 0;
  std::string entry_hash;
  Day known_from;  // the day on which the outlet said so, else that on which it was recorded
};

// A claim with its place in the ledger and the days on which it was what was known.
struct ScannedClaim {
  StoredClaim stored;
  std::int64_t reading = 0;
  std::int64_t position = 0;
  Day known_from;
  std::optional<Day> known_until;  // exclusive; none while no newer version replaces its document
};

// The last entry. Whoever notes it elsewhere can tell later that nothing before it was taken out.
struct Head {
  std::int64_t number = 0;  // 0: nothing is recorded
  std::string hash;
};

class Ledger {
 public:
  enum class Mode : std::uint8_t { kRead, kWrite, kCreate };

  // Errors: kNotFound (never created but by kCreate), kCorrupt, kUnsupportedVersion, kLocked (to
  // write, while another process writes), kIo; each a sentence.
  static Result<Ledger> Open(const std::string& path, Mode mode);

  // Records bytes, document and claims in one transaction; on return they are on the disk. The same
  // bytes and engine again change nothing.
  Result<AddOutcome> Add(std::string_view bytes, const record::DocumentRecord& document,
                         const record::EngineRecord& engine,
                         const std::vector<record::ClaimRecord>& claims, std::int64_t now);

  // Record what people and outlets do with claims and documents; on return it is on the disk. The
  // answer is the new last entry. Errors: kNotFound when the claim is no current one or the
  // document is not there; kInvalidInput for a correction that fits no slot (record/correction.h).
  Result<Head> Review(const record::ReviewRecord& review, std::int64_t now);
  Result<Head> Retract(const record::RetractionRecord& retraction, std::int64_t now);

  // In the order of the chain; `known_at`: only what was known by that day.
  Result<std::vector<StoredReview>> Reviews(std::optional<Day> known_at) const;
  Result<std::vector<StoredRetraction>> Retractions(std::optional<Day> known_at) const;

  // The ids of the documents whose newest reading is by this engine: there is nothing to do for
  // them.
  Result<std::set<std::string>> ReadBy(const record::EngineRecord& engine) const;

  // The claims of the current reading of every document that no newer version replaces, in order of
  // documents and text. `known_at`: only what had been published by then (a document without a
  // date: recorded by then), and in the version that was known then.
  Result<std::vector<StoredClaim>> Claims(std::optional<Day> known_at) const;

  Result<std::vector<StoredDocument>> Documents() const;       // all versions, as recorded
  Result<StoredDocument> Document(std::string_view id) const;  // kNotFound

  // The current claims whose id begins with `prefix`.
  Result<std::vector<StoredClaim>> FindClaims(std::string_view prefix) const;

  // Every claim of the newest reading of every version, in order of documents and text; ends with
  // the first error of `visit`. `Claims(day)` are those with known_from <= day < known_until.
  Status EachClaim(const std::function<Status(const ScannedClaim&)>& visit) const;
  Result<StoredClaim> ClaimAt(std::int64_t reading, std::int64_t position) const;  // kNotFound

  Result<Head> LastEntry() const;
  // Is there an entry of this hash?
  Result<bool> HasEntry(std::string_view hash) const;

  // Verifies the file, the chain, the hashes of captures, that every quote stands in its text, and
  // that the derived columns equal a new derivation. O(size).
  Result<std::vector<Finding>> Check() const;

 private:
  Status CreateTables();
  Status Identify(bool may_create, bool& is_empty) const;
  Result<bool> IsReadBy(std::string_view document_id, const std::string& engine) const;
  Result<std::string> Append(std::string_view kind, std::string_view subject,
                             std::string_view payload, std::int64_t now);
  // A record that says what was done, as `acts` keeps it.
  struct Act {
    std::string record;
    std::int64_t entry = 0;
    std::int64_t recorded = 0;
    std::string entry_hash;
  };
  Result<Head> AppendAct(std::string_view kind, std::string_view target, const std::string& record,
                         std::int64_t now);
  Status EachAct(std::string_view kind, const std::function<Status(const Act& act)>& visit) const;
  Result<StoredClaim> ClaimNamed(std::string_view id) const;  // kNotFound
  Result<std::string> CurrentAt(std::string_view uri) const;
  Status InsertDocument(std::string_view bytes, const record::DocumentRecord& document,
                        const std::string& previous, std::int64_t now);
  Status InsertReading(std::string_view document, const std::string& engine,
                       const std::vector<record::ClaimRecord>& claims, std::int64_t now);
  Status InsertClaims(std::int64_t reading, const std::vector<record::ClaimRecord>& claims,
                      const std::vector<std::string>& records);
  // From a row of: record, document, publisher, title, published, recorded.
  Result<StoredClaim> StoredClaimOf(const Statement& row) const;
  Result<std::vector<StoredClaim>> SelectClaims(std::string_view condition,
                                                std::string_view argument) const;
  Result<std::vector<StoredDocument>> SelectDocuments(std::string_view condition,
                                                      std::string_view argument) const;

  Database database_;
};

}  // namespace dateline::ledger
