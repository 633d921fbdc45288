// Segments of a pipeline, each closed by a sync, so that an error ends with its segment. What
// several transactions send in one turn of the loop leaves in one piece.
#include "store/postgres/connection.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <utility>

#include "store/postgres/error.hpp"

namespace orgd {

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
  auto& name = names_[statement.text()];
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
  if (segments_.empty()) quiet_since_ = Clock::now();
  segments_.push_back(
      {.items = {{}}, .done = [](std::exception_ptr const&) {}, .prepares = statement.text()});
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

void PostgresConnection::send(std::span<Request const> requests, Done done, Time until) {
  if (prepares_)
    for (auto const& request : requests)
      if (request.prepared) prepare(request.statement);
  if (!usable_) {
    loop_.post([done = std::move(done)] {
      done(std::make_exception_ptr(PostgresError("08003", "the connection is lost")));
    });
    return;
  }
  if (segments_.empty()) quiet_since_ = Clock::now();
  Segment& segment = segments_.emplace_back();
  segment.done = std::move(done);
  segment.until = until;
  segment.items.reserve(requests.size());
  for (auto const& request : requests)
    segment.items.push_back({.rows = request.rows,
                             .commits = request.commits,
                             .uses = request.prepared ? request.statement.text() : nullptr});
  for (auto const& request : requests) put(request);
  sync();
  plan_flush();
  look_at(std::min(until, quiet_since_ + limits_.answer));
}

void PostgresConnection::send_whole(std::span<Request const> requests, Done done, Time until) {
  auto const end = [weak = weak_from_this(),
                    done = std::move(done)](std::exception_ptr const& failure) {
    auto const self = weak.lock();
    if (failure && self && self->usable_) {
      std::array const ending{Request{.statement = "ROLLBACK", .prepared = false}};
      self->send(ending, [](std::exception_ptr const&) {});
    }
    done(failure);
  };
  send(requests, end, until);
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
  quiet_since_ = Clock::now();
  if (segment.given_up) --late_;
  if (segment.prepares) end_preparation(segment);
  segment.done(segment.failure ? cause_of(segment) : nullptr);
}

// What could not be prepared is prepared again by the next who asks for it. Behind a pooler that
// fails for all.
void PostgresConnection::end_preparation(Segment const& segment) {
  if (!segment.failure) {
    unprepared_.erase(segment.prepares);
    return;
  }
  prepared_.erase(names_.at(segment.prepares));
  unprepared_[segment.prepares] = segment.failure;
  if (is_pooler_mark(state_of(segment.failure))) preparing_failed_ = segment.failure;
}

// A statement that is not known by its name was not prepared, for a reason of its own.
std::exception_ptr PostgresConnection::cause_of(Segment const& segment) const {
  if (preparing_failed_) return preparing_failed_;
  if (is_pooler_mark(state_of(segment.failure)))
    for (auto const& item : segment.items)
      if (auto const at = unprepared_.find(item.uses); at != unprepared_.end()) return at->second;
  return segment.failure;
}

void PostgresConnection::look_at(Time time) {
  if (time >= next_look_) return;
  next_look_ = time;
  auto const delay = std::chrono::ceil<std::chrono::milliseconds>(time - Clock::now());
  loop_.after(std::max(delay, std::chrono::milliseconds(0)), [weak = weak_from_this(), time] {
    auto const self = weak.lock();
    if (!self || self->next_look_ != time) return;
    self->next_look_ = Time::max();
    self->look_for_overdue();
  });
}

// Who waits for a segment no longer is told so; the connection still owes its answer, and others
// may wait behind it. One that owes everybody is lost.
void PostgresConnection::look_for_overdue() {
  if (!usable_ || segments_.empty()) return;
  auto const now = Clock::now();
  Time next = quiet_since_ + limits_.answer;
  if (next <= now) return lose("08006", "the server does not answer");
  for (auto& segment : segments_) {
    if (segment.until <= now) give_up(segment);
    next = std::min(next, segment.until);
  }
  look_at(next);
}

void PostgresConnection::give_up(Segment& segment) {
  segment.until = Time::max();
  segment.given_up = true;
  ++late_;
  for (auto& item : segment.items) item.rows = nullptr;
  auto const failure =
      std::make_exception_ptr(PostgresError("57014", "the database did not answer in time"));
  // Not from here: whoever is called back may send more.
  loop_.post([done = std::exchange(segment.done, [](std::exception_ptr const&) {}), failure] {
    done(failure);
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
