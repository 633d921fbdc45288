// What is counted of a session is known at once here, and in the store a minute later.
#include "service/session_usage.hpp"

#include <gtest/gtest.h>

#include "async/blocking_loop.hpp"

namespace orgd {
namespace {

using namespace std::chrono_literals;

constexpr store::Seconds signed_in{1000000s};

// Counts the writes and refuses them where it is told to.
class CountingSession final : public Session {
 public:
  Task<Done> read(Work, Deadline) override { co_return Done{}; }
  Task<Done> write(Work, Deadline) override {
    ++writes;
    if (refuses) co_return fail(Code::service_unavailable);
    co_return Done{};
  }

  int writes = 0;
  bool refuses = false;
};

class SessionUse : public ::testing::Test {
 protected:
  // Whether a flush has written something.
  bool flushed(store::Seconds at) {
    int const before = session_.writes;
    (void)loop_.run(usage_.flush(session_, at));
    return session_.writes > before;
  }

  BlockingLoop loop_;
  CountingSession session_;
  SessionUsage usage_;
  store::PersonSession const stored_{.session_id = store::SessionId::of("5e5000000000000000000000"),
                                     .last_used_at = signed_in};
};

TEST_F(SessionUse, IsWrittenOnceAMinute) {
  EXPECT_FALSE(flushed(signed_in));
  usage_.count(stored_, signed_in + 10s);
  EXPECT_EQ(usage_.last_used(stored_), signed_in + 10s);
  EXPECT_FALSE(flushed(signed_in + 59s));
  EXPECT_TRUE(flushed(signed_in + 60s));
  EXPECT_FALSE(flushed(signed_in + 300s));
}

TEST_F(SessionUse, RemembersTheLongestPause) {
  EXPECT_EQ(usage_.count(stored_, signed_in + 10s), 10s);
  EXPECT_EQ(usage_.count(stored_, signed_in + 700s), 690s);
  EXPECT_EQ(usage_.count(stored_, signed_in + 701s), 690s);
  auto elsewhere = stored_;
  elsewhere.longest_idle_s = 800;
  EXPECT_EQ(usage_.count(elsewhere, signed_in + 702s), 800s);
}

TEST_F(SessionUse, SeesUsesOfOtherServersInTheStore) {
  usage_.count(stored_, signed_in + 10s);
  auto elsewhere = stored_;
  elsewhere.last_used_at = signed_in + 100s;
  EXPECT_EQ(usage_.last_used(elsewhere), signed_in + 100s);
  EXPECT_EQ(usage_.count(elsewhere, signed_in + 101s), 10s);
}

TEST_F(SessionUse, WhatCannotBeWrittenIsKept) {
  usage_.count(stored_, signed_in + 70s);
  session_.refuses = true;
  EXPECT_TRUE(flushed(signed_in + 70s));
  session_.refuses = false;
  EXPECT_TRUE(flushed(signed_in + 140s));
  EXPECT_FALSE(flushed(signed_in + 300s));
}

}  // namespace
}  // namespace orgd
