// The yardstick for reads of PostgreSQL: libpq alone in pipeline mode, one thread, asking for one
// organization after the other as fast as it can. No HTTP, no JSON, no credentials.
//
//   bench_raw_pipeline URL LIST SECONDS DEPTH
//
// DEPTH questions are under way at any time, each its own transaction. LIST is what
// bench_seed_store wrote. Prints the number of answers a second.
#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>

#include <array>
#include <chrono>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

// The columns that the server reads.
constexpr auto question =
    "SELECT org_id, name, auth_version, deleted_at, is_paying, owes_money, linked_to, "
    "skip_default_alerts, access_list_required, employees_restricted FROM organization "
    "WHERE org_id = $1";
constexpr std::size_t step = 7919;  // prime: walks through all before it meets one again

struct Finish {
  void operator()(PGconn* connection) const { PQfinish(connection); }
  void operator()(PGresult* answer) const { PQclear(answer); }
};

class Pipeline {
 public:
  explicit Pipeline(char const* url) : connection_(PQconnectdb(url)) {
    std::unique_ptr<PGresult, Finish> const prepared(
        PQprepare(connection_.get(), "q", question, 1, nullptr));
    check(PQresultStatus(prepared.get()) == PGRES_COMMAND_OK);
    PQsetnonblocking(connection_.get(), 1);
    check(PQenterPipelineMode(connection_.get()) == 1);
  }

  void ask(std::string const& org_id) {
    std::array const values{org_id.c_str()};
    check(PQsendQueryPrepared(connection_.get(), "q", 1, values.data(), nullptr, nullptr, 0) == 1);
    check(PQpipelineSync(connection_.get()) == 1);
  }

  // Sends what was asked and waits; how many answers have come.
  std::size_t take() {
    check(PQflush(connection_.get()) >= 0);
    pollfd event{.fd = PQsocket(connection_.get()), .events = POLLIN, .revents = 0};
    poll(&event, 1, 1000);
    check(PQconsumeInput(connection_.get()) == 1);
    std::size_t answered = 0;
    while (under_way(answered) && PQisBusy(connection_.get()) == 0) {
      std::unique_ptr<PGresult, Finish> const answer(PQgetResult(connection_.get()));
      if (!answer) continue;
      if (PQresultStatus(answer.get()) == PGRES_TUPLES_OK) {
        check(PQntuples(answer.get()) == 1);
      } else {
        check(PQresultStatus(answer.get()) == PGRES_PIPELINE_SYNC);
        ++answered;
      }
    }
    depth -= answered;
    return answered;
  }

  std::size_t depth = 0;  ///< questions under way

 private:
  bool under_way(std::size_t answered) const { return depth > answered; }
  void check(bool fine) const {
    if (!fine)
      throw std::runtime_error(fmt::format("libpq: {}", PQerrorMessage(connection_.get())));
  }
  std::unique_ptr<PGconn, Finish> connection_;
};

std::vector<std::string> organizations_of(char const* list) {
  std::vector<std::string> ids;
  std::ifstream in(list);
  for (std::string id, rest; in >> id && std::getline(in, rest);) ids.push_back(id);
  if (ids.empty()) throw std::runtime_error("the list is empty");
  return ids;
}

double run(char const* url, char const* list, std::chrono::seconds time, std::size_t depth) {
  auto const ids = organizations_of(list);
  Pipeline pipeline(url);
  std::size_t answered = 0;
  std::size_t asked = 0;
  auto const begin = Clock::now();
  while (Clock::now() - begin < time) {
    for (; pipeline.depth < depth; ++pipeline.depth, ++asked)
      pipeline.ask(ids[asked * step % ids.size()]);
    answered += pipeline.take();
  }
  std::chrono::duration<double> const spent = Clock::now() - begin;
  return static_cast<double>(answered) / spent.count();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    fmt::print(stderr, "bench_raw_pipeline URL LIST SECONDS DEPTH\n");
    return 2;
  }
  try {
    fmt::print("{:.0f}\n", run(argv[1], argv[2], std::chrono::seconds(std::stoi(argv[3])),
                               static_cast<std::size_t>(std::stoi(argv[4]))));
    return 0;
  } catch (std::exception const& error) {
    fmt::print(stderr, "bench_raw_pipeline: {}\n", error.what());
    return 1;
  }
}
