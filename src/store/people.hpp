// People: memberships of organizations, invitations, accounts, teams and direct project roles.
#pragma once

#include <set>

#include "store/rows.hpp"

namespace orgd::store {

/// Direct roles of a person or key on one project.
struct ProjectRoles {
  std::string project_id{};
  Names roles{};
};

/// The store's own three states; an invitation past its expiry is `invited` still.
enum class Standing : std::uint8_t { active, invited, rejected };

/// A person in an organization. The invitation's fields are empty for active members, the person's
/// own for people who never accepted.
struct Member {
  std::string org_id{};
  std::string user_id{};
  std::string username{};      ///< in the spelling that was sent
  std::string username_key{};  ///< the same for all spellings of one address
  Standing standing{};
  Names roles{};
  bool is_owner{};
  std::optional<std::string> first_name{};
  std::optional<std::string> last_name{};
  std::optional<std::string> country{};
  std::optional<std::string> mobile_number{};
  std::optional<Seconds> account_created_at{};
  std::optional<Seconds> last_auth_at{};
  std::optional<Seconds> joined_at{};
  std::optional<std::string> invitation_id{};
  std::optional<Seconds> invited_at{};
  std::optional<Seconds> expires_at{};
  std::optional<std::string> inviter{};
  std::optional<std::string> token_hash{};
  Names team_ids{};
  std::string project_roles{};  ///< "projectId=ROLE,ROLE projectId=..."; see project_roles_of
};
BOOST_DESCRIBE_STRUCT(Member, (),
                      (org_id, user_id, username, username_key, standing, roles, is_owner,
                       first_name, last_name, country, mobile_number, account_created_at,
                       last_auth_at, joined_at, invitation_id, invited_at, expires_at, inviter,
                       token_hash, team_ids, project_roles))

/// Roles on one project, as a view of the text that a record has of all.
struct ProjectRolesView {
  std::string_view project_id{};
  std::string_view roles{};  ///< "ROLE,ROLE"
};

/// By project.
std::vector<ProjectRolesView> project_roles_of(std::string_view text);

/// How long an invitation can be accepted.
constexpr std::chrono::days invitation_life{30};

/// An invitation that can still be accepted.
inline bool is_pending(Member const& member, Seconds now) {
  return member.standing == Standing::invited && member.expires_at > now;
}

/// Which members a list holds.
struct MemberFilter {
  bool active = true;
  bool pending = false;
  bool expired = false;
  bool rejected = false;
  std::optional<std::string> username_key{};
};

Task<std::optional<Member>> find_member(Transaction& tx, std::string_view org_id,
                                        std::string_view user_id);
Task<std::optional<Member>> find_member_by_username(Transaction& tx, std::string_view org_id,
                                                    std::string_view username_key);
Task<std::optional<Member>> find_member_by_invitation(Transaction& tx, std::string_view org_id,
                                                      std::string_view invitation_id);

/// Members by the keys of their usernames.
Task<std::vector<Member>> list_members(Transaction& tx, std::string_view org_id,
                                       MemberFilter const& filter, Seconds now, Slice slice);
Task<std::int64_t> count_members(Transaction& tx, std::string_view org_id,
                                 MemberFilter const& filter, Seconds now);

/// Pending invitations, oldest first; of one person when `username_key` is given.
Task<std::vector<Member>> list_invitations(Transaction& tx, std::string_view org_id,
                                           std::optional<std::string> const& username_key,
                                           Seconds now);

/// The active owner who joined first.
Task<std::optional<Member>> find_oldest_owner(Transaction& tx, std::string_view org_id);

/// Adds the membership with its directory rows; teams and project roles are separate calls.
Task<Done> insert_member(Transaction& tx, Member const& member);
Task<Done> set_member_roles(Transaction& tx, Member const& member);
Task<Done> set_member_teams(Transaction& tx, Member const& member, Names const& team_ids);
Task<Done> set_project_roles(Transaction& tx, std::string_view org_id, std::string_view principal,
                             std::vector<ProjectRoles> const& roles);

/// Turns an invited person into an active member with the person's fields in `member`.
Task<Done> activate_member(Transaction& tx, Member const& member);
Task<Done> reject_member(Transaction& tx, Member const& member);

/// Removes the person from the organization, its teams and projects.
Task<Done> delete_member(Transaction& tx, Member const& member);

/// The user id of an address; `new_id` becomes it when there was none.
Task<std::string> claim_user_id(Transaction& tx, std::string_view username_key,
                                std::string_view new_id);
Task<std::optional<std::string>> find_user_id(Transaction& tx, std::string_view username_key);
Task<std::int64_t> count_organizations_of(Transaction& tx, std::string_view user_id);

struct Account {
  std::string user_id{};
  std::string username{};  ///< in the spelling with which the person accepted
  std::string username_key{};
  std::string first_name{};
  std::string last_name{};
  std::string country{};
  std::optional<std::string> mobile_number{};
  std::optional<std::string> password_hash{};
  Seconds created_at{};
  std::optional<Seconds> last_auth_at{};
};
BOOST_DESCRIBE_STRUCT(Account, (),
                      (user_id, username, username_key, first_name, last_name, country,
                       mobile_number, password_hash, created_at, last_auth_at))

Task<std::optional<Account>> find_account(Transaction& tx, std::string_view user_id);
Task<Done> insert_account(Transaction& tx, Account const& account);

/// The organization that a directory names, or nothing.
Task<std::optional<std::string>> find_org_of_invitation(Transaction& tx,
                                                        std::string_view invitation_id);
Task<std::optional<std::string>> find_org_of_team(Transaction& tx, std::string_view team_id);

/// Those of `team_ids` that are teams of the organization.
Task<std::set<std::string>> known_teams(Transaction& tx, std::string_view org_id,
                                        Names const& team_ids);

Task<Done> insert_team(Transaction& tx, std::string_view org_id, std::string_view team_id,
                       std::string_view name);

}  // namespace orgd::store
