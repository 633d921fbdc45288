// Path and query parameters of the operations.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace atlas {

struct RootPath {};
BOOST_DESCRIBE_STRUCT(RootPath, (), ())

struct OrgPath {
  std::string org_id{};
};
BOOST_DESCRIBE_STRUCT(OrgPath, (), (org_id))

struct InvitationPath {
  std::string org_id{};
  std::string invitation_id{};
};
BOOST_DESCRIBE_STRUCT(InvitationPath, (), (org_id, invitation_id))

struct ApiKeyPath {
  std::string org_id{};
  std::string api_user_id{};
};
BOOST_DESCRIBE_STRUCT(ApiKeyPath, (), (org_id, api_user_id))

struct AccessListPath {
  std::string org_id{};
  std::string api_user_id{};
  std::string ip_address{};  ///< one address, or a block whose "/" is percent-encoded
};
BOOST_DESCRIBE_STRUCT(AccessListPath, (), (org_id, api_user_id, ip_address))

struct GroupPath {
  std::string group_id{};
};
BOOST_DESCRIBE_STRUCT(GroupPath, (), (group_id))

/// Addresses an invitation by its link alone, without its organization.
struct LinkPath {
  std::string invitation_id{};
};
BOOST_DESCRIBE_STRUCT(LinkPath, (), (invitation_id))

/// `envelope` wraps the answer together with its status, for clients that cannot see statuses.
struct EnvelopeQuery {
  bool envelope = false;
};
BOOST_DESCRIBE_STRUCT(EnvelopeQuery, (), (envelope))

/// `pretty` prints the answer over several lines.
struct Query : EnvelopeQuery {
  bool pretty = false;
};
BOOST_DESCRIBE_STRUCT(Query, (EnvelopeQuery), (pretty))

/// One page of a list: 1 to 500 items (100 unless told), pages counted from 1.
struct PageQuery : Query {
  bool include_count = true;
  std::int32_t items_per_page = 100;
  std::int32_t page_num = 1;
};
BOOST_DESCRIBE_STRUCT(PageQuery, (Query), (include_count, items_per_page, page_num))

/// `name` keeps what begins with it, in any case.
struct NamedPageQuery : PageQuery {
  std::optional<std::string> name{};
};
BOOST_DESCRIBE_STRUCT(NamedPageQuery, (PageQuery), (name))

struct InvitationsQuery : Query {
  std::optional<std::string> username{};
};
BOOST_DESCRIBE_STRUCT(InvitationsQuery, (Query), (username))

struct OrgUsersQuery : PageQuery {
  std::optional<std::string> username{};
  std::optional<std::string> org_membership_status{};
  std::vector<std::string> org_membership_statuses{};  ///< repeatable, at most 4
};
BOOST_DESCRIBE_STRUCT(OrgUsersQuery, (PageQuery),
                      (username, org_membership_status, org_membership_statuses))

struct CreateProjectQuery : Query {
  std::optional<std::string> project_owner_id{};
};
BOOST_DESCRIBE_STRUCT(CreateProjectQuery, (Query), (project_owner_id))

/// The secret of an invitation's link.
struct LinkQuery : Query {
  std::string token{};
};
BOOST_DESCRIBE_STRUCT(LinkQuery, (Query), (token))

}  // namespace atlas
