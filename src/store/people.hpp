// People: memberships of organizations, invitations, accounts, teams and direct project roles.
#pragma once

#include <set>

#include "store/project_roles.hpp"

namespace orgd::store {

/// The store's own three states; an invitation past its expiry is `invited` still.
enum class Standing : std::uint8_t { active, invited, rejected };

/// A person in an organization, as it is read. The invitation's members are empty for active
/// members, the person's own for people who never accepted.
struct Member {
  OrgId org_id{};
  UserId user_id{};
  std::string spelling{};  ///< the address as it was sent
  std::string username{};  ///< the same for all spellings of one address
  Standing status{};
  Names roles{};
  std::optional<std::string> first_name{};
  std::optional<std::string> last_name{};
  std::optional<std::string> country{};
  std::optional<std::string> mobile_number{};
  std::optional<Seconds> account_created_at{};
  std::optional<Seconds> last_auth_at{};
  std::optional<Seconds> joined_at{};
  std::optional<InvitationId> invitation_id{};
  std::optional<Seconds> invited_at{};
  std::optional<Seconds> expires_at{};
  std::optional<std::string> inviter{};
  std::optional<std::string> token_hash{};
  std::vector<TeamId> team_ids{};
  AllProjectRoles project_roles{};

  static constexpr std::string_view alias = "m";
  static constexpr std::array computed{
      Computed{"spelling", "coalesce(m.spelling, m.username)"},
      Computed{"team_ids",
               "coalesce((SELECT string_agg(t.team_id, ' ') FROM team_member t "
               "WHERE t.org_id = $1 AND t.org_id = m.org_id AND t.user_id = m.user_id), '')"},
      Computed{"project_roles", AllProjectRoles::sql_of<"m.org_id", "m.user_id">.text()}};
};
BOOST_DESCRIBE_STRUCT(Member, (),
                      (org_id, user_id, spelling, username, status, roles, first_name, last_name,
                       country, mobile_number, account_created_at, last_auth_at, joined_at,
                       invitation_id, invited_at, expires_at, inviter, token_hash, team_ids,
                       project_roles))

/// How long an invitation can be accepted.
constexpr std::chrono::days invitation_life{30};

/// An invitation that can still be accepted.
inline bool is_pending(Member const& member, Seconds now) {
  return member.status == Standing::invited && member.expires_at > now;
}

/// Who counts: active, or free to accept.
inline bool is_seated(Member const& member, Seconds now) {
  return member.status == Standing::active || is_pending(member, now);
}

/// Which members a list holds.
struct MemberFilter {
  bool active = true;
  bool pending = false;
  bool expired = false;
  bool rejected = false;
  bool brought_in = true;  ///< also who is invited for the sake of a project's invitation alone
  std::optional<std::string> username{};
};

Task<std::optional<Member>> find_member(Transaction& tx, OrgId org_id, UserId user_id);
Task<std::optional<Member>> find_member_by_username(Transaction& tx, OrgId org_id,
                                                    std::string_view username);
Task<std::optional<Member>> find_member_by_invitation(Transaction& tx, OrgId org_id,
                                                      InvitationId invitation_id);

/// Members by the keys of their usernames.
Task<std::vector<Member>> list_members(Transaction& tx, OrgId org_id, MemberFilter const& filter,
                                       Seconds now, Slice slice);
Task<std::int64_t> count_members(Transaction& tx, OrgId org_id, MemberFilter const& filter,
                                 Seconds now);

/// Who is on a project: by a role of their own, and if so wanted, by one of a team, or as an owner
/// or reader of the organization.
struct ProjectPeople {
  ProjectId project_id{};
  bool by_team = false;
  bool by_org_role = false;
};
Task<std::vector<Member>> list_project_people(Transaction& tx, OrgId org_id,
                                              ProjectPeople const& people,
                                              MemberFilter const& filter, Seconds now, Slice slice);
Task<std::int64_t> count_project_people(Transaction& tx, OrgId org_id, ProjectPeople const& people,
                                        MemberFilter const& filter, Seconds now);

/// Who is in a team: everybody, or one person.
struct TeamPeople {
  TeamId team_id{};
  std::optional<std::string> user_id{};
};
Task<std::vector<Member>> list_team_people(Transaction& tx, OrgId org_id, TeamPeople const& people,
                                           MemberFilter const& filter, Seconds now, Slice slice);
Task<std::int64_t> count_team_people(Transaction& tx, OrgId org_id, TeamPeople const& people,
                                     MemberFilter const& filter, Seconds now);

/// Pending invitations, oldest first; of one person when `username` is given.
Task<std::vector<Member>> list_invitations(Transaction& tx, OrgId org_id,
                                           std::optional<std::string> const& username, Seconds now);

/// Whether the organization has an active owner beside this person.
Task<bool> has_other_owner(Transaction& tx, OrgId org_id, UserId user_id);
/// The active owner who joined first.
Task<std::optional<Member>> find_oldest_owner(Transaction& tx, OrgId org_id);

/// Who is written to.
struct Addressee {
  UserId user_id{};
  std::string address{};

  static constexpr std::array computed{Computed{"address", "coalesce(spelling, username)"}};
};
BOOST_DESCRIBE_STRUCT(Addressee, (), (user_id, address))
/// Active owners, who joined first before the others.
Task<std::vector<Addressee>> list_owners(Transaction& tx, OrgId org_id, std::int64_t limit);

struct Account {
  UserId user_id{};
  std::string spelling{};  ///< the address as it was when the person accepted
  std::string username{};  ///< the same for all spellings of it
  std::string first_name{};
  std::string last_name{};
  std::string country{};
  std::optional<std::string> mobile_number{};
  std::optional<std::string> password_hash{};
  Seconds created_at{};
  std::optional<Seconds> last_auth_at{};
  bool proven = true;  ///< false: somebody else made it, and the person never accepted
  std::optional<std::string> language{};  ///< of mails to the person

  static constexpr std::string_view table = "account";
  static constexpr std::array computed{Computed{"spelling", "coalesce(spelling, username)", true}};
};
BOOST_DESCRIBE_STRUCT(Account, (),
                      (user_id, spelling, username, first_name, last_name, country, mobile_number,
                       password_hash, created_at, last_auth_at, proven, language))

/// Who holds this role is an owner of the organization.
inline constexpr std::string_view owner_role = "ORG_OWNER";

/// Adds an active member: a person who joins at once.
Task<Done> insert_member(Transaction& tx, LockedOrg const& org, Account const& account,
                         Names const& roles, Seconds now);
/// Adds an invited one; what a person says of himself, teams and projects are not looked at.
Task<Done> insert_invitation(Transaction& tx, LockedOrg const& org, Member const& invited);

Task<Done> set_member_roles(Transaction& tx, LockedOrg const& org, UserId user_id,
                            Names const& roles);
Task<Done> set_member_teams(Transaction& tx, LockedOrg const& org, UserId user_id,
                            std::vector<TeamId> const& team_ids);
Task<Done> set_project_roles(Transaction& tx, LockedOrg const& org, PrincipalId principal,
                             std::vector<ProjectRoles> const& roles);

/// Makes an invited person, as just read, an active member with this account.
Task<Done> activate_member(Transaction& tx, LockedOrg const& org, Member const& invited,
                           Account const& account, Seconds now);
/// The person's invitations to projects go with it.
Task<Done> reject_invitation(Transaction& tx, LockedOrg const& org, UserId user_id);
/// Ends the link of an invitation to the organization or to a project, with the mail that has it.
Task<Done> close_link(Transaction& tx, LockedOrg const& org, InvitationId invitation_id);

/// Removes the person from the organization, its teams and projects, with all open invitations.
Task<Done> delete_member(Transaction& tx, LockedOrg const& org, UserId user_id);

/// The user id of an address; `new_id` becomes it when there was none.
Task<UserId> claim_user_id(Transaction& tx, std::string_view username, UserId new_id);
/// The same when there is one.
Task<std::optional<UserId>> find_user_id(Transaction& tx, std::string_view username);
/// An address by its key, and whose it is.
struct KnownAddress {
  std::string username{};
  UserId user_id{};
};
BOOST_DESCRIBE_STRUCT(KnownAddress, (), (username, user_id))
/// All that were ever given an id, by their keys.
Task<std::vector<KnownAddress>> list_every_address(Transaction& tx);
/// Where the person is a member or invited.
Task<std::set<OrgId>> organizations_of(Transaction& tx, UserId user_id);
/// How many these are, counted up to `most`: anybody can invite a person anywhere.
Task<std::int64_t> count_organizations_of(Transaction& tx, UserId user_id, std::int64_t most);
/// In how many of them the person has accepted, counted up to `most`.
Task<std::int64_t> count_joined_organizations(Transaction& tx, UserId user_id, std::int64_t most);

Task<std::optional<Account>> find_account(Transaction& tx, UserId user_id);
/// The same, and locks it: the first statement of every write that asks what stands of the person,
/// before any lock of an organization.
Task<std::optional<Account>> lock_account(Transaction& tx, UserId user_id);
/// In which language the person is written to, where the account says that.
Task<std::optional<std::string>> find_language(Transaction& tx, UserId user_id);
/// All of them, by user id.
Task<std::vector<Account>> list_every_account(Transaction& tx);
Task<Done> insert_account(Transaction& tx, Account const& account);
/// The same where another organization may be making it at this moment. False: there is one.
Task<bool> claim_account(Transaction& tx, Account const& account);
/// Gives an unproven account what its person says; its age stays. Nothing when there is none, or
/// when it is proven.
Task<std::optional<Account>> prove_account(Transaction& tx, Account const& said);

/// The organization that a directory names, or nothing.
Task<std::optional<OrgId>> find_org_of_invitation(Transaction& tx, InvitationId invitation_id);
Task<std::optional<OrgId>> find_org_of_team(Transaction& tx, TeamId team_id);

/// Those of `team_ids` that are teams of the organization.
Task<std::set<TeamId>> known_teams(Transaction& tx, OrgId org_id,
                                   std::vector<TeamId> const& team_ids);

Task<Done> insert_team(Transaction& tx, LockedOrg const& org, TeamId team_id,
                       std::string_view name);

}  // namespace orgd::store
