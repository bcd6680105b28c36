// What the server is asked and what it answers, without sockets: apps/server reads and writes them.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dateline/result.h"

namespace dateline::serve {

// One request, its target already split and decoded. Header fields that are absent are empty.
struct Request {
  std::string method;                                           // "GET"
  std::string path;                                             // "/api/v1/claims", decoded
  std::vector<std::pair<std::string, std::string>> parameters;  // in order, decoded
  std::string host;
  std::string origin;
  std::string fetch_site;     // Sec-Fetch-Site
  std::string fetch_mode;     // Sec-Fetch-Mode
  std::string authorization;  // "Bearer ..."
  std::string if_none_match;
  std::string accept_encoding;
  std::string content_type;
  std::string body;  // of a POST
};

struct Response {
  int status = 200;
  std::string content_type;
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
};

// Splits and decodes a request target ("/a%20b?x=1&y=2"). Errors: kInvalidInput for what is no
// origin-form target, a broken escape, a byte 0 or text that is not UTF-8.
Result<Request> RequestOf(std::string_view method, std::string_view target);

// An error as application/problem+json (RFC 9457), its sentence in `detail`.
Response Problem(int status, std::string_view title, std::string_view detail);
// The status that fits the code of an error: 400, 404, 413, 500 or 503.
Response Problem(const Error& error);

Response Json(std::string body);

}  // namespace dateline::serve
