// Makes load: 64 clients that each ask again when they are answered, or requests that come at times
// of their own (--rate), however slow the server is.
//
//   bench_load --help
//
// Prints "ready" when all is made, starts at a line on its standard input, and prints one JSON
// object: how many answers had the expected status, how many another one (refused), connections
// that broke, requests that were not sent because all connections waited for an answer (dropped),
// those made while the clock ran (late), and the 99th percentile of the time to an expected answer.
// That time counts from when a request was due, not from when it could be sent: a server that
// stalls makes all wait that would have come meanwhile.
#include <fmt/format.h>
#include <sys/epoll.h>
#include <sys/prctl.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <deque>
#include <iostream>
#include <random>
#include <vector>

#include "connection.hpp"
#include "requests.hpp"

namespace {

using bench::Clock;
using bench::Connection;

struct Options {
  bench::Asked asked;
  std::size_t connections = 64;
  std::size_t made = 0;
  double seconds = 5;
  double rate = 0;  // 0: as fast as the answers come
  int expected = 200;
  bool drop = false;
  bool tls = false;
};

struct Counts {
  std::size_t refused = 0;
  std::size_t broken = 0;
  std::size_t dropped = 0;
  std::vector<float> micros;  // of each expected answer
};

class Load {
 public:
  explicit Load(Options const& options)
      : options_(options), requests_(options.asked, options.made) {
    if (options.tls) tls_ = bench::new_tls_context();
    auto const colon = options.asked.host.find(':');
    sockaddr_in server{};
    server.sin_family = AF_INET;
    server.sin_port =
        htons(static_cast<std::uint16_t>(std::stoi(options.asked.host.substr(colon + 1))));
    inet_pton(AF_INET, options.asked.host.substr(0, colon).c_str(), &server.sin_addr);
    for (std::size_t i = 0; i < options.connections; ++i) {
      auto& one = clients_.emplace_back(server, tls_.get(), options.asked.close);
      watch(one);
      free_.push_back(&one);
    }
    counts_.micros.reserve(options.made);
  }

  void run() {
    auto const begin = Clock::now();
    auto const end = begin + duration(options_.seconds);
    next_ = begin;
    auto now = begin;
    if (!paced())
      while (!free_.empty()) start(now);
    while (now < end || (!paced() && nothing_came() && now < end + patience)) {
      if (paced()) arrive(now);
      serve(paced() ? std::min(next_, end) : now < end ? end : end + patience);
      now = Clock::now();
    }
    spent_ = now - begin;
    // Whoever has come is waited for: the slowest answers are the ones that are still missing.
    while (paced() && free_.size() < clients_.size() && Clock::now() < end + patience)
      serve(end + patience);
    if (paced()) counts_.broken += clients_.size() - free_.size() + waiting_.size();
  }

  void report() {
    auto& micros = counts_.micros;
    auto const at = std::min(micros.size() * 99 / 100, micros.size() - 1);
    if (!micros.empty())
      std::ranges::nth_element(micros, micros.begin() + static_cast<std::ptrdiff_t>(at));
    fmt::print(R"({{"answers": {}, "seconds": {:.6f}, "refused": {}, "broken": {}, "dropped": {}, )"
               R"("late": {}, "p99_ms": {:.3f}}})"
               "\n",
               micros.size(), spent_.count(), counts_.refused, counts_.broken, counts_.dropped,
               requests_.late(), micros.empty() ? 0.0 : static_cast<double>(micros[at]) / 1e3);
  }

 private:
  struct Client : Connection {
    using Connection::Connection;
    Clock::time_point due{};
  };
  static constexpr std::chrono::seconds patience{30};

  static Clock::duration duration(double seconds) {
    return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
  }
  bool paced() const { return options_.rate > 0; }
  bool nothing_came() const {
    return counts_.micros.empty() && counts_.refused == 0 && counts_.broken == 0;
  }

  void watch(Client& client) {
    epoll_event event{.events = EPOLLIN, .data = {.ptr = &client}};
    epoll_ctl(epoll_, EPOLL_CTL_ADD, client.socket(), &event);
  }
  void open_again(Client& client) {
    client.open();  // the socket of before is closed, and no longer watched
    watch(client);
  }

  // Takes all requests that are due; their times are those of a Poisson process.
  void arrive(Clock::time_point now) {
    for (; next_ <= now; next_ += duration(pause_(random_))) {
      if (!free_.empty())
        start(next_);
      else if (options_.drop)
        ++counts_.dropped;
      else
        waiting_.push_back(next_);
    }
  }

  void start(Clock::time_point due) {
    auto& client = *free_.back();
    free_.pop_back();
    client.due = due;
    while (!client.send(requests_.next())) {
      ++counts_.broken;
      open_again(client);
    }
  }

  void serve(Clock::time_point until) {
    std::array<epoll_event, 256> events;
    auto const left = std::max(until - Clock::now(), Clock::duration{});
    auto const whole = std::chrono::floor<std::chrono::seconds>(left);
    timespec const timeout{whole.count(), (left - whole).count()};
    int const found = epoll_pwait2(epoll_, events.data(), events.size(), &timeout, nullptr);
    for (int i = 0; i < found; ++i)
      receive(*static_cast<Client*>(events[static_cast<std::size_t>(i)].data.ptr));
  }

  void receive(Client& client) {
    auto const outcome = client.receive();
    if (outcome == Connection::Outcome::unfinished) return;
    auto const now = Clock::now();
    if (outcome == Connection::Outcome::broken)
      ++counts_.broken;
    else if (client.status() != options_.expected)
      ++counts_.refused;
    else
      counts_.micros.push_back(std::chrono::duration<float, std::micro>(now - client.due).count());
    if (outcome == Connection::Outcome::broken || options_.asked.close) open_again(client);
    free_.push_back(&client);
    if (!paced()) return start(now);
    if (waiting_.empty()) return;
    start(waiting_.front());
    waiting_.pop_front();
  }

  Options const& options_;
  bench::Requests requests_;
  bench::TlsContext tls_;
  int epoll_ = epoll_create1(0);
  std::deque<Client> clients_;
  std::vector<Client*> free_;
  std::deque<Clock::time_point> waiting_;
  std::mt19937_64 random_{1};
  std::exponential_distribution<double> pause_{options_.rate > 0 ? options_.rate : 1};
  Clock::time_point next_;
  std::chrono::duration<double> spent_{};
  Counts counts_;
};

void describe(CLI::App& app, Options& options) {
  app.add_option("--host", options.asked.host, "HOST:PORT of the server")->required();
  app.add_option("--method", options.asked.method);
  app.add_option("--path", options.asked.path, "{} is the caller's organization")->required();
  app.add_option("--accept", options.asked.accept);
  app.add_option("--body", options.asked.body, "{} is the number of the request");
  app.add_option("--content-type", options.asked.content_type, "of the body");
  app.add_option("--field", options.asked.field, "\"NAME: VALUE\"; {} as in the body, four digits");
  app.add_option("--list", options.asked.list, "callers; without, no credentials are sent");
  app.add_option("--scheme", options.asked.scheme,
                 "of the credentials; all but Digest say after it the fourth word of the list");
  app.add_option("--nonces", options.asked.nonces, "of the server, one a line, for Digest");
  app.add_option("--first", options.asked.first, "number of the first request");
  app.add_flag("--close", options.asked.close, "one request on a connection");
  app.add_option("--connections", options.connections);
  app.add_option("--made", options.made, "requests to make before the clock starts");
  app.add_option("--seconds", options.seconds);
  app.add_option("--rate", options.rate, "requests a second, however many are answered");
  app.add_option("--expected", options.expected, "status of a good answer");
  app.add_flag("--drop", options.drop,
               "with --rate: what comes while all connections wait is not sent, and counted");
  app.add_flag("--tls", options.tls, "TLS 1.3");
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Load for bench/run");
  Options options;
  describe(app, options);
  CLI11_PARSE(app, argc, argv);
  try {
    std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes without MSG_NOSIGNAL
    prctl(PR_SET_TIMERSLACK, 1UL);  // or requests come up to 50 us late
    Load load(options);
    fmt::print("ready\n");
    std::fflush(stdout);
    std::string line;
    std::getline(std::cin, line);
    load.run();
    load.report();
    return 0;
  } catch (std::exception const& error) {
    fmt::print(stderr, "bench_load: {}\n", error.what());
    return 1;
  }
}
