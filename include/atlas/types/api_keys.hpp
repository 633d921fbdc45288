// Shapes of API keys, their access lists, and the system status that shows the calling key.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "atlas/types/common.hpp"

namespace atlas {

/// An API key.
struct ApiKey {
  std::string desc{};                   ///< what the key is for, 1 to 250 characters
  std::string id{};                     ///< 24 hexadecimal digits
  std::vector<Link> links{};            ///< to this and what belongs to it
  std::string private_key{};            ///< readable when created, redacted later
  std::string public_key{};             ///< the name of the key when it calls
  std::vector<RoleAssignment> roles{};  ///< on the organization and its projects
};
BOOST_DESCRIBE_STRUCT(ApiKey, (), (desc, id, links, private_key, public_key, roles))

/// A key to create.
struct CreateApiKey {
  std::string desc{};         ///< what the key is for, 1 to 250 characters
  std::vector<Role> roles{};  ///< as OrgRole::org_owner
};
BOOST_DESCRIBE_STRUCT(CreateApiKey, (), (desc, roles))

/// What to change of a key.
struct UpdateApiKey {
  std::optional<std::string> desc{};  ///< what the key is for, 1 to 250 characters
  OptionalList<Role> roles{};         ///< as OrgRole::org_owner
};
BOOST_DESCRIBE_STRUCT(UpdateApiKey, (), (desc, roles))

/// Exactly one of the two: a single address or a block.
struct AccessListEntryRequest {
  std::optional<std::string> ip_address{};  ///< a single address
  std::optional<std::string> cidr_block{};  ///< a block, as "192.0.2.0/24"
};
BOOST_DESCRIBE_STRUCT(AccessListEntryRequest, (), (ip_address, cidr_block))

/// An address or block from which a key may call.
struct AccessListEntry {
  std::string cidr_block{};                        ///< a block, as "192.0.2.0/24"
  std::int32_t count{};                            ///< requests that it let pass
  Date created{};                                  ///< when it was made
  std::optional<std::string> ip_address{};         ///< only when the block is a single address
  std::optional<Date> last_used{};                 ///< when it let the last request pass
  std::optional<std::string> last_used_address{};  ///< whence, the last time
  std::vector<Link> links{};                       ///< to this and what belongs to it
};
BOOST_DESCRIBE_STRUCT(AccessListEntry, (),
                      (cidr_block, count, created, ip_address, last_used, last_used_address, links))

/// An address or block, as the status of the service shows it.
struct AccessListItem {
  std::string cidr_block{};                 ///< a block, as "192.0.2.0/24"
  std::optional<std::string> ip_address{};  ///< a single address
};
BOOST_DESCRIBE_STRUCT(AccessListItem, (), (cidr_block, ip_address))

/// The key that a request came with.
struct CallingApiKey {
  std::vector<AccessListItem> access_list{};  ///< from where it may call
  std::string id{};                           ///< 24 hexadecimal digits
  std::string public_key{};                   ///< the name of the key when it calls
  std::vector<RoleAssignment> roles{};        ///< on the organization and its projects
};
BOOST_DESCRIBE_STRUCT(CallingApiKey, (), (access_list, id, public_key, roles))

/// What the service says of itself and of the caller.
struct SystemStatus {
  std::optional<CallingApiKey> api_key{};  ///< the calling key
  std::string app_name{};                  ///< the name of the service
  std::string build{};                     ///< the commit that runs
  std::string ip_address{};                ///< the address that access lists judge the caller by
  std::vector<Link> links{};               ///< to this and what belongs to it
  bool throttling = false;                 ///< whether requests are being put off
};
BOOST_DESCRIBE_STRUCT(SystemStatus, (), (api_key, app_name, build, ip_address, links, throttling))

}  // namespace atlas
