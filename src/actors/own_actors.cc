// One pass: the first line names the columns, each other line is a row; a row is filled cell by
// cell, then judged as a whole.
#include "actors/own_actors.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "actors/lexicon.h"
#include "actors/standing.h"
#include "io/sha256.h"
#include "io/table.h"
#include "text/enum_names.h"
#include "unicode/utf8.h"

namespace dateline::actors {
namespace {

constexpr std::size_t kMostBytes = 72;        // of a name: longer ones are not looked up
constexpr std::size_t kMostRowsOfAName = 32;  // all of them are looked at for each mention
constexpr std::size_t kShownBytes = 40;       // of a cell in a message

// What is wrong with a row; empty when nothing is.
using Fault = std::string;

// The cell in quotation marks, cut at a character when it is long.
std::string Quoted(std::string_view cell) {
  std::size_t size = std::min(cell.size(), kShownBytes);
  while (size > 0 && !unicode::IsBoundary(cell, size)) --size;
  return "\"" + std::string(cell.substr(0, size)) + (size < cell.size() ? "…\"" : "\"");
}

std::string LowerOf(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::optional<HeadClass> ClassNamed(std::string_view name) {
  if (name == "force") return HeadClass::kMilitary;
  if (name == "government") return HeadClass::kGovernment;
  if (name == "group") return HeadClass::kGroup;
  if (name == "organisation") return HeadClass::kOrganisation;
  if (name == "outlet") return HeadClass::kOutlet;
  if (name == "person") return HeadClass::kOfficial;
  return std::nullopt;
}

// May a name be looked for in running text? A word in small letters would be found everywhere.
Fault FaultOfName(std::string_view name) {
  if (name.size() > kMostBytes) {
    return "the name " + Quoted(name) + " has " + std::to_string(name.size()) +
           " bytes, expected at most " + std::to_string(kMostBytes);
  }
  const bool is_proper = std::any_of(name.begin(), name.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
  });
  if (is_proper && name.size() > 1) return "";
  return "found the name " + Quoted(name) +
         ", expected a proper name of two letters or more with a capital";
}

std::string WithoutArticle(std::string_view name) {
  constexpr std::size_t kArticle = 4;
  const bool has_article = name.substr(0, kArticle) == "The " || name.substr(0, kArticle) == "the ";
  return std::string(has_article && name.size() > kArticle ? name.substr(kArticle) : name);
}

// What the tables in the box know that rows are judged by.
class Judge {
 public:
  explicit Judge(std::shared_ptr<const Lexicon> lexicon) : lexicon_(std::move(lexicon)) {
    for (const auto& [code, adjective] : lexicon_->adjectives) codes_.insert(code);
  }

  // The row as a whole.
  Fault FaultOf(const OwnActor& actor) const {
    if (actor.name.empty()) return "the row has no name";
    if (const Fault fault = FaultOfSide(actor); !fault.empty()) return fault;
    const bool has_side = !actor.side.empty() || !actor.actor.empty();
    if (actor.head_class == HeadClass::kOutlet && has_side)
      return "found a side for an outlet, expected none: who owns a medium is not whom it speaks "
             "for";
    if (!actor.is_person) {
      if (actor.office.empty()) return "";
      return "found the office " + Quoted(actor.office) + " of what is no person";
    }
    if (!has_side) return "";
    if (actor.office.empty())
      return "found a side for a person without an office; no private person gets a side, so name "
             "the public office, or leave the side out";
    if (!IsPublic(actor.office))
      return "found the office " + Quoted(actor.office) +
             ", expected one that acts for a state or movement, such as \"mayor of Kupiansk\"; no "
             "private person gets a side";
    const bool speaks_for_nobody = actor.kind == SourceKind::kWitness ||
                                   actor.kind == SourceKind::kJournalist ||
                                   actor.kind == SourceKind::kOutlet;
    if (speaks_for_nobody) return "found a side for a witness, journalist or outlet, expected none";
    return "";
  }

 private:
  Fault FaultOfSide(const OwnActor& actor) const {
    const std::string_view side = actor.side;
    if (side.size() > kShownBytes)
      return "the side " + Quoted(side) + " is longer than a short name";
    const bool is_code = side.size() == 2 && std::all_of(side.begin(), side.end(), [](char c) {
                           return c >= 'A' && c <= 'Z';
                         });
    if (is_code && !codes_.contains(side))
      return "found the side " + Quoted(side) +
             ", expected a country by ISO 3166-1 or the short name of a group";
    return "";
  }

  // Does the office name a part of a state or movement, or what acts for one?
  bool IsPublic(std::string_view office) const {
    const std::string lower = LowerOf(office);
    for (const std::string_view word : io::SplitCells(lower, ' ')) {
      const auto found = lexicon_->FindHead(word);
      if (found.head == nullptr) continue;
      switch (found.head->head_class) {
        case HeadClass::kMilitary:
        case HeadClass::kOfficer:
        case HeadClass::kPolice:
        case HeadClass::kGovernment:
        case HeadClass::kOfficial:
        case HeadClass::kSpokesperson:
        case HeadClass::kAnonymous:
        case HeadClass::kGroup:
          return true;
        case HeadClass::kWitness:
        case HeadClass::kJournalist:
        case HeadClass::kOutlet:
        case HeadClass::kOrganisation:
        case HeadClass::kExpert:
        case HeadClass::kClergy:
          break;
      }
    }
    return false;
  }

  std::shared_ptr<const Lexicon> lexicon_;
  std::unordered_set<std::string_view> codes_;
};

struct RawRow {
  OwnActor actor;
  std::string_view from, to;
  bool has_class = false, has_kind = false;
};

// One cell. A column that is unknown is no fault.
Fault SetField(std::string_view field, std::string_view value, RawRow& row) {
  OwnActor& actor = row.actor;
  if (value.empty() || value == "-") return "";
  if (field == "name") {
    actor.name = WithoutArticle(value);
    return FaultOfName(actor.name);
  }
  if (field == "aliases") {
    for (const std::string_view alias : io::SplitCells(value, ';')) {
      if (alias.empty()) continue;
      actor.aliases.push_back(WithoutArticle(alias));
      if (Fault fault = FaultOfName(actor.aliases.back()); !fault.empty()) return fault;
    }
  } else if (field == "class") {
    const auto head_class = ClassNamed(value);
    if (!head_class)
      return "found the class " + Quoted(value) +
             ", expected force, government, group, organisation, outlet or person";
    actor.head_class = *head_class;
    actor.is_person = head_class == HeadClass::kOfficial;
    row.has_class = true;
  } else if (field == "kind") {
    const auto kind = text::FromName<SourceKind>(value);
    if (!kind)
      return "found the kind " + Quoted(value) +
             ", expected a kind of source such as official or organisation";
    actor.kind = *kind;
    row.has_kind = true;
  } else if (field == "side") {
    actor.side = value;
  } else if (field == "actor") {
    actor.actor = value;
  } else if (field == "office") {
    actor.office = value;
  } else if (field == "from") {
    row.from = value;
  } else if (field == "to") {
    row.to = value;
  }
  return "";
}

class Collector {
 public:
  Collector(const Judge& judge, const std::string& file, OwnActors& out)
      : judge_(judge), file_(file), out_(out) {}

  void Take(std::size_t number, RawRow row, Fault fault) {
    if (fault.empty() && !row.has_class)
      fault =
          "the row has no class, expected force, government, group, organisation, outlet or "
          "person";
    OwnActor& actor = row.actor;
    if (fault.empty()) {
      const auto valid = ParseValidity(row.from, row.to);
      if (valid.ok()) actor.valid = *valid;
      if (!valid.ok()) fault = valid.error().message;
    }
    if (!row.has_kind) actor.kind = KindOf(actor.head_class);
    if (fault.empty()) fault = judge_.FaultOf(actor);
    if (fault.empty()) fault = FaultOfRepeat(number, actor);
    if (!fault.empty()) {
      out_.faults.push_back(
          {ErrorCode::kInvalidInput, std::move(fault), file_ + ", row " + std::to_string(number)});
      return;
    }
    if (actor.actor.empty()) actor.actor = ActorOf(actor.side, actor.head_class);
    out_.actors.push_back(std::move(actor));
  }

 private:
  struct Taken {
    std::size_t row = 0;
    DayInterval valid;
  };

  // Two rows may share a name only at different times.
  Fault FaultOfRepeat(std::size_t number, const OwnActor& actor) {
    for (const Taken& other : taken_[actor.name]) {
      if (Overlap(other.valid, actor.valid))
        return "found the name " + Quoted(actor.name) + " of row " + std::to_string(other.row) +
               " again for days that both rows cover; part them by from and to";
    }
    std::vector<Taken>& all = taken_[actor.name];
    if (all.size() == kMostRowsOfAName)
      return "found the name " + Quoted(actor.name) + " in more than " +
             std::to_string(kMostRowsOfAName) + " rows";
    all.push_back({number, actor.valid});
    return "";
  }

  const Judge& judge_;
  const std::string& file_;
  OwnActors& out_;
  std::unordered_map<std::string, std::vector<Taken>> taken_;
};

bool Has(const std::vector<std::string_view>& columns, std::string_view name) {
  return std::find(columns.begin(), columns.end(), name) != columns.end();
}

}  // namespace

Result<OwnActors> ParseOwnActors(std::string_view text, const std::string& file) {
  constexpr std::size_t kHexDigits = 12;
  DL_ASSIGN_OR_RETURN(auto lexicon, Lexicon::Load());
  const Judge judge(std::move(lexicon));
  OwnActors out;
  out.version = "own-actors " + io::Sha256Hex(text).substr(0, kHexDigits);
  Collector collector(judge, file, out);
  std::vector<std::string_view> columns;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (io::Trimmed(line).empty() || line.front() == '#') continue;
    const auto cells = io::SplitCells(line, '\t');
    if (columns.empty()) {
      columns = cells;
      if (Has(columns, "name") && Has(columns, "class")) continue;
      break;
    }
    RawRow row;
    Fault fault;
    if (cells.size() != columns.size()) {
      fault = "found " + std::to_string(cells.size()) + " columns, expected " +
              std::to_string(columns.size());
    } else if (!unicode::IsValidUtf8(line)) {
      fault = "the row is no UTF-8";
    }
    for (std::size_t c = 0; c < cells.size() && fault.empty(); ++c) {
      fault = SetField(columns[c], cells[c], row);
    }
    collector.Take(number, std::move(row), std::move(fault));
  }
  if (!Has(columns, "name") || !Has(columns, "class")) {
    return Error{ErrorCode::kInvalidInput,
                 "found no columns \"name\" and \"class\" in the first line, expected the names of "
                 "the columns, parted by tabs",
                 file};
  }
  return out;
}

}  // namespace dateline::actors
