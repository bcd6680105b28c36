// dateline board: the state of places as of a day, each with who says so.
#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "command.h"
#include "io/json_writer.h"
#include "ledger_commands.h"
#include "terminal.h"

namespace dateline::cli {
namespace {

struct BoardOptions : MomentOptions {
  std::string place;
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

// What each line is made of: the state, its day, how many independent origins, the newest claim as
// `why` takes it, who says so.
constexpr std::size_t kDimensionWidth = 9, kDayWidth = 11, kOriginsWidth = 7, kClaimWidth = 8;
constexpr std::size_t kLeastVoices = 24;
constexpr std::size_t kBesideStateAndVoices =
    2 + kDimensionWidth + 1 + 1 + kDayWidth + 1 + kOriginsWidth + 1 + kClaimWidth + 1;

struct Line {
  std::string words;
  bool stands_out = false;
};

// Who asserts it, and who does not.
std::vector<Line> VoiceLines(const standing::State& state, std::size_t width) {
  std::vector<Line> lines;
  const auto add = [&](const std::string& words, bool stands_out) {
    for (std::string& line : WrappedLines(Harmless(words), width))
      lines.push_back({std::move(line), stands_out});
  };
  if (state.asserters.empty()) {
    add("asserted by nobody", true);
  } else {
    add(VoicesInWords(state.asserters), false);
  }
  if (!state.deniers.empty()) add("denied by " + VoicesInWords(state.deniers), true);
  if (state.deniers.empty() && state.is_disputed) add("disputed: accounts differ", true);
  if (state.is_stale) add("no report since", true);
  return lines;
}

void PrintState(const standing::Index& index, const standing::State& state,
                const std::string& dimension, std::size_t state_width, const Terminal& terminal) {
  const std::size_t left = kBesideStateAndVoices + state_width;
  const std::size_t width =
      terminal.width > left + kLeastVoices ? terminal.width - left : kLeastVoices;
  const auto states = WrappedLines(Harmless(state.state), state_width);
  const auto voices = VoiceLines(state, width);
  const std::string day = state.day.ToString() + (state.is_dated_by_publication ? "*" : " ");
  const standing::Asserter& first =
      (state.asserters.empty() ? state.deniers : state.asserters).front();
  const std::string claim = standing::Index::IdOf(index.claim(first.row).id).substr(0, kClaimWidth);
  for (std::size_t i = 0; i < std::max(states.size(), voices.size()); ++i) {
    const std::string words = Padded(i < states.size() ? states[i] : "", state_width);
    std::string line = "  " + Padded(i == 0 ? dimension : "", kDimensionWidth) + " " +
                       (state.is_disputed ? terminal.Styled(words, Style::kYellow) : words) + " " +
                       Padded(i == 0 ? day : "", kDayWidth) + " " +
                       Padded(i == 0 ? std::to_string(state.origins) : "", kOriginsWidth) + " " +
                       terminal.Styled(Padded(i == 0 ? claim : "", kClaimWidth), Style::kDim) + " ";
    if (i < voices.size()) {
      line +=
          voices[i].stands_out ? terminal.Styled(voices[i].words, Style::kYellow) : voices[i].words;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    std::printf("%s\n", line.c_str());
  }
}

void PrintHead(std::size_t state_width, const Terminal& terminal) {
  const std::string head = "  " + Padded("", kDimensionWidth) + " " + Padded("state", state_width) +
                           " " + Padded("day", kDayWidth) + " " + Padded("origins", kOriginsWidth) +
                           " " + Padded("claim", kClaimWidth) + " who says so";
  std::printf("%s\n", terminal.Styled(head, Style::kDim).c_str());
}

// As wide as the states of the board need, and no wider than leaves room for the voices.
std::size_t StateWidth(const standing::Board& board, const Terminal& terminal) {
  std::size_t width = 16;
  for (const standing::PlaceState& place : board.places) {
    for (const standing::State& state : place.states)
      width = std::max(width, DisplayWidth(Harmless(state.state)));
  }
  const std::size_t most = terminal.width > kBesideStateAndVoices + 48
                               ? (terminal.width - kBesideStateAndVoices) / 2
                               : 24;
  return std::min(width, most);
}

void PrintPlace(const standing::Index& index, const standing::PlaceState& state,
                std::size_t state_width, const Terminal& terminal) {
  const standing::PlaceFacts& place = index.places()[state.place];
  std::string about = place.admin1;
  if (!place.country.empty()) about += (about.empty() ? "" : ", ") + place.country;
  if (place.precision == "region") about += about.empty() ? "(region)" : "  (region)";
  std::printf("%s%s\n", terminal.Styled(Harmless(place.name), Style::kBold).c_str(),
              terminal.Styled(about.empty() ? "" : "  " + Harmless(about), Style::kDim).c_str());
  std::string last;
  for (const standing::State& one : state.states) {
    PrintState(index, one, one.dimension == last ? "" : one.dimension, state_width, terminal);
    last = one.dimension;
  }
}

void PrintTable(const standing::Index& index, const standing::Board& board,
                const BoardOptions& options, const Terminal& terminal) {
  const std::size_t state_width = StateWidth(board, terminal);
  std::size_t shown = 0;
  for (const standing::PlaceState& place : board.places) {
    const std::string& name = index.places()[place.place].name;
    if (!options.place.empty() && !NamesMatch(name, options.place)) continue;
    if (++shown == 1) PrintHead(state_width, terminal);
    PrintPlace(index, place, state_width, terminal);
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
      "conditional, asked).\n* day of publication. Origins are independent: copies of one "
      "story count once.\n",
      board.unlocated, board.undated, board.not_asserted);
}

void WriteVoices(io::JsonWriter& json, const standing::Index& index, std::string_view key,
                 const std::vector<standing::Asserter>& voices) {
  json.Key(key).BeginArray();
  for (const standing::Asserter& voice : voices) {
    json.BeginObject().Key("name").StringOrNull(voice.name).Key("side").StringOrNull(voice.side);
    json.Key("kind").StringOrNull(voice.kind).Key("day").String(voice.day.ToString());
    json.Key("claim").String(standing::Index::IdOf(index.claim(voice.row).id)).EndObject();
  }
  json.EndArray();
}

void WriteState(io::JsonWriter& json, const standing::Index& index, const standing::State& state) {
  json.BeginObject()
      .Key("dimension")
      .String(state.dimension)
      .Key("about")
      .StringOrNull(state.about);
  json.Key("state").String(state.state).Key("since").String(state.since.ToString());
  json.Key("day").String(state.day.ToString());
  json.Key("day_basis").String(state.is_dated_by_publication ? "published" : "stated");
  json.Key("disputed").Boolean(state.is_disputed).Key("stale").Boolean(state.is_stale);
  json.Key("standing").String(state.standing);
  json.Key("origins").Number(state.origins);
  WriteVoices(json, index, "asserters", state.asserters);
  WriteVoices(json, index, "deniers", state.deniers);
  json.EndObject();
}

std::string ToJson(const standing::Index& index, const standing::Board& board,
                   const BoardOptions& options) {
  io::JsonWriter json(io::JsonWriter::Layout::kIndented);
  json.BeginObject().Key("schema").String("dateline.board/2");
  json.Key("as_of").StringOrNull(options.as_of ? options.as_of->ToString() : "");
  json.Key("known_at")
      .StringOrNull(options.known_at ? options.known_at->ToString() : "")
      .Key("places")
      .BeginArray();
  for (const standing::PlaceState& states : board.places) {
    const standing::PlaceFacts& place = index.places()[states.place];
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
    for (const standing::State& state : states.states) WriteState(json, index, state);
    json.EndArray().EndObject();
  }
  json.EndArray().Key("unlocated").Number(board.unlocated).Key("undated").Number(board.undated);
  json.Key("not_asserted").Number(board.not_asserted).EndObject();
  return json.Take() + "\n";
}

}  // namespace

int BoardCommand(Arguments arguments) {
  BoardOptions options;
  std::vector<Option> table = MomentTable(options);
  table.insert(table.begin(), {"place", "NAME", "only places with this in their name",
                               [&](std::string_view value) -> Status {
                                 options.place = value;
                                 return Done{};
                               }});
  table.push_back(FormatInto(options.as_json));
  const auto parsed = ParseArguments("board", arguments, table);
  if (!parsed.ok()) return UsageError("board", parsed.error());
  if (parsed->wants_help) return kExitDone;
  if (parsed->operands.size() != 1) {
    return UsageError("board", Error{ErrorCode::kInvalidInput, "expected one ledger", ""});
  }
  const auto record = OpenWithIndex(parsed->operands[0]);
  if (!record.ok()) {
    Complain(record.error());
    return kExitCannotOpen;
  }
  const standing::Index& index = (*record)->index();
  const standing::Board board = standing::BoardOf(index, options.moment());
  if (options.as_json) {
    std::fputs(ToJson(index, board, options).c_str(), stdout);
  } else {
    PrintTable(index, board, options, Terminal::OfStandardOutput());
  }
  return kExitDone;
}

}  // namespace dateline::cli
