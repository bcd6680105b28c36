// The learned judge of sentence ends: a sum of weights over what stands around a gap between two
// tokens. It corrects the rules of sentences.cc where writers leave marks out ("Best regards, Ann",
// an address after which a new line began) and where a mark ends nothing.
//
// Weights: data/structure/boundaries.en.tsv, made by training/structure. Shapes of tokens and what
// the rules say are features too, so that edited text, which follows the rules, is split as they
// say.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/byte_span.h"
#include "dateline/result.h"

namespace dateline::structure {

// One letter a token: how it is written.
enum class Shape : char {
  kNone = '_',        // before the first or after the last token of the block
  kLower = 'x',       // a word in lower case
  kCapital = 'X',     // a capital, then lower case
  kCapitals = 'C',    // all capitals
  kLetter = 'I',      // one capital letter
  kPeriodWord = 'A',  // a word with its period: an abbreviation or initial
  kNumber = 'd',
  kClock = 't',  // digits with colons or slashes
  kPeriod = '.',
  kMark = '!',  // ! ? and runs of final marks
  kEllipsis = '~',
  kComma = ',',
  kColon = ':',
  kDash = '-',
  kOpener = '(',
  kCloser = ')',
  kQuote = '"',
  kAddress = '@',  // URL, e-mail, handle, file name
  kOther = 'o',
};
Shape ShapeOf(std::string_view token);

// What the rules of sentences.cc say of a gap.
enum class RuleVerdict : std::uint8_t { kNoEnd, kEnd, kNever };

// What the judge sees of the block around the gap after token `at`.
struct Gap {
  std::size_t at = 0;
  std::size_t since_last = 0;  // tokens since the last end
  RuleVerdict rule = RuleVerdict::kNoEnd;
  bool is_quote_open = false;  // an odd number of double quotation marks so far
  std::uint32_t bracket_depth = 0;
  bool begins_lower = false;  // the block begins in lower case: informal writing
};

// A feature: which question, and what the text answers.
struct BoundaryFeature {
  char question = ' ';
  std::string_view answer;
};

class BoundaryContext {
 public:
  // All must outlive the context.
  BoundaryContext(std::string_view text, const std::vector<ByteSpan>& tokens);

  // Is the gap after token `at` worth a look? Only gaps that are get judged.
  bool IsCandidate(std::size_t at) const;
  bool has_space_after(std::size_t at) const { return tokens_[at].end() < tokens_[at + 1].begin(); }
  Shape shape(std::size_t at) const { return at < shapes_.size() ? shapes_[at] : Shape::kNone; }
  // Calls take(BoundaryFeature) for each feature of the gap; answers live until it returns.
  template <typename Take>
  void ForEach(const Gap& gap, const Take& take) const;

 private:
  static constexpr std::size_t kLongestAnswer = 48;
  // The token in lower case (ASCII), digits as 0, cut to what fits, appended to `out`.
  std::size_t Append(std::size_t at, char* out, std::size_t size) const;

  std::string_view text_;
  const std::vector<ByteSpan>& tokens_;
  std::vector<Shape> shapes_;
};

class BoundaryJudge {
 public:
  // Errors: kCorrupt naming the table and the line.
  static Result<BoundaryJudge> Parse(std::string_view table, std::string_view name);

  // Above 0: an end. Not calibrated.
  float Score(const BoundaryContext& context, const Gap& gap) const;
  static std::uint64_t KeyOf(const BoundaryFeature& feature);

 private:
  struct Slot {
    std::uint64_t key = 0;  // 0: free
    float weight = 0;
  };
  float WeightOf(std::uint64_t key) const;

  std::vector<Slot> slots_;  // open addressing, at most half full
};

// The mid-word positions -1 of `at` read as no token, by the wrap of size_t.
template <typename Take>
void BoundaryContext::ForEach(const Gap& gap, const Take& take) const {
  const std::size_t at = gap.at;
  char buffer[kLongestAnswer];
  const auto put = [&](char question, std::size_t size) {
    take(BoundaryFeature{question, std::string_view(buffer, size)});
  };
  const auto letter = [&](std::size_t token) { return static_cast<char>(shape(token)); };
  const char shapes[5] = {letter(at - 2), letter(at - 1), letter(at), letter(at + 1),
                          letter(at + 2)};
  const auto window = [&](char question, std::size_t first, std::size_t count) {
    take(BoundaryFeature{question, std::string_view(shapes + first, count)});
  };
  window('a', 2, 2);
  window('b', 1, 3);
  window('c', 2, 3);
  window('d', 1, 4);
  window('e', 0, 5);
  const auto words = [&](char question, std::size_t token, char extra) {
    std::size_t size = 0;
    buffer[size++] = extra;
    size += Append(token, buffer + size, kLongestAnswer - size);
    put(question, size);
  };
  words('f', at, shapes[3]);
  words('g', at + 1, shapes[2]);
  words('h', at - 1, shapes[2]);
  words('i', at + 2, shapes[3]);
  {
    std::size_t size = Append(at - 1, buffer, kLongestAnswer / 2);
    buffer[size++] = '+';
    size += Append(at, buffer + size, kLongestAnswer - size);
    put('j', size);
    size = Append(at, buffer, kLongestAnswer / 2);
    buffer[size++] = '+';
    size += Append(at + 1, buffer + size, kLongestAnswer - size);
    put('k', size);
  }
  static constexpr std::size_t kSteps[] = {1, 2, 3, 5, 8, 13, 21, 34};
  char step = '0';
  for (const std::size_t limit : kSteps) step = static_cast<char>(step + (gap.since_last > limit));
  const auto state = [&](char question, char value) {
    const char answer[4] = {value, gap.rule == RuleVerdict::kEnd ? '1' : '0', shapes[2], shapes[3]};
    take(BoundaryFeature{question, std::string_view(answer, 4)});
  };
  state('l', step);
  state('m', gap.is_quote_open ? '1' : '0');
  state('n', gap.bracket_depth > 0 ? '1' : '0');
  state('o', gap.begins_lower ? '1' : '0');
  state('p', has_space_after(at) ? '1' : '0');
}

}  // namespace dateline::structure
