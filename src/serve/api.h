// Api: from a request to a response: who may ask, which address it is, and what every answer
// carries. No sockets, no threads, no clock.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "serve/answers.h"
#include "serve/assets.h"
#include "serve/message.h"

namespace dateline::serve {

struct Settings {
  // Names under which the server may be asked, without port; anything else is refused, so that a
  // foreign page cannot reach it by pointing its own name here (DNS rebinding).
  std::vector<std::string> hosts = {"localhost", "127.0.0.1", "[::1]"};
  // Not empty: every request to the API must carry "Authorization: Bearer <token>".
  std::string token;
};

class Api {
 public:
  // `assets` are the files of the desk, by their path.
  Api(Settings settings, const Assets* assets) : settings_(std::move(settings)), assets_(assets) {}

  // GET and HEAD, and POST of a review, which the desk alone can send: it must name its own origin.
  // The body of a HEAD is left out by the caller.
  Response Handle(const Request& request, const Context& context) const;

 private:
  std::optional<Response> Refuse(const Request& request) const;
  Response File(const Request& request) const;
  Response Route(const Request& request, const Context& context) const;

  Settings settings_;
  const Assets* assets_;  // borrowed; null: none
};

// What every response of this server carries besides its own fields, also those that apps/server
// makes itself (431, 413).
const std::vector<std::pair<std::string, std::string>>& SecurityFields();

}  // namespace dateline::serve
