#include "http_server.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <csignal>
#include <list>
#include <optional>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include "serve/api.h"

namespace dateline::server {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;
using boost::system::error_code;

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

// One connection, known to the sweep of its loop for as long as it lives.
struct Connection {
  Connection(tcp::socket s, std::set<Connection*>& all) : socket(std::move(s)), all_of_loop(all) {
    all_of_loop.insert(this);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() { all_of_loop.erase(this); }
  tcp::socket socket;
  std::set<Connection*>& all_of_loop;
  Clock::time_point deadline;
  bool is_between_requests = true;
};

template <typename Name>
std::string FieldOf(const http::request<http::string_body>& message, Name name) {
  const auto value = message[name];
  return std::string(value.data(), value.size());
}

serve::Response AnswerTo(const http::request<http::string_body>& message, const Handler& handler) {
  const auto method = message.method_string();
  const auto target = message.target();
  auto request = serve::RequestOf({method.data(), method.size()}, {target.data(), target.size()});
  if (!request) return serve::Problem(request.error());
  // Two of them may be read differently by who stands in between (RFC 9112, 3.2).
  if (message.count(http::field::host) > 1)
    return serve::Problem(400, "The request cannot be read", "found several fields \"Host\"");
  request->host = FieldOf(message, http::field::host);
  request->origin = FieldOf(message, http::field::origin);
  request->authorization = FieldOf(message, http::field::authorization);
  request->if_none_match = FieldOf(message, http::field::if_none_match);
  request->accept_encoding = FieldOf(message, http::field::accept_encoding);
  request->content_type = FieldOf(message, http::field::content_type);
  request->body = message.body();
  request->fetch_site = FieldOf(message, "Sec-Fetch-Site");
  request->fetch_mode = FieldOf(message, "Sec-Fetch-Mode");
  try {
    return handler(*request);
  } catch (const std::exception& failure) {  // std may throw bad_alloc; nothing of ours throws
    return serve::Problem(500, "The request could not be answered", failure.what());
  }
}

http::response<http::string_body> MessageOf(serve::Response response, bool is_head,
                                            bool keep_alive) {
  http::response<http::string_body> message;
  message.version(11);
  message.result(static_cast<unsigned>(response.status));
  for (const auto& [name, value] : response.headers) message.set(name, value);
  if (!response.content_type.empty()) message.set(http::field::content_type, response.content_type);
  message.keep_alive(keep_alive);
  if (response.status != 304) message.content_length(response.body.size());
  if (!is_head) message.body() = std::move(response.body);
  return message;
}

// What cannot even be read as a request: the answer, or nothing where the peer has gone.
std::optional<serve::Response> RefusalOf(const error_code& error) {
  if (error == http::error::header_limit || error == http::error::buffer_overflow) {
    return serve::Problem(431, "Header too large", "the header is larger than this server reads");
  }
  if (error == http::error::body_limit) {
    return serve::Problem(413, "Body too large", "the body is larger than this server reads");
  }
  if (error == http::error::end_of_stream || error == http::error::partial_message ||
      error.category() != http::make_error_code(http::error::bad_method).category()) {
    return std::nullopt;
  }
  return serve::Problem(400, "No HTTP request", error.message());
}

// One thread's loop.
class Worker {
 public:
  Worker(const tcp::endpoint& endpoint, const Limits& limits, error_code& error)
      : limits_(limits), acceptor_(context_), sweep_(context_) {
    const auto failed = [&] { return static_cast<bool>(error); };
    if (acceptor_.open(endpoint.protocol(), error); failed()) return;
    using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;
    if (acceptor_.set_option(tcp::acceptor::reuse_address(true), error); failed()) return;
    if (acceptor_.set_option(ReusePort(true), error); failed()) return;
    if (acceptor_.bind(endpoint, error); failed()) return;
    acceptor_.listen(asio::socket_base::max_listen_connections, error);
  }

  asio::io_context& context() { return context_; }

  void Run(Handler handler) {
    handler_ = std::move(handler);
    asio::co_spawn(context_, Accept(), asio::detached);
    asio::co_spawn(context_, Sweep(), asio::detached);
    context_.run();
  }
  void Stop() {
    asio::post(context_, [this] { BeginStop(); });
  }
  // Called once, on the loop, when it begins to stop.
  std::function<void()> at_stop;

 private:
  void BeginStop() {
    if (is_stopping_) return;
    is_stopping_ = true;
    if (at_stop) at_stop();
    stop_at_ = Clock::now() + limits_.farewell_time;
    error_code ignored;
    acceptor_.close(ignored);
    for (Connection* connection : connections_) {
      if (connection->is_between_requests) connection->socket.close(ignored);
    }
    if (connections_.empty()) sweep_.cancel();
  }

  asio::awaitable<void> Accept() {
    while (!is_stopping_) {
      auto [error, socket] = co_await acceptor_.async_accept(kAwait);
      if (is_stopping_) co_return;
      if (error) {
        // Out of descriptors or memory: wait a little instead of turning in a circle.
        asio::steady_timer pause(context_, std::chrono::milliseconds(50));
        co_await pause.async_wait(kAwait);
        continue;
      }
      if (connections_.size() >= limits_.connections) continue;  // closed by its destructor
      asio::co_spawn(context_, Serve(std::move(socket)), asio::detached);
    }
  }

  // Closes what takes too long; ends the loop when it has stopped and nothing is left.
  asio::awaitable<void> Sweep() {
    while (!is_stopping_ || !connections_.empty()) {
      sweep_.expires_after(std::chrono::milliseconds(is_stopping_ ? 50 : 1000));
      co_await sweep_.async_wait(kAwait);
      const auto now = Clock::now();
      error_code ignored;
      for (Connection* connection : connections_) {
        const bool is_over = now > connection->deadline || (is_stopping_ && now > stop_at_);
        if (is_over) connection->socket.close(ignored);
      }
    }
  }

  asio::awaitable<void> Serve(tcp::socket socket) {
    Connection connection(std::move(socket), connections_);
    error_code ignored;
    connection.socket.set_option(tcp::no_delay(true), ignored);
    boost::beast::flat_buffer buffer;
    while (!is_stopping_) {
      http::request_parser<http::string_body> parser;
      parser.header_limit(limits_.header_bytes);
      parser.body_limit(limits_.body_bytes);
      connection.deadline = Clock::now() + limits_.request_time;
      connection.is_between_requests = buffer.size() == 0;
      const auto [error, read] =
          co_await http::async_read(connection.socket, buffer, parser, kAwait);
      connection.is_between_requests = false;
      connection.deadline = Clock::now() + limits_.request_time;
      auto refusal = error ? RefusalOf(error) : std::nullopt;
      if (error && !refusal) break;
      const bool keep_alive = !refusal && parser.get().keep_alive() && !is_stopping_;
      const bool is_head = !refusal && parser.get().method() == http::verb::head;
      if (refusal) {
        refusal->headers = serve::SecurityFields();
      } else {
        refusal = AnswerTo(parser.get(), handler_);
      }
      const auto message = MessageOf(std::move(*refusal), is_head, keep_alive);
      const auto [failed, written] = co_await http::async_write(connection.socket, message, kAwait);
      if (failed || !keep_alive) break;
    }
    connection.socket.shutdown(tcp::socket::shutdown_both, ignored);
  }

  Limits limits_;
  // Each lives in its coroutine, which the context owns: the set outlives it.
  std::set<Connection*> connections_;
  asio::io_context context_{1};
  tcp::acceptor acceptor_;
  asio::steady_timer sweep_;
  Handler handler_;
  bool is_stopping_ = false;
  Clock::time_point stop_at_;
};

}  // namespace

struct HttpServer::Impl {
  std::list<Worker> workers;
  tcp::endpoint endpoint;
};

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
HttpServer::HttpServer(HttpServer&&) noexcept = default;
HttpServer::~HttpServer() = default;
std::uint16_t HttpServer::port() const { return impl_->endpoint.port(); }

Result<HttpServer> HttpServer::Open(const std::string& address, std::uint16_t port,
                                    unsigned threads, const Limits& limits) {
  error_code error;
  const auto parsed = asio::ip::make_address(address, error);
  if (error) {
    return Error{
        ErrorCode::kInvalidInput,
        "found the address \"" + address + "\", expected a number such as 127.0.0.1 or ::1", ""};
  }
  auto impl = std::make_unique<Impl>();
  impl->endpoint = tcp::endpoint(parsed, port);
  {
    // The loops share their port, and so would another server: one that is there already is met
    // here, by a socket that shares nothing.
    asio::io_context context;
    tcp::acceptor probe(context);
    probe.open(impl->endpoint.protocol(), error);
    if (!error) probe.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) probe.bind(impl->endpoint, error);
    if (!error) probe.listen(1, error);
    if (!error) impl->endpoint = probe.local_endpoint(error);
  }
  for (unsigned i = 0; i < threads && !error; ++i) {
    impl->workers.emplace_back(impl->endpoint, limits, error);
  }
  if (error) {
    return Error{ErrorCode::kIo,
                 "the server cannot listen there: " + error.message() + "; name another port",
                 address + ":" + std::to_string(port)};
  }
  return HttpServer(std::move(impl));
}

void HttpServer::Run(std::vector<Handler> handlers, const std::function<void()>& when_ready) {
  asio::signal_set signals(impl_->workers.front().context(), SIGINT, SIGTERM);
  signals.async_wait([this](const error_code& error, int) {
    if (!error) Stop();
  });
  // The wait for signals would keep the loop alive.
  impl_->workers.front().at_stop = [&signals] {
    error_code ignored;
    signals.cancel(ignored);
  };
  when_ready();
  std::vector<std::jthread> threads;
  auto handler = handlers.begin();
  for (Worker& worker : impl_->workers) {
    if (handler == handlers.end()) break;
    threads.emplace_back(
        [&worker, own = std::move(*handler++)]() mutable { worker.Run(std::move(own)); });
  }
  threads.clear();  // joins
}

void HttpServer::Stop() {
  for (Worker& worker : impl_->workers) worker.Stop();
}

}  // namespace dateline::server
