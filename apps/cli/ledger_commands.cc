#include "ledger_commands.h"

#include <pwd.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "io/env.h"
#include "jobs.h"
#include "model/resources.h"
#include "pipeline/reverse_lookup.h"
#include "unicode/fold.h"

namespace dateline::cli {
namespace {

constexpr std::size_t kShortestPrefix = 6;  // of a hash

}  // namespace

Result<standing::Policy> LoadPolicy() {
  return standing::Policy::Load([](const std::string& path) { return model::Resource(path); });
}

Result<standing::Words> LoadWords() {
  constexpr std::string_view kTable = "data/standing/words.en.tsv";
  DL_ASSIGN_OR_RETURN(const auto table, model::Resource(kTable));
  return standing::Words::Parse(table, kTable);
}

Result<std::unique_ptr<OpenRecord>> OpenWithIndex(const std::string& path) {
  DL_ASSIGN_OR_RETURN(auto policy, LoadPolicy());
  DL_ASSIGN_OR_RETURN(auto ledger, ledger::Ledger::Open(path, ledger::Ledger::Mode::kRead));
  auto record =
      std::make_unique<OpenRecord>(OpenRecord{std::move(policy), std::move(ledger), {}, {}});
  DL_ASSIGN_OR_RETURN(record->indexed, standing::IndexOf(record->ledger, record->policy));
  DL_ASSIGN_OR_RETURN(record->acts, standing::Acts::Of(record->ledger));
  return record;
}

Result<ledger::StoredClaim> OpenRecord::Claim(standing::ClaimRow row) const {
  const auto& [reading, position] = indexed.positions[row];
  DL_ASSIGN_OR_RETURN(auto stored, ledger.ClaimAt(reading, position));
  DL_ASSIGN_OR_RETURN(stored.claim, acts.Current(std::move(stored.claim)));
  return stored;
}

standing::Moment MomentOptions::moment() const {
  standing::Moment moment;
  if (as_of) moment.as_of = standing::NumberOf(*as_of);
  if (known_at) moment.known_at = standing::NumberOf(*known_at);
  return moment;
}

std::vector<Option> MomentTable(MomentOptions& options) {
  return {{"as-of", "YYYY-MM-DD", "what had happened by this day",
           [&](std::string_view value) -> Status {
             DL_ASSIGN_OR_RETURN(options.as_of, ParseDay(value));
             return Done{};
           }},
          {"known-at", "YYYY-MM-DD", "what had been published by this day",
           [&](std::string_view value) -> Status {
             DL_ASSIGN_OR_RETURN(options.known_at, ParseDay(value));
             return Done{};
           }}};
}

Option FormatInto(bool& as_json) {
  return {"format", "table|json", "what to print (table)",
          [&as_json](std::string_view value) -> Status {
            if (value != "table" && value != "json") {
              return Error{ErrorCode::kInvalidInput,
                           "found --format " + std::string(value) + ", expected table or json", ""};
            }
            as_json = value == "json";
            return Done{};
          }};
}

Result<publish::House> LoadHouse() {
  constexpr std::string_view kProfile = "data/publish/public.tsv";
  DL_ASSIGN_OR_RETURN(const auto profile_table, model::Resource(kProfile));
  DL_ASSIGN_OR_RETURN(auto profile, publish::PublicProfile::Parse(profile_table, kProfile));
  DL_ASSIGN_OR_RETURN(const auto ontology, model::Resource("data/ontology/ontology.tsv"));
  DL_ASSIGN_OR_RETURN(const auto events, model::Resource("data/publish/acled.tsv"));
  DL_ASSIGN_OR_RETURN(const auto countries, model::Resource("data/publish/acled_countries.tsv"));
  DL_ASSIGN_OR_RETURN(auto acled, publish::AcledLayout::Parse(ontology, events, countries));
  publish::Survey survey = [lookup = pipeline::ReverseLookup()](double lat, double lng) {
    auto where = lookup.At(lat, lng);
    return publish::Whereabouts{std::move(where.country), std::move(where.admin1),
                                std::move(where.admin2)};
  };
  return publish::House{std::move(profile), std::move(acled), std::move(survey)};
}

std::vector<Option> QueryOptionsInto(ledger::ClaimQuery& query) {
  struct Parameter {
    const char *option, *name, *argument, *help;
  };
  static constexpr Parameter kParameters[] = {
      {"since", "since", "YYYY-MM-DD", "only what happened on this day or later"},
      {"as-of", "as_of", "YYYY-MM-DD", "only what happened on this day or earlier"},
      {"known-at", "known_at", "YYYY-MM-DD", "only what had been published by this day"},
      {"bbox", "bbox", "W,S,E,N", "only what is in this box, in degrees"},
      {"type", "type", "TYPE,...", "only these types, or those that begin so: strike"},
      {"side", "side", "SIDE,...", "only what sources of these sides say"},
      {"place", "place", "KEY", "only what is at this place"},
      {"source", "source", "NAME", "only what this source says"},
      {"document", "document", "ID", "only what this document says"},
      {"realis", "realis", "WORD", "only what is asserted, denied, possible, planned, ..."},
      {"lane", "lane", "LANE", "only place, region, country, unlocated or undated"},
      {"q", "q", "WORDS", "only what holds all these words"},
  };
  std::vector<Option> options;
  for (const Parameter& parameter : kParameters) {
    options.push_back({parameter.option, parameter.argument, parameter.help,
                       [&query, name = parameter.name](std::string_view value) -> Status {
                         DL_RETURN_IF_ERROR(ledger::SetParameter(name, value, query));
                         return Done{};
                       }});
  }
  return options;
}

Status WriteFile(const std::string& path, const std::string& content) {
  errno = 0;
  std::ofstream file(path, std::ios::binary);
  const bool is_open = file.is_open();
  file << content;
  file.close();
  if (file) return Done{};
  const std::string reason = std::strerror(errno);
  // Half of a file may be taken for all of it.
  std::error_code ignored;
  if (is_open && std::filesystem::is_regular_file(path, ignored))
    std::filesystem::remove(path, ignored);
  return Error{ErrorCode::kIo,
               (is_open ? "could not write all results: " : "cannot write it: ") + reason +
                   "; check the path, its rights and the space on the disk",
               path};
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
  std::vector<ledger::StoredDocument> found;
  if (id.size() >= kScheme.size() + kShortestPrefix) {
    DL_ASSIGN_OR_RETURN(found, ledger.FindDocuments(id));
  }
  // Of the versions at one address, the newest is meant.
  for (const std::string& address : {query, AddressOf(query)}) {
    if (!found.empty() || address.empty()) continue;
    DL_ASSIGN_OR_RETURN(auto versions, ledger.DocumentsAt(address));
    if (!versions.empty()) found.push_back(std::move(versions.back()));
  }
  if (found.size() == 1) return std::move(found.front());
  return Error{found.empty() ? ErrorCode::kNotFound : ErrorCode::kInvalidInput,
               "found " +
                   (found.empty() ? "no document" : std::to_string(found.size()) + " documents") +
                   " \"" + query + "\"; expected the hash of its bytes (at least " +
                   std::to_string(kShortestPrefix) +
                   " digits), its address or the path of its file, as " + "`why` prints them",
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
