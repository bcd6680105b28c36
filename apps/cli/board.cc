// dateline board: the state of places as of a day, each with who says so.
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include "command.h"
#include "io/json_writer.h"
#include "ledger_commands.h"
#include "terminal.h"

namespace dateline::cli {
namespace {

struct BoardOptions {
  std::string place;
  std::optional<Day> as_of, known_at;
  bool as_json = false;
};

std::string VoicesInWords(const std::vector<standing::Asserter>& voices) {
  std::string out;
  for (const standing::Asserter& voice : voices) {
    out += (out.empty() ? "" : "; ") + (voice.name.empty() ? "an unnamed outlet" : voice.name);
    if (!voice.side.empty()) out += " (" + voice.side + ")";
  }
  return out;
}

// What each line is made of: the state, its day, how many independent origins, who says so.
constexpr std::size_t kDimensionWidth = 9, kStateWidth = 28, kDayWidth = 11, kOriginsWidth = 10;

void PrintState(const standing::State& state, const std::string& dimension,
                const Terminal& terminal) {
  const std::string words = Padded(Shortened(Harmless(state.state), kStateWidth), kStateWidth);
  const std::string origins =
      std::to_string(state.origins) + (state.origins == 1 ? " origin" : " origins");
  const std::string head = "  " + Padded(dimension, kDimensionWidth) + " " +
                           (state.is_disputed ? terminal.Styled(words, Style::kYellow) : words) +
                           " " + state.day.ToString() +
                           (state.is_dated_by_publication ? "*" : " ") + " " +
                           Padded(origins, kOriginsWidth) + " ";
  const std::size_t indent =
      2 + kDimensionWidth + 1 + kStateWidth + 1 + kDayWidth + 1 + kOriginsWidth + 1;
  const std::size_t width = terminal.width > indent + 20 ? terminal.width - indent : 20;
  const auto voices = [&](const char* what, const std::vector<standing::Asserter>& list) {
    return Wrapped(what + Harmless(VoicesInWords(list)), width, indent);
  };
  const std::string asserted = state.asserters.empty()
                                   ? terminal.Styled("nobody asserts it", Style::kYellow)
                                   : voices("", state.asserters);
  const std::string& claim =
      (state.asserters.empty() ? state.deniers : state.asserters).front().claim;
  std::printf("%s%s  %s\n", head.c_str(), asserted.c_str(),
              terminal.Styled(claim, Style::kDim).c_str());
  if (!state.deniers.empty()) {
    std::printf("%s%s\n", std::string(indent, ' ').c_str(),
                terminal.Styled(voices("denied by ", state.deniers), Style::kYellow).c_str());
  } else if (state.is_disputed) {
    std::printf("%s%s\n", std::string(indent, ' ').c_str(),
                terminal.Styled("disputed: accounts differ", Style::kYellow).c_str());
  }
}

void PrintPlace(const standing::PlaceState& place, const Terminal& terminal) {
  std::string about = place.admin1;
  if (!place.country.empty()) about += (about.empty() ? "" : ", ") + place.country;
  if (place.precision == "region") about += about.empty() ? "(region)" : "  (region)";
  std::printf("%s%s\n", terminal.Styled(Harmless(place.name), Style::kBold).c_str(),
              terminal.Styled(about.empty() ? "" : "  " + Harmless(about), Style::kDim).c_str());
  std::string last;
  for (const standing::State& state : place.states) {
    PrintState(state, state.dimension == last ? "" : state.dimension, terminal);
    last = state.dimension;
  }
}

void PrintTable(const standing::Board& board, const BoardOptions& options,
                const Terminal& terminal) {
  std::size_t shown = 0;
  for (const standing::PlaceState& place : board.places) {
    if (!options.place.empty() && !NamesMatch(place.name, options.place)) continue;
    ++shown;
    PrintPlace(place, terminal);
  }
  if (shown == 0 && options.place.empty()) {
    std::printf("No claim of this ledger sets the state of a place%s.\n",
                options.as_of || options.known_at ? " by this day" : "");
  } else if (shown == 0) {
    std::printf("No state of a place named \"%s\"; without --place all are shown.\n",
                Harmless(options.place).c_str());
  }
  std::printf(
      "\n%zu claims name no place, %zu have no day, %zu are not asserted (planned, possible, "
      "conditional, asked).\n* day of publication. An origin is a text of its own; copies of one "
      "story are one origin.\n",
      board.unlocated, board.undated, board.not_asserted);
}

void WriteVoices(io::JsonWriter& json, std::string_view key,
                 const std::vector<standing::Asserter>& voices) {
  json.Key(key).BeginArray();
  for (const standing::Asserter& voice : voices) {
    json.BeginObject().Key("name").StringOrNull(voice.name).Key("side").StringOrNull(voice.side);
    json.Key("kind").StringOrNull(voice.kind).Key("day").String(voice.day.ToString());
    json.Key("claim").String(voice.claim).EndObject();
  }
  json.EndArray();
}

void WriteState(io::JsonWriter& json, const standing::State& state) {
  json.BeginObject().Key("dimension").String(state.dimension).Key("state").String(state.state);
  json.Key("day").String(state.day.ToString());
  json.Key("day_basis").String(state.is_dated_by_publication ? "published" : "stated");
  json.Key("disputed").Boolean(state.is_disputed);
  json.Key("origins").Number(state.origins);
  WriteVoices(json, "asserters", state.asserters);
  WriteVoices(json, "deniers", state.deniers);
  json.EndObject();
}

std::string ToJson(const standing::Board& board, const BoardOptions& options) {
  io::JsonWriter json(io::JsonWriter::Layout::kIndented);
  json.BeginObject().Key("schema").String("dateline.board/1");
  json.Key("as_of").StringOrNull(options.as_of ? options.as_of->ToString() : "");
  json.Key("known_at")
      .StringOrNull(options.known_at ? options.known_at->ToString() : "")
      .Key("places")
      .BeginArray();
  for (const standing::PlaceState& place : board.places) {
    if (!options.place.empty() && !NamesMatch(place.name, options.place)) continue;
    json.BeginObject()
        .Key("key")
        .String(place.key)
        .Key("name")
        .String(place.name)
        .Key("admin1")
        .StringOrNull(place.admin1);
    json.Key("country")
        .StringOrNull(place.country)
        .Key("precision")
        .String(place.precision)
        .Key("states")
        .BeginArray();
    for (const standing::State& state : place.states) WriteState(json, state);
    json.EndArray().EndObject();
  }
  json.EndArray().Key("unlocated").Number(board.unlocated).Key("undated").Number(board.undated);
  json.Key("not_asserted").Number(board.not_asserted).EndObject();
  return json.Take() + "\n";
}

}  // namespace

int BoardCommand(Arguments arguments) {
  BoardOptions options;
  const Option table[] = {
      {"place", "NAME", "only places with this in their name",
       [&](std::string_view value) -> Status {
         options.place = value;
         return Done{};
       }},
      {"as-of", "YYYY-MM-DD", "what had happened by this day",
       [&](std::string_view value) -> Status {
         DL_ASSIGN_OR_RETURN(options.as_of, ParseDay(value));
         return Done{};
       }},
      {"known-at", "YYYY-MM-DD", "what had been published by this day",
       [&](std::string_view value) -> Status {
         DL_ASSIGN_OR_RETURN(options.known_at, ParseDay(value));
         return Done{};
       }},
      {"format", "table|json", "what to print (table)",
       [&](std::string_view value) -> Status {
         if (value != "table" && value != "json") {
           return Error{ErrorCode::kInvalidInput,
                        "found --format " + std::string(value) + ", expected table or json", ""};
         }
         options.as_json = value == "json";
         return Done{};
       }},
  };
  const auto parsed = ParseArguments("board", arguments, table);
  if (!parsed.ok()) return UsageError("board", parsed.error());
  if (parsed->wants_help) return kExitDone;
  if (parsed->operands.size() != 1) {
    return UsageError("board", Error{ErrorCode::kInvalidInput, "expected one ledger", ""});
  }
  const auto ledger = ledger::Ledger::Open(parsed->operands[0], ledger::Ledger::Mode::kRead);
  const auto effects = LoadEffects();
  const auto words = LoadWords();
  if (!ledger.ok() || !effects.ok() || !words.ok()) {
    Complain(!ledger.ok() ? ledger.error() : !effects.ok() ? effects.error() : words.error());
    return kExitCannotOpen;
  }
  const auto claims = LoadClaims(*ledger, options.known_at);
  if (!claims.ok()) {
    Complain(claims.error());
    return kExitCannotOpen;
  }
  const standing::Board board = standing::BoardOf(claims->dated, *effects, *words, options.as_of);
  if (options.as_json) {
    std::fputs(ToJson(board, options).c_str(), stdout);
  } else {
    PrintTable(board, options, Terminal::OfStandardOutput());
  }
  return kExitDone;
}

}  // namespace dateline::cli
