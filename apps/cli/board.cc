// dateline board: the state of places as of a day, each with who says so.
#include <cstdio>
#include <string>

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

std::string VoicesInWords(const standing::State& state) {
  std::string out;
  for (const standing::Asserter& voice : state.asserters) {
    out += (out.empty() ? "" : "; ") + (voice.name.empty() ? "an unnamed outlet" : voice.name);
    if (!voice.side.empty()) out += " (" + voice.side + ")";
  }
  return out;
}

void PrintTable(const standing::Board& board, const BoardOptions& options,
                const Terminal& terminal) {
  const std::size_t says_width = terminal.width > 92 ? terminal.width - 72 : 20;
  std::size_t shown = 0;
  for (const standing::PlaceState& place : board.places) {
    if (!options.place.empty() && !NamesMatch(place.name, options.place)) continue;
    ++shown;
    std::string about = place.admin1;
    if (!place.country.empty()) about += (about.empty() ? "" : ", ") + place.country;
    std::printf("%s%s\n", terminal.Styled(Harmless(place.name), Style::kBold).c_str(),
                terminal
                    .Styled(Harmless((about.empty() ? "" : "  " + about) +
                                     (place.precision == "region" ? "  (region)" : "")),
                            Style::kDim)
                    .c_str());
    std::string last;
    for (const standing::State& state : place.states) {
      const std::string dimension = state.dimension == last ? "" : state.dimension;
      last = state.dimension;
      const std::string words = Padded(Shortened(Harmless(state.state), 27), 27);
      const std::string day = state.day.ToString() + (state.is_dated_by_publication ? "*" : " ");
      std::printf(
          "  %s %s %s %s %s\n", Padded(dimension, 9).c_str(),
          state.is_disputed ? terminal.Styled(words, Style::kYellow).c_str() : words.c_str(),
          day.c_str(),
          Padded(std::to_string(state.origins) + (state.origins == 1 ? " origin" : " origins"), 10)
              .c_str(),
          (Shortened(Harmless(VoicesInWords(state)), says_width) + "  " +
           terminal.Styled(state.asserters.front().claim, Style::kDim))
              .c_str());
      if (state.is_disputed)
        std::printf("  %s %s\n", Padded("", 9).c_str(),
                    terminal.Styled("disputed: accounts differ", Style::kYellow).c_str());
    }
  }
  if (shown == 0) {
    std::printf("%s\n", options.place.empty() ? "No claim of this ledger sets the state of a place."
                                              : ("No state of a place named \"" + options.place +
                                                 "\"; without --place all are shown.")
                                                    .c_str());
  }
  std::printf(
      "\n%zu claims name no place, %zu have no day, %zu are not asserted (planned, possible, "
      "denied, asked). * day of publication\n",
      board.unlocated, board.undated, board.not_asserted);
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
    for (const standing::State& state : place.states) {
      json.BeginObject().Key("dimension").String(state.dimension).Key("state").String(state.state);
      json.Key("day")
          .String(state.day.ToString())
          .Key("day_basis")
          .String(state.is_dated_by_publication ? "published" : "stated");
      json.Key("disputed")
          .Boolean(state.is_disputed)
          .Key("origins")
          .Number(state.origins)
          .Key("asserters")
          .BeginArray();
      for (const standing::Asserter& voice : state.asserters) {
        json.BeginObject()
            .Key("name")
            .StringOrNull(voice.name)
            .Key("side")
            .StringOrNull(voice.side);
        json.Key("kind").StringOrNull(voice.kind).Key("claim").String(voice.claim).EndObject();
      }
      json.EndArray().EndObject();
    }
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
  if (!ledger.ok() || !effects.ok()) {
    Complain(ledger.ok() ? effects.error() : ledger.error());
    return kExitCannotOpen;
  }
  const auto claims = LoadClaims(*ledger, options.known_at);
  if (!claims.ok()) {
    Complain(claims.error());
    return kExitCannotOpen;
  }
  const standing::Board board = standing::BoardOf(claims->dated, *effects, options.as_of);
  if (options.as_json) {
    std::fputs(ToJson(board, options).c_str(), stdout);
  } else {
    PrintTable(board, options, Terminal::OfStandardOutput());
  }
  return kExitDone;
}

}  // namespace dateline::cli
