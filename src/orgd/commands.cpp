// Local operator commands, each one transaction on the store.
#include "orgd/commands.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <stdexcept>

#include "api/json_write.hpp"
#include "service/operations/names.hpp"
#include "service/operations/user_views.hpp"

namespace orgd {
namespace {

constexpr std::chrono::hours bypass_life{24};

}  // namespace

void print_people(StoreDirectory const& directory, Platform& platform, std::string const& org_id,
                  Output output) {
  auto const now = now_in_seconds(platform);
  std::vector<atlas::OrgUserResponse> people;
  OperatorSession(directory).read([&](Transaction& tx) -> Task<Done> {
    auto const id = co_await org_id_of(org_id);
    bool const visible = co_await people_visible(tx, id, now);
    if (!visible)
      throw std::runtime_error(fmt::format(
          "organization {} restricts employee access; an owner can allow it for a day with: orgd "
          "bypass grant --org {} --public-key KEY",
          org_id, org_id));
    store::MemberFilter const everybody{
        .active = true, .pending = true, .expired = true, .rejected = true};
    constexpr store::Slice all{.limit = 100000};
    auto const members = co_await store::list_members(tx, id, everybody, now, all);
    people.clear();
    for (auto const& member : members) people.push_back(org_user_view(member, now));
    co_return Done{};
  });
  if (output == Output::json) {
    std::string json;
    atlas::write_json(json, people);
    return print(json);
  }
  for (auto const& person : people)
    print(fmt::format("{}  {}  {}  {}", person.id, person.username, person.org_membership_status,
                      fmt::join(names_of(person.roles.org_roles), " ")));
}

void unlock_organization(StoreDirectory const& directory, Platform& platform,
                         std::string const& org_id) {
  IdSource ids(platform);
  std::int64_t removed = 0;
  OperatorSession(directory).write([&](Transaction& tx) -> Task<Done> {
    auto const org = co_await require_organization(tx, org_id);
    removed = co_await store::clear_access_lists(tx, org);
    auto settings = co_await store::settings_of(tx, org.id());
    if (settings.access_list_required) {
      settings.access_list_required = false;
      co_await store::save_settings(tx, org, settings);
      co_await store::insert_event(
          tx, org,
          operator_event(ids.next(IdKind::event), "ORG_PUBLIC_API_ACCESS_LIST_NOT_REQUIRED",
                         now_in_seconds(platform)));
    }
    if (removed > 0)
      co_await store::insert_event(
          tx, org,
          operator_event(ids.next(IdKind::event), "API_KEY_ACCESS_LIST_ENTRY_DELETED",
                         now_in_seconds(platform)));
    co_return co_await store::touch_authorization(tx, org);
  });
  print(fmt::format("organization {} is open to all addresses; {} access list entries removed",
                    org_id, removed));
}

void set_owes_money(StoreDirectory const& directory, Platform&, std::string const& org_id,
                    bool owes) {
  OperatorSession(directory).write([&](Transaction& tx) -> Task<Done> {
    auto const org = co_await require_organization(tx, org_id);
    co_return co_await store::set_owes_money(tx, org, owes);
  });
  print(fmt::format("organization {} {} money", org_id, owes ? "owes" : "no longer owes"));
}

void grant_bypass(StoreDirectory const& directory, Platform& platform, std::string const& org_id,
                  std::string const& public_key, std::string const& private_key) {
  IdSource ids(platform);
  auto const now = now_in_seconds(platform);
  DigestHash hash(DigestAlgorithm::md5);
  OperatorSession(directory).write([&](Transaction& tx) -> Task<Done> {
    auto const org = co_await require_organization(tx, org_id);
    auto const caller = co_await load_caller(tx, public_key, directory.vault(), hash.algorithm());
    bool const proven =
        caller &&
        equal_secrets(caller->key().ha1, hash.ha1(public_key, digest_realm, private_key)) &&
        atlas::allows(atlas::Access::org_owner, caller->rights_in(org.id(), {}));
    if (!proven)
      throw std::runtime_error("only an API key with ORG_OWNER in the organization can grant this");
    co_await store::grant_bypass(tx, org, public_key, now, now + bypass_life);
    auto event = operator_event(ids.next(IdKind::event), "ORG_EMPLOYEE_ACCESS_BYPASS_GRANTED", now);
    event.actor_kind = store::ActorKind::api_key;
    event.actor_id = caller->identity.id;
    event.actor_name = public_key;
    co_return co_await store::insert_event(tx, org, event);
  });
  print(fmt::format("operators may see the people of organization {} until {}", org_id,
                    atlas::format_date(now + bypass_life)));
}

}  // namespace orgd
