// The ledger: an append-only, hash-chained record in an SQLite file or a PostgreSQL database
// (docs/formats/ledger.md).
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
#include "ledger/claim_query.h"
#include "ledger/store.h"
#include "record/act_record.h"
#include "record/claim_record.h"

namespace dateline::ledger {

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
  std::int64_t reading = 0;  // the number of its entry
  std::int64_t position = 0;
  Day known_from;
  std::optional<Day> known_until;  // exclusive; none while no newer version replaces its document
};

// The last entry. Whoever notes it elsewhere can tell later that nothing before it was taken out.
struct Head {
  std::int64_t number = 0;  // 0: nothing is recorded
  std::string hash;
};

// How a report came: kept with its bytes.
struct Arrival {
  std::string via;   // "file", "line" of a collection, "stream"; whatever brought it
  std::string from;  // the path or the address
};

struct Totals {
  std::int64_t documents = 0;  // all versions
  std::int64_t claims = 0;     // current ones, as Ledger::Claims gives them
};

class Ledger {
 public:
  using Mode = Store::Mode;

  // `address`: a file or "postgresql://...". Errors: kNotFound (never created but by kCreate),
  // kCorrupt, kUnsupportedVersion, kLocked (to write, while another process writes), kIo; each a
  // sentence.
  static Result<Ledger> Open(const std::string& address, Mode mode);

  // Records bytes, document and claims in one transaction; on return they are on the disk. The same
  // bytes and engine again change nothing.
  Result<AddOutcome> Add(std::string_view bytes, const record::DocumentRecord& document,
                         const record::EngineRecord& engine,
                         const std::vector<record::ClaimRecord>& claims, std::int64_t now,
                         const Arrival& arrival = {});

  // Record what people and outlets do with claims and documents; on return it is on the disk. The
  // answer is the new last entry. Errors: kNotFound when the claim is no current one or the
  // document is not there; kInvalidInput for a correction that fits no slot (record/correction.h).
  Result<Head> Review(const record::ReviewRecord& review, std::int64_t now);
  Result<Head> Retract(const record::RetractionRecord& retraction, std::int64_t now);
  // Record that reports were brought in or that claims were taken out, by a record that is JSON.
  Result<Head> LogImport(std::string_view source, const std::string& record, std::int64_t now);
  Result<Head> LogExport(std::string_view format, const std::string& record, std::int64_t now);

  // In the order of the chain; `known_at`: only what was known by that day.
  Result<std::vector<StoredReview>> Reviews(std::optional<Day> known_at) const;
  Result<std::vector<StoredRetraction>> Retractions(std::optional<Day> known_at) const;

  // The ids of the documents whose newest reading is by this engine: there is nothing to do for
  // them.
  Result<std::set<std::string>> ReadBy(const record::EngineRecord& engine) const;

  // The engines of all readings, as JSON, each once.
  Result<std::vector<std::string>> Engines() const;

  // The claims of the current reading of every document that no newer version replaces, in order of
  // documents and text. `known_at`: only what had been published by then (a document without a
  // date: recorded by then), and in the version that was known then.
  Result<std::vector<StoredClaim>> Claims(std::optional<Day> known_at) const;

  // The claims that a query asks for, the last recorded first, `limit` of them at most. Uses the
  // index of words and that of places.
  Result<std::vector<StoredClaim>> Find(const ClaimQuery& query, std::size_t limit) const;

  Result<std::vector<StoredDocument>> Documents() const;       // all versions, as recorded
  Result<StoredDocument> Document(std::string_view id) const;  // kNotFound
  // All versions at an address, and those whose id begins with `prefix`, as recorded.
  Result<std::vector<StoredDocument>> DocumentsAt(std::string_view uri) const;
  Result<std::vector<StoredDocument>> FindDocuments(std::string_view prefix) const;

  // The current claims whose id begins with `prefix`.
  Result<std::vector<StoredClaim>> FindClaims(std::string_view prefix) const;

  // Every claim of the newest reading of every version, in order of documents and text; ends with
  // the first error of `visit`. `Claims(day)` are those with known_from <= day < known_until.
  Status EachClaim(const std::function<Status(const ScannedClaim&)>& visit) const;
  Result<StoredClaim> ClaimAt(std::int64_t reading, std::int64_t position) const;  // kNotFound

  Result<Totals> Count() const;

  Result<Head> LastEntry() const;
  // The last entry that may change an answer: that something was exported changes none.
  Result<Head> LastChange() const;
  // Is there an entry of this hash?
  Result<bool> HasEntry(std::string_view hash) const;

  // Verifies the storage, the chain, the hashes of captures, that every quote stands in its text,
  // and that what is derived equals a new derivation. O(size).
  Result<std::vector<Finding>> Check() const;

 private:
  // What is known of a version of a document without its text, and its newest reading.
  struct Version {
    std::int64_t document = 0;  // the number of its entry
    std::string id, publisher, title;
    std::optional<Day> published;
    Day known_from;
    std::optional<Day> known_until;
    std::int64_t reading = 0;
    std::int64_t recorded = 0;  // the reading
  };
  // A record that says what was done, as `acts` keeps it.
  struct Act {
    std::string record;
    std::int64_t entry = 0;
    std::int64_t recorded = 0;
    std::string entry_hash;
  };

  // A reading that was opened: its records, and what its document and the chain know of each claim.
  struct OpenedReading {
    std::int64_t number = -1;
    StoredClaim about;
    std::string lines;
    std::vector<std::string_view> records;  // of `lines`
  };

  Result<Head> Append(std::string_view kind, std::string_view subject, std::string_view payload,
                      std::int64_t now);
  Result<Head> AppendAct(std::string_view kind, std::string_view target, const std::string& record,
                         std::int64_t now);
  Result<Head> RecordAct(std::string_view kind, std::string_view target, const std::string& record,
                         std::int64_t now);
  Result<bool> IsReadBy(std::int64_t document, const std::string& engine) const;
  Result<std::int64_t> InsertDocument(std::string_view bytes,
                                      const record::DocumentRecord& document, std::int64_t previous,
                                      std::int64_t now, const Arrival& arrival);
  Status InsertReading(std::int64_t document, const record::DocumentRecord& about,
                       const std::string& engine, const std::vector<record::ClaimRecord>& claims,
                       std::int64_t now);
  Status InsertDerived(std::int64_t reading, const record::DocumentRecord& about,
                       const std::vector<record::ClaimRecord>& claims);

  Result<StoredClaim> ClaimNamed(std::string_view id) const;  // kNotFound
  Status EachAct(std::string_view kind, const std::function<Status(const Act& act)>& visit) const;
  Result<std::vector<Version>> Versions() const;
  // The claims of a version's newest reading with their positions.
  Status EachClaimOf(
      const Version& version,
      const std::function<Status(std::int64_t position, StoredClaim claim)>& visit) const;
  Status OpenReading(std::int64_t number) const;
  Result<std::vector<StoredClaim>> ClaimsNumbered(const std::vector<std::int64_t>& numbers) const;
  Result<std::vector<StoredDocument>> SelectDocuments(std::string_view condition,
                                                      std::string_view argument) const;

  std::unique_ptr<Store> store_;
  // The last one: claims are mostly asked for report by report, and a reading never changes.
  mutable std::unique_ptr<OpenedReading> opened_;
};

}  // namespace dateline::ledger
