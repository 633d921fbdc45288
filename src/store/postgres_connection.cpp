// Segments of a pipeline, each closed by a sync, so that an error ends with its segment. What
// several transactions send in one turn of the loop leaves in one piece.
#include "store/postgres_connection.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <array>
#include <utility>

#include "store/postgres_error.hpp"

namespace orgd {
namespace {

// Poolers refuse settings at connection start, so they are made by a statement; behind a pooler
// they reach some server connection of the same role, which does no harm.
void limit_session(pg_conn* handle, PostgresConnection::Limits const& limits) {
  std::array<std::string, 3> const milliseconds{std::to_string(limits.statement.count()),
                                                std::to_string(limits.lock.count()),
                                                std::to_string(limits.answer.count())};
  std::array<char const*, 3> const values{milliseconds[0].c_str(), milliseconds[1].c_str(),
                                          milliseconds[2].c_str()};
  PostgresAnswer const answer(PQexecParams(
      handle,
      "SELECT set_config('statement_timeout', $1, false), set_config('lock_timeout', $2, false), "
      "set_config('idle_in_transaction_session_timeout', $3, false)",
      3, nullptr, values.data(), nullptr, nullptr, 0));
  if (PQresultStatus(answer.get()) != PGRES_TUPLES_OK) throw error_of(*answer);
}

}  // namespace

PostgresHandle PostgresConnection::open(std::string const& url, Limits const& limits) {
  // What stands first is a default that the URL may change. A server that is gone without a word is
  // noticed within seconds.
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

PostgresConnection::PostgresConnection(PostgresHandle handle, Loop& loop, Limits const& limits,
                                       bool prepares)
    : handle_(std::move(handle)),
      loop_(loop),
      limits_(limits),
      watch_(loop_.watch(PQsocket(handle_.get()))),
      prepares_(prepares) {
  PQsetnonblocking(handle_.get(), 1);
  PQsetNoticeReceiver(handle_.get(), &PostgresConnection::on_notice, this);
  if (PQenterPipelineMode(handle_.get()) == 0)
    throw PostgresError("08001", "the connection cannot pipeline");
}

void PostgresConnection::listen() {
  // The watch belongs to this object, and goes with it.
  watch_->when_readable([this] { read(); });
}

std::string PostgresConnection::last_error() const { return PQerrorMessage(handle_.get()); }

// The same text has the same name in every process, whoever else prepares on this connection.
std::string const& PostgresConnection::name_of(Statement statement) {
  auto& name = names_[statement.sql().data()];
  if (!name.empty()) return name;
  std::uint64_t sum = 0xcbf29ce484222325U;
  for (auto const byte : statement.sql())
    sum = (sum ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
  return name = fmt::format("orgd_{:016x}", sum);
}

// In a segment of its own: what fails beside it must not take it along.
void PostgresConnection::prepare(Statement statement) {
  std::string const& name = name_of(statement);
  if (!usable_ || !prepared_.insert(name).second) return;
  segments_.push_back({.items = {{.preparing = name}}, .done = [](std::exception_ptr const&) {}});
  if (PQsendPrepare(handle_.get(), name.c_str(), statement.text(), 0, nullptr) == 0)
    return lose("08006", last_error());
  sync();
}

void PostgresConnection::put(Request const& request) {
  if (!usable_) return;
  auto* const handle = handle_.get();
  Parameters const& values = request.parameters;
  int const sent =
      prepares_ && request.prepared
          ? PQsendQueryPrepared(handle, name_of(request.statement).c_str(), values.size(),
                                values.pointers.data(), nullptr, nullptr, 0)
          : PQsendQueryParams(handle, request.statement.text(), values.size(), nullptr,
                              values.pointers.data(), nullptr, nullptr, 0);
  if (sent == 0) lose("08006", last_error());
}

void PostgresConnection::sync() {
  if (usable_ && PQpipelineSync(handle_.get()) == 0) lose("08006", last_error());
}

void PostgresConnection::send(std::span<Request const> requests, Done done) {
  if (prepares_)
    for (auto const& request : requests)
      if (request.prepared) prepare(request.statement);
  if (!usable_) {
    loop_.post([done = std::move(done)] {
      done(std::make_exception_ptr(PostgresError("08003", "the connection is lost")));
    });
    return;
  }
  Segment& segment = segments_.emplace_back();
  segment.done = std::move(done);
  segment.items.reserve(requests.size());
  for (auto const& request : requests)
    segment.items.push_back({.rows = request.rows, .commits = request.commits});
  for (auto const& request : requests) put(request);
  sync();
  plan_flush();
  watch_for_silence();
}

void PostgresConnection::send_whole(std::span<Request const> requests, Done done) {
  send(requests,
       [weak = weak_from_this(), done = std::move(done)](std::exception_ptr const& failure) {
         auto const self = weak.lock();
         if (failure && self && self->usable_) {
           std::array const ending{Request{.statement = "ROLLBACK", .prepared = false}};
           self->send(ending, [](std::exception_ptr const&) {});
         }
         done(failure);
       });
}

void PostgresConnection::plan_flush() {
  if (std::exchange(flush_planned_, true)) return;
  loop_.at_turn_end([weak = weak_from_this()] {
    auto const self = weak.lock();
    if (!self) return;
    self->flush_planned_ = false;
    self->flush();
  });
}

void PostgresConnection::flush() {
  if (!usable_ || writing_) return;
  int const left = PQflush(handle_.get());
  if (left < 0) return lose("08006", last_error());
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
  if (PQconsumeInput(handle_.get()) == 0) return lose("08006", last_error());
  while (usable_ && !segments_.empty() && PQisBusy(handle_.get()) == 0) {
    PostgresAnswer const result(PQgetResult(handle_.get()));
    if (result) take(*result);
  }
  if (usable_ && PQstatus(handle_.get()) == CONNECTION_BAD) lose("08006", last_error());
  if (!usable_) return;
  listen();
  flush();  // the server may have waited for us to read
}

void PostgresConnection::take(pg_result const& result) {
  Segment& segment = segments_.front();
  auto const status = PQresultStatus(&result);
  if (status == PGRES_PIPELINE_SYNC) return finish_segment();
  if (status == PGRES_PIPELINE_ABORTED) return;  // an earlier one of the segment failed
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
    if (!segment.failure) segment.failure = std::make_exception_ptr(error_of(result));
    return;
  }
  Item const& item = segment.items.at(segment.answered++);
  if (item.rows && status == PGRES_TUPLES_OK) copy(result, *item.rows);
  // A COMMIT that could not is answered with another word, and as a success.
  if (item.commits && PQcmdStatus(const_cast<pg_result*>(&result)) != std::string_view("COMMIT"))
    segment.failure = std::make_exception_ptr(PostgresError("25P02", "nothing was committed"));
}

// A server that stops waiting for its standby says so in a warning, and then answers COMMIT as if
// all were well.
void PostgresConnection::on_notice(void* self, pg_result const* notice) {
  auto& segments = static_cast<PostgresConnection*>(self)->segments_;
  if (segments.empty()) return;
  Segment& segment = segments.front();
  bool const commits =
      segment.answered < segment.items.size() && segment.items[segment.answered].commits;
  char const* const severity = PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);
  if (commits && severity == std::string_view("WARNING"))
    segment.failure = std::make_exception_ptr(error_of(*notice));
}

void PostgresConnection::finish_segment() {
  Segment segment = std::move(segments_.front());
  segments_.pop_front();
  ++finished_;
  for (auto at = segment.answered; at < segment.items.size(); ++at)
    if (prepared_.erase(segment.items[at].preparing) > 0 &&
        is_pooler_mark(state_of(segment.failure)))
      preparing_failed_ = segment.failure;
  segment.done(segment.failure && preparing_failed_ ? preparing_failed_ : segment.failure);
}

void PostgresConnection::watch_for_silence() {
  if (std::exchange(watching_, true)) return;
  loop_.after(limits_.answer, [weak = weak_from_this(), seen = finished_] {
    auto const self = weak.lock();
    if (!self) return;
    self->watching_ = false;
    if (!self->usable_ || self->segments_.empty()) return;
    if (self->finished_ == seen) return self->lose("08006", "the server does not answer");
    self->watch_for_silence();
  });
}

void PostgresConnection::lose(std::string const& state, std::string const& why) {
  if (!std::exchange(usable_, false)) return;
  watch_.reset();
  auto const failure = std::make_exception_ptr(PostgresError(state, why));
  // Not from here: whoever is called back may be the one that is sending.
  for (auto& segment : std::exchange(segments_, {}))
    loop_.post([done = std::move(segment.done), failure] { done(failure); });
}

}  // namespace orgd
