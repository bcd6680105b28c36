// FieldReader: the fields of a JSON object of the ledger. Absent fields and wrong types are damage;
// the first one is kept as the reason. For the sources of this folder only.
#pragma once

#include <simdjson.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dateline/byte_span.h"
#include "dateline/day.h"
#include "dateline/result.h"

namespace dateline::record {

class FieldReader {
 public:
  using Element = simdjson::dom::element;

  // `what` names the object in errors: "a claim".
  explicit FieldReader(std::string_view what) : what_(what) {}

  // The object, which lives as long as this reader. Errors: kCorrupt.
  Result<Element> Parse(std::string_view text);
  // kCorrupt naming the first field that was missing or wrong.
  Status Finish() const;

  // Null is nothing.
  std::string String(const Element& holder, std::string_view key);
  std::optional<double> Number(const Element& holder, std::string_view key);
  std::optional<Day> OptionalDay(const Element& holder, std::string_view key);
  ByteSpan Span(const Element& holder, std::string_view key);
  ByteSpan SpanOf(const Element& pair, std::string_view key);
  std::optional<ByteSpan> OptionalSpan(const Element& holder, std::string_view key);
  // The object or the value of this key; none when it is null.
  std::optional<Element> Optional(const Element& holder, std::string_view key);
  std::vector<Element> Array(const Element& holder, std::string_view key);
  // Empty where the object has no such key.
  std::vector<Element> ArrayIfAny(const Element& holder, std::string_view key);
  std::string StringIfAny(const Element& holder, std::string_view key);
  std::vector<std::string> Strings(const Element& holder, std::string_view key);
  bool Boolean(const Element& holder, std::string_view key);

 private:
  void Wrong(std::string_view key) {
    if (wrong_.empty()) wrong_ = key;
  }

  std::string what_;
  std::string wrong_;
  simdjson::dom::parser parser_;
};

}  // namespace dateline::record
