// The handler of the tests.
#include "test_server.hpp"

#include <fmt/format.h>

#include <coroutine>
#include <new>
#include <stdexcept>

namespace orgd::test {

// Suspends and goes on through another thread, as a request to a database does.
struct TestServer::Elsewhere {
  TestServer& server;
  Loop& loop;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> handle) {
    std::lock_guard const lock(server.mutex_);
    server.threads_.emplace_back([&to = loop, handle] { to.post([handle] { handle.resume(); }); });
  }
  void await_resume() {}
};

struct TestServer::AtGate {
  TestServer& server;
  Loop& loop;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> handle) {
    std::lock_guard const lock(server.mutex_);
    server.at_gate_.emplace_back([&to = loop, handle] { to.post([handle] { handle.resume(); }); });
    server.changed_.notify_all();
  }
  void await_resume() {}
};

struct TestServer::TurnEnd {
  Loop& loop;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> handle) {
    loop.at_turn_end([handle] { handle.resume(); });
  }
  void await_resume() {}
};

struct TestServer::Body {
  IncomingBody& body;
  std::size_t limit;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> handle) { body.read(limit, handle); }
  int await_resume() { return body.refusal(); }
};

TestServer::TestServer(ListenerOptions options, Faults faults)
    : faults_(std::move(faults)),
      listener_(std::move(options),
                [this](Loop& loop) {
                  return [this, &loop](Request const& request, Response& response) {
                    return answer(loop, request, response);
                  };
                }),
      thread_([this] { listener_.run(); }) {}

TestServer::~TestServer() {
  open_gate();
  stop();
}

Task<Done> TestServer::answer(Loop& loop, Request const& request, Response& response) {
  std::string_view const target = request.target;
  response.content_type = "text/plain";
  if (auto const fault = faults_.find(target); fault != faults_.end())
    response.fault = std::make_unique<WireFault>(fault->second);
  if (target == "/throws") throw std::runtime_error("as the test wants");
  if (target == "/poison") loop.post([] { throw std::bad_alloc(); });
  if (target == "/none") response.status = 204;
  if (target == "/unchanged") response.status = 304;
  if (target == "/stranger") {
    response.status = 401;
    co_return Done{};
  }
  bool const elsewhere = target == "/elsewhere" || target == "/asked-elsewhere";
  if (elsewhere) co_await Elsewhere{*this, loop};
  if (request.incoming) {
    std::size_t const limit = target == "/small" ? 100 : 4 * 1024 * 1024;
    int const refusal = co_await Body{*request.incoming, limit};
    if (refusal != 0) co_return Done{};
  }
  if (target == "/gate") co_await AtGate{*this, loop};
  if (target == "/turn") co_await TurnEnd{loop};
  response.add_field("X-Client", request.remote_address);
  response.add_field("X-Secure", request.secure ? "yes" : "no");
  if (target == "/big")
    response.body.assign(8 * 1024 * 1024, 'b');
  else
    response.body = fmt::format("{} {} {}", request.method, request.target, request.body);
  co_return Done{};
}

void TestServer::await_gate(std::size_t count) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return at_gate_.size() >= count; });
}

void TestServer::open_gate() {
  std::lock_guard const lock(mutex_);
  for (auto const& go_on : std::exchange(at_gate_, {})) go_on();
}

void TestServer::await_draining() const {
  while (!listener_.draining()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

void TestServer::stop() {
  listener_.stop();
  join();
}

void TestServer::join() {
  if (thread_.joinable()) thread_.join();
}

std::string get(std::string_view target, std::string_view fields) {
  return fmt::format("GET {} HTTP/1.1\r\nHost: test\r\n{}\r\n", target, fields);
}

ListenerOptions one_loop() {
  ListenerOptions options;
  options.threads = 1;
  return options;
}

}  // namespace orgd::test
