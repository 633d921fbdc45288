// One connection to PostgreSQL on one loop: libpq in pipeline mode. Statements of a segment travel
// together; their answer comes back in one piece.
#pragma once

#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "store/database.hpp"
#include "store/loop.hpp"
#include "store/postgres_values.hpp"

namespace orgd {

class PostgresConnection : public std::enable_shared_from_this<PostgresConnection> {
 public:
  /// Called with the failure, or nothing, when the segment is answered.
  using Done = std::function<void(std::exception_ptr failure)>;

  /// Connects and waits for it: not for a loop's thread. Throws PostgresError.
  static PostgresHandle open(std::string const& url);

  PostgresConnection(PostgresHandle handle, Loop& loop, bool prepares);
  PostgresConnection(PostgresConnection const&) = delete;
  PostgresConnection& operator=(PostgresConnection const&) = delete;

  /// Begins to notice what the server sends. Call once, when a shared_ptr owns the object.
  void listen();

  /// A command without values and rows, such as "BEGIN", at the front of the next segment.
  void add(char const* command);
  /// Ends a segment with a statement; `rows` must live until `done`.
  void send(Statement statement, std::span<Value const> values, Rows& rows, Done done);
  /// Ends a segment with COMMIT; anything but its plain success is a failure.
  void commit(Done done);
  /// The same with ROLLBACK, for which nobody waits.
  void roll_back();

  /// False once the connection is lost: every segment has failed then.
  bool usable() const { return usable_; }
  bool prepares() const { return prepares_; }

 private:
  struct Segment {
    std::size_t commands = 0;  // results that come before the statement's
    std::size_t answered = 0;  // results that have come
    Rows* rows = nullptr;      // of the statement, if there is one
    std::string preparing{};   // the name that this segment prepares, if it does
    Done done{};
    bool commits = false;
    std::exception_ptr failure{};
  };

  void refuse(Done done);
  void end_segment(Segment segment, bool sent);
  void flush();
  void read();
  void take(pg_result const& result);
  void finish_segment();
  void lose(std::string const& why);
  std::string last_error() const;

  PostgresHandle handle_;
  Loop& loop_;
  std::unique_ptr<Watch> watch_;
  bool const prepares_;
  bool usable_ = true;
  bool writing_ = false;  // waits until more can be written
  std::unordered_set<std::string> prepared_;
  std::size_t commands_ = 0;  // of the segment that is being built
  std::deque<Segment> segments_;
};

}  // namespace orgd
