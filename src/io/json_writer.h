// JsonWriter: writes JSON (RFC 8259) to a string, in the order of the calls, commas by itself.
//
//   JsonWriter json;
//   json.BeginObject().Key("n").Number(3).Key("names").BeginArray().String("a").EndArray().EndObject();
//
// Numbers print in the shortest form that reads back equal, so the same value is the same bytes
// everywhere.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::io {

class JsonWriter {
 public:
  enum class Layout : std::uint8_t { kCompact, kIndented };
  explicit JsonWriter(Layout layout = Layout::kCompact) : layout_(layout) {}

  JsonWriter& BeginObject() { return Open('{'); }
  JsonWriter& EndObject() { return Close('}'); }
  JsonWriter& BeginArray() { return Open('['); }
  JsonWriter& EndArray() { return Close(']'); }
  JsonWriter& Key(std::string_view key);
  JsonWriter& String(std::string_view value);  // REQUIRES: valid UTF-8
  JsonWriter& Number(double value);            // not finite: null
  template <std::integral T>
  JsonWriter& Number(T value) {
    return Integer(static_cast<std::int64_t>(value));
  }
  JsonWriter& Boolean(bool value) { return Raw(value ? "true" : "false"); }
  JsonWriter& Null() { return Raw("null"); }
  // A value that is JSON already.
  JsonWriter& Raw(std::string_view json);
  // The string, or null when it is empty: absent means unknown.
  JsonWriter& StringOrNull(std::string_view value) {
    return value.empty() ? Null() : String(value);
  }

  const std::string& text() const { return out_; }
  std::string Take() { return std::move(out_); }

 private:
  JsonWriter& Open(char bracket);
  JsonWriter& Close(char bracket);
  JsonWriter& Integer(std::int64_t value);
  void BeforeValue();
  void NewLine();
  void AppendQuoted(std::string_view value);

  Layout layout_;
  std::string out_;
  std::vector<bool> has_items_;  // one per open bracket
  bool after_key_ = false;
};

}  // namespace dateline::io
