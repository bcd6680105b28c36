#include "intake/jsonl.h"

#include <simdjson.h>

#include "io/sha256.h"

namespace dateline::intake {
namespace {

std::string_view TextOf(simdjson::dom::element root, std::initializer_list<const char*> keys) {
  std::string_view value;
  for (const char* key : keys) {
    if (root[key].get(value) == simdjson::SUCCESS) return value;
  }
  return {};
}

}  // namespace

Result<text::Document> ReadJsonLine(std::string_view line, const IntakeOptions& options) {
  if (line.size() > kLimitBytes) return TooLarge(line.size());
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  if (const auto error = parser.parse(line.data(), line.size()).get(root);
      error != simdjson::SUCCESS) {
    return Error{ErrorCode::kInvalidInput,
                 std::string("found no JSON (") + simdjson::error_message(error) +
                     "), expected one object a line",
                 ""};
  }
  const std::string_view html = TextOf(root, {"html"});
  const std::string_view text = TextOf(root, {"text"});
  if (!root.is_object() || (html.empty() && text.empty())) {
    return Error{ErrorCode::kInvalidInput,
                 "found no \"text\" and no \"html\", expected an object with one of them", ""};
  }
  IntakeOptions line_options = options;
  line_options.format = text.empty() ? InputFormat::kHtml : InputFormat::kText;
  line_options.uri = TextOf(root, {"uri", "url"});
  if (line_options.publisher.empty()) line_options.publisher = TextOf(root, {"publisher"});
  DL_ASSIGN_OR_RETURN(auto document, ReadDocument(text.empty() ? html : text, line_options));
  document.info.id = "sha256:" + io::Sha256Hex(line);
  if (const std::string_view title = TextOf(root, {"title"}); !title.empty())
    document.info.title = title;
  const std::string_view date = TextOf(root, {"date", "published"});
  if (!options.date && date.size() >= 10) {
    if (const auto day = ParseDay(date.substr(0, 10)); day.ok()) {
      document.info.published = {*day, DateBasis::kMetadata};
    } else {
      document.diagnostics.push_back({"header-date",
                                      "the date of the line is left out: " + day.error().message,
                                      std::nullopt});
    }
  }
  return document;
}

}  // namespace dateline::intake
