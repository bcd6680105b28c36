// Index: what origins, events, standing and states are derived from, for all claims of a record, in
// columns of numbers, so that any question by (as of, known at) is a pass over some of them.
//
// Built once, immutable, shared by threads. What it holds follows from the claims and documents and
// not from the order in which they came. About 150 bytes a claim.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "record/claim_record.h"
#include "standing/day_number.h"
#include "standing/names.h"
#include "standing/policy.h"
#include "standing/timed_groups.h"

namespace dateline::standing {

using ClaimRow = std::uint32_t;  // in the order of AddClaim
inline constexpr std::uint32_t kNone = UINT32_MAX;

enum class Realis : std::uint8_t { kAsserted, kDenied, kOther };

// Why two claims have one origin, besides having the same speaker.
enum class Tie : std::uint8_t { kPassage, kQuote, kMedia };
inline constexpr std::size_t kTieCount = 3;

struct Facts {
  std::uint64_t id = 0;  // the hexadecimal digits of "c-..."
  std::uint32_t document = 0;
  std::uint32_t voice = 0;    // key of the voice
  std::uint32_t speaker = 0;  // the name to show; of the outlet's own voice the publisher
  std::uint32_t holder = 0;
  std::uint32_t count_of = 0;  // "killed", "injured children"; 0: nothing is counted that compares
  std::uint32_t first_checker = 0;  // in checkers()
  std::uint32_t checker_count = 0;
  DayNumber begin = kNoDay;  // the first and last day on which it may have happened
  DayNumber last = kNoDay;
  DayNumber said = kNoDay;  // publication
  DayNumber known_from = kNoDay;
  DayNumber known_until = kForever;    // exclusive
  DayNumber debunked_from = kForever;  // its evidence is shown to be of something else
  std::array<std::uint32_t, kTieCount> ties{kNone, kNone, kNone};  // nodes of the tie's groups
  float count_min = 0, count_max = 0;                              // of count_of
  std::uint32_t type = 0;
  std::uint32_t side = 0;
  std::uint32_t agent_side = 0;
  std::uint32_t kind = 0;  // of the source: "official"
  SourceRule source;
  Realis realis = Realis::kOther;
  Voice::Kind voice_kind = Voice::Kind::kNarrator;
  Interest interest = Interest::kNeutral;
  Happening::Aspect aspect = Happening::Aspect::kHappened;
  bool is_dated_by_publication = false;
  bool has_evidence = false;
  bool is_unlocated = false;
  bool is_withdrawn = false;   // its author or publisher took it back
  bool is_unverified = false;  // the report says that it could not be verified
};

// Who is said to have placed or checked the images of a claim.
struct Checker {
  std::uint32_t name = 0;
  std::uint32_t side = 0;
};

struct DocumentFacts {
  std::string id;
  std::uint32_t publisher = 0;  // as it is written
  std::uint32_t carrier = 0;    // folded: the agency that it credits, else the publisher
  std::uint32_t credit = 0;     // the agency as the report names it
  DayNumber published = kNoDay;
};

// What a reviewer says of two claims: that they speak of one event, or that they do not.
struct EventLink {
  ClaimRow claim = 0;
  ClaimRow other = 0;
  DayNumber day = kNoDay;
  bool is_split = false;
};

// Claims of one class about one place and thing: what may be the same happening.
struct EventGroup {
  std::uint32_t happening = 0;  // name of the class
  std::uint32_t place = kNone;  // kNone: the text gives none; then the claims of one document and
                                // its copies
  std::uint32_t about = 0;      // service or asset
  std::uint32_t first = 0, count = 0;  // in event_claims()
  std::uint32_t hash = 0;  // of class, place and thing; the beginning of the ids of its events
  int window_days = 0;
  Happening::Split split = Happening::Split::kNobody;
};

// What accounts of one place replace one another for: "services, electricity".
struct Thing {
  std::uint32_t place = 0;
  std::uint32_t dimension = 0;  // index into Effects::dimensions()
  std::uint32_t about = 0;
  std::uint32_t first = 0, count = 0;  // in state_claims()
};
struct StateClaim {
  ClaimRow claim = 0;
  std::uint32_t state = 0;  // in words
  Effects::Kind kind = Effects::Kind::kState;
};

struct PlaceFacts {
  std::string key, name, admin1, country, precision;
  std::uint32_t first_thing = 0, thing_count = 0;
};

class IndexBuilder;

class Index {
 public:
  const Policy& policy() const { return *policy_; }
  std::size_t size() const { return claims_.size(); }
  const Facts& claim(ClaimRow row) const { return claims_[row]; }
  const DocumentFacts& document(std::uint32_t number) const { return documents_[number]; }
  const std::string& name(std::uint32_t number) const { return names_[number]; }
  const std::vector<PlaceFacts>& places() const { return places_; }
  const std::vector<std::uint32_t>& places_by_name() const { return places_by_name_; }
  // The newest publication of all: what is "now" where no day is asked for.
  DayNumber last_said() const { return last_said_; }
  const std::vector<Thing>& things() const { return things_; }
  const std::vector<StateClaim>& state_claims() const { return state_claims_; }
  const std::vector<Checker>& checkers() const { return checkers_; }
  const std::vector<EventGroup>& groups() const { return groups_; }
  const std::vector<ClaimRow>& event_claims() const { return event_claims_; }
  // The groups that a claim belongs to.
  std::vector<std::uint32_t> GroupsOf(ClaimRow row) const;
  // The links of a claim that are known by then, in the order in which they were made.
  std::vector<EventLink> LinksOf(ClaimRow row, DayNumber known_at) const;
  // Is the claim in this group only because of a link?
  bool IsLinkedInto(ClaimRow row, std::uint32_t group) const;
  std::optional<std::uint32_t> PlaceOf(const std::string& key) const;
  // The groups of this hash, in no order that matters.
  std::vector<std::uint32_t> GroupsWith(std::uint32_t hash) const;
  const std::vector<std::uint32_t>& groups_of_place(std::uint32_t place) const {
    return groups_of_place_[place];
  }

  std::uint32_t CopiesOf(std::uint32_t document, DayNumber day) const {
    return copies_.GroupOf(document, day);
  }
  // kNone where the claim has no such tie.
  std::uint32_t TieOf(const Facts& claim, Tie tie, DayNumber day) const {
    const auto kind = static_cast<std::size_t>(tie);
    return claim.ties[kind] == kNone ? kNone : ties_[kind].GroupOf(claim.ties[kind], day);
  }

  // Was it on record then, and not replaced by another reading of it?
  bool IsKnown(const Facts& claim, DayNumber known_at) const {
    const bool is_current =
        claim.known_until > known_at || (known_at == kForever && claim.known_until == kForever);
    return claim.known_from <= known_at && is_current;
  }
  // And had it happened by then? Undated claims count by their publication.
  bool Counts(const Facts& claim, const Moment& moment) const {
    const DayNumber day = claim.begin == kNoDay ? claim.said : claim.begin;
    return IsKnown(claim, moment.known_at) && (day == kNoDay || day <= moment.as_of);
  }

  // The voice of an outlet by its folded name (DocumentFacts::carrier); kNone if no claim has it.
  std::uint32_t VoiceOfOutlet(std::uint32_t carrier) const {
    const auto found = voice_of_outlet_.find(carrier);
    return found == voice_of_outlet_.end() ? kNone : found->second;
  }
  // How two sides stand to each other; a side is the number of its name.
  Relation Between(std::uint32_t a, std::uint32_t b) const;
  bool IsParty(std::uint32_t side) const { return rank_of_side_[side] < party_count_; }

  // "c-0123456789ab".
  static std::string IdOf(std::uint64_t id);

 private:
  friend class IndexBuilder;

  void RankSides();

  const Policy* policy_ = nullptr;  // borrowed
  // By number of name: its row in relations_, parties first; kNoRank where no conflict knows it.
  static constexpr std::uint8_t kNoRank = UINT8_MAX;
  std::vector<std::uint8_t> rank_of_side_;
  std::uint8_t party_count_ = 0;
  std::vector<std::vector<Relation>> relations_;
  Names names_;
  std::vector<Facts> claims_;
  std::vector<DocumentFacts> documents_;
  std::vector<PlaceFacts> places_;
  std::vector<std::uint32_t> places_by_name_;
  DayNumber last_said_ = kNoDay;
  std::unordered_map<std::string, std::uint32_t> place_of_;
  std::vector<Checker> checkers_;
  std::vector<Thing> things_;
  std::vector<StateClaim> state_claims_;
  std::vector<EventGroup> groups_;
  std::vector<ClaimRow> event_claims_;
  std::vector<std::vector<std::uint32_t>> groups_of_place_;
  std::vector<std::pair<ClaimRow, std::uint32_t>> groups_of_claim_;        // sorted
  std::vector<std::pair<std::uint32_t, std::uint32_t>> groups_with_hash_;  // sorted
  std::unordered_map<std::uint32_t, std::uint32_t> voice_of_outlet_;
  std::vector<EventLink> links_;                                 // by claim, then as made
  std::vector<std::pair<ClaimRow, std::uint32_t>> linked_into_;  // sorted
  TimedGroups copies_;
  std::array<TimedGroups, kTieCount> ties_;
};

// A document with what independence needs of it.
struct DocumentInput {
  std::string id;
  std::string publisher;
  std::string text;
  std::optional<Day> published{};
  std::string previous_version{};  // id; empty: none
};

// A claim as it is known from one day to another. A review or a retraction ends one such time and
// begins the next: the corrected claim, the withdrawn one, or none where it was not read right.
struct ClaimInput {
  const record::ClaimRecord* claim = nullptr;  // borrowed until AddClaim returns
  std::string_view document;                   // id
  DayNumber known_from = kNoDay;
  DayNumber known_until = kForever;
  bool is_withdrawn = false;
};

class IndexBuilder {
 public:
  // `policy` outlives the index.
  explicit IndexBuilder(const Policy& policy);
  ~IndexBuilder();
  // REQUIRES: all documents are added before the first claim.
  void AddDocument(DocumentInput document);
  // A claim of a document that was not added counts as one of a document without text.
  ClaimRow AddClaim(const ClaimInput& input);
  // Of claims by their ids, in the order in which reviewers said so.
  void Link(std::string_view claim, std::string_view other, DayNumber day, bool is_split);
  Index Finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dateline::standing
