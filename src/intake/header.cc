#include "intake/header.h"

#include <string>

#include "dateline/day.h"

namespace dateline::intake {
namespace {

constexpr std::size_t kMostLines = 16;

std::string_view Trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

struct Header {
  std::string_view title;
  std::string_view date;
  std::string_view publisher;
  std::vector<std::string> authors;
};

bool Take(std::string_view line, Header& header) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return false;
  const std::string_view key = line.substr(0, colon);
  const std::string_view value = Trimmed(line.substr(colon + 1));
  if (key == "Title") {
    header.title = value;
  } else if (key == "Date") {
    header.date = value;
  } else if (key == "Publisher") {
    header.publisher = value;
  } else if (key == "Author") {
    if (!value.empty()) header.authors.emplace_back(value);
  } else {
    return key == "Style";
  }
  return true;
}

void Fill(Header header, text::Document& document) {
  DocumentInfo& info = document.info;
  if (info.title.empty()) info.title = header.title;
  if (info.publisher.empty()) info.publisher = header.publisher;
  if (info.authors.empty()) info.authors = std::move(header.authors);
  if (info.published.value || header.date.empty()) return;
  if (const auto day = ParseDay(header.date); day.ok()) {
    info.published = {*day, DateBasis::kMetadata};
  } else {
    document.diagnostics.push_back({"header-date",
                                    "the date in the header is left out: " + day.error().message,
                                    std::nullopt});
  }
}

}  // namespace

std::string_view ReadHeader(std::string_view text, text::Document& document) {
  Header header;
  std::string_view rest = text;
  for (std::size_t lines = 0; lines < kMostLines; ++lines) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) return text;
    const std::string_view line = Trimmed(rest.substr(0, end));
    rest.remove_prefix(end + 1);
    if (lines > 0 && line == "---") {
      Fill(std::move(header), document);
      return rest;
    }
    if (!Take(line, header)) return text;
  }
  return text;
}

}  // namespace dateline::intake
