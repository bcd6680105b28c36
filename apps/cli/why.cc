// dateline why: the chain from a claim, or from the state of a place, back to the sentence, the
// document and its hash.
#include <cstdio>
#include <string>

#include "claim_table.h"
#include "command.h"
#include "ledger_commands.h"
#include "terminal.h"

namespace dateline::cli {
namespace {

constexpr int kLabelWidth = 13;  // "holder_before"

void Line(const char* name, const std::string& value) {
  if (!value.empty()) std::printf("  %-*s %s\n", kLabelWidth, name, value.c_str());
}

std::string PlaceInWords(const record::PlaceRecord& place) {
  std::string out =
      place.relation + (place.bearing.empty() ? "" : " " + place.bearing) + " " + place.name;
  std::string about = place.admin1;
  if (!place.country.empty()) about += (about.empty() ? "" : ", ") + place.country;
  if (!about.empty()) out += " (" + about + ")";
  return out + " · " + place.precision + " · " + place.key;
}

// The sentence with the trigger between marks.
std::string Marked(const record::ClaimRecord& claim, const Terminal& terminal) {
  if (!claim.sentence.Contains(claim.trigger)) return Harmless(claim.sentence_words);
  const std::size_t begin = claim.trigger.begin().value() - claim.sentence.begin().value();
  const std::string_view words = claim.sentence_words;
  const std::string trigger = Harmless(claim.trigger_words);
  return Harmless(words.substr(0, begin)) +
         (terminal.has_colour ? terminal.Styled(trigger, Style::kCyan) : "[" + trigger + "]") +
         Harmless(words.substr(begin + claim.trigger.size_bytes()));
}

void Print(const ledger::StoredClaim& stored, const ledger::StoredDocument& document,
           const standing::Words& words, const Terminal& terminal) {
  const record::ClaimRecord& c = stored.claim;
  const std::string voice = c.source_name.empty() ? stored.publisher : c.source_name;
  std::printf("%s says: %s%s   %s\n",
              terminal.Styled(Harmless(voice.empty() ? "the report" : voice), Style::kBold).c_str(),
              c.type.c_str(), c.realis == "asserted" ? "" : (" (" + c.realis + ")").c_str(),
              terminal.Styled(c.id, Style::kDim).c_str());
  constexpr std::size_t kIndent = 2 + kLabelWidth + 1;
  const auto wrapped = [&](const std::string& text) {
    return Wrapped(text, terminal.width - kIndent, kIndent);
  };
  Line("sentence", wrapped(Marked(c, terminal)));
  std::string source = Harmless(voice) + (c.source_side.empty() ? "" : " (" + c.source_side + ")") +
                       " · " + c.source_kind;
  if (!c.cue.empty())
    source +=
        " · by the words \"" + Harmless(c.source_words) + "\" and \"" + Harmless(c.cue) + "\"";
  if (c.source_name.empty()) source += " · its own voice";
  Line("source", wrapped(source));
  Line("medium", Harmless(c.medium));
  for (const auto& role : c.roles) {
    Line(role.role.c_str(),
         Harmless(role.name) + (role.side.empty() ? "" : " (" + role.side + ")"));
  }
  for (const auto& place : c.places) Line("where", Harmless(PlaceInWords(place)));
  if (c.places.empty()) Line("where", "not said");
  Line("happened", c.happened ? InWords(*c.happened) + " · " + c.happened_basis : "not said");
  if (c.quantity) Line("how many", words.InWords(*c.quantity));
  for (const auto& evidence : c.evidence) {
    Line("evidence",
         evidence.kind + (evidence.by.empty() ? "" : " by " + Harmless(evidence.by)) +
             (evidence.geolocated_by.empty()
                  ? ""
                  : ", geolocated by " + Harmless(evidence.geolocated_by)) +
             (evidence.verified_by.empty() ? ""
                                           : ", verified by " + Harmless(evidence.verified_by)));
  }
  for (const auto& ground : c.grounds) Line("ground", Harmless(ground));
  Line("document",
       Harmless(document.document.title.empty() ? document.document.uri : document.document.title));
  Line("published",
       (document.document.published ? document.document.published->ToString() : "unknown") + " · " +
           Harmless(document.document.publisher.empty() ? "publisher unknown"
                                                        : document.document.publisher));
  Line("recorded",
       InWords(document.recorded) + " · from " +
           Harmless(document.document.uri.empty() ? "standard input" : document.document.uri));
  Line("bytes", document.document.id);
  Line("entry", document.entry_hash);
  std::printf("\n");
}

// The claims that name a place: exactly so, or, if there is none, with the query in its name.
Result<std::vector<ledger::StoredClaim>> AtPlace(const ledger::Ledger& ledger,
                                                 const std::string& query) {
  DL_ASSIGN_OR_RETURN(auto all, ledger.Claims(std::nullopt));
  std::vector<ledger::StoredClaim> exact, similar;
  for (ledger::StoredClaim& stored : all) {
    bool is_exact = false, is_similar = false;
    for (const record::PlaceRecord& place : stored.claim.places) {
      is_exact = is_exact || place.key == query || NamesAreEqual(place.name, query);
      is_similar = is_similar || NamesMatch(place.name, query);
    }
    if (is_exact) {
      exact.push_back(std::move(stored));
    } else if (is_similar) {
      similar.push_back(std::move(stored));
    }
  }
  return exact.empty() ? similar : exact;
}

// A claim's id or its beginning, else the name of a place.
Result<std::vector<ledger::StoredClaim>> Find(const ledger::Ledger& ledger,
                                              const std::string& query) {
  if (query.substr(0, 2) == "c-") {
    DL_ASSIGN_OR_RETURN(auto by_id, ledger.FindClaims(query));
    if (!by_id.empty()) return by_id;
  }
  std::vector<ledger::StoredClaim> found;
  if (!query.empty()) {
    DL_ASSIGN_OR_RETURN(found, AtPlace(ledger, query));
  }
  if (!found.empty()) return found;
  return Error{ErrorCode::kNotFound,
               "found no claim and no place \"" + query +
                   "\"; expected a claim's id (c-…) or the name of a place on the board",
               ""};
}

}  // namespace

int WhyCommand(Arguments arguments) {
  const auto parsed = ParseArguments("why", arguments, {});
  if (!parsed.ok()) return UsageError("why", parsed.error());
  if (parsed->wants_help) return kExitDone;
  if (parsed->operands.size() != 2) {
    return UsageError(
        "why", Error{ErrorCode::kInvalidInput, "expected a ledger and a claim or a place", ""});
  }
  const auto ledger = ledger::Ledger::Open(parsed->operands[0], ledger::Ledger::Mode::kRead);
  if (!ledger.ok()) {
    Complain(ledger.error());
    return kExitCannotOpen;
  }
  const auto words = LoadWords();
  if (!words.ok()) {
    Complain(words.error());
    return kExitCannotOpen;
  }
  const auto claims = Find(*ledger, parsed->operands[1]);
  if (!claims.ok()) {
    Complain(claims.error());
    return kExitSomeFailed;
  }
  const Terminal terminal = Terminal::OfStandardOutput();
  for (const ledger::StoredClaim& stored : *claims) {
    const auto document = ledger->Document(stored.document);
    if (!document.ok()) {
      Complain(document.error());
      return kExitCannotOpen;
    }
    Print(stored, *document, *words, terminal);
  }
  return kExitDone;
}

}  // namespace dateline::cli
