// Snapshot: what is asked of all claims of a ledger at once, in columns, so that a filter over a
// million of them is one pass over some numbers. Everything else of a claim stays in the ledger and
// is fetched for the few that are shown.
//
// Claims are ordered by day, newest first, undated ones last, then by id: the order of every list.
// About 60 bytes a claim, and its words. Immutable once made; shared by threads.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "dateline/day.h"
#include "ledger/ledger.h"
#include "serve/claim_query.h"
#include "serve/marks.h"
#include "serve/word_index.h"
#include "standing/index.h"
#include "standing/ledger_index.h"

namespace dateline::serve {

using standing::DayNumber;
using standing::DayOf;
using standing::kForever;
using standing::kNoDay;
using standing::NumberOf;

// A place as the map shows it: the first claim that is in or at it says where it is, else the first
// that names it.
struct PlaceEntry {
  std::string key;
  std::string name;
  std::string admin1;
  std::string country;
  std::string precision;
  std::optional<double> lat;
  std::optional<double> lng;
  double radius_km = 0.0;
  std::string geometry;                 // GeoJSON of an area, empty where there is none
  std::optional<BoundingBox> extent{};  // of the point or the area
};

// Where claims are that are not simply in a place: near it, on one side of it, toward it, between
// it and another. Drawn as the sector, corridor or ring that the words give.
struct SurroundingEntry {
  std::uint32_t place = 0;
  std::string relation;
  std::string bearing;
  std::string geometry;  // GeoJSON, empty where the reader drew none
};

struct ClaimEntry {
  std::uint64_t id = 0;  // the hexadecimal digits of "c-..."
  std::int64_t reading = 0;
  std::uint32_t position = 0;
  std::uint32_t document = 0;
  std::uint32_t source = 0;
  std::uint16_t type = 0;
  std::uint16_t side = 0;
  DayNumber day = kNoDay;  // the last day on which it happened, else that of publication
  DayNumber begin =
      kNoDay;  // the first day on which it may have happened, else that of publication
  DayNumber known_from = kNoDay;
  DayNumber known_until = kForever;  // exclusive
  std::uint32_t first_place = 0;
  std::uint8_t place_count = 0;
  std::uint32_t first_surrounding = 0;
  std::uint8_t surrounding_count = 0;
  std::uint8_t realis = 0;
  Lane lane = Lane::kUnlocated;
  bool is_dated_by_publication = false;
};

class Snapshot {
 public:
  // Reads all claims of the ledger; `policy` outlives the snapshot. Errors: those of the ledger.
  static Result<Snapshot> Of(const ledger::Ledger& ledger, const standing::Policy& policy);

  std::size_t size() const { return claims_.size(); }
  const ClaimEntry& claim(std::uint32_t row) const { return claims_[row]; }
  const PlaceEntry& place(std::uint32_t place) const { return places_[place]; }
  std::size_t place_count() const { return places_.size(); }
  const std::string& document(std::uint32_t index) const { return documents_.names[index]; }
  std::size_t document_count() const { return documents_.names.size(); }
  // What events, standing and states are derived from.
  const standing::Index& index() const { return index_; }
  // The rows of the index that a claim has: one for each time between reviews.
  std::vector<standing::ClaimRow> IndexRowsOf(std::uint32_t row) const;
  // The other way round.
  std::uint32_t RowOfIndex(standing::ClaimRow row) const {
    return row_of_item_[item_of_index_row_[row]];
  }
  const standing::Acts& acts() const { return acts_; }
  // By row, how the first event of each claim stands as known on a day (standing::RulesOfClaims).
  // That of now is at hand; another day costs a pass over the record, and is kept for a while.
  std::shared_ptr<const std::vector<std::uint8_t>> RulesAt(DayNumber known_at) const;
  // How the first event of a claim stands, in short; `events` is of this index and of the moment.
  EventMark EventMarkOf(std::uint32_t row, const standing::Moment& moment,
                        standing::EventFinder& events) const {
    return kept_marks_->Of(index_, IndexRowsOf(row), moment, events);
  }
  // How the newest review of the claim has it.
  standing::ReadingMark reading_mark(std::uint32_t row) const { return readings_[row]; }
  // "control" of "control.gain": its number, and the names of all in their order.
  std::uint32_t kind(std::uint16_t type) const { return kind_of_type_[type]; }
  const std::vector<std::string>& kinds() const { return kinds_.names; }
  const std::string& type(std::uint16_t index) const { return types_.names[index]; }
  const std::vector<std::uint32_t>& places() const { return claim_places_; }
  const std::vector<SurroundingEntry>& surroundings() const { return surroundings_; }
  // Numbers of surroundings; of claim c: [first_surrounding, first_surrounding +
  // surrounding_count).
  const std::vector<std::uint32_t>& claim_surroundings() const { return claim_surroundings_; }
  std::string IdOf(std::uint32_t row) const;
  // Of the claims that have a day; kNoDay where none has.
  DayNumber first_day() const { return first_day_; }
  DayNumber last_day() const { return claims_.empty() ? kNoDay : claims_.front().day; }
  // The last entry that changed the record when the snapshot was made, so that answers can be told
  // apart.
  const std::string& head() const { return head_; }

  // The rows that the query asks for, in the order of the list.
  std::vector<std::uint32_t> Select(const ClaimQuery& query) const;
  std::optional<std::uint32_t> RowOf(const std::string& id) const;
  std::optional<std::uint32_t> PlaceOf(const std::string& key) const;

 private:
  struct KeptRules {  // the newest asked for last
    std::mutex mutex;
    std::vector<std::pair<DayNumber, std::shared_ptr<const std::vector<std::uint8_t>>>> rules;
  };
  // Names and their numbers, in the order of their coming.
  struct Names {
    std::vector<std::string> names;
    std::unordered_map<std::string, std::uint32_t> numbers;
    std::uint32_t NumberOf(const std::string& name);
    std::optional<std::uint32_t> Find(const std::string& name) const;
  };
  // A query with its names as numbers, so that each row costs comparisons only.
  struct Filter;

  static constexpr std::uint32_t kNoExtent = UINT32_MAX;

  Status Add(const ledger::ScannedClaim& scanned);
  // What a query sees of the claim, and its words.
  ClaimEntry EntryOf(const ledger::ScannedClaim& scanned, const record::ClaimRecord& claim,
                     std::string& words);
  void Link();
  void NoteReadings();
  std::uint32_t NumberOfExtent(const std::optional<BoundingBox>& extent);
  void AddPlaces(const record::ClaimRecord& claim, ClaimEntry& entry);
  void AddSurrounding(const record::PlaceRecord& place, std::uint32_t number, ClaimEntry& entry);
  void Sort();
  std::optional<Filter> FilterOf(const ClaimQuery& query) const;
  bool Passes(const Filter& filter, const ClaimEntry& claim) const;

  // A claim as it was known before a reviewer corrected it, with its item or row.
  struct Earlier {
    std::uint32_t claim = 0;  // its item; its row once sorted
    ClaimEntry entry;
    std::string words;  // until they are in words_
  };

  std::vector<ClaimEntry> claims_;  // as their reviewers corrected them
  std::vector<Earlier> earlier_;
  std::vector<std::uint32_t> claim_places_;  // of claim c: [first_place, first_place + place_count)
  // Where each of them is for this claim: near a place is elsewhere than in it.
  std::vector<std::uint32_t> claim_extents_;
  std::vector<BoundingBox> extents_;
  std::map<std::array<double, 4>, std::uint32_t> extent_numbers_;
  std::vector<PlaceEntry> places_;
  std::vector<SurroundingEntry> surroundings_;
  std::vector<std::uint32_t> claim_surroundings_;
  std::vector<bool> is_place_itself_;  // by place
  Names place_keys_, surrounding_keys_, documents_, sources_, types_, sides_, realis_, kinds_;
  std::unordered_map<std::uint64_t, std::uint32_t> row_of_;
  WordIndex words_;
  // words_ counts claims in the order of the ledger, then those of earlier_.
  std::vector<std::uint32_t> row_of_item_;
  standing::Index index_;
  standing::Acts acts_;
  std::vector<std::uint32_t> item_of_index_row_;
  // By row: the first row of the index and how many follow one another; 0 of one that was rejected.
  std::vector<std::pair<standing::ClaimRow, std::uint32_t>> index_rows_;
  std::vector<standing::ReadingMark> readings_;
  std::vector<std::uint32_t> kind_of_type_;
  std::unique_ptr<KeptRules> kept_rules_ = std::make_unique<KeptRules>();
  std::unique_ptr<KeptMarks> kept_marks_;
  DayNumber first_day_ = kNoDay;
  std::string head_;
};

}  // namespace dateline::serve
