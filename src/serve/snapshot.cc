#include "serve/snapshot.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <numeric>
#include <tuple>
#include <utility>

#include "io/sha256.h"
#include "standing/events.h"
#include "unicode/fold.h"

namespace dateline::serve {
namespace {

std::uint64_t NumberOfId(const std::string& id) {
  std::uint64_t number = 0;
  if (id.size() > 2) std::from_chars(id.data() + 2, id.data() + id.size(), number, 16);
  return number;
}

// Does the record show the place as such, and not what lies near it or on the way to it?
bool IsItself(const record::PlaceRecord& place) {
  return place.relation == "in" || place.relation == "at";
}

PlaceEntry PlaceEntryOf(const record::PlaceRecord& place) {
  PlaceEntry entry{place.key,
                   place.name,
                   place.admin1,
                   place.country,
                   place.precision,
                   place.lat,
                   place.lng,
                   place.radius_km,
                   "",
                   {}};
  if (!place.lat || !place.lng) entry.geometry = place.geometry;
  entry.extent = ledger::ExtentOf(place);
  return entry;
}

}  // namespace

std::uint32_t Snapshot::Names::NumberOf(const std::string& name) {
  const auto [at, is_new] = numbers.try_emplace(name, static_cast<std::uint32_t>(names.size()));
  if (is_new) names.push_back(name);
  return at->second;
}

std::optional<std::uint32_t> Snapshot::Names::Find(const std::string& name) const {
  const auto found = numbers.find(name);
  return found == numbers.end() ? std::nullopt : std::optional(found->second);
}

Result<Snapshot> Snapshot::Of(const ledger::Ledger& ledger, const standing::Policy& policy) {
  Snapshot snapshot;
  DL_ASSIGN_OR_RETURN(const auto head, ledger.LastChange());
  snapshot.head_ = head.hash;
  standing::IndexBuilder builder(policy);
  DL_ASSIGN_OR_RETURN(snapshot.acts_, standing::Acts::Of(ledger));
  DL_RETURN_IF_ERROR(standing::AddDocuments(ledger, builder));
  DL_RETURN_IF_ERROR(ledger.EachClaim([&](const ledger::ScannedClaim& scanned) -> Status {
    const auto item = static_cast<std::uint32_t>(snapshot.claims_.size());
    if (const Status added = snapshot.Add(scanned); !added.ok()) return added.error();
    return standing::AddClaim(scanned, snapshot.acts_, builder, [&](standing::ClaimRow) {
      snapshot.item_of_index_row_.push_back(item);
    });
  }));
  snapshot.acts_.AddLinks(builder);
  snapshot.index_ = builder.Finish();
  snapshot.Sort();
  snapshot.Link();
  snapshot.NoteReadings();
  snapshot.kept_marks_ = std::make_unique<KeptMarks>(snapshot.index_);
  snapshot.RulesAt(kForever);
  return snapshot;
}

void Snapshot::NoteReadings() {
  readings_.assign(claims_.size(), standing::ReadingMark::kUnreviewed);
  for (const auto& [claim, mark] : acts_.Readings()) {
    if (const auto row = RowOf(claim)) readings_[*row] = mark;
  }
}

std::shared_ptr<const std::vector<std::uint8_t>> Snapshot::RulesAt(DayNumber known_at) const {
  constexpr std::size_t kMostKept = 4;
  const std::lock_guard lock(kept_rules_->mutex);
  auto& kept = kept_rules_->rules;
  for (const auto& [day, rules] : kept) {
    if (day == known_at) return rules;
  }
  const auto by_claim = standing::RulesOfClaims(index_, {kForever, known_at});
  std::vector<std::uint8_t> rules(claims_.size(), standing::kNoEvent);
  for (std::uint32_t row = 0; row < rules.size(); ++row) {
    const auto& [first, count] = index_rows_[row];
    for (std::uint32_t i = 0; i < count && rules[row] == standing::kNoEvent; ++i)
      rules[row] = by_claim[first + i];
  }
  // What is known now comes first, and stays.
  if (kept.size() == kMostKept) kept.erase(kept.begin() + 1);
  kept.emplace_back(known_at, std::make_shared<const std::vector<std::uint8_t>>(std::move(rules)));
  return kept.back().second;
}

void Snapshot::Link() {
  index_rows_.assign(claims_.size(), {0, 0});
  for (standing::ClaimRow row = 0; row < item_of_index_row_.size(); ++row) {
    auto& [first, count] = index_rows_[RowOfIndex(row)];
    if (count++ == 0) first = row;
  }
}

std::vector<standing::ClaimRow> Snapshot::IndexRowsOf(std::uint32_t row) const {
  const auto& [first, count] = index_rows_[row];
  std::vector<standing::ClaimRow> rows(count);
  std::iota(rows.begin(), rows.end(), first);
  return rows;
}

void Snapshot::AddSurrounding(const record::PlaceRecord& place, std::uint32_t number,
                              ClaimEntry& entry) {
  // Two places of one corridor share its geometry: one entry for each, so that each is counted.
  const std::string key = place.key + "\n" + place.relation + "\n" + place.bearing + "\n" +
                          io::Sha256Hex(place.geometry);
  const std::uint32_t surrounding = surrounding_keys_.NumberOf(key);
  if (surrounding == surroundings_.size())
    surroundings_.push_back({number, place.relation, place.bearing, place.geometry});
  claim_surroundings_.push_back(surrounding);
  ++entry.surrounding_count;
}

std::uint32_t Snapshot::NumberOfExtent(const std::optional<BoundingBox>& extent) {
  if (!extent) return kNoExtent;
  const auto [at, is_new] =
      extent_numbers_.try_emplace({extent->west, extent->south, extent->east, extent->north},
                                  static_cast<std::uint32_t>(extents_.size()));
  if (is_new) extents_.push_back(*extent);
  return at->second;
}

void Snapshot::AddPlaces(const record::ClaimRecord& claim, ClaimEntry& entry) {
  entry.first_place = static_cast<std::uint32_t>(claim_places_.size());
  entry.first_surrounding = static_cast<std::uint32_t>(claim_surroundings_.size());
  for (const record::PlaceRecord& place : claim.places) {
    if (entry.place_count == UINT8_MAX) return;
    const std::uint32_t number = place_keys_.NumberOf(place.key);
    if (number == places_.size()) {
      places_.push_back(PlaceEntryOf(place));
      is_place_itself_.push_back(IsItself(place));
    } else if (!is_place_itself_[number] && IsItself(place)) {
      places_[number] = PlaceEntryOf(place);
      is_place_itself_[number] = true;
    }
    if (!IsItself(place) && !place.geometry.empty()) AddSurrounding(place, number, entry);
    claim_places_.push_back(number);
    claim_extents_.push_back(NumberOfExtent(ledger::ExtentOf(place)));
    ++entry.place_count;
  }
}

ClaimEntry Snapshot::EntryOf(const ledger::ScannedClaim& scanned, const record::ClaimRecord& claim,
                             std::string& words) {
  ClaimEntry entry;
  entry.id = NumberOfId(claim.id);
  entry.reading = scanned.reading;
  entry.position = static_cast<std::uint32_t>(scanned.position);
  entry.document = documents_.NumberOf(scanned.stored.document);
  const std::string& voice =
      claim.source_name.empty() ? scanned.stored.publisher : claim.source_name;
  entry.source = sources_.NumberOf(unicode::FoldName(voice));
  entry.type = static_cast<std::uint16_t>(types_.NumberOf(claim.type));
  entry.side = static_cast<std::uint16_t>(sides_.NumberOf(claim.source_side));
  entry.realis = static_cast<std::uint8_t>(realis_.NumberOf(claim.realis));
  const ledger::ClaimDays days = ledger::DaysOf(claim, scanned.stored.published);
  if (days.first) entry.begin = NumberOf(*days.first);
  if (days.last) entry.day = NumberOf(*days.last);
  entry.is_dated_by_publication = days.is_dated_by_publication;
  entry.lane = ledger::LaneOf(claim);
  entry.known_from = NumberOf(scanned.known_from);
  if (scanned.known_until) entry.known_until = NumberOf(*scanned.known_until);
  AddPlaces(claim, entry);
  words = claim.sentence_words + "\n" + voice;
  for (const auto& place : claim.places) words += "\n" + place.name;
  return entry;
}

// As it is corrected now, and as it was known before each correction.
Status Snapshot::Add(const ledger::ScannedClaim& scanned) {
  const record::ClaimRecord& read = scanned.stored.claim;
  const auto item = static_cast<std::uint32_t>(claims_.size());
  std::string words;
  DayNumber from = NumberOf(scanned.known_from);
  for (const DayNumber day : acts_.CorrectedOn(read.id)) {
    if (day <= from) continue;
    DL_ASSIGN_OR_RETURN(const auto claim, acts_.Current(read, day - 1));
    ClaimEntry entry = EntryOf(scanned, claim, words);
    entry.known_from = from;
    entry.known_until = std::min(entry.known_until, day);
    earlier_.push_back({item, entry, words});
    from = day;
  }
  DL_ASSIGN_OR_RETURN(const auto claim, acts_.Current(read));
  ClaimEntry entry = EntryOf(scanned, claim, words);
  entry.known_from = from;
  words_.Add(item, words);
  claims_.push_back(entry);
  return Done{};
}

void Snapshot::Sort() {
  std::vector<std::uint32_t> order(claims_.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tuple(claims_[b].day, claims_[a].id, a) <
           std::tuple(claims_[a].day, claims_[b].id, b);
  });
  std::vector<ClaimEntry> sorted;
  sorted.reserve(claims_.size());
  row_of_item_.resize(claims_.size());
  for (const std::uint32_t item : order) {
    const auto row = static_cast<std::uint32_t>(sorted.size());
    row_of_item_[item] = row;
    row_of_.try_emplace(claims_[item].id, row);
    sorted.push_back(claims_[item]);
  }
  claims_ = std::move(sorted);
  for (Earlier& earlier : earlier_) {
    const auto item = static_cast<std::uint32_t>(row_of_item_.size());
    words_.Add(item, std::exchange(earlier.words, {}));
    earlier.claim = row_of_item_[earlier.claim];
    row_of_item_.push_back(earlier.claim);
  }
  for (auto row = claims_.rbegin(); row != claims_.rend() && first_day_ == kNoDay; ++row)
    first_day_ = row->day;  // undated claims come last
  for (const std::string& type : types_.names)
    kind_of_type_.push_back(kinds_.NumberOf(type.substr(0, type.find('.'))));
  words_.Finish();
}

std::string Snapshot::IdOf(std::uint32_t row) const {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "c-%012llx",
                static_cast<unsigned long long>(claims_[row].id));
  return buffer;
}

std::optional<std::uint32_t> Snapshot::RowOf(const std::string& id) const {
  const auto found = row_of_.find(NumberOfId(id));
  if (found == row_of_.end() || IdOf(found->second) != id) return std::nullopt;
  return found->second;
}

std::optional<std::uint32_t> Snapshot::PlaceOf(const std::string& key) const {
  return place_keys_.Find(key);
}

struct Snapshot::Filter {
  DayNumber since = kNoDay;
  DayNumber as_of = kForever;
  DayNumber known_at = kForever;
  std::optional<std::uint32_t> place, source, document, realis;
  std::vector<bool> types, sides, extents;  // by number; empty: all
  bool has_box = false;
  std::optional<Lane> lane;
  bool is_undated = false;
};

// None when a name of the query does not occur at all: nothing can pass.
std::optional<Snapshot::Filter> Snapshot::FilterOf(const ClaimQuery& query) const {
  Filter filter;
  if (query.since) filter.since = NumberOf(*query.since);
  if (query.as_of) filter.as_of = NumberOf(*query.as_of);
  if (query.known_at) filter.known_at = NumberOf(*query.known_at);
  filter.lane = query.lane;
  filter.is_undated = query.is_undated;
  const auto resolve = [](const std::string& name, const Names& names, auto& number) {
    if (!name.empty()) number = names.Find(name);
    return name.empty() || number.has_value();
  };
  if (!resolve(query.place, place_keys_, filter.place) ||
      !resolve(query.source, sources_, filter.source) ||
      !resolve(query.document, documents_, filter.document) ||
      !resolve(query.realis, realis_, filter.realis)) {
    return std::nullopt;
  }
  if (!query.types.empty()) {
    filter.types.resize(types_.names.size());
    for (std::size_t i = 0; i < types_.names.size(); ++i) {
      filter.types[i] = std::any_of(query.types.begin(), query.types.end(), [&](const auto& type) {
        return types_.names[i] == type || types_.names[i].starts_with(type + ".");
      });
    }
  }
  if (!query.sides.empty()) {
    filter.sides.resize(sides_.names.size());
    for (std::size_t i = 0; i < sides_.names.size(); ++i)
      filter.sides[i] = std::count(query.sides.begin(), query.sides.end(), sides_.names[i]) != 0;
  }
  if (query.bbox) {
    filter.has_box = true;
    for (const BoundingBox& extent : extents_) filter.extents.push_back(query.bbox->Meets(extent));
  }
  return filter;
}

bool Snapshot::Passes(const Filter& filter, const ClaimEntry& claim) const {
  const bool is_known = filter.known_at == kForever ? claim.known_until == kForever
                                                    : claim.known_from <= filter.known_at &&
                                                          filter.known_at < claim.known_until;
  if (!is_known) return false;
  if (claim.begin > filter.as_of && claim.day != kNoDay) return false;
  if (filter.since != kNoDay && claim.day < filter.since) return false;
  if (filter.is_undated && claim.day != kNoDay) return false;
  if (filter.lane && claim.lane != *filter.lane) return false;
  if (!filter.types.empty() && !filter.types[claim.type]) return false;
  if (!filter.sides.empty() && !filter.sides[claim.side]) return false;
  if (filter.source && claim.source != *filter.source) return false;
  if (filter.document && claim.document != *filter.document) return false;
  if (filter.realis && claim.realis != *filter.realis) return false;
  if (!filter.place && !filter.has_box) return true;
  for (std::uint32_t i = claim.first_place; i < claim.first_place + claim.place_count; ++i) {
    const std::uint32_t extent = claim_extents_[i];
    const bool is_in_box = !filter.has_box || (extent != kNoExtent && filter.extents[extent]);
    if (is_in_box && (!filter.place || claim_places_[i] == *filter.place)) return true;
  }
  return false;
}

std::vector<std::uint32_t> Snapshot::Select(const ClaimQuery& query) const {
  std::vector<std::uint32_t> rows;
  const auto filter = FilterOf(query);
  if (!filter) return rows;
  if (query.words.empty()) {
    for (std::uint32_t row = 0; row < claims_.size(); ++row) {
      if (Passes(*filter, claims_[row])) rows.push_back(row);
    }
    if (earlier_.empty() || !query.known_at) return rows;
    // No day is known of both a claim and its earlier form.
    for (const Earlier& earlier : earlier_) {
      if (Passes(*filter, earlier.entry)) rows.push_back(earlier.claim);
    }
    std::sort(rows.begin(), rows.end());
    return rows;
  }
  for (const std::uint32_t item : words_.Find(query.words)) {
    const std::uint32_t row = row_of_item_[item];
    const bool is_earlier = item >= claims_.size();
    if (Passes(*filter, is_earlier ? earlier_[item - claims_.size()].entry : claims_[row]))
      rows.push_back(row);
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

}  // namespace dateline::serve
