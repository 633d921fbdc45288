// The randomness of a world comes back, and its ids go on.
#include "sandbox/world_platform.hpp"

#include <gtest/gtest.h>

#include "in_process_platform.hpp"
#include "security/client_credentials.hpp"
#include "security/nonce.hpp"

namespace orgd::sandbox {
namespace {

using std::chrono::seconds;

class PlatformOfAWorld : public ::testing::Test {
 protected:
  WorldPlatform begun(std::uint64_t id_seed = 7, WorldPlatform::Drawn const& drawn = {}) {
    return {machine_, clock_, id_seed, drawn};
  }

  StandingPlatform machine_;
  WorldClock clock_{machine_};
  WorldPlatform platform_ = begun();
};

TEST_F(PlatformOfAWorld, MakesTheSameSecretsAgain) {
  new_client_secret(platform_);
  auto const before = platform_.drawn();
  auto const key = new_key_pair(platform_).private_key;
  auto const secret = new_client_secret(platform_);
  EXPECT_NE(new_client_secret(platform_), secret);
  auto again = begun(7, before);
  // In another order: each purpose counts for itself.
  EXPECT_EQ(new_client_secret(again), secret);
  EXPECT_EQ(new_key_pair(again).private_key, key);
}

TEST_F(PlatformOfAWorld, MakesOtherSecretsOfAnotherNumber) {
  auto other = begun(8);
  EXPECT_NE(new_client_secret(platform_), new_client_secret(other));
  EXPECT_NE(IdSource(platform_).next(IdKind::team), IdSource(other).next(IdKind::team));
}

TEST_F(PlatformOfAWorld, MakesTheSameIdsAgainAndGoesOnWithoutRepeating) {
  IdSource first(platform_);
  auto const id = first.next(IdKind::project);
  auto const place = first.place();
  auto const next = first.next(IdKind::project);
  EXPECT_EQ(IdSource(platform_).next(IdKind::project), id);
  IdSource later(platform_);
  later.go_on_from(place);
  EXPECT_EQ(later.next(IdKind::project), next);
}

TEST_F(PlatformOfAWorld, CountsTheIdsOfEachKindByThemselves) {
  clock_.freeze();
  IdSource quiet(platform_);
  IdSource busy(platform_);
  auto const first = quiet.next(IdKind::project);
  for (auto const kind : {IdKind::event, IdKind::team, IdKind::team})
    EXPECT_NE(busy.next(kind), first);
  EXPECT_EQ(busy.next(IdKind::project), first);
  auto const rest_of = [](std::string const& id) { return id.substr(8); };
  auto const second = quiet.next(IdKind::project);
  clock_.advance(seconds(5));
  EXPECT_EQ(rest_of(busy.next(IdKind::project)), rest_of(second)) << "the count goes on";
}

TEST_F(PlatformOfAWorld, KeepsIdsInOrderWhereTheirCountBeginsAgain) {
  clock_.freeze();
  IdSource ids(platform_);
  auto place = ids.place();
  for (auto& count : place) count.next = 0xfffff;
  ids.go_on_from(place);
  auto const last = ids.next(IdKind::mail);
  auto const next = ids.next(IdKind::mail);
  EXPECT_EQ(next.size(), last.size());
  EXPECT_LT(last, next);
  EXPECT_LT(next, ids.next(IdKind::mail));
}

TEST_F(PlatformOfAWorld, AgesNonces) {
  Vault const vault(Vault::parse(std::string(64, 'a')));
  NonceSource nonces(vault, platform_);
  auto const young = nonces.mint();
  EXPECT_TRUE(nonces.use(young, 1));
  clock_.advance(NonceSource::lifetime + seconds(1));
  EXPECT_FALSE(nonces.use(young, 2));
}

}  // namespace
}  // namespace orgd::sandbox
