#include "serve/message.h"

#include "io/json_writer.h"
#include "unicode/utf8.h"

namespace dateline::serve {
namespace {

int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Percent decoding (RFC 3986, 2.1); in a query "+" is a space, as forms send it.
Result<std::string> Decoded(std::string_view text, bool is_query) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      const int high = i + 2 < text.size() ? HexValue(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? HexValue(text[i + 2]) : -1;
      if (high < 0 || low < 0) {
        return Error{
            ErrorCode::kInvalidInput,
            "found a \"%\" without two hexadecimal digits in the address, expected %25 for "
            "a percent sign",
            ""};
      }
      out.push_back(static_cast<char>(high * 16 + low));
      i += 2;
    } else {
      out.push_back(is_query && text[i] == '+' ? ' ' : text[i]);
    }
  }
  if (out.find('\0') != std::string::npos || !unicode::IsValidUtf8(out)) {
    return Error{ErrorCode::kInvalidInput, "found an address that is not text in UTF-8", ""};
  }
  return out;
}

}  // namespace

Result<Request> RequestOf(std::string_view method, std::string_view target) {
  if (target.empty() || target[0] != '/') {
    return Error{ErrorCode::kInvalidInput, "expected an address that begins with \"/\"", ""};
  }
  Request request;
  request.method = method;
  const std::size_t mark = target.find('?');
  DL_ASSIGN_OR_RETURN(request.path, Decoded(target.substr(0, mark), false));
  std::string_view query = mark == std::string_view::npos ? "" : target.substr(mark + 1);
  while (!query.empty()) {
    const std::size_t end = query.find('&');
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    DL_ASSIGN_OR_RETURN(auto name, Decoded(pair.substr(0, equals), true));
    DL_ASSIGN_OR_RETURN(
        auto value, Decoded(equals == std::string_view::npos ? "" : pair.substr(equals + 1), true));
    request.parameters.emplace_back(std::move(name), std::move(value));
  }
  return request;
}

Response Problem(int status, std::string_view title, std::string_view detail) {
  io::JsonWriter json;
  json.BeginObject().Key("type").String("about:blank").Key("title").String(title);
  json.Key("status").Number(status).Key("detail").String(detail).EndObject();
  return {status, "application/problem+json", json.Take(), {}};
}

Response Problem(const Error& error) {
  switch (error.code) {
    case ErrorCode::kInvalidInput:
      return Problem(400, "The request cannot be read", error.message);
    case ErrorCode::kNotFound:
      return Problem(404, "Not found", error.message);
    case ErrorCode::kLimit:
      return Problem(413, "Too large", error.message);
    case ErrorCode::kLocked:
      return Problem(503, "The ledger is busy", error.message);
    case ErrorCode::kCorrupt:
    case ErrorCode::kUnsupportedVersion:
    case ErrorCode::kIo:
    case ErrorCode::kInternal:
      break;
  }
  return Problem(500, "The ledger could not be read", error.message);
}

Response Json(std::string body) { return {200, "application/json", std::move(body), {}}; }

}  // namespace dateline::serve
