// Making a connection: blocking, but never for longer than its limits.
#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <array>

#include "store/postgres/connection.hpp"
#include "store/postgres/error.hpp"

namespace orgd {
namespace {

// A server that took the connection may fall silent afterwards, as a pooler's does that is away.
void wait_for_answer(pg_conn* handle, std::chrono::milliseconds patience) {
  using Clock = std::chrono::steady_clock;
  auto const end = Clock::now() + patience;
  while (PQconsumeInput(handle) != 0 && PQisBusy(handle) != 0) {
    auto const left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now());
    if (left.count() <= 0) throw PostgresError("08001", "the server does not answer");
    pollfd readable{.fd = PQsocket(handle), .events = POLLIN, .revents = 0};
    poll(&readable, 1, static_cast<int>(left.count()));
  }
}

// Poolers refuse settings at connection start, so they are made by a statement; behind a pooler
// they reach some server connection of the same role, which does no harm.
void limit_session(pg_conn* handle, PostgresConnection::Limits const& limits) {
  std::array<std::string, 3> const milliseconds{std::to_string(limits.statement.count()),
                                                std::to_string(limits.lock.count()),
                                                std::to_string(limits.answer.count())};
  std::array<char const*, 3> const values{milliseconds[0].c_str(), milliseconds[1].c_str(),
                                          milliseconds[2].c_str()};
  int const sent = PQsendQueryParams(
      handle,
      "SELECT set_config('statement_timeout', $1, false), set_config('lock_timeout', $2, false), "
      "set_config('idle_in_transaction_session_timeout', $3, false)",
      3, nullptr, values.data(), nullptr, nullptr, 0);
  if (sent == 0) throw PostgresError("08001", PQerrorMessage(handle));
  wait_for_answer(handle, limits.answer);
  PostgresAnswer const answer(PQgetResult(handle));
  if (!answer) throw PostgresError("08001", PQerrorMessage(handle));
  if (PQresultStatus(answer.get()) != PGRES_TUPLES_OK) throw error_of(*answer);
  while (PostgresAnswer const end{PQgetResult(handle)}) continue;
}

}  // namespace

PostgresHandle PostgresConnection::open(std::string const& url, Limits const& limits) {
  // What stands first is a default that the URL may change.
  constexpr std::array<std::pair<char const*, char const*>, 8> defaults{
      {{"application_name", "orgd"},
       {"client_encoding", "UTF8"},
       {"connect_timeout", "2"},
       {"target_session_attrs", "read-write"},
       {"tcp_user_timeout", "5000"},
       {"keepalives_idle", "2"},
       {"keepalives_interval", "1"},
       {"keepalives_count", "3"}}};
  std::array<char const*, defaults.size() + 2> names{};
  std::array<char const*, defaults.size() + 2> values{};
  for (std::size_t i = 0; i < defaults.size(); ++i)
    std::tie(names.at(i), values.at(i)) = defaults.at(i);
  names.at(defaults.size()) = "dbname";
  values.at(defaults.size()) = url.c_str();
  PostgresHandle handle(PQconnectdbParams(names.data(), values.data(), 1));
  if (PQstatus(handle.get()) != CONNECTION_OK)
    throw PostgresError("08001", PQerrorMessage(handle.get()));
  limit_session(handle.get(), limits);
  return handle;
}

}  // namespace orgd
