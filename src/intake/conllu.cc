#include "intake/conllu.h"

#include <array>
#include <charconv>
#include <optional>
#include <string>

namespace dateline::intake {
namespace {

constexpr std::size_t kColumns = 10;
using Row = std::array<std::string_view, kColumns>;

Error Wrong(std::size_t line, const std::string& message) {
  return Error{ErrorCode::kInvalidInput, "CoNLL-U line " + std::to_string(line) + ": " + message,
               ""};
}

Result<Row> Split(std::string_view line, std::size_t number) {
  Row row;
  std::size_t column = 0;
  for (std::size_t begin = 0;; ++column) {
    const std::size_t tab = line.find('\t', begin);
    if (column < kColumns) {
      row[column] = line.substr(begin, tab == std::string_view::npos ? tab : tab - begin);
    }
    if (tab == std::string_view::npos) break;
    begin = tab + 1;
  }
  if (column + 1 != kColumns) {
    return Wrong(number,
                 "found " + std::to_string(column + 1) + " columns, expected 10 separated by tabs");
  }
  if (row[1].find_first_not_of(' ') == std::string_view::npos)
    return Wrong(number, "found an empty FORM, expected a word");
  return row;
}

std::optional<std::uint32_t> WholeNumber(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

class Reader {
 public:
  explicit Reader(text::Document& document) : document_(document) { document_.given.emplace(); }

  Status Run(std::string_view bytes) {
    std::size_t number = 0;
    while (!bytes.empty()) {
      const std::size_t newline = bytes.find('\n');
      std::string_view line = bytes.substr(0, newline);
      bytes.remove_prefix(newline == std::string_view::npos ? bytes.size() : newline + 1);
      ++number;
      if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
      if (line.empty()) {
        DL_RETURN_IF_ERROR(EndSentence(number));
      } else if (line.front() != '#') {
        DL_ASSIGN_OR_RETURN(const Row row, Split(line, number));
        DL_RETURN_IF_ERROR(AddRow(row, number));
      }
    }
    return EndSentence(number);
  }

 private:
  Status AddRow(const Row& row, std::size_t number) {
    if (row[0].find('.') != std::string_view::npos)
      return Done{};  // an empty node of the enhanced graph
    const std::size_t hyphen = row[0].find('-');
    const bool glues = row[9].find("SpaceAfter=No") != std::string_view::npos;
    if (hyphen != std::string_view::npos) {
      const auto first = WholeNumber(row[0].substr(0, hyphen));
      const auto last = WholeNumber(row[0].substr(hyphen + 1));
      if (!first || !last || range_words_ > 0 || *first != words_ + 1 || *last < *first ||
          *last - *first > 64) {
        return Wrong(number, "found the range " + std::string(row[0]) +
                                 ", expected one that begins at word " +
                                 std::to_string(words_ + 1));
      }
      range_words_ = *last - *first + 1;
      range_glues_ = glues;
      is_range_begin_ = true;
      document_.given->ranges.push_back(
          {document_.given->tokens.end_index(), range_words_, std::string(row[1])});
      return Done{};
    }
    const auto id = WholeNumber(row[0]);
    if (!id || *id != words_ + 1) {
      return Wrong(number, "found the word number \"" + std::string(row[0]) + "\", expected " +
                               std::to_string(words_ + 1));
    }
    ++words_;
    AddToken(row[1], range_words_ > 0 && !is_range_begin_);
    is_range_begin_ = false;
    if (range_words_ > 0) --range_words_;
    glue_ = range_words_ == 0 ? (range_glues_ || glues) : false;
    if (range_words_ == 0) range_glues_ = false;
    return Done{};
  }

  // Writes the form into the text, after a space where one belongs.
  void AddToken(std::string_view form, bool is_inside_range) {
    text::GivenTokens& given = *document_.given;
    if (!is_sentence_empty_ && !glue_ && !is_inside_range) document_.text.push_back(' ');
    const std::size_t begin = document_.text.size();
    document_.text.append(form);
    given.tokens.Add(
        {ByteSpan::FromSizes(begin, document_.text.size()), given.sentences.end_index()});
    is_sentence_empty_ = false;
  }

  Status EndSentence(std::size_t number) {
    if (range_words_ > 0) {
      return Wrong(number, "found the end of a sentence, expected " + std::to_string(range_words_) +
                               " more words of the range before it");
    }
    text::GivenTokens& given = *document_.given;
    if (words_ > 0) {
      const TokenIndex end = given.tokens.end_index();
      const ByteSpan span = given.tokens[first_].span.Cover(given.tokens[end.previous()].span);
      given.sentences.Add({span, BlockIndex(), first_, end});
      document_.text.push_back('\n');
      first_ = end;
    }
    words_ = 0;
    range_words_ = 0;
    is_sentence_empty_ = true;
    glue_ = false;
    return Done{};
  }

  text::Document& document_;
  std::uint32_t words_ = 0;        // of the sentence so far
  std::uint32_t range_words_ = 0;  // still to come of the open multiword token
  bool range_glues_ = false;
  bool is_range_begin_ = false;
  bool glue_ = false;
  bool is_sentence_empty_ = true;
  TokenIndex first_;
};

}  // namespace

Status ReadConllu(std::string_view bytes, text::Document& document) {
  return Reader(document).Run(bytes);
}

}  // namespace dateline::intake
