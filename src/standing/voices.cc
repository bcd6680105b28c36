#include "standing/voices.h"

#include <algorithm>

#include "io/table.h"
#include "standing/table_error.h"
#include "unicode/fold.h"

namespace dateline::standing {
namespace {

constexpr std::size_t kCreditBytes = 300;
constexpr std::size_t kLongestName = 60;

bool IsCapital(std::string_view word) {
  // A letter beyond ASCII at the beginning of a name is a capital as good as always.
  return !word.empty() &&
         ((word[0] >= 'A' && word[0] <= 'Z') || static_cast<unsigned char>(word[0]) >= 0x80);
}

// "official of the administration" -> "official".
std::string_view HeadOf(std::string_view name) {
  for (const std::string_view join : {" of ", " for ", " in ", " at ", ","}) {
    if (const std::size_t at = name.find(join); at != std::string_view::npos && at > 0)
      name = name.substr(0, at);
  }
  return name;
}

std::string_view LastWord(std::string_view name) {
  const std::size_t space = name.rfind(' ');
  return space == std::string_view::npos ? name : name.substr(space + 1);
}

// Capitalised words up to the first that is not, as the name of an outlet.
std::string NameAt(std::string_view text) {
  std::string out;
  while (!text.empty() && out.size() < kLongestName) {
    const std::size_t end = std::min(text.find_first_of(" .,;:)\n"), text.size());
    const std::string_view word = text.substr(0, end);
    if (!IsCapital(word) && word != "the") break;
    if (word != "the") out += (out.empty() ? "" : " ") + std::string(word);
    if (end == text.size() || text[end] != ' ') break;
    text.remove_prefix(end + 1);
  }
  return out;
}

// "KYIV (Example Wire) — ..." and "KYIV, Sept 9 (Example Wire) - ...".
std::string DatelineCredit(std::string_view head) {
  const std::size_t line = head.find('\n');
  for (std::size_t open = head.find('('); open != std::string_view::npos && open < line;
       open = head.find('(', open + 1)) {
    const std::size_t close = head.find(')', open);
    if (close == std::string_view::npos) break;
    const std::string_view after = head.substr(close + 1);
    const bool is_dateline = after.starts_with(" - ") || after.starts_with(" – ") ||
                             after.starts_with(" — ") || after.starts_with(" -- ");
    const std::string_view inside = head.substr(open + 1, close - open - 1);
    if (is_dateline && NameAt(inside) == inside) return std::string(inside);
  }
  return "";
}

// People without names are told apart by their side, and witnesses from all others.
std::string NamelessKey(const record::ClaimRecord& claim) {
  return "nameless:" + claim.source_side + (claim.source_kind == "witness" ? ":witness" : "");
}

}  // namespace

Result<Voices> Voices::Parse(std::string_view table, std::string_view name) {
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(table, 3, name));
  Voices voices;
  for (const io::TableRow& row : rows) {
    if (row[0] == "person") {
      voices.people_.emplace(row[1]);
    } else if (row[0] == "body") {
      voices.bodies_.emplace(row[1]);
    } else if (row[0] == "credit") {
      voices.credits_.emplace_back(row[1]);
    } else {
      return WrongCell(row, 0, "person, body or credit", name);
    }
  }
  return voices;
}

bool Voices::IsNameless(const record::ClaimRecord& claim) const {
  if (claim.source_kind == "anonymous") return true;
  const std::string_view head = HeadOf(claim.source_name);
  const std::string_view last = LastWord(head);
  const std::string folded = unicode::FoldName(last);
  if (bodies_.count(folded) > 0) return head.find(' ') == std::string_view::npos;  // "the service"
  if (people_.count(folded) > 0) return true;
  return !IsCapital(last);
}

// Of a body the last two words of its head with its side; of a person the last name.
std::string Voices::KeyOfName(std::string_view name, std::string_view side) const {
  const std::string folded = unicode::FoldName(HeadOf(name));
  std::string_view key = LastWord(folded);
  if (bodies_.count(key) > 0 && key.size() < folded.size()) {
    const std::string_view before =
        std::string_view(folded).substr(0, folded.size() - key.size() - 1);
    key = std::string_view(folded).substr(before.size() - LastWord(before).size());
  }
  return "named:" + std::string(side) + ":" + std::string(key);
}

Voice Voices::Of(const record::ClaimRecord& claim, std::string_view carrier,
                 const std::set<std::string, std::less<>>& outlets) const {
  if (claim.source_name.empty()) {
    const bool is_narrator = claim.source_kind == "outlet" || claim.source_kind.empty();
    if (is_narrator) return {Voice::Kind::kNarrator, "outlet:" + std::string(carrier)};
    return {Voice::Kind::kNameless, NamelessKey(claim)};
  }
  std::string folded = unicode::FoldName(claim.source_name);
  if (claim.source_kind == "outlet" || outlets.count(folded) > 0)
    return {Voice::Kind::kOutlet, "outlet:" + folded};
  if (IsNameless(claim)) return {Voice::Kind::kNameless, NamelessKey(claim)};
  return {Voice::Kind::kNamed, KeyOfName(claim.source_name, claim.source_side)};
}

std::string Voices::CreditOf(std::string_view text) const {
  const std::string_view head = text.substr(0, kCreditBytes);
  if (std::string credit = DatelineCredit(head); !credit.empty()) return credit;
  const std::string_view tail = text.substr(text.size() - std::min(text.size(), kCreditBytes));
  for (const std::string_view part : {head, tail}) {
    for (const std::string& credit : credits_) {
      const std::size_t at = part.find(credit);
      if (at == std::string_view::npos) continue;
      const std::size_t name = at + credit.size() + 1;
      if (name >= part.size()) continue;
      if (std::string agency = NameAt(part.substr(name)); !agency.empty()) return agency;
    }
  }
  return "";
}

}  // namespace dateline::standing
