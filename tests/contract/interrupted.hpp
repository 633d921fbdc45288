// A service whose database undoes a write and runs it again when a test wants it, while another
// server has its way in between.
#pragma once

#include <gtest/gtest.h>

#include "scene.hpp"
#include "store/failing_database.hpp"

namespace contract {

class Interrupted : public ::testing::Test {
 protected:
  /// Sends `first`, whose first attempt is undone; then `other` is sent, and succeeds.
  Answer interrupted(RequestSpec const& first, RequestSpec const& other) {
    database_->conflict_once([&] {
      Answer const done = other_door_->send(other);
      EXPECT_LT(done.status, 300) << conformance::describe(done);
    });
    return service_.door().send(first);
  }

  orgd::FailingDatabase* database_ = nullptr;
  conformance::FreshService service_{[this](orgd::Database& inner) {
    auto failing = std::make_unique<orgd::FailingDatabase>(inner);
    database_ = failing.get();
    return failing;
  }};
  std::unique_ptr<conformance::Door> other_door_ = service_.another_door();
  conformance::OrganizationSource source_{service_.door(), service_.key()};
  conformance::World world_{source_};
};

}  // namespace contract
