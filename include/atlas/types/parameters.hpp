// Path and query parameters of the operations.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace atlas {

/// A path without parameters.
struct RootPath {};
BOOST_DESCRIBE_STRUCT(RootPath, (), ())

/// Addresses an organization.
struct OrgPath {
  std::string org_id{};  ///< of the organization
};
BOOST_DESCRIBE_STRUCT(OrgPath, (), (org_id))

/// Addresses an invitation.
struct InvitationPath {
  std::string org_id{};         ///< of the organization
  std::string invitation_id{};  ///< of the invitation
};
BOOST_DESCRIBE_STRUCT(InvitationPath, (), (org_id, invitation_id))

/// Addresses an API key.
struct ApiKeyPath {
  std::string org_id{};       ///< of the organization
  std::string api_user_id{};  ///< of the API key
};
BOOST_DESCRIBE_STRUCT(ApiKeyPath, (), (org_id, api_user_id))

/// Addresses an entry of an access list.
struct AccessListPath {
  std::string org_id{};       ///< of the organization
  std::string api_user_id{};  ///< of the API key
  std::string ip_address{};   ///< one address, or a block whose "/" is percent-encoded
};
BOOST_DESCRIBE_STRUCT(AccessListPath, (), (org_id, api_user_id, ip_address))

/// Addresses a project.
struct GroupPath {
  std::string group_id{};  ///< of the project
};
BOOST_DESCRIBE_STRUCT(GroupPath, (), (group_id))

/// Addresses an invitation by its link alone, without its organization.
struct LinkPath {
  std::string invitation_id{};  ///< of the invitation
};
BOOST_DESCRIBE_STRUCT(LinkPath, (), (invitation_id))

// Each query lists all its members, so that one pair of braces names them in a call:
// `list_organizations({.name = "Ac", .items_per_page = 500})`. What several queries have is the
// same in all of them and stands in the same order, which a test compares.

/// What every operation takes.
struct EnvelopeQuery {
  bool envelope = false;  ///< status and answer in one, for clients that cannot see statuses
};
BOOST_DESCRIBE_STRUCT(EnvelopeQuery, (), (envelope))

/// What nearly every operation takes.
struct Query {
  bool pretty = false;    ///< print the answer over several lines
  bool envelope = false;  ///< status and answer in one, for clients that cannot see statuses
};
BOOST_DESCRIBE_STRUCT(Query, (), (pretty, envelope))

/// Which page of a list.
struct PageQuery {
  std::int32_t items_per_page = 100;  ///< 1 to 500
  std::int32_t page_num = 1;          ///< from 1
  bool include_count = true;          ///< give Page::total_count
  bool pretty = false;                ///< print the answer over several lines
  bool envelope = false;  ///< status and answer in one, for clients that cannot see statuses
};
BOOST_DESCRIBE_STRUCT(PageQuery, (), (items_per_page, page_num, include_count, pretty, envelope))

/// Which page of a list of things with names.
struct NamedPageQuery {
  std::optional<std::string> name{};  ///< how the names wanted begin, in any case
  std::int32_t items_per_page = 100;  ///< 1 to 500
  std::int32_t page_num = 1;          ///< from 1
  bool include_count = true;          ///< give Page::total_count
  bool pretty = false;                ///< print the answer over several lines
  bool envelope = false;  ///< status and answer in one, for clients that cannot see statuses
};
BOOST_DESCRIBE_STRUCT(NamedPageQuery, (),
                      (name, items_per_page, page_num, include_count, pretty, envelope))

/// Parameters of the list of invitations.
struct InvitationsQuery {
  std::optional<std::string> username{};  ///< only the invitation of this person
  bool pretty = false;                    ///< print the answer over several lines
  bool envelope = false;  ///< status and answer in one, for clients that cannot see statuses
};
BOOST_DESCRIBE_STRUCT(InvitationsQuery, (), (username, pretty, envelope))

/// Parameters of the list of users of 2025-02-19.
struct OrgUsersQuery {
  std::optional<std::string> username{};               ///< only this person
  std::optional<std::string> org_membership_status{};  ///< only people of this standing
  std::vector<std::string> org_membership_statuses{};  ///< repeatable, at most 4
  std::int32_t items_per_page = 100;                   ///< 1 to 500
  std::int32_t page_num = 1;                           ///< from 1
  bool include_count = true;                           ///< give Page::total_count
  bool pretty = false;                                 ///< print the answer over several lines
  bool envelope = false;  ///< status and answer in one, for clients that cannot see statuses
};
BOOST_DESCRIBE_STRUCT(OrgUsersQuery, (),
                      (username, org_membership_status, org_membership_statuses, items_per_page,
                       page_num, include_count, pretty, envelope))

/// Parameters of creating a project.
struct CreateProjectQuery {
  std::optional<std::string> project_owner_id{};  ///< a person to own the project
  bool pretty = false;                            ///< print the answer over several lines
  bool envelope = false;  ///< status and answer in one, for clients that cannot see statuses
};
BOOST_DESCRIBE_STRUCT(CreateProjectQuery, (), (project_owner_id, pretty, envelope))

}  // namespace atlas
