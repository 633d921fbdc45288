// One connection to PostgreSQL on one loop: libpq in pipeline mode. Statements of a segment travel
// together and are answered in one piece; segments of several transactions may be under way at
// once.
#pragma once

#include <chrono>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "async/loop.hpp"
#include "store/database.hpp"
#include "store/postgres/values.hpp"

namespace orgd {

class PostgresConnection : public std::enable_shared_from_this<PostgresConnection> {
 public:
  /// Called with the failure, or nothing, when the segment is answered.
  using Done = std::function<void(std::exception_ptr failure)>;
  using Clock = std::chrono::steady_clock;
  using Time = Clock::time_point;

  struct Limits {
    std::chrono::milliseconds statement{5000};  ///< how long the server works on one statement
    std::chrono::milliseconds lock{3000};       ///< how long it waits for one row
    std::chrono::milliseconds answer{10'000};   ///< silence after which the connection is given up
  };

  /// Connects and waits for it: not for a loop's thread. Throws PostgresError.
  static PostgresHandle open(std::string const& url, Limits const& limits);

  PostgresConnection(PostgresHandle handle, Loop& loop, Limits const& limits, bool prepares);
  PostgresConnection(PostgresConnection const&) = delete;
  PostgresConnection& operator=(PostgresConnection const&) = delete;

  /// Begins to notice what the server sends. Call once, when a shared_ptr owns the object.
  void listen();

  struct Request {
    Statement statement;
    Parameters parameters{{}};
    Rows* rows = nullptr;  ///< filled before `done`, until which it must live
    bool commits = false;  ///< a COMMIT: anything but its plain success is a failure
    bool prepared = true;  ///< false for what is parsed as quickly as it is found by name
  };
  /// Sends a segment. An error in one statement keeps the later ones of the segment from running.
  /// Who has no answer at `until` is told that; the server may still run it to its end.
  void send(std::span<Request const> requests, Done done, Time until = Time::max());
  /// The same for a segment that begins and commits a transaction: when it fails, the connection is
  /// still inside, and so are the segments behind it, until that is ended.
  void send_whole(std::span<Request const> requests, Done done, Time until);

  /// False once the connection is lost: every segment has failed then.
  bool usable() const { return usable_; }
  bool prepares() const { return prepares_; }
  /// Owes an answer that nobody waits for any more: what is sent now would wait behind it.
  bool late() const { return late_ > 0; }
  /// Segments that are not answered yet.
  std::size_t pending() const { return segments_.size(); }
  /// Lends it to nobody any more: it ended up at a server that takes no writes.
  void retire() { lose("25006", "the server takes no writes any more"); }

 private:
  struct Item {
    Rows* rows = nullptr;
    bool commits = false;
    char const* uses = nullptr;  // the text of the statement that it finds by name, if it does
  };
  struct Segment {
    std::vector<Item> items{};
    std::size_t answered = 0;
    Done done{};
    std::exception_ptr failure{};
    Time until = Time::max();
    bool given_up = false;
    char const* prepares = nullptr;  // the text of the statement, if that is all it does
  };

  std::string const& name_of(Statement statement);
  void prepare(Statement statement);
  void put(Request const& request);
  void sync();
  void plan_flush();
  void flush();
  void read();
  void take(pg_result const& result);
  void finish_segment();
  void end_preparation(Segment const& segment);
  std::exception_ptr cause_of(Segment const& segment) const;
  void look_at(Time time);
  void look_for_overdue();
  void give_up(Segment& segment);
  void lose(std::string const& state, std::string const& why);
  std::string last_error() const;
  static void on_notice(void* self, pg_result const* notice);

  PostgresHandle handle_;
  Loop& loop_;
  Limits const limits_;
  std::unique_ptr<Watch> watch_;
  bool const prepares_;
  bool usable_ = true;
  bool flush_planned_ = false;
  bool writing_ = false;          // waits until more can be written
  Time next_look_ = Time::max();  // for what is overdue; a timer is set
  Time quiet_since_{};            // nothing was answered, while something is to be
  std::size_t late_ = 0;          // segments that were given up and not answered
  // By the address of the text.
  std::unordered_map<char const*, std::string> names_;
  std::unordered_map<char const*, std::exception_ptr> unprepared_;
  std::unordered_set<std::string> prepared_;
  std::exception_ptr preparing_failed_;  // and what came after it failed for that reason
  std::deque<Segment> segments_;
};

}  // namespace orgd
