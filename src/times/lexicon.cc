#include "times/lexicon.h"

#include <charconv>
#include <utility>

#include "io/table.h"
#include "unicode/utf8.h"

namespace dateline::times {
namespace {

constexpr std::size_t kLongestWord = 40;  // bytes; no word of the tables is longer

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::size_t FilterBit(std::string_view key) {
  const auto first = static_cast<unsigned char>(key.front());
  const auto last = static_cast<unsigned char>(key.back());
  return ((first & 31U) << 9U | (last & 31U) << 4U | (key.size() & 15U)) & ((1U << 14U) - 1);
}

// A word in lower case in a fixed place, so that looking up a token allocates nothing.
class Key {
 public:
  // Empty if the word is too long for the tables.
  explicit Key(std::string_view word) {
    if (word == "–" || word == "—" || word == "‑") word = "-";
    for (std::size_t at = 0; at < word.size();) {
      const unicode::CodePoint point = unicode::DecodeAt(word, at);
      at += point.size_bytes;
      const bool is_apostrophe = point.value == U'’' || point.value == U'ʼ';
      if (!Append(is_apostrophe ? U'\'' : unicode::ToLower(point.value))) {
        size_ = 0;
        return;
      }
    }
  }
  std::string_view view() const { return {bytes_.data(), size_}; }

 private:
  bool Append(char32_t c) {
    const std::size_t bytes = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    if (size_ + bytes > kLongestWord) return false;
    if (bytes == 1) {
      bytes_[size_++] = static_cast<char>(c);
      return true;
    }
    static constexpr unsigned kLead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    bytes_[size_++] = static_cast<char>(kLead[bytes] | c >> (6 * (bytes - 1)));
    for (std::size_t left = bytes - 1; left-- > 0;) {
      bytes_[size_++] = static_cast<char>(0x80U | (c >> (6 * left) & 0x3FU));
    }
    return true;
  }

  std::array<char, kLongestWord> bytes_;
  std::size_t size_ = 0;
};

struct ClassName {
  std::string_view name;
  Meaning meaning;
};
// The class names that carry a meaning; several classes may share one so that patterns can tell
// them apart ("last" from "next") while operators do not.
constexpr ClassName kClassNames[] = {
    {"MONTH", Meaning::kMonth},
    {"WEEKDAY", Meaning::kWeekday},
    {"WEEKDAYS", Meaning::kWeekday},
    {"UNIT", Meaning::kUnit},
    {"UNITS", Meaning::kUnit},
    {"NUMBER", Meaning::kNumber},
    {"ONE", Meaning::kNumber},
    {"INT", Meaning::kNumber},
    {"VAGUE", Meaning::kVague},
    {"ORDINAL", Meaning::kOrdinal},
    {"PARTDIGIT", Meaning::kOrdinal},
    {"HALFCODE", Meaning::kOrdinal},
    {"DAY", Meaning::kDay},
    {"DAYORD", Meaning::kDay},
    {"DD", Meaning::kDay},
    {"DDT", Meaning::kDay},
    {"MM", Meaning::kMonth},
    {"YEAR", Meaning::kYear},
    {"YEAR2", Meaning::kYear},
    {"SHORTYEAR", Meaning::kYear},
    {"FYEAR", Meaning::kYear},
    {"QYEAR", Meaning::kYear},
    {"PART", Meaning::kPart},
    {"NIGHTLY", Meaning::kPart},
    {"TWILIGHT", Meaning::kPart},
    {"SEASON", Meaning::kSeason},
    {"LAST", Meaning::kRelative},
    {"PAST", Meaning::kRelative},
    {"THIS", Meaning::kRelative},
    {"NEXT", Meaning::kRelative},
    {"PREVIOUS", Meaning::kAnchored},
    {"FOLLOWING", Meaning::kAnchored},
    {"THAT", Meaning::kAnchored},
    {"DEICTIC", Meaning::kDeictic},
    {"REFERENCE", Meaning::kReference},
    {"FREQUENCY", Meaning::kFrequency},
    {"EDGE", Meaning::kEdge},
    {"EDGEPOINT", Meaning::kEdge},
    {"MOVE", Meaning::kEdge},
    {"APPROX", Meaning::kCompare},
    {"COMPARE", Meaning::kCompare},
    {"HOLIDAY", Meaning::kHoliday},
    {"ZONE", Meaning::kZone},
    {"MERIDIEM", Meaning::kMeridiem},
    {"CLOCK", Meaning::kClock},
    {"DOTCLOCK", Meaning::kClock},
    {"MILITARY", Meaning::kClock},
    {"NOON", Meaning::kClock},
    {"HOUR", Meaning::kHour},
    {"DECADE", Meaning::kDecade},
    {"EVERY", Meaning::kEvery},
    {"CENTURY", Meaning::kDecade},
    {"NUMDATE", Meaning::kFullDate},
    {"FRACTION", Meaning::kFraction},
    {"SPOKEN", Meaning::kSpoken},
    {"YEARRANGE", Meaning::kYearRange},
};

std::size_t SizeOfApostrophe(std::string_view token) {
  if (token.substr(0, 1) == "'") return 1;
  return token.substr(0, 3) == "’" ? 3 : 0;
}

// "2020/21", "1989-99", "2020-2021": first year * 10000 + last year; 0 when it is no stretch of
// years.
int YearRange(int first, std::string_view rest) {
  if (rest.size() != 2 && rest.size() != 4) return 0;
  int last = 0;
  for (const char c : rest) last = IsDigit(c) ? last * 10 + (c - '0') : -100000;
  if (rest.size() == 2) last += first / 100 * 100;
  return first >= 1000 && first < 2200 && last > first && last - first <= 100 ? first * 10000 + last
                                                                              : 0;
}

// "31/08/2022", "9/31/2022", "08.09.2022": year * 10000 + month * 100 + day. With slashes the day
// stands first in some countries and second in others; where both could be the month, the month is
// 0. With periods the day stands first. 0 when the token is no date.
int NumericDate(std::string_view token) {
  std::array<int, 3> parts{};
  std::size_t at = 0;
  char sign = 0;
  for (std::size_t part = 0; part < 3; ++part) {
    const std::size_t begin = at;
    while (at < token.size() && IsDigit(token[at]) && at - begin < 4) {
      parts[part] = parts[part] * 10 + (token[at++] - '0');
    }
    const std::size_t digits = at - begin;
    if (part < 2 ? digits < 1 || digits > 2 : digits != 4) return 0;
    if (part == 2) break;
    if (at == token.size() || (token[at] != '/' && token[at] != '.')) return 0;
    if (sign != 0 && token[at] != sign) return 0;
    sign = token[at++];
  }
  if (at != token.size()) return 0;
  int day = parts[0];
  int month = parts[1];
  if (month > 12 && sign == '/') std::swap(day, month);
  if (day < 1 || day > 31 || month < 1 || month > 12) return 0;
  const bool is_ambiguous = sign == '/' && day <= 12 && day != month;
  return parts[2] * 10000 + (is_ambiguous ? 0 : month * 100 + day);
}

}  // namespace

std::string WordKey(std::string_view word) { return std::string(Key(word).view()); }

Meaning Lexicon::MeaningOf(std::string_view class_name) {
  for (const ClassName& known : kClassNames) {
    if (known.name == class_name) return known.meaning;
  }
  return Meaning::kNone;
}

Symbol Lexicon::ClassSymbol(std::string_view name) {
  const auto found = symbols_.find(name);
  if (found != symbols_.end()) return found->second;
  const auto symbol = static_cast<Symbol>(symbol_count_++);
  symbols_.emplace(name, symbol);
  return symbol;
}

bool Lexicon::StartsAsShape(std::string_view token) {
  const std::size_t at = SizeOfApostrophe(token);
  return at < token.size() && IsDigit(token[at]);
}

std::vector<WordReading>& Lexicon::Entry(std::string_view word) {
  std::string key = WordKey(word);
  if (!key.empty()) may_hold_.set(FilterBit(key));
  return words_[std::move(key)];
}

Symbol Lexicon::LiteralSymbol(std::string_view word) {
  const std::size_t known = symbol_count_;
  const Symbol symbol = ClassSymbol("'" + WordKey(word));
  if (symbol_count_ > known)
    Entry(word).push_back({symbol, Meaning::kNone, false, false, false, 0, {}, {}});
  return symbol;
}

Status Lexicon::AddWords(std::string_view table, std::string_view name) {
  // The shapes of digits exist in every language.
  for (const char* shape :
       {"INT",           "DAY",          "DAYORD",    "DD",       "DDT",        "MM",
        "YEAR",          "YEAR2",        "CLOCK",     "DOTCLOCK", "MILITARY",   "HOUR",
        "DECADE",        "ORDINAL",      "NUMDATE",   "FRACTION", "SHORTYEAR",  "YEARRANGE",
        "ORDINALSUFFIX", "DECADESUFFIX", "PARTDIGIT", "HALFCODE", "HALFSUFFIX", "YEARPREFIX"}) {
    ClassSymbol(shape);
  }
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(table, 5, name));
  for (const io::TableRow& row : rows) {
    const auto wrong = [&](const std::string& what) {
      return Error{ErrorCode::kCorrupt, "line " + std::to_string(row.line) + ": " + what,
                   std::string(name)};
    };
    if (row[0].empty()) return wrong("found no word in the first column");
    if (row[0].size() > kLongestWord) return wrong("found a word of more than 40 bytes");
    WordReading reading;
    reading.symbol = ClassSymbol(row[1]);
    reading.meaning = MeaningOf(row[1]);
    reading.text = row[2];
    if (!row[2].empty()) {
      std::from_chars(row[2].data(), row[2].data() + row[2].size(), reading.number);
      const std::size_t star = row[2].find('*');  // "10*Y": ten years
      if (star != std::string_view::npos) {
        reading.text = row[2].substr(star + 1);
      } else if (reading.meaning == Meaning::kUnit) {
        reading.number = 1;
      }
    }
    if (!row[3].empty() && row[3] != "weak") {
      return wrong("found the guard \"" + std::string(row[3]) + "\", expected \"weak\" or \"-\"");
    }
    reading.is_weak = !row[3].empty();
    reading.is_plural = row[1] == "UNITS";
    Entry(row[0]).push_back(reading);
  }
  return Done{};
}

std::span<const WordReading> Lexicon::Words(std::string_view token) const {
  if (token.empty() || token.size() > kLongestWord) return {};
  const auto first = static_cast<unsigned char>(token.front());
  const auto last = static_cast<unsigned char>(token.back());
  if (first >= 0x80 || last >= 0x80) {
    const Key key(token);
    if (key.view().empty() || !may_hold_.test(FilterBit(key.view()))) return {};
    const auto found = words_.find(key.view());
    return found == words_.end() ? std::span<const WordReading>() : found->second;
  }
  // The filter looks at the low five bits of a letter, which are the same in both cases.
  if (!may_hold_.test(FilterBit(token))) return {};
  std::array<char, kLongestWord> key;
  for (std::size_t i = 0; i < token.size(); ++i) key[i] = Lower(token[i]);
  const auto found = words_.find(std::string_view(key.data(), token.size()));
  return found == words_.end() ? std::span<const WordReading>() : found->second;
}

bool Lexicon::Has(std::string_view token, Symbol symbol) const {
  for (const WordReading& reading : Words(token)) {
    if (reading.symbol == symbol) return true;
  }
  return false;
}

void Lexicon::AddEdged(std::string_view token, std::vector<WordReading>& scratch) const {
  const std::size_t hyphen = token.find('-');
  if (hyphen == 0 || hyphen == std::string_view::npos || hyphen + 1 == token.size()) return;
  for (const WordReading& edge : Words(token.substr(0, hyphen))) {
    if (edge.meaning != Meaning::kEdge) continue;
    const std::string_view rest = token.substr(hyphen + 1);
    const std::size_t before = scratch.size();
    if (StartsAsShape(rest)) {
      AddShapes(rest, scratch);
    } else {
      const auto words = Words(rest);
      scratch.insert(scratch.end(), words.begin(), words.end());
    }
    for (std::size_t i = before; i < scratch.size(); ++i) scratch[i].edge = edge.text;
    return;
  }
}

bool Lexicon::MayHavePrefix(std::string_view token) {
  return token.size() >= 3 && token.size() <= 8 && IsDigit(token[token.size() - 1]) &&
         IsDigit(token[token.size() - 2]) && Lower(token.front()) >= 'a' &&
         Lower(token.front()) <= 'z';
}

void Lexicon::AddPrefixed(std::string_view token, std::vector<WordReading>& scratch) const {
  std::size_t letters = 0;
  while (!IsDigit(token[letters])) ++letters;
  const std::string_view digits = token.substr(letters);
  int year = 0;
  for (const char c : digits) year = IsDigit(c) ? year * 10 + (c - '0') : -100000;
  const bool is_year = digits.size() == 2 || (digits.size() == 4 && year >= 1900 && year < 2200);
  if (year < 0 || !is_year) return;
  for (const WordReading& prefix : Words(token.substr(0, letters))) {
    if (prefix.symbol != symbols_.find("YEARPREFIX")->second) continue;
    const auto shape = symbols_.find(prefix.text);
    if (shape == symbols_.end()) continue;
    scratch.push_back({shape->second, MeaningOf(prefix.text), false, false, false, year, {}, {}});
  }
}

void Lexicon::AddShapes(std::string_view token, std::vector<WordReading>& scratch) const {
  if (token.size() > 12) return;
  const std::size_t apostrophe = SizeOfApostrophe(token);
  const bool is_short = apostrophe > 0;
  token.remove_prefix(apostrophe);
  std::size_t digits = 0;
  int number = 0;
  while (digits < token.size() && IsDigit(token[digits]) && digits < 9) {
    number = number * 10 + (token[digits++] - '0');
  }
  const auto add = [&](std::string_view name, int value) {
    scratch.push_back(
        {symbols_.find(name)->second, MeaningOf(name), false, false, false, value, {}, {}});
  };
  const std::string_view rest = token.substr(digits);
  if (is_short) {  // "'98", "'70s"
    if (digits == 2 && rest.empty()) add("SHORTYEAR", number);
    if (digits == 2 && number % 10 == 0 && Has(rest, symbols_.find("DECADESUFFIX")->second)) {
      add("DECADE", number);
    }
    return;
  }
  if (rest.empty()) {
    if (digits == 4 && number >= 1000 && number < 2200) add("YEAR", number);
    if (digits == 4 && number < 2400 && number % 100 < 60) add("MILITARY", number);
    if (digits == 2) {
      add("YEAR2", number);
      if (number >= 1 && number <= 12) add("MM", number);
      if (number >= 1 && number <= 31) add("DD", number);
    }
    if (digits <= 2 && number >= 1 && number <= 31) add("DAY", number);
    if (digits <= 2 && number <= 24) add("HOUR", number);
    if (digits == 1 && number >= 1 && number <= 4) add("PARTDIGIT", number);
    add("INT", number);
    return;
  }
  if (digits == 4 && rest.size() > 2 && (rest[0] == '/' || rest[0] == '-')) {
    const int range = YearRange(number, rest.substr(1));
    if (range > 0) return add("YEARRANGE", range);
  }
  if (token == "1/2") return add("FRACTION", 1);
  if (const int date = NumericDate(token); date > 0) return add("NUMDATE", date);
  if (rest == "T" && digits == 2 && number >= 1 && number <= 31) return add("DDT", number);
  if ((rest[0] == ':' || rest[0] == '.') && rest.size() == 3 && digits <= 2 && IsDigit(rest[1]) &&
      IsDigit(rest[2])) {
    const int minute = (rest[1] - '0') * 10 + (rest[2] - '0');
    if (number <= 24 && minute < 60) {
      add(rest[0] == ':' ? "CLOCK" : "DOTCLOCK", number * 100 + minute);
    }
    return;
  }
  if (rest[0] == ',' && rest.size() == 4 && digits <= 3) {
    int low = 0;
    for (const char c : rest.substr(1)) low = IsDigit(c) ? low * 10 + (c - '0') : -100000;
    if (low >= 0) add("INT", number * 1000 + low);
    return;
  }
  for (const WordReading& suffix : Words(rest)) {
    const Symbol symbol = suffix.symbol;
    if (symbol == symbols_.find("ORDINALSUFFIX")->second) {
      add("ORDINAL", number);
      if (number >= 1 && number <= 31 && digits <= 2) add("DAYORD", number);
    } else if (symbol == symbols_.find("HALFSUFFIX")->second && digits == 1 && number >= 1 &&
               number <= 2) {
      add("HALFCODE", number);
    } else if (symbol == symbols_.find("DECADESUFFIX")->second && number % 10 == 0 &&
               (digits == 2 || (digits == 4 && number >= 1000 && number < 2200))) {
      add("DECADE", number);
    }
  }
}

}  // namespace dateline::times
