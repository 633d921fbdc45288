// Threads, ports and signals of the server.
#include "http/http_listener.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <exception>
#include <stdexcept>
#include <thread>

#include "http/event_loop.hpp"
#include "security/private_file.hpp"

namespace orgd {

namespace {

Tcp::endpoint resolve(ListenerOptions const& options) {
  asio::io_context context;
  asio::ip::basic_resolver<Tcp, Executor> resolver(context);
  auto const service = fmt::to_string(options.port);
  return resolver.resolve(options.host, service, Tcp::resolver::passive)->endpoint();
}

// SO_REUSEPORT would let a second server of the same user share the port, and half of the requests,
// without a word. A socket without that option is refused a port that is listened on.
void refuse_taken_port(Tcp::endpoint const& endpoint) {
  asio::io_context context;
  Acceptor probe(context, endpoint.protocol());
  probe.set_option(asio::socket_base::reuse_address(true));
  probe.bind(endpoint);
}

TlsContext load_tls(ListenerOptions const& options) {
  if (options.certificate_file.empty()) return nullptr;
  require_private(options.key_file);
  return make_tls_context(options.certificate_file, options.key_file);
}

// A proxy's connections are those of all its clients.
std::vector<atlas::Block> unlimited(ListenerOptions const& options) {
  auto blocks = options.unlimited_clients;
  blocks.insert(blocks.end(), options.trusted_proxies.begin(), options.trusted_proxies.end());
  return blocks;
}

}  // namespace

/// Waits for the process's signals on the first loop.
class HttpListener::Signals {
 public:
  Signals(HttpListener& listener, EventLoop& loop)
      : listener_(listener),
        set_(loop.executor(), SIGTERM, SIGINT, SIGHUP),
        drain_timer_(loop.executor()) {
    wait();
  }

  /// Waits no longer, so that the loop can end. A later signal has its default effect.
  void forget() {
    ErrorCode ignored;
    set_.clear(ignored);
    set_.cancel(ignored);
    drain_timer_.cancel();
  }

 private:
  void wait() {
    set_.async_wait([this](ErrorCode const& error, int signal) {
      if (error) return;
      if (signal == SIGHUP) {
        listener_.reload_tls();
      } else if (!drain()) {
        listener_.tell(LogLevel::info, "stopping: what is in flight is finished");
        return listener_.stop();
      }
      wait();
    });
  }

  // Whoever balances load learns that this server leaves while it still serves. False: stop now.
  bool drain() {
    auto const delay = listener_.options_.drain_delay;
    bool const first = !listener_.draining_.exchange(true);
    if (first && listener_.options_.on_stopping) listener_.options_.on_stopping();
    if (!first || delay == delay.zero()) return false;
    listener_.tell(LogLevel::info,
                   "draining: not ready any more, and serving on for the drain delay");
    drain_timer_.expires_after(delay);
    drain_timer_.async_wait([this](ErrorCode const& error) {
      if (!error) listener_.stop();
    });
    return true;
  }

  HttpListener& listener_;
  asio::basic_signal_set<Executor> set_;
  Timer drain_timer_;
};

HttpListener::HttpListener(ListenerOptions options, HandlerFactory factory)
    : options_(std::move(options)),
      factory_(std::move(factory)),
      admission_{.counts = {},
                 .shares = {options_.max_connections / 4, unlimited(options_)},
                 .answer_shares = {options_.answer_memory / 4, unlimited(options_)}} {
  TlsContext const tls = load_tls(options_);
  try {
    Tcp::endpoint endpoint = resolve(options_);
    refuse_taken_port(endpoint);
    for (unsigned i = 0; i < options_.loops(); ++i) {
      loops_.push_back(std::make_unique<EventLoop>(options_, endpoint, admission_, tls));
      endpoint = loops_.front()->local_endpoint();
    }
    for (std::size_t i = 0; i < loops_.size(); ++i)
      loops_[i]->set_next(*loops_[(i + 1) % loops_.size()]);
    port_ = endpoint.port();
    if (options_.handle_signals) signals_ = std::make_unique<Signals>(*this, *loops_.front());
  } catch (boost::system::system_error const& error) {
    throw std::runtime_error(fmt::format("cannot listen on {}:{}: {}", options_.host, options_.port,
                                         error.code().message()));
  }
}

HttpListener::~HttpListener() = default;

void HttpListener::run() {
  std::vector<std::exception_ptr> failures(loops_.size());
  {
    std::vector<std::jthread> threads;
    try {
      for (std::size_t i = 1; i < loops_.size(); ++i)
        threads.emplace_back([this, i, &failures] { run_loop(*loops_[i], failures[i]); });
    } catch (...) {  // no more threads for this user: those that run must end to be joined
      failures.front() = std::current_exception();
      stop();
    }
    run_loop(*loops_.front(), failures.front());
  }
  signals_.reset();
  for (auto const& failure : failures)
    if (failure) std::rethrow_exception(failure);
}

void HttpListener::run_loop(EventLoop& loop, std::exception_ptr& failure) {
  try {
    loop.run(factory_);
  } catch (...) {
    failure = std::current_exception();
    stop();
  }
}

void HttpListener::stop() {
  draining_ = true;
  loops_.front()->post([this] {
    if (signals_) signals_->forget();
  });
  for (auto const& loop : loops_) loop->finish();
}

void HttpListener::reload_tls() {
  try {
    TlsContext const tls = load_tls(options_);
    for (auto const& loop : loops_) loop->use_tls(tls);
    tell(LogLevel::info, tls ? "reloaded: the certificate was read again"
                             : "reloaded: nothing is read again without TLS");
  } catch (std::exception const& error) {
    tell(LogLevel::error, fmt::format("the old certificate stays in use: {}", error.what()));
  }
}

void HttpListener::tell(LogLevel level, std::string_view text) const {
  if (options_.log) options_.log->message(level, text);
}

}  // namespace orgd
