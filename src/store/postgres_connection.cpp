// Segments of a pipeline, each closed by a sync, so that an error ends with its segment.
#include "store/postgres_connection.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <array>
#include <charconv>
#include <utility>

#include "store/postgres_error.hpp"
#include "store/postgres_values.hpp"

namespace orgd {
namespace {

// The same text has the same name in every process, whoever else prepares on this connection.
std::string name_of(std::string_view sql) {
  std::uint64_t sum = 0xcbf29ce484222325U;
  for (auto const byte : sql) sum = (sum ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
  return fmt::format("orgd_{:016x}", sum);
}

}  // namespace

PostgresHandle PostgresConnection::open(std::string const& url) {
  // What stands first is a default that the URL may change.
  constexpr std::array<char const*, 7> names{"application_name",
                                             "client_encoding",
                                             "connect_timeout",
                                             "target_session_attrs",
                                             "tcp_user_timeout",
                                             "dbname",
                                             nullptr};
  std::array<char const*, 7> const values{"orgd", "UTF8",      "5",    "read-write",
                                          "5000", url.c_str(), nullptr};
  PostgresHandle handle(PQconnectdbParams(names.data(), values.data(), 1));
  if (PQstatus(handle.get()) != CONNECTION_OK)
    throw PostgresError("08001", PQerrorMessage(handle.get()));
  return handle;
}

PostgresConnection::PostgresConnection(PostgresHandle handle, Loop& loop, bool prepares)
    : handle_(std::move(handle)),
      loop_(loop),
      watch_(loop_.watch(PQsocket(handle_.get()))),
      prepares_(prepares) {
  PQsetnonblocking(handle_.get(), 1);
  if (PQenterPipelineMode(handle_.get()) == 0)
    throw PostgresError("08001", "the connection cannot pipeline");
}

void PostgresConnection::listen() {
  // The watch belongs to this object, and goes with it.
  watch_->when_readable([this] { read(); });
}

std::string PostgresConnection::last_error() const { return PQerrorMessage(handle_.get()); }

void PostgresConnection::add(char const* command) {
  if (!usable_) return;
  ++commands_;
  if (PQsendQueryParams(handle_.get(), command, 0, nullptr, nullptr, nullptr, nullptr, 0) == 0)
    lose(last_error());
}

void PostgresConnection::send(Statement statement, std::span<Value const> values, Rows& rows,
                              Done done) {
  if (!usable_) return refuse(std::move(done));
  Parameters const parameters(values);
  std::string const sql(statement.sql());
  Segment segment{.rows = &rows, .done = std::move(done)};
  auto* const handle = handle_.get();
  bool sent = true;
  if (prepares_) {
    std::string const name = name_of(sql);
    if (prepared_.insert(name).second) {
      segment.preparing = name;
      ++commands_;
      sent = PQsendPrepare(handle, name.c_str(), sql.c_str(), 0, nullptr) != 0;
    }
    sent = sent && PQsendQueryPrepared(handle, name.c_str(), parameters.size(),
                                       parameters.pointers.data(), nullptr, nullptr, 0) != 0;
  } else {
    sent = PQsendQueryParams(handle, sql.c_str(), parameters.size(), nullptr,
                             parameters.pointers.data(), nullptr, nullptr, 0) != 0;
  }
  end_segment(std::move(segment), sent);
}

void PostgresConnection::commit(Done done) {
  add("COMMIT");
  if (!usable_) return refuse(std::move(done));
  end_segment({.done = std::move(done), .commits = true}, true);
}

void PostgresConnection::roll_back() {
  add("ROLLBACK");
  if (usable_) end_segment({.done = [](std::exception_ptr const&) {}}, true);
}

void PostgresConnection::refuse(Done done) {
  loop_.post([done = std::move(done)] {
    done(std::make_exception_ptr(PostgresError("08003", "the connection is lost")));
  });
}

void PostgresConnection::end_segment(Segment segment, bool sent) {
  segment.commands = std::exchange(commands_, 0);
  segments_.push_back(std::move(segment));
  if (!sent || PQpipelineSync(handle_.get()) == 0) return lose(last_error());
  flush();
}

void PostgresConnection::flush() {
  if (!usable_ || writing_) return;
  int const left = PQflush(handle_.get());
  if (left < 0) return lose(last_error());
  if (left == 0) return;
  writing_ = true;
  watch_->when_writable([this] {
    writing_ = false;
    flush();
  });
}

void PostgresConnection::read() {
  auto const self = shared_from_this();  // a segment's end may drop the last other owner
  if (!usable_) return;
  if (PQconsumeInput(handle_.get()) == 0) return lose(last_error());
  while (usable_ && !segments_.empty() && PQisBusy(handle_.get()) == 0) {
    PostgresAnswer const result(PQgetResult(handle_.get()));
    if (result) take(*result);
  }
  if (usable_ && PQstatus(handle_.get()) == CONNECTION_BAD) lose(last_error());
  if (!usable_) return;
  listen();
  flush();  // the server may have waited for us to read
}

void PostgresConnection::take(pg_result const& result) {
  Segment& segment = segments_.front();
  switch (PQresultStatus(&result)) {
    case PGRES_PIPELINE_SYNC:
      return finish_segment();
    case PGRES_COMMAND_OK:
      ++segment.answered;
      // A COMMIT that could not is answered with another word, and as a success.
      if (segment.commits &&
          PQcmdStatus(const_cast<pg_result*>(&result)) != std::string_view("COMMIT"))
        segment.failure = std::make_exception_ptr(PostgresError("25P02", "nothing was committed"));
      return;
    case PGRES_TUPLES_OK:
      if (segment.rows && segment.answered == segment.commands) copy(result, *segment.rows);
      ++segment.answered;
      return;
    case PGRES_PIPELINE_ABORTED:
      return;  // an earlier one of the segment failed
    default:
      break;
  }
  if (segment.failure) return;
  segment.failure = std::make_exception_ptr(error_of(result));
}

void PostgresConnection::finish_segment() {
  Segment segment = std::move(segments_.front());
  segments_.pop_front();
  if (!segment.preparing.empty() && segment.answered < segment.commands)
    prepared_.erase(segment.preparing);
  segment.done(segment.failure);
}

void PostgresConnection::lose(std::string const& why) {
  if (!std::exchange(usable_, false)) return;
  watch_.reset();
  auto const failure = std::make_exception_ptr(PostgresError("08006", why));
  // Not from here: whoever is called back may be the one that is sending.
  for (auto& segment : std::exchange(segments_, {}))
    loop_.post([done = std::move(segment.done), failure] { done(failure); });
}

}  // namespace orgd
