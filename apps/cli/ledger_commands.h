// What the commands over a ledger share.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dateline/day.h"
#include "ledger/ledger.h"
#include "publish/profile.h"
#include "standing/board.h"

namespace dateline::cli {

// The claims of a ledger with the origins of their documents, ready for the board. `stored` owns
// what `dated` borrows.
struct LoadedClaims {
  std::vector<ledger::StoredClaim> stored;
  std::vector<standing::DatedClaim> dated;
};
Result<LoadedClaims> LoadClaims(const ledger::Ledger& ledger, std::optional<Day> known_at);

// The rules of data/standing. Errors: kCorrupt.
Result<standing::Effects> LoadEffects();
Result<standing::Words> LoadWords();

// The rules of data/publish. Errors: kCorrupt.
Result<publish::PublicProfile> LoadPublicProfile();

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
