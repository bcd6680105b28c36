// Lists of claims and single claims.
#include <algorithm>
#include <charconv>
#include <tuple>

#include "io/json_writer.h"
#include "serve/answers.h"

namespace dateline::serve {
namespace {

constexpr std::size_t kPage = 50;
constexpr std::size_t kMostOnAPage = 200;

// Where the page before ended: the day and id of its last claim, so that a claim that comes in
// between moves nothing.
struct Cursor {
  DayNumber day = kNoDay;
  std::uint64_t id = 0;
};

std::string TextOf(const ClaimEntry& claim) {
  return std::to_string(claim.day) + "." + std::to_string(claim.id);
}

Result<Cursor> CursorOf(std::string_view text) {
  Cursor cursor;
  const char* end = text.data() + text.size();
  const auto day = std::from_chars(text.data(), end, cursor.day);
  if (day.ec == std::errc() && day.ptr != end && *day.ptr == '.') {
    const auto id = std::from_chars(day.ptr + 1, end, cursor.id);
    if (id.ec == std::errc() && id.ptr == end) return cursor;
  }
  return Error{ErrorCode::kInvalidInput,
               "the parameter \"cursor\" is \"" + std::string(text) +
                   "\", expected the \"next\" of the page before, unchanged",
               ""};
}

// The event of a card or a mark in short.
void WriteEvent(io::JsonWriter& json, const standing::Index& index, const EventMark& event) {
  json.Key("event");
  if (event.id.empty()) {
    json.Null();
    return;
  }
  json.BeginObject().Key("id").String(event.id);
  json.Key("standing").String(standing::StandingOf(index, event.rule));
  json.Key("disputes").BeginArray();
  for (const std::string& slot : event.disputes) json.String(slot);
  json.EndArray().Key("origins").Number(event.origins);
  json.Key("documents").Number(event.documents).EndObject();
}

}  // namespace

Result<ledger::StoredClaim> Fetch(const Context& context, std::uint32_t row, DayNumber known_at) {
  const ClaimEntry& claim = context.snapshot.claim(row);
  DL_ASSIGN_OR_RETURN(auto stored, context.ledger.ClaimAt(claim.reading, claim.position));
  DL_ASSIGN_OR_RETURN(stored.claim,
                      context.snapshot.acts().Current(std::move(stored.claim), known_at));
  return stored;
}

standing::Moment MomentOf(const ClaimQuery& query) {
  standing::Moment moment;
  if (query.as_of) moment.as_of = NumberOf(*query.as_of);
  if (query.known_at) moment.known_at = NumberOf(*query.known_at);
  return moment;
}

std::string CardOf(const Context& context, const ledger::StoredClaim& stored, EventMarks& marks) {
  io::JsonWriter json;
  json.BeginObject().Key("claim").Raw(record::ToJson(stored.claim));
  json.Key("document").String(stored.document).Key("title").StringOrNull(stored.title);
  json.Key("publisher").StringOrNull(stored.publisher).Key("published");
  json.StringOrNull(stored.published ? stored.published->ToString() : "");
  json.Key("recorded").Number(stored.recorded);
  json.Key("reading").String(NameOf(context.snapshot.acts().ReadingOf(stored.claim.id)));
  const auto row = context.snapshot.RowOf(stored.claim.id);
  WriteEvent(json, context.index(), row ? marks.Of(*row) : EventMark());
  json.EndObject();
  return json.Take();
}

const std::string& MarkedType(const Context& context, std::uint32_t row) {
  const Snapshot& snapshot = context.snapshot;
  const auto rows = snapshot.IndexRowsOf(row);
  return rows.empty() ? snapshot.type(snapshot.claim(row).type)
                      : context.index().name(context.index().claim(rows.back()).type);
}

void WriteMark(io::JsonWriter& json, const Context& context, std::uint32_t row, EventMarks& marks) {
  json.BeginObject().Key("claim").String(context.snapshot.IdOf(row));
  json.Key("type").String(MarkedType(context, row));
  json.Key("reading").String(NameOf(context.snapshot.reading_mark(row)));
  WriteEvent(json, context.index(), marks.Of(row));
  json.EndObject();
}

void WriteStanding(io::JsonWriter& json, const standing::Index& index,
                   const standing::Event& event) {
  json.Key("standing").String(StandingOf(index, event)).Key("disputes").BeginArray();
  for (const standing::Dispute& dispute : event.disputes) json.String(NameOf(index, dispute));
  json.EndArray();
}

Response AnswerClaims(const Context& context, const Request& request) {
  const auto query = ClaimQueryOf(request, {"limit", "cursor"});
  if (!query) return Problem(query.error());
  const auto limit = CountOf(request, "limit", kPage, kMostOnAPage);
  if (!limit) return Problem(limit.error());
  const auto rows = context.snapshot.Select(*query);
  std::size_t begin = 0;
  if (const auto text = ParameterOf(request, "cursor"); text && !text->empty()) {
    const auto cursor = CursorOf(*text);
    if (!cursor) return Problem(cursor.error());
    const auto after = std::partition_point(rows.begin(), rows.end(), [&](std::uint32_t row) {
      const ClaimEntry& claim = context.snapshot.claim(row);
      return std::tuple(cursor->day, claim.id) <= std::tuple(claim.day, cursor->id);
    });
    begin = static_cast<std::size_t>(after - rows.begin());
  }
  const std::size_t end = std::min(rows.size(), begin + *limit);
  io::JsonWriter json;
  json.BeginObject().Key("total").Number(rows.size()).Key("claims").BeginArray();
  EventMarks marks(context.snapshot, MomentOf(*query));
  for (std::size_t i = begin; i < end; ++i) {
    const auto stored = Fetch(context, rows[i], MomentOf(*query).known_at);
    if (!stored) return Problem(stored.error());
    json.Raw(CardOf(context, *stored, marks));
  }
  json.EndArray().Key("next");
  json.StringOrNull(end < rows.size() ? TextOf(context.snapshot.claim(rows[end - 1])) : "");
  return Json(json.EndObject().Take());
}

Response AnswerClaim(const Context& context, const Request& request, const std::string& id) {
  const auto query = ClaimQueryOf(request, {});
  if (!query) return Problem(query.error());
  const auto row = context.snapshot.RowOf(id);
  if (!row) {
    return Problem(Error{ErrorCode::kNotFound,
                         "the record holds no claim \"" + id + "\", expected an id such as \"c-" +
                             "0123456789ab\" from a list of claims",
                         ""});
  }
  const auto stored = Fetch(context, *row, MomentOf(*query).known_at);
  if (!stored) return Problem(stored.error());
  EventMarks marks(context.snapshot, MomentOf(*query));
  return Json(CardOf(context, *stored, marks));
}

}  // namespace dateline::serve
