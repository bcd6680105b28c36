#include "claims/quantity_numbers.h"

#include <charconv>
#include <string>

namespace dateline::claims {
namespace {

constexpr std::size_t kLongestNumber = 14;  // tokens of "nine hundred and ninety-nine thousand ..."
constexpr double kLargest = 1e15;           // beyond this digits are no count

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// "390,000", "1.5", "12": digits with commas in threes and at most one point.
std::optional<double> Digits(std::string_view token) {
  if (token.empty() || token.size() > 20 || !IsDigit(token.front()) || !IsDigit(token.back()))
    return std::nullopt;
  std::string plain;
  std::size_t since_comma = 0;
  bool has_comma = false;
  bool has_point = false;
  for (const char c : token) {
    if (IsDigit(c)) {
      plain += c;
      ++since_comma;
    } else if (c == ',' && !has_point && (has_comma ? since_comma == 3 : since_comma <= 3)) {
      has_comma = true;
      since_comma = 0;
    } else if (c == '.' && !has_point && (!has_comma || since_comma == 3)) {
      has_point = true;
      plain += c;
    } else {
      return std::nullopt;
    }
  }
  if (has_comma && !has_point && since_comma != 3) return std::nullopt;
  double value = 0;
  std::from_chars(plain.data(), plain.data() + plain.size(), value);
  return value <= kLargest ? std::optional(value) : std::nullopt;
}

// A number without bounds: [first, end) and its value.
struct Plain {
  TokenIndex end;
  TokenIndex numeral;
  double value = 0;
  double multiplier = 1;  // the last "million" of it, for "2 to 3 million"
  bool is_open = false;
  bool is_part = false;
};

class Reader {
 public:
  Reader(const QuantityTokens& tokens, TokenIndex limit) : tokens_(tokens), limit_(limit) {}

  std::optional<NumberReading> Read(TokenIndex at) const {
    NumberReading reading;
    reading.first = at;
    reading.begin = at;
    for (int chain = 0; chain < 3; ++chain) {
      const QuantityEntry* before = tokens_.Longest(QuantityClass::kBefore, reading.begin, limit_);
      if (before == nullptr) break;
      // "control over two towns" is no bound.
      const bool is_spatial = before->unit == "=" && at > TokenIndex(0) &&
                              tokens_.Is(at.previous(), QuantityClass::kSpatial);
      if (is_spatial) return std::nullopt;
      reading.begin = After(reading.begin, *before);
      SetBound(before->bound, reading);
    }
    if (!(reading.begin < limit_)) return std::nullopt;
    if (!Core(reading)) return std::nullopt;
    if (const QuantityEntry* after = tokens_.Longest(QuantityClass::kAfter, reading.end, limit_);
        after != nullptr) {
      reading.end = After(reading.end, *after);
      SetBound(after->bound, reading);
    }
    if (reading.bound == Bound::kMin) reading.max.reset();
    if (reading.bound == Bound::kMax) reading.min.reset();
    if (!reading.min && !reading.max) return std::nullopt;
    return reading;
  }

 private:
  static void SetBound(Bound bound, NumberReading& reading) {
    if (reading.bound == Bound::kMin || reading.bound == Bound::kMax) return;
    if (bound != Bound::kExact) reading.bound = bound;
    reading.has_written_bound = reading.has_written_bound || bound != Bound::kExact;
  }
  static TokenIndex After(TokenIndex at, const QuantityEntry& entry) {
    return TokenIndex::FromSize(at.value() + 1 + entry.rest.size());
  }

  // The number or range at reading.begin.
  bool Core(NumberReading& reading) const {
    TokenIndex at = reading.begin;
    const bool is_opened = tokens_.Is(at, QuantityClass::kBetween);
    if (is_opened && !(++at < limit_)) return false;
    if (tokens_.Is(at, QuantityClass::kZero) &&
        tokens_.Longest(QuantityClass::kAmount, at, limit_) == nullptr) {
      reading.is_zero_word = true;
      reading.min = reading.max = 0;
      reading.numeral = at;
      reading.end = at.next();
      return !is_opened && at == reading.first;
    }
    auto low = PlainAt(at);
    if (!low) return false;
    reading.numeral = low->numeral;
    reading.end = low->end;
    reading.min = low->value;
    reading.is_part = low->is_part;
    if (!low->is_open) reading.max = low->value;
    const TokenIndex link = low->end;
    const bool is_linked =
        link < limit_ && link.next() < limit_ && !low->is_part &&
        tokens_.Is(link, is_opened ? QuantityClass::kAnd : QuantityClass::kRange) && !IsChange(at);
    if (!is_linked) return !is_opened;
    const auto high = PlainAt(link.next());
    if (!high || high->is_part) return !is_opened;
    const bool shares = high->multiplier > low->multiplier && low->multiplier == 1 &&
                        low->value * high->multiplier < high->value;
    const double from = shares ? low->value * high->multiplier : low->value;
    if (high->value <= from) return !is_opened;
    reading.min = from;
    reading.max = high->is_open ? std::nullopt : std::optional(high->value);
    reading.numeral = high->numeral;
    reading.end = high->end;
    return true;
  }

  // "Rose from 5 to 9" is a change and no range; "From 5 to 9 people" at the begin is one.
  bool IsChange(TokenIndex at) const {
    if (!(TokenIndex(0) < at) || !tokens_.Is(at.previous(), QuantityClass::kFrom)) return false;
    return tokens_.view().sentence_of(at).first < at.previous();
  }

  std::optional<Plain> PlainAt(TokenIndex at) const {
    if (const QuantityEntry* amount = tokens_.Longest(QuantityClass::kAmount, at, limit_);
        amount != nullptr) {
      Plain plain{After(at, *amount), at, amount->value, 1, amount->is_open, false};
      plain.numeral = plain.end.previous();
      while (plain.numeral > at && tokens_.Is(plain.numeral, QuantityClass::kOf)) {
        plain.numeral = plain.numeral.previous();
        plain.end = plain.end.previous();
      }
      return plain;
    }
    auto plain = tokens_.Is(at, QuantityClass::kArticle) ? AfterArticle(at) : NumberAt(at);
    return plain;
  }

  // "a hundred", "a third of".
  std::optional<Plain> AfterArticle(TokenIndex at) const {
    const TokenIndex next = at.next();
    if (!(next < limit_)) return std::nullopt;
    if (tokens_.Is(next, QuantityClass::kMultiplier)) return NumberAt(next);
    return Part(1, next);
  }

  // `numerator` over the denominator at `at`, if "of" follows.
  std::optional<Plain> Part(double numerator, TokenIndex at) const {
    const QuantityWord* word = tokens_.At(at);
    const QuantityEntry* entry = word == nullptr ? nullptr : word->Of(QuantityClass::kFraction);
    if (entry == nullptr || numerator >= entry->value) return std::nullopt;
    if (!(at.next() < limit_) || !tokens_.Is(at.next(), QuantityClass::kOf)) return std::nullopt;
    const double percent =
        static_cast<double>(static_cast<std::int64_t>(numerator / entry->value * 1e4 + 0.5)) / 100;
    return Plain{at.next(), at, percent, 1, false, true};
  }

  std::optional<Plain> NumberAt(TokenIndex at) const {
    const std::string_view surface = tokens_.view().surface(at);
    if (!surface.empty() && IsDigit(surface.front())) {
      const auto digits = Digits(surface);
      if (!digits) return std::nullopt;
      Plain plain{at.next(), at, *digits, 1, false, false};
      Multiply(plain);
      return plain;
    }
    return InWords(at);
  }

  // "1.5 million", "2 dozen".
  void Multiply(Plain& plain) const {
    while (plain.end < limit_ && plain.value < kLargest) {
      const QuantityWord* word = tokens_.At(plain.end);
      const QuantityEntry* entry = word == nullptr ? nullptr : word->Of(QuantityClass::kMultiplier);
      if (entry == nullptr) return;
      plain.value *= entry->value;
      plain.multiplier *= entry->value;
      plain.numeral = plain.end;
      ++plain.end;
    }
  }

  // "two hundred and fifty thousand", "twenty-one", "three quarters of".
  std::optional<Plain> InWords(TokenIndex begin) const {
    if (auto half = Part(1, begin); half && half->value == 50) return half;
    double total = 0;
    double current = 0;
    bool may_take_unit = true;  // no "two three"
    bool may_take_tens = true;
    Plain plain{begin, begin, 0, 1, false, false};
    TokenIndex at = begin;
    for (std::size_t length = 0; at < limit_ && length < kLongestNumber; ++length) {
      const QuantityWord* word = tokens_.At(at);
      if (word == nullptr) break;
      if (const QuantityEntry* unit = word->Of(QuantityClass::kNumber); unit != nullptr) {
        if (!may_take_unit) break;
        current += unit->value;
        may_take_unit = may_take_tens = false;
      } else if (const QuantityEntry* tens = word->Of(QuantityClass::kTens); tens != nullptr) {
        if (!may_take_tens) break;
        current += tens->value;
        may_take_tens = false;
      } else if (const QuantityEntry* times = word->Of(QuantityClass::kMultiplier);
                 times != nullptr) {
        current = (current == 0 ? 1 : current) * times->value;
        plain.multiplier = times->value;
        if (times->value >= 1000) {
          total += current;
          current = 0;
        }
        may_take_unit = may_take_tens = true;
      } else if (Joins(at, begin)) {
        ++at;
        continue;
      } else {
        break;
      }
      plain.numeral = at;
      ++at;
      plain.end = at;
    }
    if (plain.end == begin) return std::nullopt;
    plain.value = total + current;
    if (auto part = PartAfter(plain)) return part;
    return plain;
  }

  // The hyphen of "twenty-one" and the "and" of "a hundred and five".
  bool Joins(TokenIndex at, TokenIndex begin) const {
    if (at == begin || !(at.next() < limit_)) return false;
    const QuantityWord* next = tokens_.At(at.next());
    if (next == nullptr || !(next->is(QuantityClass::kNumber) || next->is(QuantityClass::kTens)))
      return false;
    const bool is_hyphen = tokens_.view().surface(at) == "-";
    if (is_hyphen)
      return tokens_.Is(at.previous(), QuantityClass::kTens) && next->is(QuantityClass::kNumber);
    return tokens_.Is(at, QuantityClass::kAnd) &&
           tokens_.Is(at.previous(), QuantityClass::kMultiplier);
  }

  // "two-thirds of", "three quarters of".
  std::optional<Plain> PartAfter(const Plain& numerator) const {
    TokenIndex at = numerator.end;
    if (at < limit_ && tokens_.view().surface(at) == "-") ++at;
    return at < limit_ ? Part(numerator.value, at) : std::nullopt;
  }

  const QuantityTokens& tokens_;
  const TokenIndex limit_;
};

}  // namespace

QuantityTokens::QuantityTokens(const text::LanguageView& view, const QuantityWords& words)
    : view_(view) {
  found_.reserve(view.tokens.size());
  for (const Token& token : view.tokens) found_.push_back(words.Find(token.span.In(view.text)));
}

bool QuantityTokens::MayBegin(TokenIndex token) const {
  if (IsDigit(view_.text[view_.tokens[token].span.begin().value()])) return true;
  return At(token) != nullptr;
}

bool QuantityTokens::Matches(const QuantityEntry& entry, TokenIndex at, TokenIndex limit) const {
  if (limit.value() - at.value() < entry.rest.size() + 1) return false;
  for (const std::string& expected : entry.rest) {
    ++at;
    const std::string_view surface = view_.surface(at);
    if (surface.size() != expected.size()) return false;
    for (std::size_t i = 0; i < surface.size(); ++i) {
      const char c = surface[i];
      if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c) != expected[i]) return false;
    }
  }
  return true;
}

const QuantityEntry* QuantityTokens::Longest(QuantityClass kind, TokenIndex at,
                                             TokenIndex limit) const {
  if (!(at < limit)) return nullptr;
  const QuantityWord* word = At(at);
  if (word == nullptr) return nullptr;
  for (const QuantityEntry& entry : word->entries) {
    if (entry.kind == kind && Matches(entry, at, limit)) return &entry;
  }
  return nullptr;
}

std::optional<NumberReading> ReadNumber(const QuantityTokens& tokens, TokenIndex at,
                                        TokenIndex limit) {
  return Reader(tokens, limit).Read(at);
}

}  // namespace dateline::claims
