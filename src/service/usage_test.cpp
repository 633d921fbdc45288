// What is counted of an access list's entry is seen until the store has it.
#include "service/usage.hpp"

#include <gtest/gtest.h>

#include "async/blocking_loop.hpp"

namespace orgd {
namespace {

constexpr std::string_view block = "192.0.2.1/32";

// How often the entry was used, as somebody sees it who reads from a store that has nothing yet.
std::int64_t seen(UsageLog const& usage) {
  store::AccessEntry entry{.key_id = {}, .block = std::string(block)};
  usage.add_pending({}, entry);
  return entry.use_count;
}

// Looks while it writes.
class LookingSession final : public Session {
 public:
  explicit LookingSession(UsageLog const& usage) : usage_(usage) {}
  Task<Done> read(Work, Deadline) override { co_return Done{}; }
  Task<Done> write(Work, Deadline) override {
    seen_meanwhile = seen(usage_);
    if (refuses) co_return fail(Code::service_unavailable);
    co_return Done{};
  }

  std::int64_t seen_meanwhile = 0;
  bool refuses = false;

 private:
  UsageLog const& usage_;
};

TEST(Usage, IsSeenUntilItIsWritten) {
  BlockingLoop loop;
  UsageLog usage;
  LookingSession session(usage);
  usage.count({}, {}, block, "192.0.2.1", {});
  EXPECT_TRUE(loop.run(usage.flush(session)));
  EXPECT_EQ(session.seen_meanwhile, 1);
  EXPECT_EQ(seen(usage), 0);
}

TEST(Usage, IsKeptWhenItCannotBeWritten) {
  BlockingLoop loop;
  UsageLog usage;
  LookingSession session(usage);
  session.refuses = true;
  usage.count({}, {}, block, "192.0.2.1", {});
  EXPECT_FALSE(loop.run(usage.flush(session)));
  EXPECT_EQ(seen(usage), 1);
}

}  // namespace
}  // namespace orgd
