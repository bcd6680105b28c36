#include "structure/boundary.h"

#include <bit>
#include <charconv>

#include "io/table.h"
#include "unicode/utf8.h"

namespace dateline::structure {
namespace {

bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }
bool IsAsciiUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsAsciiLower(char c) { return c >= 'a' && c <= 'z'; }

Shape ShapeOfMark(std::string_view token) {
  switch (token.front()) {
    case '.':
      return token.size() == 1 ? Shape::kPeriod : Shape::kEllipsis;
    case '!':
    case '?':
      return Shape::kMark;
    case ',':
    case ';':
      return Shape::kComma;
    case ':':
      return token.size() == 1 ? Shape::kColon : Shape::kOther;
    case '-':
    case '_':
    case '=':
    case '*':
      return Shape::kDash;
    case '(':
    case '[':
    case '<':
    case '`':
      return Shape::kOpener;
    case ')':
    case ']':
    case '>':
      return Shape::kCloser;
    case '"':
    case '\'':
      return Shape::kQuote;
    case '@':
    case '#':
      return token.size() > 1 ? Shape::kAddress : Shape::kOther;
    default:
      return Shape::kOther;
  }
}

Shape ShapeOfForeign(std::string_view token) {
  const char32_t c = unicode::DecodeAt(token, 0).value;
  switch (c) {
    case 0x2026:
      return Shape::kEllipsis;
    case 0x2013:
    case 0x2014:
    case 0x2022:
      return Shape::kDash;
    case 0x201C:
    case 0x2018:
    case 0xAB:
      return Shape::kOpener;
    case 0x201D:
    case 0x2019:
    case 0xBB:
      return Shape::kQuote;
    default:
      if (!unicode::IsLetter(c)) return Shape::kOther;
      return unicode::IsUpper(c) ? Shape::kCapital : Shape::kLower;
  }
}

std::uint64_t Mix(std::uint64_t hash, char c) {
  return (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
}

}  // namespace

Shape ShapeOf(std::string_view token) {
  const char first = token.front();
  if (static_cast<unsigned char>(first) >= 0x80) return ShapeOfForeign(token);
  std::size_t digits = 0;
  std::size_t upper = 0;
  std::size_t marks = 0;
  bool is_address = false;
  for (const char c : token.substr(0, 64)) {
    digits += IsAsciiDigit(c) ? 1 : 0;
    upper += IsAsciiUpper(c) ? 1 : 0;
    marks += c == ':' || c == '/' ? 1 : 0;
    is_address = is_address || c == '@' || c == '/' || c == '.';
  }
  if (IsAsciiDigit(first)) return marks > 0 ? Shape::kClock : Shape::kNumber;
  if (!IsAsciiUpper(first) && !IsAsciiLower(first)) return ShapeOfMark(token);
  if (token.back() == '.') return Shape::kPeriodWord;
  if (is_address && token.size() > 3) return Shape::kAddress;
  if (upper == 0) return Shape::kLower;
  if (token.size() == 1) return Shape::kLetter;
  return upper + digits == token.size() ? Shape::kCapitals
         : IsAsciiUpper(first)          ? Shape::kCapital
                                        : Shape::kLower;
}

BoundaryContext::BoundaryContext(std::string_view text, const std::vector<ByteSpan>& tokens)
    : text_(text), tokens_(tokens) {
  shapes_.reserve(tokens.size());
  for (const ByteSpan token : tokens) shapes_.push_back(ShapeOf(token.In(text)));
}

bool BoundaryContext::IsCandidate(std::size_t at) const {
  const Shape left = shapes_[at];
  const Shape right = shapes_[at + 1];
  const bool is_plain_left = left == Shape::kLower || left == Shape::kCapital ||
                             left == Shape::kNumber || left == Shape::kLetter ||
                             left == Shape::kCapitals;
  if (!has_space_after(at)) {
    const bool is_final =
        left == Shape::kPeriod || left == Shape::kMark || left == Shape::kEllipsis;
    return is_final && (right == Shape::kLower || right == Shape::kCapital);
  }
  return !is_plain_left || right != Shape::kLower;
}

std::size_t BoundaryContext::Append(std::size_t at, char* out, std::size_t size) const {
  if (at >= tokens_.size()) return 0;
  const std::string_view token = tokens_[at].In(text_).substr(0, size);
  for (std::size_t i = 0; i < token.size(); ++i) {
    const char c = token[i];
    out[i] = IsAsciiUpper(c) ? static_cast<char>(c + 32) : IsAsciiDigit(c) ? '0' : c;
  }
  return token.size();
}

std::uint64_t BoundaryJudge::KeyOf(const BoundaryFeature& feature) {
  std::uint64_t hash = Mix(0xCBF29CE484222325ULL, feature.question);
  for (const char c : feature.answer) hash = Mix(hash, c);
  hash ^= hash >> 29;
  return hash == 0 ? 1 : hash;
}

Result<BoundaryJudge> BoundaryJudge::Parse(std::string_view table, std::string_view name) {
  DL_ASSIGN_OR_RETURN(const auto rows, io::ParseTable(table, 3, name));
  BoundaryJudge judge;
  judge.slots_.resize(std::bit_ceil(rows.size() * 2 + 2));
  for (const io::TableRow& row : rows) {
    float weight = 0;
    const auto read = std::from_chars(row[2].data(), row[2].data() + row[2].size(), weight);
    if (row[0].size() != 1 || read.ec != std::errc() || read.ptr != row[2].data() + row[2].size()) {
      return Error{ErrorCode::kCorrupt,
                   "line " + std::to_string(row.line) + ": found \"" + std::string(row[0]) +
                       "\" with the weight \"" + std::string(row[2]) +
                       "\", expected one letter and a number",
                   std::string(name)};
    }
    const std::uint64_t key =
        KeyOf({row[0].front(), row[1].empty() ? std::string_view("-") : row[1]});
    std::size_t slot = key & (judge.slots_.size() - 1);
    while (judge.slots_[slot].key != 0 && judge.slots_[slot].key != key)
      slot = (slot + 1) & (judge.slots_.size() - 1);
    judge.slots_[slot] = {key, weight};
  }
  return judge;
}

float BoundaryJudge::WeightOf(std::uint64_t key) const {
  std::size_t slot = key & (slots_.size() - 1);
  while (slots_[slot].key != 0) {
    if (slots_[slot].key == key) return slots_[slot].weight;
    slot = (slot + 1) & (slots_.size() - 1);
  }
  return 0;
}

float BoundaryJudge::Score(const BoundaryContext& context, const Gap& gap) const {
  float score = 0;
  context.ForEach(gap, [&](const BoundaryFeature& feature) { score += WeightOf(KeyOf(feature)); });
  return score;
}

}  // namespace dateline::structure
