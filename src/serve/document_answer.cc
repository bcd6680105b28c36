// A document with what was read in it.
#include <utility>

#include "io/json_writer.h"
#include "serve/answers.h"
#include "unicode/offset_map.h"

namespace dateline::serve {
namespace {

// The spans of one claim, so that its words can be marked by what they are.
class SpanWriter {
 public:
  SpanWriter(io::JsonWriter& json, const unicode::OffsetMap& map, std::size_t size_bytes)
      : json_(json), map_(map), size_bytes_(size_bytes) {}

  void Write(std::string_view kind, const std::optional<ByteSpan>& span) {
    if (!span || span->is_empty() || span->end().value() > size_bytes_) return;
    json_.BeginObject().Key("kind").String(kind).Key("span").BeginArray();
    json_.Number(map_.FromByte(span->begin())).Number(map_.FromByte(span->end()));
    json_.EndArray().EndObject();
  }

 private:
  io::JsonWriter& json_;
  const unicode::OffsetMap& map_;
  std::size_t size_bytes_;
};

void WriteClaim(io::JsonWriter& json, const unicode::OffsetMap& map, std::size_t size_bytes,
                const ledger::StoredClaim& stored, const std::string& card) {
  const record::ClaimRecord& claim = stored.claim;
  json.BeginObject().Key("card").Raw(card).Key("spans").BeginArray();
  SpanWriter spans(json, map, size_bytes);
  spans.Write("sentence", claim.sentence);
  for (const ByteSpan part : claim.content) spans.Write("content", part);
  spans.Write("source", claim.source_span);
  spans.Write("cue", claim.cue_span);
  spans.Write("trigger", claim.trigger);
  for (const auto& place : claim.places) spans.Write("place", place.span);
  spans.Write("time", claim.happened_span);
  for (const auto& role : claim.roles) spans.Write("role", role.span);
  for (const auto& evidence : claim.evidence) spans.Write("evidence", evidence.span);
  for (const auto& check : claim.checks) spans.Write("check", check.span);
  json.EndArray().EndObject();
}

}  // namespace

Response AnswerDocument(const Context& context, const Request& request, const std::string& id) {
  auto query = ClaimQueryOf(request, {});
  if (!query) return Problem(query.error());
  const auto stored = context.ledger.Document(id);
  if (!stored) return Problem(stored.error());
  const record::DocumentRecord& document = stored->document;
  query->document = id;
  const unicode::OffsetMap map(document.text, unicode::OffsetUnit::kUtf16);
  io::JsonWriter json;
  json.BeginObject().Key("id").String(document.id).Key("uri").StringOrNull(document.uri);
  json.Key("title").StringOrNull(document.title).Key("publisher").StringOrNull(document.publisher);
  json.Key("language").StringOrNull(document.language).Key("published");
  json.StringOrNull(document.published ? document.published->ToString() : "");
  json.Key("published_basis").String(document.published_basis);
  json.Key("recorded").Number(stored->recorded).Key("entry").String(stored->entry_hash);
  json.Key("previous_version").StringOrNull(stored->previous_version);
  json.Key("text").String(document.text).Key("claims").BeginArray();
  EventMarks marks(context.snapshot, MomentOf(*query));
  for (const std::uint32_t row : context.snapshot.Select(*query)) {
    const auto claim = Fetch(context, row, MomentOf(*query).known_at);
    if (!claim) return Problem(claim.error());
    WriteClaim(json, map, document.text.size(), *claim, CardOf(context, *claim, marks));
  }
  return Json(json.EndArray().EndObject().Take());
}

}  // namespace dateline::serve
