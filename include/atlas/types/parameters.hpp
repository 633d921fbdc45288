// Path and query parameters of the operations.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "atlas/fields.hpp"

namespace atlas {

// What stands in many paths or queries.
#define ATLAS_ORG_ID_FIELD (org_id, "the organization's id", .text = &text::object_id)
#define ATLAS_GROUP_ID_FIELD (group_id, "the project's id", .text = &text::object_id)
#define ATLAS_TEAM_ID_FIELD (team_id, "the team's id", .text = &text::object_id)
#define ATLAS_USER_ID_FIELD (user_id, "the person's id", .text = &text::object_id)
#define ATLAS_INVITATION_ID_FIELD (invitation_id, "the invitation's id", .text = &text::object_id)
#define ATLAS_API_KEY_ID_FIELD (api_user_id, "the API key's id", .text = &text::object_id)
#define ATLAS_CLIENT_ID_FIELD \
  (client_id, "the service account's client id", .text = &text::client_id)
#define ATLAS_ENTRY_FIELD \
  (ip_address, "the entry: an address, or a block, whose / is percent-encoded in the path")
#define ATLAS_ENVELOPE_FIELD                                                         \
  (envelope,                                                                         \
   "wrap the answer together with its status, {\"content\": ..., \"status\": 200}; " \
   "a page has \"status\" among its members")
#define ATLAS_QUERY_FIELDS (pretty, "print the answer over several lines"), ATLAS_ENVELOPE_FIELD
// The hosted service's own command line asks for page 0 and means the first.
#define ATLAS_WHICH_PAGE_FIELDS                                                      \
  (items_per_page, "items of one page (default 100)", .minimum = 1, .maximum = 500), \
      (page_num, "which page, from 1 (default 1); 0 is the first page as well", .minimum = 0)
#define ATLAS_PAGE_FIELDS \
  ATLAS_WHICH_PAGE_FIELDS, (include_count, "count all matches (default true)"), ATLAS_QUERY_FIELDS

/// A path without parameters.
struct RootPath {};
ATLAS_FIELDS(RootPath)

/// Addresses an organization.
struct OrgPath {
  std::string org_id{};
};
ATLAS_FIELDS(OrgPath, ATLAS_ORG_ID_FIELD)

/// Addresses an invitation.
struct InvitationPath {
  std::string org_id{};
  std::string invitation_id{};
};
ATLAS_FIELDS(InvitationPath, ATLAS_ORG_ID_FIELD, ATLAS_INVITATION_ID_FIELD)

/// Addresses an API key.
struct ApiKeyPath {
  std::string org_id{};
  std::string api_user_id{};
};
ATLAS_FIELDS(ApiKeyPath, ATLAS_ORG_ID_FIELD, ATLAS_API_KEY_ID_FIELD)

// The address itself is read where it is used: a wrong one has a code of its own.
/// Addresses an entry of an access list.
struct AccessListPath {
  std::string org_id{};
  std::string api_user_id{};
  std::string ip_address{};
};
ATLAS_FIELDS(AccessListPath, ATLAS_ORG_ID_FIELD, ATLAS_API_KEY_ID_FIELD, ATLAS_ENTRY_FIELD)

/// Addresses a project.
struct GroupPath {
  std::string group_id{};
};
ATLAS_FIELDS(GroupPath, ATLAS_GROUP_ID_FIELD)

/// Addresses a person.
struct UserPath {
  std::string user_id{};
};
ATLAS_FIELDS(UserPath, ATLAS_USER_ID_FIELD)

/// Addresses a person by the e-mail address.
struct UserNamePath {
  std::string user_name{};
};
ATLAS_FIELDS(UserNamePath,
             (user_name, "the person's e-mail address", .text = &text::whole_username))

/// Addresses a person as one of an organization.
struct OrgUserPath {
  std::string org_id{};
  std::string user_id{};
};
ATLAS_FIELDS(OrgUserPath, ATLAS_ORG_ID_FIELD, ATLAS_USER_ID_FIELD)

/// Addresses a person as one of a project.
struct ProjectUserPath {
  std::string group_id{};
  std::string user_id{};
};
ATLAS_FIELDS(ProjectUserPath, ATLAS_GROUP_ID_FIELD, ATLAS_USER_ID_FIELD)

/// Addresses an API key as one of a project.
struct ProjectApiKeyPath {
  std::string group_id{};
  std::string api_user_id{};
};
ATLAS_FIELDS(ProjectApiKeyPath, ATLAS_GROUP_ID_FIELD, ATLAS_API_KEY_ID_FIELD)

/// Addresses an invitation to a project.
struct ProjectInvitationPath {
  std::string group_id{};
  std::string invitation_id{};
};
ATLAS_FIELDS(ProjectInvitationPath, ATLAS_GROUP_ID_FIELD, ATLAS_INVITATION_ID_FIELD)

/// Addresses a project by its name.
struct GroupNamePath {
  std::string group_name{};
};
ATLAS_FIELDS(GroupNamePath, (group_name, "the project's name", .text = &text::whole_name))
/// Addresses a team.
struct TeamPath {
  std::string org_id{};
  std::string team_id{};
};
ATLAS_FIELDS(TeamPath, ATLAS_ORG_ID_FIELD, ATLAS_TEAM_ID_FIELD)

/// Addresses a team by its name.
struct TeamNamePath {
  std::string org_id{};
  std::string team_name{};
};
ATLAS_FIELDS(TeamNamePath, ATLAS_ORG_ID_FIELD,
             (team_name, "the team's name", .text = &text::whole_name))

/// Addresses a person in a team.
struct TeamUserPath {
  std::string org_id{};
  std::string team_id{};
  std::string user_id{};
};
ATLAS_FIELDS(TeamUserPath, ATLAS_ORG_ID_FIELD, ATLAS_TEAM_ID_FIELD, ATLAS_USER_ID_FIELD)

/// Addresses a team on a project.
struct GroupTeamPath {
  std::string group_id{};
  std::string team_id{};
};
ATLAS_FIELDS(GroupTeamPath, ATLAS_GROUP_ID_FIELD, ATLAS_TEAM_ID_FIELD)

/// Addresses an invitation by its link alone, without its organization.
struct LinkPath {
  std::string invitation_id{};
};
ATLAS_FIELDS(LinkPath, ATLAS_INVITATION_ID_FIELD)

// Each query lists all its members, so that one pair of braces names them in a call:
// `list_organizations({.name = "Ac", .items_per_page = 500})`. What several queries have is the
// same in all of them and stands in the same order, which a test compares.

/// What every operation takes.
struct EnvelopeQuery {
  bool envelope = false;
};
ATLAS_FIELDS(EnvelopeQuery, ATLAS_ENVELOPE_FIELD)

/// What nearly every operation takes.
struct Query {
  bool pretty = false;
  bool envelope = false;
};
ATLAS_FIELDS(Query, ATLAS_QUERY_FIELDS)

/// Which page of a list.
struct PageQuery {
  std::int32_t items_per_page = 100;
  std::int32_t page_num = 1;
  bool include_count = true;
  bool pretty = false;
  bool envelope = false;
};
ATLAS_FIELDS(PageQuery, ATLAS_PAGE_FIELDS)

/// Which page of a list of things with names.
struct NamedPageQuery {
  std::optional<std::string> name{};
  std::int32_t items_per_page = 100;
  std::int32_t page_num = 1;
  bool include_count = true;
  bool pretty = false;
  bool envelope = false;
};
ATLAS_FIELDS(NamedPageQuery,
             (name, "only those whose names begin with this, in any case", .text = &text::plain),
             ATLAS_PAGE_FIELDS)

/// Parameters of the list of invitations.
struct InvitationsQuery {
  std::optional<std::string> username{};
  bool pretty = false;
  bool envelope = false;
};
ATLAS_FIELDS(InvitationsQuery, (username, "only this person's", .text = &text::email),
             ATLAS_QUERY_FIELDS)

// Which people, by their standing.
#define ATLAS_STANDINGS_FIELD                                                                   \
  (org_membership_statuses, "only people of these standings", .text = &text::membership_status, \
   .max_items = membership_status_names.size())
#define ATLAS_STANDING_FIELDS                                                                \
  (org_membership_status, "only people of this standing", .text = &text::membership_status), \
      ATLAS_STANDINGS_FIELD

/// Parameters of one person of 2025-02-19.
struct PersonQuery {
  std::vector<std::string> org_membership_statuses{};
  bool pretty = false;
  bool envelope = false;
};
ATLAS_FIELDS(PersonQuery, ATLAS_STANDINGS_FIELD, ATLAS_QUERY_FIELDS)

/// Parameters of the list of users of 2025-02-19.
struct OrgUsersQuery {
  std::optional<std::string> username{};
  std::optional<std::string> org_membership_status{};
  std::vector<std::string> org_membership_statuses{};
  std::int32_t items_per_page = 100;
  std::int32_t page_num = 1;
  bool include_count = true;
  bool pretty = false;
  bool envelope = false;
};
ATLAS_FIELDS(OrgUsersQuery, (username, "only this person", .text = &text::email),
             ATLAS_STANDING_FIELDS, ATLAS_PAGE_FIELDS)

/// Parameters of the list of a team's users of 2025-02-19.
struct TeamUsersQuery {
  std::optional<std::string> username{};
  std::optional<std::string> org_membership_status{};
  std::vector<std::string> org_membership_statuses{};
  std::optional<std::string> user_id{};
  std::int32_t items_per_page = 100;
  std::int32_t page_num = 1;
  bool include_count = true;
  bool pretty = false;
  bool envelope = false;
};
ATLAS_FIELDS(TeamUsersQuery, (username, "only this person", .text = &text::email),
             ATLAS_STANDING_FIELDS, ATLAS_USER_ID_FIELD, ATLAS_PAGE_FIELDS)

// Who is on a project without a role of their own there.
#define ATLAS_FLATTENED_FIELDS                                     \
  (flatten_teams, "show also the people of teams on the project"), \
      (include_org_users,                                          \
       "show also the organization's owners and readers, "         \
       "who see every project")

/// Parameters of the list of a project's users.
struct ProjectUsersQuery {
  bool flatten_teams = false;
  bool include_org_users = false;
  std::int32_t items_per_page = 100;
  std::int32_t page_num = 1;
  bool include_count = true;
  bool pretty = false;
  bool envelope = false;
};
ATLAS_FIELDS(ProjectUsersQuery, ATLAS_FLATTENED_FIELDS, ATLAS_PAGE_FIELDS)

/// Parameters of the list of a project's users of 2025-02-19.
struct ProjectPeopleQuery {
  std::optional<std::string> username{};
  std::optional<std::string> org_membership_status{};
  std::vector<std::string> org_membership_statuses{};
  bool flatten_teams = false;
  bool include_org_users = false;
  std::int32_t items_per_page = 100;
  std::int32_t page_num = 1;
  bool include_count = true;
  bool pretty = false;
  bool envelope = false;
};
ATLAS_FIELDS(ProjectPeopleQuery, (username, "only this person", .text = &text::email),
             ATLAS_STANDING_FIELDS, ATLAS_FLATTENED_FIELDS, ATLAS_PAGE_FIELDS)

/// Parameters of creating a project.
struct CreateProjectQuery {
  std::optional<std::string> project_owner_id{};
  bool pretty = false;
  bool envelope = false;
};
ATLAS_FIELDS(CreateProjectQuery,
             (project_owner_id, "the id of the user who owns the project",
              .text = &text::object_id),
             ATLAS_QUERY_FIELDS)

}  // namespace atlas
