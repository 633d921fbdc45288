// Accepting, admission and the orderly end of a loop.
#include "http/event_loop.hpp"

#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <optional>

#include "http/connection.hpp"

namespace orgd {

namespace {

constexpr std::chrono::milliseconds pause_after_failure(100);

atlas::Address address_of(Tcp::endpoint const& endpoint) {
  auto const address = endpoint.address();
  return address.is_v4() ? atlas::Address(address.to_v4().to_bytes())
                         : atlas::Address(address.to_v6().to_bytes());
}

Acceptor listen_on(asio::io_context& context, Tcp::endpoint const& endpoint) {
  Acceptor acceptor(context, endpoint.protocol());
  acceptor.set_option(asio::socket_base::reuse_address(true));
  int const on = 1;
  if (setsockopt(acceptor.native_handle(), SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) != 0)
    throw boost::system::system_error(errno, boost::system::system_category());
  acceptor.set_option(Tcp::no_delay(true));  // accepted sockets inherit it
  acceptor.bind(endpoint);
  acceptor.listen();
  return acceptor;
}

// The descriptor belongs to somebody else, who is still there when this goes.
class Descriptor final : public Watch {
 public:
  Descriptor(Executor const& executor, int descriptor) : stream_(executor, descriptor) {}
  Descriptor(Descriptor const&) = delete;
  Descriptor& operator=(Descriptor const&) = delete;
  ~Descriptor() override {
    *alive_ = false;
    stream_.release();
  }
  void when_readable(std::function<void()> action) override {
    wait(asio::posix::stream_descriptor::wait_read, std::move(action));
  }
  void when_writable(std::function<void()> action) override {
    wait(asio::posix::stream_descriptor::wait_write, std::move(action));
  }

 private:
  void wait(asio::posix::stream_descriptor::wait_type what, std::function<void()> action) {
    stream_.async_wait(what, [alive = alive_, action = std::move(action)](ErrorCode const& error) {
      if (*alive && error != asio::error::operation_aborted) action();
    });
  }

  asio::posix::basic_stream_descriptor<Executor> stream_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace

EventLoop::EventLoop(ListenerOptions const& options, Tcp::endpoint const& endpoint,
                     Admission& admission, TlsContext tls)
    : options_(options),
      acceptor_(listen_on(context_, endpoint)),
      pause_(context_),
      stop_timer_(context_),
      admission_(admission),
      tls_(std::move(tls)) {}

EventLoop::~EventLoop() = default;

void EventLoop::run(HandlerFactory const& factory) {
  handler_ = factory(*this);
  asio::co_spawn(context_, accept(), asio::detached);
  for (bool ended = false; !ended;) {
    try {
      context_.run();
      ended = true;
    } catch (...) {
      if (options_.log) options_.log->survived("an event loop");
    }
  }
  // A handler that was given up may still be somewhere inside this object.
  if (connections_.empty()) handler_ = nullptr;
}

void EventLoop::post(std::function<void()> action) { asio::post(context_, std::move(action)); }

void EventLoop::at_turn_end(std::function<void()> action) {
  // The queue is first in, first out: what is ready now stands before what is posted now.
  if (turn_end_.empty()) asio::post(context_, [this] { end_turn(); });
  turn_end_.push_back(std::move(action));
}

void EventLoop::after(std::chrono::milliseconds delay, std::function<void()> action) {
  auto const timer = std::make_shared<Timer>(context_);
  timer->expires_after(delay);
  timer->async_wait([timer, action = std::move(action)](ErrorCode const& error) {
    if (!error) action();
  });
}

std::unique_ptr<Watch> EventLoop::watch(int descriptor) {
  return std::make_unique<Descriptor>(context_.get_executor(), descriptor);
}

void EventLoop::end_turn() {
  auto const actions = std::exchange(turn_end_, {});
  for (auto const& action : actions) action();
}

// Whatever goes wrong with one connection, the next one is accepted: a loop that stopped would
// leave its part of the clients waiting without a word.
Awaitable<> EventLoop::accept() {
  while (!stopping_) {
    bool failed = false;
    try {
      Tcp::endpoint peer;
      auto [error, socket] = co_await acceptor_.async_accept(peer, no_throw);
      failed = error && error != asio::error::connection_aborted && !stopping_;
      if (failed) count_accept_failure(error.message().c_str());
      if (!error) admit(std::move(socket), peer);
    } catch (std::exception const& error) {
      failed = true;
      count_accept_failure(error.what());
    }
    if (!failed) continue;
    // Out of descriptors or memory: asking again at once would only burn the processor.
    pause_.expires_after(pause_after_failure);
    co_await pause_.async_wait(no_throw);
  }
}

void EventLoop::count_accept_failure(char const* what) {
  bool const first = counts().accept_failures.fetch_add(1, std::memory_order_relaxed) == 0;
  if (first && options_.log)
    options_.log->message(LogLevel::error,
                          fmt::format("a connection could not be accepted: {}", what));
}

// `first` is the loop that accepted it, when that was another one.
void EventLoop::admit(Socket socket, Tcp::endpoint const& peer, EventLoop const* first) {
  auto const client = address_of(peer);
  std::optional<Place> place(std::in_place, admission_, client);
  bool full = !place->within_share();
  if (!full && place->others() >= options_.max_connections && !close_longest_idle()) {
    place.reset();
    if (hand_on(socket, peer, first ? first : this)) return;
    place.emplace(admission_, client);
    full = true;
  }
  auto& count = full ? counts().refused : counts().accepted;
  count.fetch_add(1, std::memory_order_relaxed);
  // Telling a TLS client would cost a handshake, which is what a full server cannot afford.
  if (full && (tls_ || !place->linger())) return;
  serve(std::move(socket), std::move(*place), client, full);
}

// To the next loop, unless all have been asked.
bool EventLoop::hand_on(Socket& socket, Tcp::endpoint const& peer, EventLoop const* first) {
  if (!next_ || next_ == first) return false;
  auto const handed = std::make_shared<Socket>(std::move(socket));
  next_->post([next = next_, handed, peer, first] {
    ErrorCode error;
    auto const descriptor = handed->release(error);
    if (error) return;
    Socket own(next->context_);
    own.assign(peer.protocol(), descriptor, error);
    if (error) ::close(descriptor);
    try {
      if (!error && !next->stopping_) next->admit(std::move(own), peer, first);
    } catch (std::exception const& failure) {
      next->count_accept_failure(failure.what());
    }
  });
  return true;
}

void EventLoop::serve(Socket socket, Place place, atlas::Address const& client, bool full) {
  auto const connection =
      std::make_shared<Connection>(*this, std::move(socket), client, tls_, std::move(place));
  auto const at = connections_.insert(connections_.end(), connection.get());
  try {
    full ? connection->turn_away(at) : connection->serve(at);
  } catch (...) {
    connections_.erase(at);
    throw;
  }
}

bool EventLoop::close_longest_idle() {
  for (Connection* const connection : connections_) {
    if (!connection->make_room()) continue;
    counts().displaced.fetch_add(1, std::memory_order_relaxed);
    return true;
  }
  return false;
}

void EventLoop::leave(Connections::iterator at) {
  connections_.erase(at);
  end_when_empty();
}

void EventLoop::finish() {
  post([this] { begin_stop(); });
}

void EventLoop::use_tls(TlsContext tls) {
  post([this, tls = std::move(tls)] { tls_ = tls; });
}

void EventLoop::begin_stop() {
  if (stopping_) return;
  stopping_ = true;
  ErrorCode ignored;
  acceptor_.close(ignored);
  pause_.cancel();
  for (Connection* const connection : connections_) connection->finish();
  stop_timer_.expires_after(options_.stop_timeout);
  stop_timer_.async_wait([this](ErrorCode const& error) {
    if (!error) give_up();
  });
  end_when_empty();
}

// Connections end once their sockets are closed; only a handler that never answers remains, and its
// buffers stay allocated, because something may still write to them.
void EventLoop::give_up() {
  for (Connection* const connection : connections_) connection->abort();
  stop_timer_.expires_after(pause_after_failure);
  stop_timer_.async_wait([this](ErrorCode const& error) {
    if (error) return;
    if (options_.log)
      options_.log->message(LogLevel::warning, fmt::format("stopped with {} requests unanswered",
                                                           connections_.size()));
    context_.stop();
  });
}

void EventLoop::end_when_empty() {
  if (!stopping_ || !connections_.empty()) return;
  stop_timer_.cancel();
  work_.reset();
  // Idle database connections still wait for what their server may say.
  post([this] { context_.stop(); });
}

}  // namespace orgd
