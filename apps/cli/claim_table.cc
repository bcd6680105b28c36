#include "claim_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

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

struct Column {
  const char* title;
  std::size_t width;
};

// The width left after the other columns goes to who and where, where the long names are.
std::array<Column, 5> ColumnsFor(std::size_t width) {
  const std::size_t rest = width > 100 ? width - 100 : 0;
  return {{{"who says", 30 + rest / 2},
           {"what", 21},
           {"where", 20 + rest / 3},
           {"when", 12},
           {"how many", 12}}};
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

std::string InWords(const Quantity& quantity) {
  std::string out;
  if (quantity.min && quantity.max) {
    out = *quantity.min == *quantity.max ? InDigits(*quantity.min)
                                         : InDigits(*quantity.min) + "–" + InDigits(*quantity.max);
  } else if (quantity.min) {
    out = "≥ " + InDigits(*quantity.min);
  } else if (quantity.max) {
    out = "≤ " + InDigits(*quantity.max);
  }
  if (!quantity.unit.empty()) out += " " + quantity.unit;
  return out;
}

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
  if (source.kind != SourceKind::kOutlet || !about.empty()) {
    about += (about.empty() ? "" : ", ") + std::string(text::NameOf(source.kind));
  }
  return about.empty() ? source.name : source.name + " (" + about + ")";
}

std::string ClaimTable(const Reading& reading, const std::string& shown_as,
                       const Terminal& terminal) {
  const DocumentInfo& info = reading.document;
  std::string out =
      terminal.Styled(Harmless(info.title.empty() ? shown_as : info.title), Style::kBold) + "\n";
  out += Harmless(info.publisher.empty() ? "publisher unknown" : info.publisher);
  out += info.published.value ? " · " + info.published.value->ToString() + " (" +
                                    std::string(text::NameOf(info.published.basis)) + ")"
                              : std::string(" · date unknown");
  out += " · " + std::to_string(reading.claims.size()) +
         (reading.claims.size() == 1 ? " claim" : " claims") + " · " + info.id.substr(0, 19) + "\n";
  if (reading.claims.empty()) return out;

  const auto columns = ColumnsFor(terminal.width);
  std::string head = "  ";
  for (const Column& column : columns) head += Padded(column.title, column.width) + " ";
  while (!head.empty() && head.back() == ' ') head.pop_back();
  out += "\n" + terminal.Styled(head, Style::kDim) + "\n";
  for (const Claim& claim : reading.claims) {
    std::string what = claim.type;
    if (claim.realis != Realis::kAsserted)
      what += " (" + std::string(text::NameOf(claim.realis)) + ")";
    const std::array<std::string, 5> cells = {Harmless(VoiceInWords(claim.source, info.publisher)),
                                              what, Harmless(Where(reading, claim)), When(claim),
                                              claim.quantity ? InWords(*claim.quantity) : ""};
    std::string row = "  ";
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string cell = Padded(Shortened(cells[i], columns[i].width), columns[i].width);
      row += (i == 0   ? terminal.Styled(cell, Style::kBold)
              : i == 1 ? terminal.Styled(cell, claim.realis == Realis::kAsserted ? Style::kCyan
                                                                                 : Style::kYellow)
                       : cell) +
             " ";
    }
    while (!row.empty() && row.back() == ' ') row.pop_back();
    const std::string sentence =
        Wrapped(SentenceWithTrigger(reading, claim, terminal), terminal.width - 6, 4);
    out += row + "\n    " + terminal.Styled(Coloured(sentence), Style::kDim) + "\n";
  }
  return out;
}

}  // namespace dateline::cli
