#include "record/field_reader.h"

namespace dateline::record {

Result<FieldReader::Element> FieldReader::Parse(std::string_view text) {
  Element root;
  const auto error = parser_.parse(text.data(), text.size()).get(root);
  if (error == simdjson::SUCCESS) return root;
  return Error{ErrorCode::kCorrupt,
               what_ + " of the ledger is no JSON: " + simdjson::error_message(error), ""};
}

Status FieldReader::Finish() const {
  if (wrong_.empty()) return Done{};
  return Error{ErrorCode::kCorrupt, what_ + " of the ledger has no sound \"" + wrong_ + "\"", ""};
}

std::optional<FieldReader::Element> FieldReader::Optional(const Element& holder,
                                                          std::string_view key) {
  Element value;
  if (holder[key].get(value) != simdjson::SUCCESS) {
    Wrong(key);
    return std::nullopt;
  }
  return value.is_null() ? std::nullopt : std::optional(value);
}

std::string FieldReader::String(const Element& holder, std::string_view key) {
  const auto value = Optional(holder, key);
  if (!value) return {};
  std::string_view text;
  if (value->get(text) != simdjson::SUCCESS) Wrong(key);
  return std::string(text);
}

std::optional<double> FieldReader::Number(const Element& holder, std::string_view key) {
  const auto value = Optional(holder, key);
  if (!value) return std::nullopt;
  double number = 0;
  if (value->get(number) == simdjson::SUCCESS) return number;
  Wrong(key);
  return std::nullopt;
}

bool FieldReader::Boolean(const Element& holder, std::string_view key) {
  bool value = false;
  if (holder[key].get(value) != simdjson::SUCCESS) Wrong(key);
  return value;
}

std::optional<Day> FieldReader::OptionalDay(const Element& holder, std::string_view key) {
  const std::string text = String(holder, key);
  if (text.empty()) return std::nullopt;
  const auto day = ParseDay(text);
  if (day.ok()) return *day;
  Wrong(key);
  return std::nullopt;
}

std::vector<FieldReader::Element> FieldReader::Array(const Element& holder, std::string_view key) {
  simdjson::dom::array array;
  std::vector<Element> items;
  if (holder[key].get(array) == simdjson::SUCCESS) {
    for (const Element item : array) items.push_back(item);
  } else {
    Wrong(key);
  }
  return items;
}

std::vector<FieldReader::Element> FieldReader::ArrayIfAny(const Element& holder,
                                                          std::string_view key) {
  if (holder[key].error() == simdjson::NO_SUCH_FIELD) return {};
  return Array(holder, key);
}

std::string FieldReader::StringIfAny(const Element& holder, std::string_view key) {
  if (holder[key].error() == simdjson::NO_SUCH_FIELD) return {};
  return String(holder, key);
}

std::vector<std::string> FieldReader::Strings(const Element& holder, std::string_view key) {
  std::vector<std::string> out;
  for (const Element& item : Array(holder, key)) {
    std::string_view text;
    if (item.get(text) != simdjson::SUCCESS) Wrong(key);
    out.emplace_back(text);
  }
  return out;
}

ByteSpan FieldReader::SpanOf(const Element& pair, std::string_view key) {
  std::uint64_t begin = 0, end = 0;
  if (pair.at(0).get(begin) == simdjson::SUCCESS && pair.at(1).get(end) == simdjson::SUCCESS &&
      begin <= end && end <= 0xFFFFFFFFu)
    return ByteSpan::FromSizes(begin, end);
  Wrong(key);
  return {};
}

ByteSpan FieldReader::Span(const Element& holder, std::string_view key) {
  Element pair;
  if (holder[key].get(pair) == simdjson::SUCCESS) return SpanOf(pair, key);
  Wrong(key);
  return {};
}

std::optional<ByteSpan> FieldReader::OptionalSpan(const Element& holder, std::string_view key) {
  const auto pair = Optional(holder, key);
  return pair ? std::optional(SpanOf(*pair, key)) : std::nullopt;
}

}  // namespace dateline::record
