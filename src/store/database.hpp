// What a database must do for the store: run constant SQL statements inside a transaction.
// SQLite answers inline; a networked database suspends the coroutine and resumes it on its Loop.
#pragma once

#include <array>
#include <chrono>
#include <coroutine>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "async/loop.hpp"
#include "async/task.hpp"
#include "store/failure_kind.hpp"
#include "telemetry/metric.hpp"

namespace orgd {

/// SQL text known at compile time, with $1, $2, ... for values. Nothing else is ever executed, so
/// no statement can be built from input. The text's address identifies its prepared form.
class Statement {
 public:
  consteval Statement(char const* sql) : sql_(sql) {}  // NOLINT: literals convert on purpose
  constexpr std::string_view sql() const { return sql_; }
  constexpr char const* text() const { return sql_.data(); }  // a literal ends with a zero

 private:
  std::string_view sql_;
};

/// A bound value: null, integer or text. Bytes travel as text (columns of type BLOB take them).
using Value = std::variant<std::monostate, std::int64_t, std::string_view>;

/// The rows of one answer, copied out of the driver into two flat buffers.
class Rows {
  enum class Kind : std::uint8_t { null, integer, text };
  struct Cell {
    Kind kind;
    std::int64_t number;
    std::size_t offset;
    std::size_t length;
  };

 public:
  class Row {
   public:
    Row(Rows const& rows, std::size_t index) : rows_(&rows), index_(index) {}
    bool null(std::size_t column) const { return cell(column).kind == Kind::null; }
    /// Both throw std::logic_error when the cell is of another kind, null included.
    std::int64_t integer(std::size_t column) const { return cell(column, Kind::integer).number; }
    std::string_view text(std::size_t column) const {
      auto const& c = cell(column, Kind::text);
      return std::string_view(rows_->text_).substr(c.offset, c.length);
    }
    /// The cell as it can be bound again; a text lives as long as the rows do.
    Value value(std::size_t column) const {
      auto const& c = cell(column);
      if (c.kind == Kind::null) return {};
      return c.kind == Kind::integer ? Value(c.number) : Value(text(column));
    }

   private:
    Cell const& cell(std::size_t column) const {
      if (column >= rows_->columns_) refuse(column, "none", "a cell");
      return rows_->cells_.at(index_ * rows_->columns_ + column);
    }
    Cell const& cell(std::size_t column, Kind kind) const {
      auto const& found = cell(column);
      if (found.kind != kind) refuse(column, name_of(found.kind), name_of(kind));
      return found;
    }
    static std::string_view name_of(Kind kind);
    [[noreturn]] static void refuse(std::size_t column, std::string_view found,
                                    std::string_view wanted);
    Rows const* rows_;
    std::size_t index_;
  };

  std::size_t size() const { return columns_ ? cells_.size() / columns_ : 0; }
  std::size_t columns() const { return columns_; }
  bool empty() const { return cells_.empty(); }
  Row operator[](std::size_t index) const { return {*this, index}; }

  // For drivers: cells arrive row by row, left to right.
  void start(std::size_t columns) {
    columns_ = columns;
    cells_.reserve(columns);
  }
  void add_null() { cells_.push_back({Kind::null, 0, 0, 0}); }
  void add_integer(std::int64_t number) { cells_.push_back({Kind::integer, number, 0, 0}); }
  void add_text(std::string_view text) {
    cells_.push_back({Kind::text, 0, text_.size(), text.size()});
    text_.append(text);
  }

 private:
  std::size_t columns_ = 0;
  std::vector<Cell> cells_;
  std::string text_;
};

/// The database is gone, full or broken: nobody's fault but the server's. Answered 500 (or 503).
struct DatabaseError : std::runtime_error {
  explicit DatabaseError(std::string const& message, FailureKind what_kind = FailureKind::other)
      : std::runtime_error(message), kind(what_kind) {}
  FailureKind kind;
};

/// The database cannot take this now, and nothing was done: answered 503 with Retry-After.
struct Overload : DatabaseError {
  explicit Overload(std::string const& message, FailureKind what_kind = FailureKind::overload)
      : DatabaseError(message, what_kind) {}
};

/// Whether a write was committed could not be learned in time.
struct OutcomeUnknown : DatabaseError {
  explicit OutcomeUnknown(std::string const& message)
      : DatabaseError(message, FailureKind::unknown_commit) {}
};

/// An audit event that a write inserts; whoever finds it later knows that the write was committed.
struct Witness {
  std::string org_id;
  std::string event_id;
};

/// What leads from the outside to a row of an organization, and may lie on another node than it.
enum class Directory : std::uint8_t { keys, people, invitations, teams, projects };

/// A row of a directory that a write inserts beside the row it leads to.
struct Entry {
  Directory directory{};
  std::string org_id{};
  std::string key{};
};

/// What there is to learn by whether a write whose COMMIT was not answered was committed, and what
/// its answer promises.
struct Evidence {
  std::vector<std::string> locked{};  ///< organizations that it holds while it is undecided
  std::vector<Witness> witnesses{};
  std::vector<Entry> entries{};
};

/// What is to be seen of a write. A distributed database may show a committed one in parts.
enum class Trace : std::uint8_t { none, some, all };

/// One transaction. Statements run in the order they are awaited; values need to live only until
/// the await begins. Any failure of a statement throws DatabaseError and dooms the transaction.
class Transaction {
 public:
  virtual ~Transaction() = default;

  /// Starts a statement. True: `rows` is complete. False: `waiter` is resumed once it is.
  virtual bool start(Statement statement, std::span<Value const> values, Rows& rows,
                     std::coroutine_handle<> waiter) = 0;
  /// Throws when the statement that just ended had failed. Called once after each `start`.
  virtual void check() {}
  /// Whether all rows lie in one place, so that a statement may follow a directory to what it leads
  /// to, and need not say whose that is.
  virtual bool is_in_one_place() const { return false; }
  /// This write inserts the audit event. For databases whose COMMIT can go unanswered.
  virtual void witness(std::string_view /*org_id*/, std::string_view /*event_id*/) {}
  /// This write locks the organization, as each must that takes a LockedOrg. For the same, and for
  /// Session::unchanged.
  virtual void locks(std::string_view /*org_id*/) {}
  /// This write changes where the person is, or what is known of the person's account and sessions.
  /// For Session::unchanged alone.
  virtual void changes_person(std::string_view /*user_id*/) {}
  /// This write inserts the row of a directory. For the same.
  virtual void enters(Directory /*directory*/, std::string_view /*org_id*/,
                      std::string_view /*key*/) {}

  /// `auto rows = co_await tx.query("SELECT name FROM project WHERE org_id = $1", org_id);`
  template <class... V>
  auto query(Statement statement, V const&... values);
  /// The same with values as they are.
  template <std::size_t N>
  auto query_with(Statement statement, std::array<Value, N> const& values);
};

namespace detail {

inline Value to_value(std::string_view text) { return text; }
// A template, bool included: a plain bool parameter would take text literals, as pointers.
template <class T>
  requires std::is_integral_v<T> || std::is_enum_v<T>
Value to_value(T number) {
  return static_cast<std::int64_t>(number);
}
inline Value to_value(std::chrono::sys_seconds time) { return time.time_since_epoch().count(); }
template <class T>
Value to_value(std::optional<T> const& optional) {
  return optional ? to_value(*optional) : Value{};
}

template <std::size_t N>
struct QueryAwaiter {
  Transaction& transaction;
  Statement statement;
  std::array<Value, N> values;
  Rows rows{};
  bool await_ready() noexcept { return false; }
  bool await_suspend(std::coroutine_handle<> waiter) {
    return !transaction.start(statement, values, rows, waiter);
  }
  Rows await_resume() {
    transaction.check();
    return std::move(rows);
  }
};

}  // namespace detail

template <class... V>
auto Transaction::query(Statement statement, V const&... values) {
  return query_with(statement, std::array<Value, sizeof...(V)>{detail::to_value(values)...});
}

template <std::size_t N>
auto Transaction::query_with(Statement statement, std::array<Value, N> const& values) {
  return detail::QueryAwaiter<N>{*this, statement, values, {}};
}

/// What runs inside a transaction. May run more than once (retries), so it must keep no state. May
/// ask for several statements at once (`both`); they run in the order they were asked for.
using Work = std::function<Task<Done>(Transaction&)>;

/// One event loop's way into the database. Used from that loop's thread only.
class Session {
 public:
  using Deadline = std::chrono::steady_clock::time_point;

  virtual ~Session() = default;
  /// Whether the store took the last write that was tried; whoever watches one that did not may try
  /// one of his own.
  virtual bool takes_writes() const { return true; }
  /// When what begins now is given up. All work of one request is given the same.
  virtual Deadline deadline() const { return Deadline::max(); }
  /// Runs `work` on a consistent view that holds everything acknowledged before the call. Throws
  /// Overload at the deadline.
  virtual Task<Done> read(Work work, Deadline until) = 0;
  /// Runs `work` alone against other writers. A value commits durably before the task ends; an
  /// error or exception leaves the database as it was. Throws Overload when too many wait, and at
  /// the deadline, unless the commit has begun by then.
  virtual Task<Done> write(Work work, Deadline until) = 0;
  /// The same for work that locks nothing, asks for all its statements before it waits, and may be
  /// done twice: one round trip.
  virtual Task<Done> write_at_once(Work work, Deadline until) {
    return write(std::move(work), until);
  }

  /// What `unchanged` takes: a moment before the view of the last read.
  virtual std::uint64_t moment() const { return 0; }
  /// Whether no write that was acknowledged before this call has locked the organization, or has
  /// changed the person, since the moment, as far as can be told without asking.
  virtual bool unchanged(std::string_view /*id*/, std::uint64_t /*since*/) { return false; }

  Task<Done> read(Work work) { return read(std::move(work), deadline()); }
  Task<Done> write(Work work) { return write(std::move(work), deadline()); }
  Task<Done> write_at_once(Work work) { return write_at_once(std::move(work), deadline()); }
};

class Database {
 public:
  virtual ~Database() = default;
  virtual std::unique_ptr<Session> connect(Loop& loop) = 0;
  /// The same for work that no request waits for, with as few connections as it can do with.
  virtual std::unique_ptr<Session> connect_aside(Loop& loop) { return connect(loop); }
  /// What it can tell of itself to whoever watches the server. From every thread.
  virtual std::vector<Sample> metrics() const = 0;
};

}  // namespace orgd
