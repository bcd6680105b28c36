// Events: a page of them, and one with who says what of it.
#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <vector>

#include "io/json_writer.h"
#include "serve/answers.h"

namespace dateline::serve {
namespace {

using standing::ClaimRow;
using standing::Edge;
using standing::Event;
using standing::Facts;
using standing::Index;
using standing::Origin;

constexpr std::size_t kPage = 50;
constexpr std::size_t kMostOnAPage = 200;
// More claims of one event than anyone reads; the answer says when it left some out.
constexpr std::size_t kMostClaims = 500;

void WriteDays(io::JsonWriter& json, const Event& event) {
  json.Key("first").String(DayOf(event.first).ToString());
  json.Key("last").String(DayOf(event.last).ToString());
  json.Key("is_dated_by_publication").Boolean(event.is_dated_by_publication);
}

void WritePlace(io::JsonWriter& json, const Index& index, const Event& event) {
  const std::uint32_t place = index.groups()[event.group].place;
  json.Key("place");
  if (place == standing::kNone) {
    json.Null();
    return;
  }
  const standing::PlaceFacts& facts = index.places()[place];
  json.BeginObject().Key("key").String(facts.key).Key("name").String(facts.name);
  json.Key("admin1").StringOrNull(facts.admin1).Key("country").StringOrNull(facts.country);
  json.Key("precision").String(facts.precision).EndObject();
}

// What a list shows of an event; the object stays open.
void WriteSummary(io::JsonWriter& json, const Index& index, const Event& event) {
  json.BeginObject().Key("id").String(event.id).Key("class").String(ClassOf(index, event));
  json.Key("about").StringOrNull(index.name(index.groups()[event.group].about));
  // What happened before what came of it: fire, then whom it killed.
  std::set<std::pair<standing::Happening::Aspect, std::string>> types;
  for (const ClaimRow row : event.claims)
    types.emplace(index.claim(row).aspect, index.name(index.claim(row).type));
  json.Key("types").BeginArray();
  for (const auto& [aspect, type] : types) json.String(type);
  json.EndArray();
  WritePlace(json, index, event);
  WriteDays(json, event);
  WriteStanding(json, index, event);
  json.Key("is_unverified").Boolean(event.is_unverified);
  json.Key("claims").Number(event.claims.size()).Key("documents").Number(event.documents);
  json.Key("outlets").Number(event.outlets).Key("origins").Number(event.affirming.size());
  json.Key("denying").Number(event.denying.size());
}

// The claim that stands for the event in a list: of the first origin that affirms, else denies it.
ClaimRow LeadOf(const Event& event) {
  const Origin& origin = event.affirming.empty() ? event.denying.front() : event.affirming.front();
  return origin.claims.front();
}

Status WriteLead(io::JsonWriter& json, const Context& context, const Event& event) {
  const auto stored = Fetch(context, context.snapshot.RowOfIndex(LeadOf(event)));
  if (!stored) return stored.error();
  json.Key("lead").BeginObject().Key("claim").String(stored->claim.id);
  json.Key("says").StringOrNull(stored->claim.source_name.empty() ? stored->publisher
                                                                  : stored->claim.source_name);
  json.Key("side").StringOrNull(stored->claim.source_side);
  json.Key("type").String(stored->claim.type).Key("realis").String(stored->claim.realis);
  json.Key("sentence").String(stored->claim.sentence_words).EndObject();
  return Done{};
}

// Events met on the way through the rows of a query, each at the first of its claims that the query
// has, so that a page after the first one repeats none.
class Walk {
 public:
  Walk(const Context& context, const ClaimQuery& query)
      : context_(context),
        finder_(context.index(), MomentOf(query)),
        rows_(context.snapshot.Select(query)) {}

  // `limit` events at most, which live as long as this walk, from the row at `begin` on; where the
  // next page begins.
  std::pair<std::vector<const Event*>, std::size_t> Page(std::size_t begin, std::size_t limit) {
    std::vector<const Event*> page;
    std::set<std::string> seen;
    std::size_t at = begin;
    for (; at < rows_.size() && page.size() < limit; ++at) {
      for (const Event* event : At(rows_[at])) {
        if (IsFirstMet(*event, rows_[at]) && seen.insert(event->id).second) page.push_back(event);
      }
    }
    return {std::move(page), at};
  }
  const std::vector<std::uint32_t>& rows() const { return rows_; }

 private:
  std::vector<const Event*> At(std::uint32_t row) {
    std::vector<const Event*> out;
    for (const ClaimRow one : context_.snapshot.IndexRowsOf(row)) {
      for (const Event* event : finder_.Of(one)) out.push_back(event);
    }
    return out;
  }
  bool IsFirstMet(const Event& event, std::uint32_t row) const {
    return std::none_of(event.claims.begin(), event.claims.end(), [&](ClaimRow claim) {
      const std::uint32_t other = context_.snapshot.RowOfIndex(claim);
      return other < row && std::binary_search(rows_.begin(), rows_.end(), other);
    });
  }

  const Context& context_;
  standing::EventFinder finder_;
  std::vector<std::uint32_t> rows_;
};

// --- one event ---

// What the report says about checking the claim: "not verified by Example Wire".
std::string CheckInWords(const record::CheckRecord& check) {
  const std::string by = check.by.empty() ? "" : " by " + check.by;
  if (check.kind == "unverified") return "not verified" + by;
  if (check.kind == "verified") return "verified" + by;
  if (check.kind == "located") return "geolocated" + by;
  if (check.kind == "unproven") return "no evidence given" + by;
  return check.by.empty() ? "no comment" : check.by + " did not comment";
}

// What a claim tells of the event, in words: the cells of the table of who says what.
std::map<std::string, std::string> AspectsOf(const Context& context, const Facts& facts,
                                             const record::ClaimRecord& claim) {
  const Index& index = context.index();
  std::map<std::string, std::string> cells;
  if (facts.count_of != 0) {
    cells[index.name(facts.count_of)] = index.policy().words.InWords(*claim.quantity);
  } else if (claim.type == "casualty") {
    cells["casualties"] = claim.trigger_words;
  } else if (facts.aspect == standing::Happening::Aspect::kDamage) {
    const std::string asset = standing::AssetOf(claim);
    cells["damage"] = asset.empty() ? claim.trigger_words : asset;
  } else if (facts.aspect == standing::Happening::Aspect::kHolds) {
    cells["holder"] = index.name(facts.holder).empty() ? claim.trigger_words
                                                       : "held by " + index.name(facts.holder);
  } else {
    cells["happened"] = claim.trigger_words;
    if (facts.holder != 0) cells["holder"] = index.name(facts.holder);
    std::string_view agent = claim.RoleSide("agent");
    if (agent.empty()) agent = claim.RoleName("agent");
    if (!agent.empty() && facts.holder == 0) cells["agent"] = agent;
    if (claim.quantity) cells["how many"] = index.policy().words.InWords(*claim.quantity);
  }
  if (claim.happened && claim.happened->begin && claim.happened_basis != "published") {
    cells["when"] = claim.happened->begin->ToString();
    if (claim.happened->end && claim.happened->end->Plus(-1) != *claim.happened->begin)
      cells["when"] += " to " + claim.happened->end->Plus(-1).ToString();
  }
  for (const record::PlaceRecord& place : claim.places) {
    std::string& where = cells["where"];
    where += (where.empty() ? "" : ", ") +
             (place.relation == "in" || place.relation == "at" ? "" : place.relation + " ") +
             place.name;
  }
  for (const record::CheckRecord& check : claim.checks) {
    std::string& checked = cells["checked"];
    checked += (checked.empty() ? "" : "; ") + CheckInWords(check);
  }
  return cells;
}

struct Cell {
  std::string value;
  ClaimRow row;
  std::string id, realis, publisher;
  std::optional<Day> said;
  bool is_disputed = false;
};
struct VoiceRow {
  std::string name, side, kind;
  std::map<std::string, std::vector<Cell>> cells;
};

class Table {
 public:
  Table(const Context& context, const Event& event) : context_(context), event_(event) {
    for (const standing::Dispute& dispute : event.disputes) {
      for (const ClaimRow row : dispute.accounts)
        disputed_.insert({NameOf(context.index(), dispute), row});
    }
  }

  Status Fill() {
    const std::size_t count = std::min(event_.claims.size(), kMostClaims);
    for (std::size_t i = 0; i < count; ++i) {
      const ClaimRow row = event_.claims[i];
      auto stored = Fetch(context_, context_.snapshot.RowOfIndex(row));
      if (!stored) return stored.error();
      Take(row, *stored);
    }
    return Done{};
  }

  void Write(io::JsonWriter& json) const {
    constexpr std::array<std::string_view, 4> kFirst = {"happened", "where", "when", "agent"};
    std::vector<std::string> aspects;
    for (const std::string_view aspect : kFirst) {
      if (aspects_.count(std::string(aspect)) > 0) aspects.emplace_back(aspect);
    }
    for (const std::string& aspect : aspects_) {
      if (std::find(kFirst.begin(), kFirst.end(), aspect) == kFirst.end())
        aspects.push_back(aspect);
    }
    json.Key("aspects").BeginArray();
    for (const std::string& aspect : aspects) json.String(aspect);
    json.EndArray().Key("voices").BeginArray();
    for (const auto& [key, voice] : voices_) WriteVoice(json, voice, aspects);
    json.EndArray();
  }

 private:
  void Take(ClaimRow row, const ledger::StoredClaim& stored) {
    const record::ClaimRecord& claim = stored.claim;
    const std::string& name = claim.source_name.empty() ? stored.publisher : claim.source_name;
    VoiceRow& voice = voices_[{name, claim.source_side}];
    voice.name = name;
    voice.side = claim.source_side;
    voice.kind = claim.source_kind;
    for (auto& [aspect, value] : AspectsOf(context_, context_.index().claim(row), claim)) {
      aspects_.insert(aspect);
      Cell cell{value,
                row,
                claim.id,
                claim.realis,
                stored.publisher,
                stored.published,
                disputed_.count({aspect, row}) > 0};
      voice.cells[aspect].push_back(std::move(cell));
    }
  }

  static void WriteVoice(io::JsonWriter& json, const VoiceRow& voice,
                         const std::vector<std::string>& aspects) {
    json.BeginObject().Key("name").StringOrNull(voice.name).Key("side").StringOrNull(voice.side);
    json.Key("kind").String(voice.kind).Key("cells").BeginArray();
    for (const std::string& aspect : aspects) {
      json.BeginArray();
      if (const auto cells = voice.cells.find(aspect); cells != voice.cells.end()) {
        for (const Cell& cell : cells->second) {
          json.BeginObject().Key("value").String(cell.value).Key("claim").String(cell.id);
          json.Key("realis").String(cell.realis).Key("publisher").StringOrNull(cell.publisher);
          json.Key("said").StringOrNull(cell.said ? cell.said->ToString() : "");
          json.Key("is_disputed").Boolean(cell.is_disputed).EndObject();
        }
      }
      json.EndArray();
    }
    json.EndArray().EndObject();
  }

  const Context& context_;
  const Event& event_;
  std::set<std::pair<std::string, ClaimRow>> disputed_;
  std::set<std::string> aspects_;
  std::map<std::pair<std::string, std::string>, VoiceRow> voices_;
};

// The report of each claim of an origin, each report once: the first is where it comes from.
void WriteOrigin(io::JsonWriter& json, const Index& index, const Origin& origin) {
  const Facts& lead = index.claim(origin.claims.front());
  json.BeginObject().Key("says").StringOrNull(index.name(lead.speaker));
  json.Key("side")
      .StringOrNull(index.name(lead.side))
      .Key("kind")
      .StringOrNull(index.name(lead.kind));
  json.Key("is_attributed").Boolean(origin.is_attributed).Key("is_named").Boolean(origin.is_named);
  json.Key("is_neutral").Boolean(origin.is_neutral).Key("admits").Boolean(origin.admits);
  json.Key("is_withdrawn").Boolean(origin.is_withdrawn);
  json.Key("is_debunked").Boolean(origin.is_debunked).Key("edges").BeginArray();
  for (std::size_t kind = 0; kind < standing::kEdgeCount; ++kind) {
    if (origin.edges[kind]) json.String(standing::NameOf(static_cast<Edge>(kind)));
  }
  json.EndArray().Key("reports").BeginArray();
  std::set<std::uint32_t> documents;
  for (const ClaimRow row : origin.claims) {
    const Facts& facts = index.claim(row);
    if (!documents.insert(facts.document).second) continue;
    const standing::DocumentFacts& document = index.document(facts.document);
    json.BeginObject().Key("document").String(document.id);
    json.Key("publisher").StringOrNull(index.name(document.publisher));
    json.Key("credit").StringOrNull(index.name(document.credit));
    json.Key("said").StringOrNull(facts.said == kNoDay ? "" : DayOf(facts.said).ToString());
    json.Key("claim").String(Index::IdOf(facts.id)).EndObject();
  }
  json.EndArray().EndObject();
}

void WriteRule(io::JsonWriter& json, const Index& index, const Event& event) {
  const standing::Rules& rules = index.policy().rules;
  json.Key("rule").BeginObject().Key("version").String(rules.version());
  const bool has_rule = event.rule < rules.rules().size();
  json.Key("number").Number(event.rule + 1);
  json.Key("needs").StringOrNull(has_rule ? rules.rules()[event.rule].needs : "");
  json.Key("why").StringOrNull(has_rule ? rules.rules()[event.rule].why : "").EndObject();
}

}  // namespace

Response AnswerEvents(const Context& context, const Request& request) {
  const auto query = ClaimQueryOf(request, {"limit", "cursor"});
  if (!query) return Problem(query.error());
  const auto limit = CountOf(request, "limit", kPage, kMostOnAPage);
  if (!limit) return Problem(limit.error());
  std::size_t begin = 0;
  if (const auto text = ParameterOf(request, "cursor"); text && !text->empty()) {
    const char* end = text->data() + text->size();
    const auto [reached, error] = std::from_chars(text->data(), end, begin);
    if (error != std::errc() || reached != end) {
      return Problem(Error{ErrorCode::kInvalidInput,
                           "the parameter \"cursor\" is \"" + std::string(*text) +
                               "\", expected the \"next\" of the page before, unchanged",
                           ""});
    }
  }
  Walk walk(context, *query);
  const auto [events, next] = walk.Page(begin, *limit);
  io::JsonWriter json;
  json.BeginObject().Key("claims").Number(walk.rows().size()).Key("events").BeginArray();
  for (const Event* event : events) {
    WriteSummary(json, context.index(), *event);
    if (const Status lead = WriteLead(json, context, *event); !lead) return Problem(lead.error());
    json.EndObject();
  }
  json.EndArray().Key("next");
  json.StringOrNull(next < walk.rows().size() ? std::to_string(next) : "");
  return Json(json.EndObject().Take());
}

Response AnswerEvent(const Context& context, const Request& request, const std::string& id) {
  const auto query = ClaimQueryOf(request, {});
  if (!query) return Problem(query.error());
  const Index& index = context.index();
  const auto events = standing::FindEvents(index, id, MomentOf(*query));
  const auto found = std::find_if(events.begin(), events.end(),
                                  [&](const Event& event) { return event.id == id; });
  if (found == events.end()) {
    return Problem(Error{ErrorCode::kNotFound,
                         "the record holds no event \"" + id +
                             "\" by these days, expected an id "
                             "such as \"e-0123456789abcd\" from a list of events",
                         ""});
  }
  io::JsonWriter json;
  WriteSummary(json, index, *found);
  if (const Status lead = WriteLead(json, context, *found); !lead) return Problem(lead.error());
  WriteRule(json, index, *found);
  Table table(context, *found);
  if (const Status filled = table.Fill(); !filled) return Problem(filled.error());
  table.Write(json);
  for (const auto& [key, origins] :
       {std::pair{"affirming", &found->affirming}, std::pair{"denying_origins", &found->denying}}) {
    json.Key(key).BeginArray();
    for (const Origin& origin : *origins) WriteOrigin(json, index, origin);
    json.EndArray();
  }
  json.Key("is_cut").Boolean(found->claims.size() > kMostClaims);
  WriteChanges(json, index, *found, MomentOf(*query));
  return Json(json.EndObject().Take());
}

}  // namespace dateline::serve
