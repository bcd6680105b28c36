// The ledger: an append-only, hash-chained record in one SQLite file (docs/formats/ledger.md).
//
// Three times are kept apart: when something happened (of a claim), when it was published (of a
// document), and when it was recorded (of an entry). Nothing is changed or deleted: a corrected
// page is a new version of its document, a newer reading stands beside the old one and counts from
// then on.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/result.h"
#include "ledger/database.h"
#include "record/claim_record.h"

namespace dateline::ledger {

inline constexpr int kLedgerVersion = 1;

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

class Ledger {
 public:
  enum class Mode : std::uint8_t { kRead, kWrite, kCreate };

  // Errors: kNotFound (never created but by kCreate), kCorrupt, kUnsupportedVersion, kLocked, kIo;
  // each a sentence.
  static Result<Ledger> Open(const std::string& path, Mode mode);

  // Records bytes, document and claims in one transaction. The same bytes and engine again change
  // nothing.
  Result<AddOutcome> Add(std::string_view bytes, const record::DocumentRecord& document,
                         const record::EngineRecord& engine,
                         const std::vector<record::ClaimRecord>& claims, std::int64_t now);

  // Has this document been read by this engine already? Then there is nothing to do.
  Result<bool> Has(std::string_view document_id, const record::EngineRecord& engine) const;

  // The claims of the current reading of every document that no newer version replaces, in order of
  // documents and text. `known_at`: only what had been published by then (a document without a
  // date: recorded by then).
  Result<std::vector<StoredClaim>> Claims(std::optional<Day> known_at) const;

  Result<std::vector<StoredDocument>> Documents() const;
  Result<StoredDocument> Document(std::string_view id) const;  // kNotFound

  // The claims whose id begins with `prefix`.
  Result<std::vector<StoredClaim>> FindClaims(std::string_view prefix) const;

  // Verifies the file, the chain, the hashes of captures, that every quote stands in its text, and
  // that the derived columns equal a new derivation.
  Result<std::vector<Finding>> Check() const;

 private:
  Status CreateTables();
  Result<std::string> Append(std::string_view kind, std::string_view subject,
                             std::string_view payload, std::int64_t now);
  Result<std::vector<StoredClaim>> SelectClaims(std::string_view condition,
                                                std::string_view argument) const;
  Status CheckChain(std::vector<Finding>& findings) const;
  Status CheckCaptures(std::vector<Finding>& findings) const;
  Status CheckClaims(std::vector<Finding>& findings) const;

  Database database_;
};

}  // namespace dateline::ledger
