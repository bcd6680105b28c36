// dateline why: the chain from a claim, or from the state of a place, back to the sentence, the
// document and its hash.
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "claim_table.h"
#include "command.h"
#include "event_text.h"
#include "ledger_commands.h"
#include "terminal.h"
#include "text/enum_names.h"
#include "why_places.h"

namespace dateline::cli {
namespace {

constexpr int kLabelWidth = 13;  // "holder_before"
// Claims of more than these are shown without what their places could be, which means reading each
// text again.
constexpr std::size_t kMostExplained = 20;

void Line(const char* name, const std::string& value) {
  if (!value.empty()) std::printf("  %-*s %s\n", kLabelWidth, name, value.c_str());
}

std::string PlaceInWords(const record::PlaceRecord& place) {
  const auto relation = text::FromName<SpatialRelation>(place.relation);
  const auto bearing = text::FromName<Bearing>(place.bearing);
  std::string out = relation ? WhereInWords(*relation, bearing, std::nullopt, place.name)
                             : place.relation + " " + place.name;
  std::string about = place.admin1;
  if (!place.country.empty()) about += (about.empty() ? "" : ", ") + place.country;
  if (!about.empty()) out += " (" + about + ")";
  return out + " · " + place.precision + " · " + place.key;
}

// Where the words stand in the text of the document, in characters.
std::string SpanInWords(ByteSpan span, std::string_view text) {
  const auto characters = [&](ByteOffset end) {
    std::size_t count = 0;
    for (const char c : text.substr(0, end.value()))
      count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    return std::to_string(count);
  };
  return "characters " + characters(span.begin()) + " to " + characters(span.end());
}

// "Ukrainian troops (UA)", with the words of the text where they are others.
std::string RoleInWords(const record::RoleRecord& role, std::string_view text) {
  std::string out = role.name + (role.side.empty() ? "" : " (" + role.side + ")");
  if (!role.span || text.size() < role.span->end().value()) return out;
  const std::string words(role.span->In(text));
  if (words != role.name) out += " · by the words \"" + words + "\"";
  return out;
}

// The sentence with the trigger between marks: "\x01" and "\x02" become colours after wrapping, for
// that counts columns.
std::string Marked(const record::ClaimRecord& claim, const Terminal& terminal) {
  if (!claim.sentence.Contains(claim.trigger)) return Harmless(claim.sentence_words);
  const std::size_t begin = claim.trigger.begin().value() - claim.sentence.begin().value();
  const std::string_view words = claim.sentence_words;
  const std::string trigger = Harmless(claim.trigger_words);
  return Harmless(words.substr(0, begin)) +
         (terminal.has_colour ? "\x01" + trigger + "\x02" : "[" + trigger + "]") +
         Harmless(words.substr(begin + claim.trigger.size_bytes()));
}

std::string Coloured(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\x01') {
      out += "\x1b[36m";
    } else if (c == '\x02') {
      out += "\x1b[0m";
    } else {
      out += c;
    }
  }
  return out;
}

// How things are called for people.
struct Terms {
  const standing::Words& words;
  const TypeWords& types;
};

void Print(const ledger::StoredClaim& stored, const ledger::StoredDocument& document,
           const std::vector<std::string>& place_reasons, const Terms& terms,
           const Terminal& terminal) {
  const record::ClaimRecord& c = stored.claim;
  const std::string voice = c.source_name.empty() ? stored.publisher : c.source_name;
  std::printf("%s: %s   %s\n",
              terminal.Styled(Harmless(voice.empty() ? "the report" : voice), Style::kBold).c_str(),
              terms.types.InWords(c.type, c.realis).c_str(),
              terminal.Styled(c.id, Style::kDim).c_str());
  constexpr std::size_t kIndent = 2 + kLabelWidth + 1;
  const auto wrapped = [&](const std::string& text) {
    return Wrapped(text, terminal.width - kIndent, kIndent);
  };
  Line("sentence", Coloured(wrapped(Marked(c, terminal))));
  Line("words", wrapped("\"" + Harmless(c.trigger_words) + "\" · " +
                        SpanInWords(c.trigger, document.document.text)));
  std::string source = Harmless(voice) + (c.source_side.empty() ? "" : " (" + c.source_side + ")") +
                       " · " + c.source_kind;
  if (!c.cue.empty())
    source +=
        " · by the words \"" + Harmless(c.source_words) + "\" and \"" + Harmless(c.cue) + "\"";
  if (c.source_name.empty()) source += " · its own voice";
  Line("source", wrapped(source));
  Line("type", c.type + " · " + c.realis + " · " + std::to_string(std::lround(c.confidence * 100)) +
                   " % sure");
  Line("medium", Harmless(c.medium));
  for (const auto& role : c.roles) {
    Line(role.role.c_str(), wrapped(Harmless(RoleInWords(role, document.document.text))));
  }
  for (const auto& place : c.places) Line("where", wrapped(Harmless(PlaceInWords(place))));
  if (c.places.empty()) Line("where", "not said");
  for (const std::string& reason : place_reasons) Line("could be", wrapped(Harmless(reason)));
  Line("happened", c.happened ? InWords(*c.happened) + " · " + c.happened_basis : "not said");
  if (c.quantity) Line("how many", terms.words.InWords(*c.quantity));
  for (const auto& evidence : c.evidence) {
    Line("evidence",
         evidence.kind + (evidence.by.empty() ? "" : " by " + Harmless(evidence.by)) +
             (evidence.geolocated_by.empty()
                  ? ""
                  : ", geolocated by " + Harmless(evidence.geolocated_by)) +
             (evidence.verified_by.empty() ? ""
                                           : ", verified by " + Harmless(evidence.verified_by)));
  }
  for (const auto& ground : c.grounds) Line("ground", wrapped(Harmless(ground)));
  Line("document",
       Harmless(document.document.title.empty() ? document.document.uri : document.document.title));
  Line("published",
       (document.document.published ? document.document.published->ToString() : "unknown") + " · " +
           Harmless(document.document.publisher.empty() ? "publisher unknown"
                                                        : document.document.publisher));
  Line("recorded",
       wrapped(InWords(document.recorded) + " · from " +
               Harmless(document.document.uri.empty() ? "standard input" : document.document.uri)));
  Line("bytes", document.document.id);
  Line("entry", document.entry_hash);
  std::printf("\n");
}

// What is shown: claims, each with its event before it.
struct Found {
  std::vector<standing::Event> events;
  std::vector<standing::ClaimRow> claims;
};

std::vector<standing::ClaimRow> KnownRows(const standing::Index& index,
                                          const standing::Moment& moment) {
  std::vector<standing::ClaimRow> rows;
  for (standing::ClaimRow row = 0; row < index.size(); ++row) {
    if (index.Counts(index.claim(row), moment)) rows.push_back(row);
  }
  return rows;
}

// The claims that name a place: exactly so, or, if there is none, with the query in its name.
Result<std::vector<standing::ClaimRow>> AtPlace(const OpenRecord& record, const std::string& query,
                                                const standing::Moment& moment) {
  std::vector<standing::ClaimRow> exact, similar;
  for (const standing::ClaimRow row : KnownRows(record.index(), moment)) {
    DL_ASSIGN_OR_RETURN(const auto stored, record.Claim(row));
    bool is_exact = false, is_similar = false;
    for (const record::PlaceRecord& place : stored.claim.places) {
      is_exact = is_exact || place.key == query || NamesAreEqual(place.name, query);
      is_similar = is_similar || NamesMatch(place.name, query);
    }
    if (is_exact) {
      exact.push_back(row);
    } else if (is_similar) {
      similar.push_back(row);
    }
  }
  return exact.empty() ? similar : exact;
}

// A claim's or an event's id or its beginning, else the name of a place.
Result<Found> Find(const OpenRecord& record, const std::string& query,
                   const standing::Moment& moment) {
  const standing::Index& index = record.index();
  Found found;
  if (query.starts_with("c-")) {
    for (const standing::ClaimRow row : KnownRows(index, moment)) {
      if (standing::Index::IdOf(index.claim(row).id).starts_with(query))
        found.claims.push_back(row);
    }
    for (const standing::ClaimRow row : found.claims) {
      for (standing::Event& event : standing::EventsOfClaim(index, row, moment))
        found.events.push_back(std::move(event));
    }
  } else if (query.starts_with("e-")) {
    found.events = standing::FindEvents(index, query, moment);
    for (const standing::Event& event : found.events)
      found.claims.insert(found.claims.end(), event.claims.begin(), event.claims.end());
  }
  if (found.claims.empty() && !query.empty()) {
    DL_ASSIGN_OR_RETURN(found.claims, AtPlace(record, query, moment));
  }
  if (!found.claims.empty()) return found;
  return Error{ErrorCode::kNotFound,
               "found no claim, no event and no place \"" + query +
                   "\"; expected an id of a claim (c-…) or an event (e-…), or the name of a place "
                   "on the board",
               ""};
}

Status PrintAll(const OpenRecord& record, const Found& found) {
  const Terminal terminal = Terminal::OfStandardOutput();
  DL_ASSIGN_OR_RETURN(const TypeWords types, TypeWords::Load());
  const standing::Index& index = record.index();
  for (const standing::Event& event : found.events) {
    PrintEvent(index, event, types, terminal);
    const auto& rules = index.policy().rules;
    if (event.rule < rules.rules().size()) {
      const auto& rule = rules.rules()[event.rule];
      std::printf("  rule %zu of version %s: %s (%s)\n\n", event.rule + 1, rules.version().c_str(),
                  rule.needs.c_str(), rule.why.c_str());
    }
  }
  PlacesAgain reasons;
  for (const standing::ClaimRow row : found.claims) {
    DL_ASSIGN_OR_RETURN(const auto stored, record.Claim(row));
    DL_ASSIGN_OR_RETURN(const auto document, record.ledger.Document(stored.document));
    std::vector<std::string> of_places;
    if (found.claims.size() <= kMostExplained) {
      DL_ASSIGN_OR_RETURN(of_places, reasons.Of(stored.claim, document));
    }
    Print(stored, document, of_places, {index.policy().words, types}, terminal);
  }
  return Done{};
}

}  // namespace

int WhyCommand(Arguments arguments) {
  MomentOptions moment;
  const std::vector<Option> table = MomentTable(moment);
  const auto parsed = ParseArguments("why", arguments, table);
  if (!parsed.ok()) return UsageError("why", parsed.error());
  if (parsed->wants_help) return kExitDone;
  if (parsed->operands.size() != 2) {
    return UsageError("why", Error{ErrorCode::kInvalidInput,
                                   "expected a ledger and a claim, an event or a place", ""});
  }
  const auto record = OpenWithIndex(parsed->operands[0]);
  if (!record.ok()) {
    Complain(record.error());
    return kExitCannotOpen;
  }
  const auto found = Find(**record, parsed->operands[1], moment.moment());
  if (!found.ok()) {
    Complain(found.error());
    return kExitSomeFailed;
  }
  if (const Status printed = PrintAll(**record, *found); !printed.ok()) {
    Complain(printed.error());
    return kExitCannotOpen;
  }
  return kExitDone;
}

}  // namespace dateline::cli
