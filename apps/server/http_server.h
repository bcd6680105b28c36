// HttpServer: HTTP/1.1 over TCP for an answering function, by Boost.Beast with coroutines.
//
// One thread, one loop, one listening socket each (SO_REUSEPORT), so that nothing is shared between
// them. Limits hold before anything is answered: size of header and body, time for a request,
// number of connections. On SIGINT or SIGTERM it stops to listen, finishes what it is answering,
// and returns.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "dateline/result.h"
#include "serve/message.h"

namespace dateline::server {

struct Limits {
  std::uint32_t header_bytes = 16 * 1024;
  std::uint64_t body_bytes = 16 * 1024;
  std::size_t connections = 512;          // a thread
  std::chrono::seconds request_time{10};  // from the first byte wanted to the last one sent
  std::chrono::seconds farewell_time{5};  // for what is under way when it stops
};

using Handler = std::function<serve::Response(const serve::Request&)>;

class HttpServer {
 public:
  // Binds `address` (numeric) and `port` (0: any free one). Errors: kIo with what the system says.
  static Result<HttpServer> Open(const std::string& address, std::uint16_t port, unsigned threads,
                                 const Limits& limits);
  HttpServer(HttpServer&&) noexcept;
  ~HttpServer();

  std::uint16_t port() const;
  // Serves until a signal or Stop(). `handlers` are as many as the threads; each is called by one
  // thread only. `when_ready` is called once, when a request would be answered and a signal heeded.
  void Run(std::vector<Handler> handlers, const std::function<void()>& when_ready);
  void Stop();  // thread-safe

 private:
  struct Impl;
  explicit HttpServer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dateline::server
