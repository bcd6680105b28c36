#include "ledger_commands.h"

#include <pwd.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "io/env.h"
#include "model/resources.h"
#include "standing/origins.h"
#include "unicode/fold.h"

namespace dateline::cli {
namespace {

constexpr std::size_t kShortestPrefix = 6;  // of a hash

}  // namespace

Result<LoadedClaims> LoadClaims(const ledger::Ledger& ledger, std::optional<Day> known_at) {
  LoadedClaims loaded;
  DL_ASSIGN_OR_RETURN(loaded.stored, ledger.Claims(known_at));
  std::set<std::string_view> with_claims;
  for (const ledger::StoredClaim& stored : loaded.stored) with_claims.insert(stored.document);
  DL_ASSIGN_OR_RETURN(const auto documents, ledger.Documents());
  std::vector<std::string_view> ids, texts;
  for (const auto& stored : documents) {
    if (with_claims.count(stored.document.id) == 0) continue;
    ids.push_back(stored.document.id);
    texts.push_back(stored.document.text);
  }
  const std::vector<std::size_t> groups = standing::OriginsOf(texts);
  std::map<std::string_view, std::size_t> origin_of;
  for (std::size_t i = 0; i < ids.size(); ++i) origin_of[ids[i]] = groups[i];
  for (const ledger::StoredClaim& stored : loaded.stored) {
    loaded.dated.push_back(
        {&stored.claim, stored.publisher, stored.published, origin_of[stored.document]});
  }
  return loaded;
}

Result<standing::Effects> LoadEffects() {
  constexpr std::string_view kTable = "data/standing/effects.tsv";
  DL_ASSIGN_OR_RETURN(const auto table, model::Resource(kTable));
  return standing::Effects::Parse(table, kTable);
}

Result<standing::Words> LoadWords() {
  constexpr std::string_view kTable = "data/standing/words.en.tsv";
  DL_ASSIGN_OR_RETURN(const auto table, model::Resource(kTable));
  return standing::Words::Parse(table, kTable);
}

Result<publish::PublicProfile> LoadPublicProfile() {
  constexpr std::string_view kTable = "data/publish/public.tsv";
  DL_ASSIGN_OR_RETURN(const auto table, model::Resource(kTable));
  return publish::PublicProfile::Parse(table, kTable);
}

Result<ledger::StoredClaim> OneClaim(const ledger::Ledger& ledger, const std::string& query) {
  DL_ASSIGN_OR_RETURN(auto found, ledger.FindClaims(query));
  if (query.starts_with("c-") && found.size() == 1) return std::move(found.front());
  for (ledger::StoredClaim& stored : found) {
    if (stored.claim.id == query) return std::move(stored);
  }
  if (found.size() > 1 && query.starts_with("c-")) {
    return Error{ErrorCode::kInvalidInput,
                 "found " + std::to_string(found.size()) + " claims whose id begins with \"" +
                     query + "\", expected one; give more digits",
                 ""};
  }
  return Error{ErrorCode::kNotFound,
               "found no current claim \"" + query + "\"; expected an id (c-…) as `why` prints it",
               ""};
}

Result<ledger::StoredDocument> OneDocument(const ledger::Ledger& ledger, const std::string& query) {
  constexpr std::string_view kScheme = "sha256:";
  const std::string id = query.starts_with(kScheme) ? query : std::string(kScheme) + query;
  DL_ASSIGN_OR_RETURN(auto documents, ledger.Documents());
  std::vector<ledger::StoredDocument*> found;
  for (ledger::StoredDocument& stored : documents) {
    if (stored.document.id == id) return std::move(stored);
    // Of the versions at one address, the newest is meant.
    if (stored.document.uri == query && !query.empty()) found = {&stored};
  }
  if (found.empty() && id.size() >= kScheme.size() + kShortestPrefix) {
    for (ledger::StoredDocument& stored : documents) {
      if (stored.document.id.starts_with(id)) found.push_back(&stored);
    }
  }
  if (found.size() == 1) return std::move(*found.front());
  return Error{
      found.empty() ? ErrorCode::kNotFound : ErrorCode::kInvalidInput,
      "found " + (found.empty() ? "no document" : std::to_string(found.size()) + " documents") +
          " \"" + query + "\"; expected the hash of its bytes (at least " +
          std::to_string(kShortestPrefix) + " digits) or its address, as `why` prints them",
      ""};
}

std::string UserName() {
  const passwd* const user = ::getpwuid(::geteuid());
  return user == nullptr || user->pw_name == nullptr ? "unknown" : user->pw_name;
}

Day Today() {
  return Day(std::chrono::floor<std::chrono::days>(
      std::chrono::sys_seconds(std::chrono::seconds(io::SystemEnv().NowSeconds()))));
}

bool NamesAreEqual(const std::string& name, const std::string& query) {
  return unicode::FoldName(name) == unicode::FoldName(query);
}

bool NamesMatch(const std::string& name, const std::string& query) {
  return unicode::FoldName(name).find(unicode::FoldName(query)) != std::string::npos;
}

std::string InWords(std::int64_t seconds) {
  const std::time_t time = static_cast<std::time_t>(seconds);
  std::tm utc{};
  gmtime_r(&time, &utc);
  char buffer[64];
  std::strftime(buffer, sizeof buffer, "%Y-%m-%d %H:%M UTC", &utc);
  return buffer;
}

}  // namespace dateline::cli
