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

constexpr std::size_t kColumns = 5;
using Cells = std::array<std::string, kColumns>;
using Widths = std::array<std::size_t, kColumns>;
constexpr std::array<std::string_view, kColumns> kTitles = {"who says", "what", "where", "when",
                                                            "how many"};
// No column becomes narrower: a day and the longest type stay whole.
constexpr Widths kLeast = {16, 22, 12, 12, 8};
constexpr std::size_t kIndent = 2;
constexpr std::size_t kGap = 2;  // between columns

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
  while (total() > terminal_width) {
    std::size_t widest = kColumns;
    for (std::size_t i = 0; i < kColumns; ++i) {
      const bool may_shrink = widths[i] > kLeast[i];
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

// The first day, and how the interval goes on: the column is narrow.
std::string When(const Claim& claim) {
  if (!claim.time) return "";
  const DayInterval& interval = claim.time->interval;
  if (!interval.begin)
    return interval.end ? "to " + interval.end->Plus(-1).ToString().substr(5) : "";
  const std::string first = interval.begin->ToString();
  if (!interval.end) return first + "…";
  const int days = interval.end->Since(*interval.begin);
  return days <= 1 ? first : first + "+" + std::to_string(days - 1);
}

std::string SentenceWithTrigger(const Reading& reading, const Claim& claim,
                                const Terminal& terminal) {
  const ByteSpan sentence = reading.sentences[claim.sentence].span;
  const std::string_view text = sentence.In(reading.text);
  if (!terminal.has_colour || !sentence.Contains(claim.trigger)) return Harmless(text);
  const std::size_t begin = claim.trigger.begin().value() - sentence.begin().value();
  // Wrapping counts columns, so the colour goes in afterwards: the marks stand for its begin and
  // end.
  return Harmless(text.substr(0, begin)) + "\x01" + Harmless(claim.trigger.In(reading.text)) +
         "\x02" + Harmless(text.substr(begin + claim.trigger.size_bytes()));
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

std::string InWords(const Reading& reading, const Location& location) {
  std::string names;
  for (const PlaceIndex place : location.places) {
    if (!names.empty()) names += " and ";
    names += reading.places[place].name;
  }
  if (names.empty()) names = std::string(location.span.In(reading.text));
  const std::string bearing = location.bearing ? std::string(text::NameOf(*location.bearing)) : "";
  switch (location.relation) {
    case SpatialRelation::kAt:
    case SpatialRelation::kIn:
      return bearing.empty() ? names : bearing + " " + names;
    case SpatialRelation::kOutskirts:
      return "outskirts" + (bearing.empty() ? "" : " " + bearing) + " of " + names;
    case SpatialRelation::kSide:
    case SpatialRelation::kOffset: {
      const std::string distance =
          location.distance_min_km ? InDigits(*location.distance_min_km) + " km " : std::string();
      return distance + (bearing.empty() ? "off" : bearing + " of") + " " + names;
    }
    case SpatialRelation::kNear:
    case SpatialRelation::kToward:
    case SpatialRelation::kFrom:
    case SpatialRelation::kAlong:
    case SpatialRelation::kAcross:
    case SpatialRelation::kBetween:
      break;
  }
  return std::string(text::NameOf(location.relation)) + " " + names;
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
  out += info.published.value ? " · " + info.published.value->ToString() + " (" +
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
                       const standing::Words& words, const Terminal& terminal) {
  std::string out = DocumentLines(reading, shown_as, terminal);
  if (reading.claims.empty()) return out;
  std::vector<Cells> rows;
  for (const Claim& claim : reading.claims) {
    std::string what = claim.type;
    if (claim.realis != Realis::kAsserted)
      what += " (" + std::string(text::NameOf(claim.realis)) + ")";
    rows.push_back({Harmless(VoiceInWords(claim.source, reading.document.publisher)), what,
                    Harmless(Where(reading, claim)), When(claim),
                    claim.quantity ? words.InWords(*claim.quantity) : ""});
  }
  const Widths widths = WidthsFor(rows, terminal.width);
  Cells head;
  std::copy(kTitles.begin(), kTitles.end(), head.begin());
  out += "\n" + Row(head, widths, {Style::kDim, Style::kDim}, terminal) + "\n";
  std::size_t number = 0;
  for (const Claim& claim : reading.claims) {
    const Style what_style = claim.realis == Realis::kAsserted ? Style::kCyan : Style::kYellow;
    const std::string sentence =
        Wrapped(SentenceWithTrigger(reading, claim, terminal), terminal.width - 6, 4);
    out += Row(rows[number++], widths, {Style::kBold, what_style}, terminal) + "\n    " +
           terminal.Styled(Coloured(sentence), Style::kDim) + "\n";
  }
  return out;
}

}  // namespace dateline::cli
