#include "ledger/corrected.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "ledger/derive.h"
#include "ledger/schema.h"
#include "record/correction.h"
#include "unicode/fold.h"

namespace dateline::ledger {
namespace {

bool FitsDays(const ClaimQuery& query, const ClaimDays& days) {
  if (query.since && !(days.last && *query.since <= *days.last)) return false;
  if (query.as_of && days.first && *query.as_of < *days.first) return false;
  return !query.is_undated || !days.last;
}

bool FitsSlots(const ClaimQuery& query, const StoredClaim& stored) {
  const record::ClaimRecord& claim = stored.claim;
  const auto is_type = [&](const std::string& type) {
    return claim.type == type || claim.type.starts_with(type + ".");
  };
  if (!query.types.empty() && std::none_of(query.types.begin(), query.types.end(), is_type))
    return false;
  if (!query.sides.empty() &&
      std::find(query.sides.begin(), query.sides.end(), claim.source_side) == query.sides.end())
    return false;
  const std::string& voice = claim.source_name.empty() ? stored.publisher : claim.source_name;
  if (!query.source.empty() && unicode::FoldName(voice) != query.source) return false;
  if (!query.document.empty() && stored.document != query.document) return false;
  if (!query.realis.empty() && claim.realis != query.realis) return false;
  return !query.lane || LaneOf(claim) == *query.lane;
}

bool FitsPlaces(const ClaimQuery& query, const std::vector<PlaceShape>& places) {
  if (query.place.empty() && !query.bbox) return true;
  return std::any_of(places.begin(), places.end(), [&](const PlaceShape& place) {
    return (query.place.empty() || place.key == query.place) &&
           (!query.bbox || (place.extent && query.bbox->Meets(*place.extent)));
  });
}

// `words` are sorted.
bool FitsWords(const ClaimQuery& query, const std::vector<std::string>& words) {
  if (query.words.empty()) return true;
  const QueryWords wanted = WordsOfQuery(query.words);
  if (wanted.beginning.empty()) return false;
  const auto first = std::lower_bound(words.begin(), words.end(), wanted.beginning);
  return first != words.end() && first->starts_with(wanted.beginning) &&
         std::all_of(wanted.whole.begin(), wanted.whole.end(), [&](const std::string& word) {
           return std::binary_search(words.begin(), words.end(), word);
         });
}

// The numbers of a claim, one a reading.
Result<std::vector<std::int64_t>> NumbersOf(Store& store, const std::string& claim) {
  DL_ASSIGN_OR_RETURN(const auto select, store.Prepare("SELECT number FROM claims WHERE id = ?1"));
  select->Bind(1, std::string_view(claim));
  std::vector<std::int64_t> numbers;
  DL_RETURN_IF_ERROR(ForEachRow(*select, [&](const Statement& row) -> Status {
    numbers.push_back(row.Integer(0));
    return Done{};
  }));
  return numbers;
}

}  // namespace

Result<std::map<std::int64_t, StoredClaim>> CorrectedClaims(const Ledger& ledger, Store& store,
                                                            std::optional<Day> known_at) {
  DL_ASSIGN_OR_RETURN(const auto reviews, ledger.Reviews(known_at));
  // By number, so that each reading is opened once; of a claim in their order: the later one
  // counts.
  std::map<std::int64_t, std::vector<const record::ReviewRecord*>> of_number;
  for (const StoredReview& stored : reviews) {
    if (stored.review.action != record::ReviewAction::kCorrect) continue;
    DL_ASSIGN_OR_RETURN(const auto numbers, NumbersOf(store, stored.review.claim));
    for (const std::int64_t number : numbers) of_number[number].push_back(&stored.review);
  }
  constexpr std::int64_t kPositions = (std::int64_t{1} << kPositionBits) - 1;
  std::map<std::int64_t, StoredClaim> claims;
  for (const auto& [number, corrections] : of_number) {
    DL_ASSIGN_OR_RETURN(auto stored, ledger.ClaimAt(number >> kPositionBits, number & kPositions));
    for (const record::ReviewRecord* review : corrections) {
      DL_ASSIGN_OR_RETURN(stored.claim,
                          record::Corrected(std::move(stored.claim), review->corrections));
    }
    claims.emplace(number, std::move(stored));
  }
  return claims;
}

bool Fits(const ClaimQuery& query, const StoredClaim& stored) {
  if (!FitsDays(query, DaysOf(stored.claim, stored.published)) || !FitsSlots(query, stored))
    return false;
  const DerivedClaim derived = Derive(0, 0, stored.claim, stored.publisher, stored.published);
  return FitsPlaces(query, derived.places) && FitsWords(query, derived.words);
}

}  // namespace dateline::ledger
