// dateline serve: the record of a ledger over HTTP, for the desk and other programs on this
// machine.
#include <charconv>
#include <chrono>
#include <cstdio>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "command.h"
#include "desk.h"
#include "http_server.h"
#include "io/env.h"
#include "ledger_commands.h"
#include "serve/api.h"
#include "snapshot_keeper.h"

namespace dateline::cli {
namespace {

constexpr auto kRefreshInterval = std::chrono::seconds(2);
constexpr std::uint64_t kTokenFileBytes = 4096;
constexpr std::size_t kShortestToken = 16;

struct Listen {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
};

// "127.0.0.1:8080", "[::1]:8080".
Status ParseListen(std::string_view value, Listen& listen) {
  const std::size_t colon = value.rfind(':');
  std::string_view address = value.substr(0, colon);
  if (address.starts_with('[') && address.ends_with(']'))
    address = address.substr(1, address.size() - 2);
  const std::string_view port = colon == std::string_view::npos ? "" : value.substr(colon + 1);
  const auto [reached, error] =
      std::from_chars(port.data(), port.data() + port.size(), listen.port);
  if (address.empty() || port.empty() || error != std::errc() ||
      reached != port.data() + port.size()) {
    return Error{ErrorCode::kInvalidInput,
                 "found --listen " + std::string(value) +
                     ", expected an address and a port such as 127.0.0.1:8080 or [::1]:8080",
                 ""};
  }
  listen.address = address;
  return Done{};
}

bool IsLoopback(std::string_view address) {
  return address.starts_with("127.") || address == "::1" || address == "localhost";
}

std::string HostOf(const std::string& address) {
  return address.find(':') == std::string::npos ? address : "[" + address + "]";
}

Result<std::string> ReadToken(const std::string& path) {
  DL_ASSIGN_OR_RETURN(std::string token, io::SystemEnv().ReadFile(path, kTokenFileBytes));
  while (!token.empty() && (token.back() == '\n' || token.back() == '\r')) token.pop_back();
  if (token.size() < kShortestToken) {
    return Error{ErrorCode::kInvalidInput,
                 "found a token of " + std::to_string(token.size()) +
                     " characters, expected at "
                     "least " +
                     std::to_string(kShortestToken) + " on one line",
                 path};
  }
  return token;
}

// What the handlers of all threads share; immutable but for the snapshot.
struct Served {
  std::string ledger_path;
  std::unique_ptr<server::SnapshotKeeper> keeper;
  publish::House house;
  serve::Api api;
  // Reviews are written for who sits at this machine, and for nobody who comes over a network.
  bool may_review = false;
};

// Opens the ledger to write for this one entry, so that `dateline add` may go on beside the server.
Result<ledger::Head> WriteReview(const std::string& ledger_path, record::ReviewRecord review) {
  if (review.author.empty()) review.author = UserName();
  DL_ASSIGN_OR_RETURN(auto ledger, ledger::Ledger::Open(ledger_path, ledger::Ledger::Mode::kWrite));
  return ledger.Review(review, io::SystemEnv().NowSeconds());
}

Result<ledger::Head> LogExport(const std::string& ledger_path, std::string_view format,
                               const std::string& manifest) {
  DL_ASSIGN_OR_RETURN(auto ledger, ledger::Ledger::Open(ledger_path, ledger::Ledger::Mode::kWrite));
  return ledger.LogExport(format, manifest, io::SystemEnv().NowSeconds());
}

// A ledger handle belongs to one thread, so each has its own.
Result<server::Handler> HandlerFor(const Served& served) {
  DL_ASSIGN_OR_RETURN(auto opened,
                      ledger::Ledger::Open(served.ledger_path, ledger::Ledger::Mode::kRead));
  auto ledger = std::make_shared<ledger::Ledger>(std::move(opened));
  return server::Handler([&served, ledger](const serve::Request& request) {
    const auto snapshot = served.keeper->Current();
    serve::Context context{*snapshot, *ledger, served.house, io::SystemEnv().NowSeconds(), nullptr};
    context.log_export = [&served](std::string_view format, const std::string& manifest) {
      // Where the ledger may not be written the file is given all the same.
      const auto logged = LogExport(served.ledger_path, format, manifest);
      if (logged.ok()) return;
      Complain(Error{logged.error().code, "an export is not in the log: " + logged.error().message,
                     served.ledger_path});
    };
    if (served.may_review) {
      context.review = [&served](record::ReviewRecord review) {
        return WriteReview(served.ledger_path, std::move(review));
      };
    }
    return served.api.Handle(request, context);
  });
}

int Serve(const std::string& ledger_path, const Listen& listen, unsigned threads,
          serve::Settings settings) {
  const auto policy = LoadPolicy();
  const auto house = LoadHouse();
  if (!policy.ok() || !house.ok()) {
    Complain(policy.ok() ? house.error() : policy.error());
    return kExitCannotOpen;
  }
  auto keeper = server::SnapshotKeeper::Open(ledger_path, *policy, kRefreshInterval,
                                             [](const Error& error) { Complain(error); });
  if (!keeper.ok()) {
    Complain(keeper.error());
    return kExitCannotOpen;
  }
  const serve::Assets desk = server::EmbeddedDesk();
  const Served served{ledger_path, std::move(keeper).value(), *house,
                      serve::Api(std::move(settings), &desk), IsLoopback(listen.address)};
  auto server = server::HttpServer::Open(listen.address, listen.port, threads, server::Limits());
  if (!server.ok()) {
    Complain(server.error());
    return kExitSomeFailed;
  }
  // Before it is said that it serves: what happens to the file from then on finds it open.
  std::vector<server::Handler> handlers;
  for (unsigned i = 0; i < threads; ++i) {
    auto handler = HandlerFor(served);
    if (!handler.ok()) {
      Complain(handler.error());
      return kExitCannotOpen;
    }
    handlers.push_back(std::move(handler).value());
  }
  server->Run(std::move(handlers), [&] {
    std::printf("dateline serves %s at http://%s:%u/ (%zu claims); Ctrl-C stops it\n",
                ledger_path.c_str(), HostOf(listen.address).c_str(), unsigned{server->port()},
                served.keeper->Current()->size());
    std::fflush(stdout);
  });
  return kExitDone;
}

}  // namespace

int ServeCommand(Arguments arguments) {
  Listen listen;
  unsigned threads = std::max(1u, std::thread::hardware_concurrency());
  serve::Settings settings;
  std::string token_file;
  const Option table[] = {
      {"listen", "ADDRESS:PORT", "where to listen (127.0.0.1:8080; port 0: any free one)",
       [&](std::string_view value) { return ParseListen(value, listen); }},
      {"host", "NAME", "a further name under which it may be asked; may be given again",
       [&](std::string_view value) -> Status {
         settings.hosts.emplace_back(value);
         return Done{};
       }},
      {"token-file", "FILE", "a token that every request must carry; needed for a public address",
       [&](std::string_view value) -> Status {
         token_file = value;
         return Done{};
       }},
      {"threads", "N", "threads that answer (one a core)",
       [&](std::string_view value) { return ParseThreads(value, threads); }},
  };
  const auto parsed = ParseArguments("serve", arguments, table);
  if (!parsed.ok()) return UsageError("serve", parsed.error());
  if (parsed->wants_help) return kExitDone;
  if (parsed->operands.size() != 1) {
    return UsageError("serve", Error{ErrorCode::kInvalidInput, "expected one ledger", ""});
  }
  if (!token_file.empty()) {
    const auto token = ReadToken(token_file);
    if (!token.ok()) return UsageError("serve", token.error());
    settings.token = *token;
  } else if (!IsLoopback(listen.address)) {
    return UsageError("serve",
                      Error{ErrorCode::kInvalidInput,
                            "found the address " + listen.address +
                                ", which others can reach, and no token; give --token-file FILE",
                            ""});
  }
  settings.hosts.push_back(HostOf(listen.address));
  return Serve(parsed->operands[0], listen, threads, std::move(settings));
}

}  // namespace dateline::cli
