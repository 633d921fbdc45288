// Shapes of API keys, their access lists, and the system status that shows the calling key.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "atlas/types/common.hpp"

namespace atlas {

/// An API key. `private_key` is readable in the answer that creates the key, redacted later.
struct ApiKey {
  std::string desc{};
  std::string id{};
  std::vector<Link> links{};
  std::string private_key{};
  std::string public_key{};
  std::vector<RoleAssignment> roles{};
};
BOOST_DESCRIBE_STRUCT(ApiKey, (), (desc, id, links, private_key, public_key, roles))

struct CreateApiKey {
  std::string desc{};
  std::vector<std::string> roles{};
};
BOOST_DESCRIBE_STRUCT(CreateApiKey, (), (desc, roles))

struct UpdateApiKey {
  std::optional<std::string> desc{};
  std::optional<std::vector<std::string>> roles{};
};
BOOST_DESCRIBE_STRUCT(UpdateApiKey, (), (desc, roles))

/// Exactly one of the two: a single address or a block.
struct AccessListEntryRequest {
  std::optional<std::string> ip_address{};
  std::optional<std::string> cidr_block{};
};
BOOST_DESCRIBE_STRUCT(AccessListEntryRequest, (), (ip_address, cidr_block))

/// An address or block from which a key may call. `count` is the number of requests it let pass.
struct AccessListEntry {
  std::string cidr_block{};
  std::int32_t count{};
  Date created{};
  std::optional<std::string> ip_address{};  ///< only when the block is a single address
  std::optional<Date> last_used{};
  std::optional<std::string> last_used_address{};
  std::vector<Link> links{};
};
BOOST_DESCRIBE_STRUCT(AccessListEntry, (),
                      (cidr_block, count, created, ip_address, last_used, last_used_address, links))

struct AccessListItem {
  std::string cidr_block{};
  std::optional<std::string> ip_address{};
};
BOOST_DESCRIBE_STRUCT(AccessListItem, (), (cidr_block, ip_address))

struct CallingApiKey {
  std::vector<AccessListItem> access_list{};
  std::string id{};
  std::string public_key{};
  std::vector<RoleAssignment> roles{};
};
BOOST_DESCRIBE_STRUCT(CallingApiKey, (), (access_list, id, public_key, roles))

struct SystemStatus {
  std::optional<CallingApiKey> api_key{};
  std::string app_name{};
  std::string build{};
  std::vector<Link> links{};
  bool throttling = false;
};
BOOST_DESCRIBE_STRUCT(SystemStatus, (), (api_key, app_name, build, links, throttling))

}  // namespace atlas
