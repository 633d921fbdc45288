// Fills in what a seed file leaves out, in the order of the file.
#include "sandbox/seed_completion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "api/email.hpp"
#include "sandbox/seed_values.hpp"
#include "security/client_credentials.hpp"
#include "store/people.hpp"

namespace orgd::sandbox {
namespace {

constexpr std::chrono::hours secret_life{8760};

template <class T>
void fill(std::optional<T>& member, T value) {
  if (!member) member = std::move(value);
}

bool is_owner(SeedPerson const& person) {
  return std::ranges::find(person.roles, atlas::OrgRole::org_owner) != person.roles.end();
}

class Completion {
 public:
  Completion(SeedFile& file, std::uint64_t id_seed, store::Seconds now)
      : file_(file), now_(now), values_(id_seed) {}

  void run();

 private:
  void generate(SeedGenerate const& wanted);
  SeedOrganization generated(SeedGenerate const& wanted, std::int64_t ordinal) const;
  void complete(SeedOrganization& organization);
  void complete(SeedPerson& person);
  void complete_account(SeedPerson& person, SeedKnownPerson& known);
  void complete(SeedApiKey& key);
  void complete(SeedServiceAccount& account);
  void complete(SeedProject& project);
  void complete(std::vector<SeedAccessEntry>& list);
  template <class Invitation>
  void complete_invitation(Invitation& invitation, std::int64_t ordinal);
  SeedKnownPerson& known(SeedPerson const& person);

  std::int64_t next(SeedKind kind) { return counts_.at(static_cast<std::size_t>(kind))++; }
  std::string id(SeedKind kind, std::int64_t ordinal) const {
    return values_.id(kind, seeded_from, ordinal);
  }
  void fill_id(std::optional<std::string>& member, SeedKind kind) {
    auto const ordinal = next(kind);  // a place counts, whether or not its id is given
    if (!member) member = id(kind, ordinal);
  }

  SeedFile& file_;
  store::Seconds now_;
  SeedValues values_;
  std::array<std::int64_t, 10> counts_{};
  std::map<std::string, std::size_t> people_{};
  std::string inviter_{};  ///< of the organization at hand
};

void Completion::run() {
  for (std::size_t i = 0; i < file_.people.size(); ++i)
    people_.emplace(atlas::email_key(file_.people[i].email), i);
  for (auto& organization : file_.organizations) complete(organization);
  if (auto const wanted = std::exchange(file_.generate, std::nullopt)) generate(*wanted);
  for (auto& person : file_.people) {
    fill_id(person.id, SeedKind::member);
    if (person.account) fill(person.account->created_at, now_);
  }
}

void Completion::generate(SeedGenerate const& wanted) {
  if (wanted.id_seed) values_ = SeedValues(static_cast<std::uint64_t>(*wanted.id_seed));
  for (std::int64_t i = 0; i < wanted.organizations; ++i) {
    file_.organizations.push_back(generated(wanted, i));
    complete(file_.organizations.back());
  }
}

SeedOrganization Completion::generated(SeedGenerate const& wanted, std::int64_t ordinal) const {
  SeedOrganization made{.name = values_.organization_name(ordinal)};
  std::int64_t const members = wanted.members_each.value_or(1);
  for (std::int64_t i = 0; i < members; ++i) {
    auto drawn = values_.person((ordinal * members) + i);
    SeedPerson person{.email = std::move(drawn.address)};
    person.roles = {i == 0 ? atlas::OrgRole::org_owner : atlas::OrgRole::org_member};
    person.first_name = std::move(drawn.first_name);
    person.last_name = std::move(drawn.last_name);
    person.country = std::move(drawn.country);
    made.people.push_back(std::move(person));
  }
  for (std::int64_t i = 0; i < wanted.projects_each.value_or(0); ++i)
    made.projects.push_back({.name = SeedValues::project_name(i)});
  SeedApiKey key{.desc = "seeded key 1"};
  key.roles = {atlas::OrgRole::org_owner};
  made.api_keys.push_back(std::move(key));
  return made;
}

void Completion::complete(SeedOrganization& organization) {
  fill_id(organization.id, SeedKind::organization);
  fill(organization.created_at, now_);
  auto const owner = std::ranges::find_if(organization.people, is_owner);
  inviter_ = owner == organization.people.end() ? "seed" : owner->email;
  for (auto& person : organization.people) complete(person);
  for (auto& team : organization.teams) fill_id(team.id, SeedKind::team);
  for (auto& key : organization.api_keys) complete(key);
  for (auto& account : organization.service_accounts) complete(account);
  for (auto& project : organization.projects) complete(project);
}

SeedKnownPerson& Completion::known(SeedPerson const& person) {
  auto const [at, is_new] = people_.emplace(atlas::email_key(person.email), file_.people.size());
  if (is_new) {
    SeedKnownPerson added{.email = person.email};
    added.implied = true;
    file_.people.push_back(std::move(added));
  }
  return file_.people[at->second];
}

void Completion::complete(SeedPerson& person) {
  auto& of_file = known(person);
  if (!of_file.id) of_file.id = person.id;
  fill(person.state, std::string("active"));
  if (*person.state == "active") {
    fill(person.joined_at, now_);
    if (!of_file.account) complete_account(person, of_file);
    return;
  }
  auto const ordinal = next(SeedKind::invitation);
  if (!person.invitation_id) person.invitation_id = id(SeedKind::invitation, ordinal);
  if (*person.state == "expired")
    fill(person.invited_at, now_ - store::invitation_life - std::chrono::days(1));
  if (*person.state == "rejected") {
    fill(person.invited_at, now_);
    fill(person.inviter, inviter_);
    return;
  }
  complete_invitation(person, ordinal);
}

// What the person says goes into the account; the organization was told the same.
void Completion::complete_account(SeedPerson& person, SeedKnownPerson& of_file) {
  auto drawn =
      values_.person(static_cast<std::int64_t>(people_.at(atlas::email_key(person.email))));
  auto const given_or = [](std::optional<std::string>& given, std::string other) {
    return std::exchange(given, std::nullopt).value_or(std::move(other));
  };
  SeedAccount account{.first_name = given_or(person.first_name, std::move(drawn.first_name)),
                      .last_name = given_or(person.last_name, std::move(drawn.last_name)),
                      .country = given_or(person.country, std::move(drawn.country))};
  account.mobile_number = std::exchange(person.mobile_number, std::nullopt);
  account.password = std::exchange(person.password, std::nullopt);
  account.password_hash = std::exchange(person.password_hash, std::nullopt);
  account.made_hash = std::exchange(person.made_hash, std::nullopt);
  account.created_at =
      std::exchange(person.account_created_at, std::nullopt).value_or(*person.joined_at);
  account.last_auth_at = std::exchange(person.last_auth_at, std::nullopt);
  of_file.account = std::move(account);
}

template <class Invitation>
void Completion::complete_invitation(Invitation& invitation, std::int64_t ordinal) {
  fill(invitation.invited_at, now_);
  fill(invitation.expires_at, Date(*invitation.invited_at + store::invitation_life));
  fill(invitation.inviter, inviter_);
  if (!invitation.token_hash) fill(invitation.token, values_.secret(SeedKind::invitation, ordinal));
}

void Completion::complete(SeedApiKey& key) {
  auto const ordinal = next(SeedKind::key);
  if (!key.id) key.id = id(SeedKind::key, ordinal);
  fill(key.created_at, now_);
  auto pair = values_.key_pair(ordinal, 0);
  fill(key.public_key, std::move(pair.public_key));
  if (!key.digest_hash) fill(key.private_key, std::move(pair.private_key));
  complete(key.access_list);
}

void Completion::complete(SeedServiceAccount& account) {
  auto const ordinal = next(SeedKind::account);
  if (!account.client_id) account.client_id = client_id_of(id(SeedKind::account, ordinal));
  fill(account.description, account.name);
  fill(account.created_at, now_);
  if (!account.secrets) account.secrets.emplace(1);
  for (auto& secret : *account.secrets) {
    auto const number = next(SeedKind::secret);
    if (!secret.id) secret.id = id(SeedKind::secret, number);
    if (!secret.secret_hash) fill(secret.secret, values_.secret(SeedKind::secret, number));
    fill(secret.created_at, now_);
    fill(secret.expires_at, Date(*secret.created_at + secret_life));
  }
  complete(account.access_list);
}

void Completion::complete(std::vector<SeedAccessEntry>& list) {
  for (auto& entry : list) {
    fill_id(entry.id, SeedKind::access_entry);
    fill(entry.created, now_);
  }
}

void Completion::complete(SeedProject& project) {
  fill_id(project.id, SeedKind::project);
  fill(project.created_at, now_);
  for (auto& invitation : project.invitations) {
    auto const ordinal = next(SeedKind::invitation);
    if (!invitation.id) invitation.id = id(SeedKind::invitation, ordinal);
    complete_invitation(invitation, ordinal);
  }
}

}  // namespace

SeedFile complete_seed(SeedFile file, std::uint64_t id_seed, store::Seconds now) {
  Completion(file, id_seed, now).run();
  return file;
}

}  // namespace orgd::sandbox
