// Asks a store for what a seed would make a second time.
#include <fmt/format.h>

#include <map>

#include "api/email.hpp"
#include "sandbox/seed_check.hpp"
#include "sandbox/seed_findings.hpp"
#include "security/client_credentials.hpp"
#include "store/api_keys.hpp"
#include "store/organizations.hpp"
#include "store/people.hpp"
#include "store/project_invitations.hpp"
#include "store/projects.hpp"

namespace orgd::sandbox {
namespace {

constexpr std::string_view taken =
    "expected one that the store has not already; give another, or another idSeed";

class Clashes {
 public:
  Clashes(Transaction& tx, SeedFile const& file, Limits const& limits)
      : tx_(tx), file_(file), limits_(limits), found_(file) {}

  Task<SeedErrors> find();

 private:
  Task<Done> find_people();
  Task<Done> find_person(SeedKnownPerson const& person, SeedPlace const& place);
  Task<Done> find_in(SeedOrganization const& organization, SeedPlace const& place);
  Task<Done> find_callers(SeedOrganization const& organization, SeedPlace const& place);
  Task<Done> find_invitation(std::optional<std::string> const& id, SeedPlace const& place);
  bool is_in_file(std::string_view org_id) const;
  void tell_if(bool is_there, SeedPlace const& place) {
    if (is_there) found_.tell(place, std::string(taken));
  }

  Transaction& tx_;
  SeedFile const& file_;
  Limits const& limits_;
  SeedFindings found_;
  std::map<std::string, std::string, std::less<>> ids_{};        ///< of addresses in the store
  std::map<std::string, std::string, std::less<>> addresses_{};  ///< of ids in it
};

Task<SeedErrors> Clashes::find() {
  co_await find_people();
  SeedPlace const top{};
  SeedPlace const list{&top, "organizations"};
  for (std::size_t i = 0; i < file_.organizations.size() && !found_.is_full(); ++i) {
    SeedPlace const place{&list, {}, i};
    co_await find_in(file_.organizations[i], place);
  }
  co_return std::move(found_).take();
}

Task<Done> Clashes::find_people() {
  auto const known = co_await store::list_every_address(tx_);
  for (auto const& one : known) {
    ids_.emplace(one.username, one.user_id.view());
    addresses_.emplace(one.user_id.view(), one.username);
  }
  SeedPlace const top{};
  SeedPlace const list{&top, "people"};
  for (std::size_t i = 0; i < file_.people.size() && !found_.is_full(); ++i) {
    SeedPlace const place{&list, {}, i};
    co_await find_person(file_.people[i], place);
  }
  co_return Done{};
}

// Who is in the store already keeps the id and the account.
Task<Done> Clashes::find_person(SeedKnownPerson const& person, SeedPlace const& place) {
  auto const key = atlas::email_key(person.email);
  auto const at = ids_.find(key);
  if (at == ids_.end()) {
    tell_if(addresses_.contains(*person.id), place);
    co_return Done{};
  }
  bool const says_id = !person.implied && person.id != at->second;
  if (says_id) {
    SeedPlace const id{&place, "id"};
    found_.tell(id, "expected the id that this address has in the store: " + at->second);
  }
  auto const user_id = store::UserId::of(at->second);
  auto const count = co_await store::count_organizations_of(tx_, user_id, limits_.orgs_per_user);
  found_.at_most(count + 1, limits_.orgs_per_user, place, "organizations of one person");
  if (!person.account) co_return Done{};
  bool const says_more = !person.implied || person.account->password;
  if (!says_more) co_return Done{};
  auto const account = co_await store::find_account(tx_, user_id);
  if (account) found_.tell(place, "expected no account: the store has one of this address");
  co_return Done{};
}

bool Clashes::is_in_file(std::string_view org_id) const {
  return std::ranges::any_of(file_.organizations,
                             [&](auto const& one) { return one.id == org_id; });
}

Task<Done> Clashes::find_invitation(std::optional<std::string> const& id, SeedPlace const& place) {
  if (!id) co_return Done{};
  auto const org = co_await store::find_org_of_invitation(tx_, store::InvitationId::of(*id));
  tell_if(org.has_value(), place);
  co_return Done{};
}

Task<Done> Clashes::find_in(SeedOrganization const& organization, SeedPlace const& place) {
  auto const same = co_await store::find_organization(tx_, store::OrgId::of(*organization.id));
  SeedPlace const id{&place, "id"};
  tell_if(same.has_value(), id);
  if (organization.linked_to && !is_in_file(*organization.linked_to)) {
    auto const paying =
        co_await store::find_organization(tx_, store::OrgId::of(*organization.linked_to));
    SeedPlace const link{&place, "linkedTo"};
    if (!paying) found_.tell(link, "expected the id of an organization");
  }
  SeedPlace const people{&place, "people"};
  for (std::size_t i = 0; i < organization.people.size(); ++i) {
    SeedPlace const at{&people, {}, i};
    co_await find_invitation(organization.people[i].invitation_id, at);
  }
  SeedPlace const teams{&place, "teams"};
  for (std::size_t i = 0; i < organization.teams.size(); ++i) {
    auto const team_id = store::TeamId::of(*organization.teams[i].id);
    auto const org = co_await store::find_org_of_team(tx_, team_id);
    SeedPlace const at{&teams, {}, i};
    tell_if(org.has_value(), at);
  }
  SeedPlace const projects{&place, "projects"};
  for (std::size_t i = 0; i < organization.projects.size(); ++i) {
    auto const& project = organization.projects[i];
    SeedPlace const at{&projects, {}, i};
    auto const project_id = store::ProjectId::of(*project.id);
    auto const org = co_await store::find_org_of_project(tx_, project_id);
    tell_if(org.has_value(), at);
    for (auto const& invitation : project.invitations) co_await find_invitation(invitation.id, at);
  }
  co_return co_await find_callers(organization, place);
}

Task<Done> Clashes::find_callers(SeedOrganization const& organization, SeedPlace const& place) {
  SeedPlace const keys{&place, "apiKeys"};
  for (std::size_t i = 0; i < organization.api_keys.size(); ++i) {
    auto const& key = organization.api_keys[i];
    SeedPlace const at{&keys, {}, i};
    auto const of_name = co_await store::find_credential_place(tx_, *key.public_key);
    SeedPlace const name{&at, "publicKey"};
    tell_if(of_name.has_value(), name);
    auto const of_id = co_await store::find_org_of_key(tx_, store::KeyId::of(*key.id));
    tell_if(of_id.has_value(), at);
  }
  SeedPlace const accounts{&place, "serviceAccounts"};
  for (std::size_t i = 0; i < organization.service_accounts.size(); ++i) {
    auto const account_id = account_of_client(*organization.service_accounts[i].client_id);
    std::string const client_id = client_id_of(account_id.value());
    auto const known = co_await store::find_credential_place(tx_, client_id);
    SeedPlace const at{&accounts, {}, i};
    tell_if(known.has_value(), at);
  }
  co_return Done{};
}

}  // namespace

Task<SeedErrors> clashes_of_seed(Transaction& tx, SeedFile const& completed, Limits const& limits) {
  Clashes clashes(tx, completed, limits);
  auto errors = co_await clashes.find();
  co_return std::move(errors);
}

}  // namespace orgd::sandbox
