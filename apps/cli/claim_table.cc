#include "claim_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string_view>
#include <vector>

#include "text/enum_names.h"

namespace dateline::cli {
namespace {

std::string InDigits(double number) {
  char buffer[40];
  if (std::abs(number) < 1e15 && number == std::floor(number)) {
    std::snprintf(buffer, sizeof buffer, "%.0f", number);
  } else {
    std::snprintf(buffer, sizeof buffer, "%.2f", number);
  }
  return buffer;
}

constexpr std::size_t kColumns = 6;
using Cells = std::array<std::string, kColumns>;
using Widths = std::array<std::size_t, kColumns>;
constexpr std::array<std::string_view, kColumns> kTitles = {"who says", "what",     "where",
                                                            "when",     "how many", "sure"};
// No column becomes narrower: a day and the longest type stay whole, also with 80 columns.
constexpr Widths kLeast = {14, 15, 12, 10, 11, 4};
constexpr std::size_t kIndent = 2;
constexpr std::size_t kGap = 2;  // between columns

// As wide as the longest word of each column, so that none is cut; kLeast where that is too much.
Widths LeastFor(const std::vector<Cells>& rows, std::size_t terminal_width) {
  Widths least = kLeast;
  std::size_t total = kIndent + kGap * (kColumns - 1);
  for (std::size_t i = 0; i < kColumns; ++i) {
    for (const Cells& row : rows) {
      for (std::string_view rest = row[i]; !rest.empty();) {
        const std::size_t end = std::min(rest.find_first_of(" -"), rest.size());
        least[i] = std::max(least[i], DisplayWidth(rest.substr(0, std::min(end + 1, rest.size()))) -
                                          (end < rest.size() && rest[end] == ' ' ? 1 : 0));
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
    total += least[i];
  }
  return total <= terminal_width ? least : kLeast;
}

// As wide as the cells need; where that is too much, the widest gives way.
Widths WidthsFor(const std::vector<Cells>& rows, std::size_t terminal_width) {
  Widths widths{};
  for (std::size_t i = 0; i < kColumns; ++i) {
    widths[i] = DisplayWidth(kTitles[i]);
    for (const Cells& row : rows) widths[i] = std::max(widths[i], DisplayWidth(row[i]));
  }
  const auto total = [&] {
    std::size_t sum = kIndent + kGap * (kColumns - 1);
    for (const std::size_t width : widths) sum += width;
    return sum;
  };
  const Widths least = LeastFor(rows, terminal_width);
  while (total() > terminal_width) {
    std::size_t widest = kColumns;
    for (std::size_t i = 0; i < kColumns; ++i) {
      const bool may_shrink = widths[i] > least[i];
      if (may_shrink && (widest == kColumns || widths[i] > widths[widest])) widest = i;
    }
    if (widest == kColumns) break;
    --widths[widest];
  }
  return widths;
}

std::string Where(const Reading& reading, const Claim& claim) {
  std::string out;
  for (const LocationIndex location : claim.locations) {
    if (!out.empty()) out += "; ";
    out += InWords(reading, reading.locations[location]);
  }
  return out;
}

// "5 Sep", "5 Sep 2022".
std::string DayInWords(Day day, bool has_year) {
  static constexpr std::array<std::string_view, 12> kMonths = {
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::chrono::year_month_day civil = day.civil();
  std::string out = std::to_string(static_cast<unsigned>(civil.day())) + " " +
                    std::string(kMonths[static_cast<unsigned>(civil.month()) - 1]);
  if (has_year) out += " " + std::to_string(static_cast<int>(civil.year()));
  return out;
}

// "5 Sep 2022", "5–9 Sep 2022", "30 Aug – 2 Sep 2022", "since 5 Sep 2022".
std::string When(const Claim& claim) {
  if (!claim.time) return "";
  const DayInterval& interval = claim.time->interval;
  if (!interval.begin)
    return interval.end ? "until " + DayInWords(interval.end->Plus(-1), true) : "";
  const Day first = *interval.begin;
  if (!interval.end) return "since " + DayInWords(first, true);
  const Day last = interval.end->Plus(-1);
  if (last <= first) return DayInWords(first, true);
  const bool same_year = first.civil().year() == last.civil().year();
  if (same_year && first.civil().month() == last.civil().month())
    return std::to_string(static_cast<unsigned>(first.civil().day())) + "–" +
           DayInWords(last, true);
  return DayInWords(first, !same_year) + " – " + DayInWords(last, true);
}

// "shelling by Russian forces", "advance by Ukrainian troops, denied", "people killed".
std::string What(const Reading& reading, const Claim& claim, const standing::Words& words,
                 const TypeWords& types) {
  std::string out = types.OfType(claim.type);
  const std::string harm = words.HarmIn(claim.trigger.In(reading.text));
  if (claim.type == "casualty" && !harm.empty()) out = "people " + harm;
  const auto agent = std::find_if(claim.roles.begin(), claim.roles.end(),
                                  [](const Role& role) { return role.role == RoleKind::kAgent; });
  if (agent != claim.roles.end()) out += " by " + agent->name;
  if (claim.realis != Realis::kAsserted) out += ", " + types.OfRealis(claim.realis);
  return out;
}

std::string HowSure(const Claim& claim) {
  return std::to_string(std::lround(claim.confidence * 100)) + " %";
}

// The sentence with its triggers between marks, which become colours after wrapping, for that
// counts columns; without colours they are brackets. Triggers are in text order.
std::string SentenceWithTriggers(const Reading& reading, SentenceIndex index,
                                 const std::vector<ByteSpan>& triggers, const Terminal& terminal) {
  const ByteSpan sentence = reading.sentences[index].span;
  std::string out;
  std::uint32_t at = sentence.begin().value();
  for (const ByteSpan trigger : triggers) {
    if (trigger.begin().value() < at || !sentence.Contains(trigger)) continue;
    out += Harmless(ByteSpan::FromSizes(at, trigger.begin().value()).In(reading.text));
    out += (terminal.has_colour ? "\x01" : "[") + Harmless(trigger.In(reading.text)) +
           (terminal.has_colour ? "\x02" : "]");
    at = trigger.end().value();
  }
  return out + Harmless(ByteSpan::FromSizes(at, sentence.end().value()).In(reading.text));
}

std::string Coloured(std::string text) {
  std::string out;
  for (const char c : text) {
    if (c == '\x01') {
      out += "\x1b[0m\x1b[4m";
    } else if (c == '\x02') {
      out += "\x1b[0m\x1b[2m";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

std::string InWords(const DayInterval& interval) {
  if (interval.begin && interval.end) {
    const Day last = interval.end->Plus(-1);
    return last <= *interval.begin ? interval.begin->ToString()
                                   : interval.begin->ToString() + " to " + last.ToString();
  }
  if (interval.begin) return "since " + interval.begin->ToString();
  if (interval.end) return "until " + interval.end->Plus(-1).ToString();
  return "";
}

namespace {

std::string_view PointOf(Bearing bearing) {
  static constexpr std::array<std::string_view, 8> kPoints = {
      "north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest"};
  return kPoints[static_cast<std::size_t>(bearing)];
}

}  // namespace

std::string WhereInWords(SpatialRelation relation, std::optional<Bearing> bearing,
                         std::optional<double> distance_km, const std::string& names) {
  std::string point;
  if (bearing) point = PointOf(*bearing);
  switch (relation) {
    case SpatialRelation::kAt:
    case SpatialRelation::kIn:
      // The name may say it already: "southern Laos".
      return point.empty() || names.starts_with(point + "ern ") ? names : point + "ern " + names;
    case SpatialRelation::kOutskirts:
      return (point.empty() ? "" : point + "ern ") + "outskirts of " + names;
    case SpatialRelation::kSide:
    case SpatialRelation::kOffset: {
      const std::string distance = distance_km ? InDigits(*distance_km) + " km " : std::string();
      return distance + (point.empty() ? "off" : point + " of") + " " + names;
    }
    case SpatialRelation::kNear:
    case SpatialRelation::kToward:
    case SpatialRelation::kFrom:
    case SpatialRelation::kAlong:
    case SpatialRelation::kAcross:
    case SpatialRelation::kBetween:
      break;
  }
  return std::string(text::NameOf(relation)) + " " + names;
}

std::string InWords(const Reading& reading, const Location& location) {
  std::string names;
  for (const PlaceIndex place : location.places) {
    if (!names.empty()) names += " and ";
    names += reading.places[place].name;
  }
  if (names.empty()) names = std::string(location.span.In(reading.text));
  return WhereInWords(location.relation, location.bearing, location.distance_min_km, names);
}

std::string VoiceInWords(const Source& source, const std::string& publisher) {
  if (source.name.empty()) return publisher.empty() ? "the report itself" : publisher;
  std::string about = source.side;
  if (source.kind == SourceKind::kAnonymous) about += about.empty() ? "unnamed" : ", unnamed";
  return about.empty() ? source.name : source.name + " (" + about + ")";
}

namespace {

std::string DocumentLines(const Reading& reading, const std::string& shown_as,
                          const Terminal& terminal) {
  const DocumentInfo& info = reading.document;
  std::string out =
      terminal.Styled(Harmless(info.title.empty() ? shown_as : info.title), Style::kBold) + "\n";
  out += Harmless(info.publisher.empty() ? "publisher unknown" : info.publisher);
  out += info.published.value ? " · " + DayInWords(*info.published.value, true) + " (" +
                                    std::string(text::NameOf(info.published.basis)) + ")"
                              : std::string(" · date unknown");
  return out + " · " + std::to_string(reading.claims.size()) +
         (reading.claims.size() == 1 ? " claim" : " claims") + " · " + info.id.substr(0, 19) + "\n";
}

// A row of as many lines as its fullest cell needs.
std::string Row(const Cells& cells, const Widths& widths, const std::array<Style, 2>& styles,
                const Terminal& terminal) {
  std::array<std::vector<std::string>, kColumns> lines;
  std::size_t height = 1;
  for (std::size_t i = 0; i < kColumns; ++i) {
    lines[i] = WrappedLines(cells[i], widths[i]);
    height = std::max(height, lines[i].size());
  }
  std::string out;
  for (std::size_t at = 0; at < height; ++at) {
    std::string line(kIndent, ' ');
    std::size_t gap = 0;  // blanks that are written only before something
    for (std::size_t i = 0; i < kColumns; ++i) {
      const std::string cell = at < lines[i].size() ? lines[i][at] : "";
      if (!cell.empty()) {
        line.append(gap, ' ');
        line += i < styles.size() ? terminal.Styled(cell, styles[i]) : cell;
        gap = 0;
      }
      gap += widths[i] - DisplayWidth(cell) + kGap;
    }
    out += (at == 0 ? "" : "\n") + line;
  }
  return out;
}

}  // namespace

std::string ClaimTable(const Reading& reading, const std::string& shown_as,
                       const standing::Words& words, const TypeWords& types,
                       const Terminal& terminal) {
  std::string out = DocumentLines(reading, shown_as, terminal);
  if (reading.claims.empty()) return out;
  std::vector<Cells> rows;
  for (const Claim& claim : reading.claims) {
    rows.push_back({Harmless(VoiceInWords(claim.source, reading.document.publisher)),
                    Harmless(What(reading, claim, words, types)), Harmless(Where(reading, claim)),
                    When(claim), claim.quantity ? words.InWords(*claim.quantity) : "",
                    HowSure(claim)});
  }
  const Widths widths = WidthsFor(rows, terminal.width);
  Cells head;
  std::copy(kTitles.begin(), kTitles.end(), head.begin());
  out += "\n" + Row(head, widths, {Style::kDim, Style::kDim}, terminal) + "\n";
  std::vector<ByteSpan> triggers;  // of the sentence so far
  for (ClaimIndex i{0}; i < reading.claims.end_index(); ++i) {
    const Claim& claim = reading.claims[i];
    const Style what_style = claim.realis == Realis::kAsserted ? Style::kCyan : Style::kYellow;
    out += Row(rows[i.value()], widths, {Style::kBold, what_style}, terminal) + "\n";
    triggers.push_back(claim.trigger);
    // Claims of one sentence stand together, and the sentence once below them.
    const ClaimIndex next = i.next();
    if (next < reading.claims.end_index() && reading.claims[next].sentence == claim.sentence)
      continue;
    const std::string sentence = Wrapped(
        SentenceWithTriggers(reading, claim.sentence, triggers, terminal), terminal.width - 6, 4);
    out += "    " + terminal.Styled(Coloured(sentence), Style::kDim) + "\n";
    triggers.clear();
  }
  return out;
}

}  // namespace dateline::cli
