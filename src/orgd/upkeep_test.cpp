// Upkeep beside a store that has no memory, fails, and comes back.
#include "orgd/upkeep.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <new>
#include <stdexcept>

#include "store/organizations.hpp"

namespace orgd {
namespace {

/// Fails with one exception after the other; then it takes what it is given and does nothing.
class ForgetfulDatabase final : public Database {
 public:
  std::unique_ptr<Session> connect(Loop&) override {
    if (connects++ == 0) throw std::bad_alloc();
    return std::make_unique<Writes>(*this);
  }
  std::vector<Sample> metrics() const override { return {}; }

  std::atomic<int> connects = 0;
  std::atomic<int> writes = 0;

 private:
  class Writes final : public Session {
   public:
    explicit Writes(ForgetfulDatabase& database) : database_(database) {}
    Task<Done> read(Work, Deadline) override { co_return Done{}; }
    Task<Done> write(Work, Deadline) override {
      auto const number = database_.writes++;
      if (number == 0) throw std::bad_alloc();
      if (number == 1) throw Overload("full", FailureKind::disk_full);
      co_return Done{};
    }

   private:
    ForgetfulDatabase& database_;
  };
};

TEST(Upkeep, GoesOnWhateverWasThrownAndLosesNoCount) {
  SystemPlatform platform;
  Vault const vault(Vault::parse(std::string(64, 'a')));
  Log log(2, LogLevel::off, LogFormat::text);
  Environment environment({}, platform, vault, log);
  store::Seconds const now{};
  store::OrgId const org_id;
  store::KeyId const key_id;
  environment.usage.count(org_id, key_id, "192.0.2.1/32", "192.0.2.1", now);
  store::AccessEntry entry{.key_id = key_id, .block = "192.0.2.1/32"};
  ForgetfulDatabase database;
  Upkeep const upkeep(environment, database);
  auto const end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (database.writes < 3 && std::chrono::steady_clock::now() < end) {
    if (database.writes == 2) environment.usage.add_pending(org_id, entry);
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  EXPECT_EQ(database.writes, 3);
  EXPECT_EQ(log.survivals(), 2U) << "no memory for a session, and for a write";
  EXPECT_GE(entry.use_count, 1) << "what could not be written was kept";
}

}  // namespace
}  // namespace orgd
