// One function an address of the API (api/openapi.yaml). Each reads its parameters, selects rows of
// the snapshot, and fetches from the ledger what it shows.
#pragma once

#include <functional>
#include <string>

#include "io/json_writer.h"
#include "ledger/ledger.h"
#include "publish/order.h"
#include "record/act_record.h"
#include "serve/message.h"
#include "serve/snapshot.h"
#include "standing/events.h"

namespace dateline::serve {

// What an answer is made from; all borrowed.
struct Context {
  const Snapshot& snapshot;
  const ledger::Ledger& ledger;
  const publish::House& house;
  std::int64_t now = 0;  // seconds since 1970, UTC, for exports
  // Writes a review to the ledger; none where the server only shows.
  std::function<Result<ledger::Head>(record::ReviewRecord)> review{};
  // Notes in the ledger that a file was given out: its format and its manifest.
  std::function<void(std::string_view, const std::string&)> log_export{};

  const standing::Index& index() const { return snapshot.index(); }
};

// How the first events of claims stand at the moment of one answer.
class EventMarks {
 public:
  EventMarks(const Snapshot& snapshot, const standing::Moment& moment)
      : snapshot_(snapshot), moment_(moment), events_(snapshot.index(), moment) {}
  EventMark Of(std::uint32_t row) { return snapshot_.EventMarkOf(row, moment_, events_); }

 private:
  const Snapshot& snapshot_;
  standing::Moment moment_;
  standing::EventFinder events_;
};

// A page of claims, newest first: `limit` (50, at most 200), `cursor` of the page before.
Response AnswerClaims(const Context& context, const Request& request);
// One claim with its document and the entry of the chain.
Response AnswerClaim(const Context& context, const Request& request, const std::string& id);
// The map: places with their counts, and how many claims are in each lane.
Response AnswerPlaces(const Context& context, const Request& request);
// The same in columns and with no more than the desk draws.
Response AnswerMap(const Context& context, const Request& request);
// One place: its state as of a day, and every dated account of each dimension for the bands.
Response AnswerPlace(const Context& context, const Request& request, const std::string& key);
// The states of places by name: `place`, `limit` (1000), `cursor` of the page before.
Response AnswerBoard(const Context& context, const Request& request);
// Events with a claim of the query, newest first: `limit` (50, at most 200), `cursor`.
Response AnswerEvents(const Context& context, const Request& request);
// One event: who says what of it, its origins and copies, and why it stands as it does.
Response AnswerEvent(const Context& context, const Request& request, const std::string& id);
// Takes a review as JSON (src/record/act_record.h); only where the context can write.
Response AnswerReview(const Context& context, const Request& request);
// A document: text, hash, dates, and its claims with spans in UTF-16 units, as browsers count.
Response AnswerDocument(const Context& context, const Request& request, const std::string& id);
// Counts by day of the query, `as_of` left out so that the slider shows what it moves over.
Response AnswerTimeline(const Context& context, const Request& request);
// What a search box offers: places and sources that begin with the words, and how many claims hold
// them.
Response AnswerSearch(const Context& context, const Request& request);
// The claims of the query as a file: `format`, `dialect`, `profile` (public, full); or its
// manifest.
Response AnswerExport(const Context& context, const Request& request);
// What the server serves: counts, the last entry, the days that the record spans.
Response AnswerInfo(const Context& context, const Request& request);

// A claim as every answer writes it: its record, what its document knows, how it was reviewed, and
// the first event that it belongs to. For answers only.
std::string CardOf(const Context& context, const ledger::StoredClaim& stored, EventMarks& marks);
// What the map shows of a claim: its type, its reading, and its event in short.
void WriteMark(io::JsonWriter& json, const Context& context, std::uint32_t row, EventMarks& marks);
// Its type, as its reviewers corrected it; of one that they rejected as it was read.
const std::string& MarkedType(const Context& context, std::uint32_t row);
// How the event came to stand so, day by day of what was known: the fields "changes" and
// "has_more_changes".
void WriteChanges(io::JsonWriter& json, const standing::Index& index, const standing::Event& event,
                  const standing::Moment& moment);
// The fields "standing" and "disputes".
void WriteStanding(io::JsonWriter& json, const standing::Index& index,
                   const standing::Event& event);
// The fields of a place, inside of an object.
void WritePlace(io::JsonWriter& json, const PlaceEntry& place);
// With the corrections of its reviewers that are known by the day.
Result<ledger::StoredClaim> Fetch(const Context& context, std::uint32_t row,
                                  DayNumber known_at = kForever);
standing::Moment MomentOf(const ClaimQuery& query);

}  // namespace dateline::serve
