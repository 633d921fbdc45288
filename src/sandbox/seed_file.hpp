// What a seed file says: the organizations that a sandbox begins with, and all that is theirs. Who
// writes one leaves out ids, keys and dates; an export has them all.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "atlas/types.hpp"
#include "sandbox/seed_callers.hpp"

namespace orgd::sandbox {

/// A document as it was written, with the lines; see seed_tree.hpp.
struct SeedNode;

/// What a person is to the whole server.
struct SeedAccount {
  std::string first_name{};
  std::string last_name{};
  std::string country{};
  std::optional<std::string> mobile_number{};
  std::optional<std::string> password{};
  std::optional<std::string> password_hash{};
  std::optional<Date> created_at{};
  std::optional<Date> last_auth_at{};
  std::optional<bool> proven{};
  std::optional<std::string> made_hash{};  ///< of the password; no part of a file
};
ORGD_SANDBOX_FIELDS(SeedAccount, (first_name, "the first name", .text = &atlas::text::first_name),
                    (last_name, "the last name", .text = &atlas::text::last_name),
                    (country, "two upper-case letters", .text = &atlas::text::country),
                    (mobile_number, "the telephone", .text = &atlas::text::mobile_number),
                    ORGD_SEED_PASSWORD_FIELDS, ORGD_SEED_CREATED_FIELD,
                    (last_auth_at, "when the person last signed in"),
                    (proven, "false: somebody else made it, and the person never accepted"))

/// Whose an address is, with or without an account. An organization's active people need no such
/// line: they get one by their place.
struct SeedKnownPerson {
  std::string email{};
  std::optional<std::string> id{};
  std::optional<SeedAccount> account{};
  bool implied = false;  ///< the file has no such line
};
ORGD_SANDBOX_FIELDS(SeedKnownPerson, ORGD_SEED_EMAIL_FIELD, ORGD_SEED_ID_FIELD,
                    (account, "absent for who has never accepted an invitation"))

/// A person's standing in an organization. Names that are given make the account, where the address
/// has none yet, and are else what this organization was told.
struct SeedPerson {
  std::string email{};
  std::optional<std::string> id{};
  std::optional<std::string> state{};
  std::vector<Role> roles{};
  std::optional<std::string> first_name{};
  std::optional<std::string> last_name{};
  std::optional<std::string> country{};
  std::optional<std::string> mobile_number{};
  std::optional<std::string> password{};
  std::optional<std::string> password_hash{};
  std::optional<Date> account_created_at{};
  std::optional<Date> last_auth_at{};
  std::optional<Date> joined_at{};
  std::optional<std::string> invitation_id{};
  std::optional<Date> invited_at{};
  std::optional<Date> expires_at{};
  std::optional<std::string> inviter{};
  std::optional<std::string> token{};
  std::optional<std::string> token_hash{};
  std::optional<std::string> made_hash{};  ///< of the password; no part of a file
};
ORGD_SANDBOX_FIELDS(SeedPerson, ORGD_SEED_EMAIL_FIELD, ORGD_SEED_ID_FIELD,
                    (state, "the standing in the organization; without it active",
                     .text = &seed_text::state),
                    (roles, "roles in the organization", .text = &atlas::text::org_role,
                     .non_empty = true, .max_items = atlas::most::roles),
                    (first_name, "the first name", .text = &atlas::text::first_name),
                    (last_name, "the last name", .text = &atlas::text::last_name),
                    (country, "two upper-case letters", .text = &atlas::text::country),
                    (mobile_number, "the telephone", .text = &atlas::text::mobile_number),
                    ORGD_SEED_PASSWORD_FIELDS, (account_created_at, "when the account was made"),
                    (last_auth_at, "when the person last signed in"),
                    (joined_at, "when the person joined; without it now"),
                    (invitation_id, "the invitation's id", .text = &atlas::text::object_id),
                    ORGD_SEED_INVITATION_FIELDS)

struct SeedTeam {
  std::string name{};
  std::optional<std::string> id{};
  std::vector<std::string> members{};
};
ORGD_SANDBOX_FIELDS(SeedTeam, (name, "the name as people see it", .text = &atlas::text::team_name),
                    ORGD_SEED_ID_FIELD,
                    (members, "addresses of people of the organization",
                     .text = &atlas::text::email))

/// Who has roles on a project: exactly one of the four.
struct SeedGrant {
  std::optional<std::string> person{};
  std::optional<std::string> team{};
  std::optional<std::string> api_key{};
  std::optional<std::string> service_account{};
  std::vector<Role> roles{};
};
ORGD_SANDBOX_FIELDS(SeedGrant, (person, "an address", .text = &atlas::text::email),
                    (team, "a team's name"), (api_key, "a public key, or a desc that one key has"),
                    (service_account, "a client id, or a name that one account has"),
                    ORGD_SEED_GROUP_ROLES_FIELD)

struct SeedProjectInvitation {
  std::string email{};
  std::optional<std::string> id{};
  std::vector<Role> roles{};
  std::optional<Date> invited_at{};
  std::optional<Date> expires_at{};
  std::optional<std::string> inviter{};
  std::optional<std::string> token{};
  std::optional<std::string> token_hash{};
  std::optional<bool> brings_in{};
};
ORGD_SANDBOX_FIELDS(SeedProjectInvitation, ORGD_SEED_EMAIL_FIELD, ORGD_SEED_ID_FIELD,
                    ORGD_SEED_GROUP_ROLES_FIELD, ORGD_SEED_INVITATION_FIELDS,
                    (brings_in, "the person is invited to the organization for its sake"))

struct SeedLimit {
  std::string name{};
  std::int64_t value{};
};
ORGD_SANDBOX_FIELDS(SeedLimit, (name, "the limit's name", .text = &seed_text::limit),
                    (value, "what was set", .minimum = 0, .maximum = std::int64_t{1} << 53U))

struct SeedProject {
  std::string name{};
  std::optional<std::string> id{};
  std::optional<Date> created_at{};
  std::optional<bool> with_default_alerts_settings{};
  std::vector<atlas::Tag> tags{};
  std::optional<atlas::GroupSettings> settings{};
  std::optional<bool> managed_slow_ms{};
  std::vector<SeedLimit> limits{};
  std::vector<SeedGrant> roles{};
  std::vector<SeedProjectInvitation> invitations{};
};
ORGD_SANDBOX_FIELDS(SeedProject,
                    (name, "the name as people see it", .text = &atlas::text::group_name),
                    ORGD_SEED_ID_FIELD, ORGD_SEED_CREATED_FIELD,
                    (with_default_alerts_settings, "it has the default alerts"),
                    (tags, "labels", .max_items = atlas::most::tags),
                    (settings, "what differs from the service's own"),
                    (managed_slow_ms, "slow operations are measured by the service's threshold"),
                    (limits, "limits that were set"), (roles, "who has roles on it"),
                    (invitations, "invitations to it"))

/// An owner's permission for operators to see the organization's people.
struct SeedBypass {
  std::string granted_by{};
  Date granted_at{};
  Date expires_at{};
};
ORGD_SANDBOX_FIELDS(SeedBypass, (granted_by, "who gave it"), (granted_at, "when it was given"),
                    (expires_at, "when it ends"))

struct SeedOrganization {
  std::string name{};
  std::optional<std::string> id{};
  std::optional<Date> created_at{};
  std::optional<Date> deleted_at{};
  std::optional<std::string> linked_to{};
  std::optional<bool> skip_default_alerts_settings{};
  std::optional<bool> owes_money{};
  std::optional<atlas::OrganizationSettings> settings{};
  std::optional<SeedBypass> bypass{};
  std::vector<SeedPerson> people{};
  std::vector<SeedTeam> teams{};
  std::vector<SeedApiKey> api_keys{};
  std::vector<SeedServiceAccount> service_accounts{};
  std::vector<SeedProject> projects{};
};
ORGD_SANDBOX_FIELDS(
    SeedOrganization, (name, "the name as people see it", .text = &atlas::text::org_name),
    ORGD_SEED_ID_FIELD, ORGD_SEED_CREATED_FIELD,
    (deleted_at, "when it was deleted; then nothing is in it"),
    (linked_to, "the id of the paying organization", .text = &atlas::text::object_id),
    (skip_default_alerts_settings, "leave out the default alerts"),
    (owes_money, "a payment is open"), (settings, "what differs from a new one's"),
    (bypass, "operators may see its people"), (people, "members and who is invited"),
    (teams, "named sets of its people"), (api_keys, "its API keys"),
    (service_accounts, "its service accounts"), (projects, "its projects"))

/// Organizations by their number, behind those that are written out.
struct SeedGenerate {
  std::int32_t organizations{};
  std::optional<std::int32_t> members_each{};
  std::optional<std::int32_t> projects_each{};
  std::optional<std::int64_t> id_seed{};
};
ORGD_SANDBOX_FIELDS(SeedGenerate,
                    (organizations, "how many, each with an owner's API key", .minimum = 1,
                     .maximum = 10000),
                    (members_each, "people of each, the first an owner; without it 1", .minimum = 1,
                     .maximum = 500),
                    (projects_each, "projects of each; without it none", .minimum = 0,
                     .maximum = 250),
                    (id_seed, "what they follow from; without it the world's", .minimum = 0,
                     .maximum = std::int64_t{1} << 53U))

struct SeedFile {
  std::vector<SeedKnownPerson> people{};
  std::vector<SeedOrganization> organizations{};
  std::optional<SeedGenerate> generate{};
  std::shared_ptr<SeedNode const> source{};  ///< where each of them stands; none of an export
};
ORGD_SANDBOX_FIELDS(SeedFile, (people, "people beside those that organizations name"),
                    (organizations, "what is written out"), (generate, "what is only counted"))

}  // namespace orgd::sandbox
