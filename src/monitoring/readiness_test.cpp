// Readiness over a real store that can be made to fail, to hang and to change under it.
#include "monitoring/readiness.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>

#include "async/blocking_loop.hpp"
#include "store/migrate.hpp"
#include "store/open_database.hpp"

namespace orgd {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view secret = "password=hidden";

/// Passes reads on, or fails them, or holds them up until told otherwise.
class FickleDatabase final : public Database {
 public:
  enum class Mood { well, broken, stuck };

  explicit FickleDatabase(Database& inner) : inner_(inner) {}
  std::unique_ptr<Session> connect(Loop& loop) override;
  std::vector<Sample> metrics() const override { return {}; }

  void become(Mood mood) {
    mood_ = mood;
    mood_.notify_all();
  }
  Mood mood() const { return mood_; }
  void wait_while(Mood mood) const { mood_.wait(mood); }

  std::atomic<int> asked = 0;

 private:
  Database& inner_;
  std::atomic<Mood> mood_ = Mood::well;
};

class FickleSession final : public Session {
 public:
  FickleSession(FickleDatabase& database, std::unique_ptr<Session> inner)
      : database_(database), inner_(std::move(inner)) {}
  Task<Done> read(Work work, Deadline until) override {
    using Mood = FickleDatabase::Mood;
    ++database_.asked;
    database_.wait_while(Mood::stuck);
    if (database_.mood() == Mood::broken)
      throw DatabaseError(std::string(secret), FailureKind::connection);
    return inner_->read(std::move(work), until);
  }
  Task<Done> write(Work work, Deadline until) override {
    return inner_->write(std::move(work), until);
  }

 private:
  FickleDatabase& database_;
  std::unique_ptr<Session> inner_;
};

std::unique_ptr<Session> FickleDatabase::connect(Loop& loop) {
  return std::make_unique<FickleSession>(*this, inner_.connect(loop));
}

class ReadinessTest : public ::testing::Test {
 protected:
  using Mood = FickleDatabase::Mood;

  void SetUp() override { probes_.add(probe_); }
  void TearDown() override {
    database_.become(Mood::well);
    std::filesystem::remove_all(directory_);
  }

  // Waits until a check says why it is not passed; "" waits until it is passed.
  ::testing::AssertionResult becomes(std::size_t check, std::string_view why) const {
    std::string last;
    for (auto const end = std::chrono::steady_clock::now() + 60s;
         std::chrono::steady_clock::now() < end; std::this_thread::sleep_for(1ms)) {
      last = readiness_.checks().at(check).why.value_or("");
      if (last == why) return ::testing::AssertionSuccess();
    }
    return ::testing::AssertionFailure() << "it says: " << last;
  }
  void change(Statement statement) {
    BlockingLoop loop;
    auto const session = store_->connect(loop);
    auto const done = loop.run(session->write([statement](Transaction& tx) -> Task<Done> {
      co_await tx.query(statement);
      co_return Done{};
    }));
    ASSERT_TRUE(done.has_value());
  }

  static constexpr std::size_t store = 0;
  static constexpr std::size_t schema = 1;
  static constexpr std::size_t serving = 2;

  std::filesystem::path directory_ =
      std::filesystem::temp_directory_path() / ("orgd-readiness-" + std::to_string(getpid()));
  std::unique_ptr<Database> store_ = [this] {
    std::filesystem::create_directories(directory_);
    return open_database({.path = directory_ / "orgd.db", .create = true}, {});
  }();
  FickleDatabase database_{*store_};
  std::atomic<bool> draining_ = false;
  Log log_{2, LogLevel::off, LogFormat::text};
  // As the loop of a server would, one question after the other.
  StoreProbes::Probe probe_ = [this](StoreProbes::Told const& told) {
    BlockingLoop loop;
    told(loop.run(ask_store(*database_.connect(loop))).value());
  };
  StoreProbes probes_;
  Readiness readiness_{
      probes_, log_, [this] { return draining_.load(); }, {.pause = 1ms, .deadline = 10ms}};
};

TEST_F(ReadinessTest, ComesWithTheFirstAnswer) {
  database_.become(Mood::well);
  for (auto const check : {store, schema, serving}) EXPECT_TRUE(becomes(check, ""));
}

TEST_F(ReadinessTest, NamesTheKindOfFailureAndNoMessage) {
  database_.become(Mood::broken);
  EXPECT_TRUE(becomes(store, "the last read failed: connection"));
  EXPECT_FALSE(readiness_.ready());
  EXPECT_TRUE(becomes(schema, "unknown while the store does not answer"));
  database_.become(Mood::well);
  EXPECT_TRUE(becomes(store, ""));
  EXPECT_TRUE(becomes(schema, ""));
}

TEST_F(ReadinessTest, DoesNotWaitForAStoreThatHangsNorAskItTwice) {
  database_.become(Mood::stuck);
  EXPECT_TRUE(becomes(store, "no answer within 0.01 s"));
  int const asked = database_.asked;
  for (int i = 0; i < 100; ++i) EXPECT_FALSE(readiness_.ready());
  EXPECT_TRUE(becomes(store, "no answer within 0.01 s"));
  EXPECT_EQ(database_.asked, asked);
  database_.become(Mood::well);
  EXPECT_TRUE(becomes(store, ""));
}

TEST_F(ReadinessTest, WantsTheSchemaThatThisProgramKnowsOrANewerOne) {
  EXPECT_TRUE(becomes(schema, ""));
  change("DELETE FROM schema_migration");
  EXPECT_TRUE(becomes(schema, "the store has version 0, this program needs version " +
                                  std::to_string(store_migrations().back().version)));
  EXPECT_TRUE(becomes(store, ""));
  change("INSERT INTO schema_migration VALUES (999, 'later', 0, 0)");
  EXPECT_TRUE(becomes(schema, ""));
}

TEST_F(ReadinessTest, IsThatOfTheWorstLoop) {
  EXPECT_TRUE(becomes(store, ""));
  auto const starved = std::make_shared<std::atomic<bool>>(true);
  probes_.add([this, starved](StoreProbes::Told const& told) {
    if (!*starved) return probe_(told);
    told({.failure = FailureKind::connection, .message = std::string(secret)});
  });
  EXPECT_TRUE(becomes(store, "the last read failed: connection"));
  *starved = false;
  EXPECT_TRUE(becomes(store, ""));
}

TEST_F(ReadinessTest, WaitsForNoLoopThatHasEnded) {
  auto const asked = std::make_shared<std::atomic<bool>>(false);
  probes_.add([asked](StoreProbes::Told const&) { *asked = true; });
  EXPECT_TRUE(becomes(store, "no answer within 0.01 s"));
  while (!*asked) std::this_thread::yield();
}

TEST_F(ReadinessTest, EndsAtOnceWhenTheServerDrains) {
  EXPECT_TRUE(becomes(store, ""));
  EXPECT_TRUE(readiness_.checks().at(serving).ok);
  draining_ = true;
  EXPECT_FALSE(readiness_.checks().at(serving).ok);
  EXPECT_FALSE(readiness_.ready());
}

}  // namespace
}  // namespace orgd
