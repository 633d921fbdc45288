// One organization, its owner, a team and a pending invitation under their documented ids.
#include "orgd/examples.hpp"

#include <stdexcept>

#include "api/text.hpp"
#include "async/blocking_loop.hpp"
#include "atlas/role.hpp"
#include "store/organizations.hpp"
#include "store/people.hpp"

namespace orgd {
namespace {

constexpr auto example_org = store::OrgId::of("4888442a3354817a7320eb61");
// Without a blank, so that it fits the documented pattern of names.
constexpr std::string_view example_name = "Example-Organization";
constexpr std::string_view name_before = "Example Organization";
// The documentation uses one id for the owner and for the team.
constexpr auto example_user = store::UserId::of("32b6e34b3d91647abb20e7b8");
constexpr auto example_team = store::TeamId::of(example_user);
constexpr auto example_invitation = store::InvitationId::of("bf325375e030fccba0091731");

Task<Done> ensure_owner(Transaction& tx, store::LockedOrg const& org, store::Seconds now) {
  store::Account const account{.user_id = example_user,
                               .spelling = "owner@example.org",
                               .username = "owner@example.org",
                               .first_name = "Example",
                               .last_name = "Owner",
                               .country = "US",
                               .created_at = now};
  auto const known = co_await store::find_account(tx, example_user);
  if (!known) {
    // The store's own first user may have that address already.
    std::string username = account.username;
    auto claimed = co_await store::claim_user_id(tx, username, example_user);
    if (claimed != example_user) username = "example." + username;
    co_await store::claim_user_id(tx, username, example_user);
    auto created = account;
    created.spelling = created.username = username;
    co_await store::insert_account(tx, created);
  }
  auto const owner = co_await store::find_account(tx, example_user);
  auto const member = co_await store::find_member(tx, example_org, example_user);
  if (member) co_return Done{};
  store::Names const roles{std::string(store::owner_role)};
  co_return co_await store::insert_member(tx, org, *owner, roles, now);
}

Task<store::LockedOrg> ensure_organization(Transaction& tx, store::Seconds now) {
  auto const known = co_await store::lock_organization(tx, example_org);
  std::string const folded = atlas::fold_case(example_name);
  if (!known) {
    store::NewOrganization const organization{.org_id = example_org,
                                              .name = std::string(example_name),
                                              .name_folded = folded,
                                              .created_at = now};
    auto created = co_await store::insert_organization(tx, organization);
    co_await store::insert_team(tx, created, example_team, "Example Team");
    co_return created;
  }
  auto const& [record, org] = *known;
  if (record.name == name_before)
    co_await store::rename_organization(tx, org, example_name, folded);
  if (record.deleted_at) {
    co_await store::restore_organization(tx, org);
    co_await store::insert_team(tx, org, example_team, "Example Team");
  }
  co_return org;
}

// The example's invitation is always one that can still be read and changed.
Task<Done> renew_invitation(Transaction& tx, store::LockedOrg const& org, Platform& platform,
                            store::Seconds now) {
  auto const old = co_await store::find_member_by_invitation(tx, example_org, example_invitation);
  if (old) co_await store::delete_member(tx, org, old->user_id);
  std::string const username = "invited@example.org";
  auto const same = co_await store::find_member_by_username(tx, example_org, username);
  if (same) co_await store::delete_member(tx, org, same->user_id);
  IdSource ids(platform);
  auto const new_id = store::UserId::of(ids.next(IdKind::person));
  auto const user_id = co_await store::claim_user_id(tx, username, new_id);
  store::Member const invited{.user_id = user_id,
                              .spelling = username,
                              .username = username,
                              .roles = {std::string(atlas::name_of(atlas::OrgRole::org_member))},
                              .invitation_id = example_invitation,
                              .invited_at = now,
                              .expires_at = now + store::invitation_life,
                              .inviter = "owner@example.org",
                              .token_hash = hash_token(random_hex(platform, 32))};
  co_return co_await store::insert_invitation(tx, org, invited);
}

}  // namespace

void ensure_examples(StoreDirectory const& directory, Platform& platform) {
  auto const now = std::chrono::floor<std::chrono::seconds>(platform.now());
  BlockingLoop loop;
  auto const session = directory.database().connect(loop);
  auto const done = loop.run(session->write([&](Transaction& tx) -> Task<Done> {
    auto const org = co_await ensure_organization(tx, now);
    co_await ensure_owner(tx, org, now);
    co_return co_await renew_invitation(tx, org, platform, now);
  }));
  if (!done) throw std::runtime_error(done.error().detail);
}

}  // namespace orgd
