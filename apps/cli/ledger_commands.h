// What the commands over a ledger share.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "command.h"
#include "dateline/day.h"
#include "ledger/ledger.h"
#include "publish/order.h"
#include "standing/board.h"
#include "standing/ledger_index.h"

namespace dateline::cli {

// The tables of data/standing. Errors: kCorrupt.
Result<standing::Policy> LoadPolicy();
Result<standing::Words> LoadWords();

// A ledger with its index, as the commands that derive anything from it need both. On the heap: the
// index borrows the policy.
struct OpenRecord {
  standing::Policy policy;
  ledger::Ledger ledger;
  standing::LedgerIndex indexed;

  const standing::Index& index() const { return indexed.index; }
  // The claim of a row, with the corrections of its reviewers.
  Result<ledger::StoredClaim> Claim(standing::ClaimRow row) const;
  standing::Acts acts;
};
Result<std::unique_ptr<OpenRecord>> OpenWithIndex(const std::string& path);

// --as-of and --known-at, as several commands take them.
struct MomentOptions {
  std::optional<Day> as_of, known_at;
  standing::Moment moment() const;
};
std::vector<Option> MomentTable(MomentOptions& options);

// --format table|json.
Option FormatInto(bool& as_json);

// The rules and tables of data/publish. Errors: kCorrupt.
Result<publish::House> LoadHouse();

// The options of a query: --since, --as-of, --known-at, --bbox, --type, --side, --place, --source,
// --document, --realis, --lane, --q; as the addresses of the server take them.
std::vector<Option> QueryOptionsInto(ledger::ClaimQuery& query);

// Errors: kIo; then there is no file, or what is no file is as it was.
Status WriteFile(const std::string& path, const std::string& content);

// The one current claim whose id begins so, the one document whose id begins so (with or without
// "sha256:") or whose address it is. Errors: kNotFound, kInvalidInput when there are several.
Result<ledger::StoredClaim> OneClaim(const ledger::Ledger& ledger, const std::string& query);
Result<ledger::StoredDocument> OneDocument(const ledger::Ledger& ledger, const std::string& query);

// The name of the user who runs the program; "unknown" where the system has none.
std::string UserName();

// By UTC.
Day Today();

// The same name, case and marks aside.
bool NamesAreEqual(const std::string& name, const std::string& query);

// Does the query stand in the name, case and marks aside?
bool NamesMatch(const std::string& name, const std::string& query);

// "2022-09-09 14:03 UTC".
std::string InWords(std::int64_t seconds);

}  // namespace dateline::cli
