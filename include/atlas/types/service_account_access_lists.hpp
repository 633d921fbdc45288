// Shapes of the access lists of service accounts. What is asked for is as for API keys.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "atlas/types/common.hpp"
#include "atlas/types/parameters.hpp"

namespace atlas {

// The address itself is read where it is used: a wrong one has a code of its own.
/// Addresses an entry of the access list of a service account.
struct AccountAccessListPath {
  std::string org_id{};
  std::string client_id{};
  std::string ip_address{};
};
ATLAS_FIELDS(AccountAccessListPath, ATLAS_ORG_ID_FIELD, ATLAS_CLIENT_ID_FIELD, ATLAS_ENTRY_FIELD)

/// The same of a service account as one of a project.
struct ProjectAccountAccessListPath {
  std::string group_id{};
  std::string client_id{};
  std::string ip_address{};
};
ATLAS_FIELDS(ProjectAccountAccessListPath, ATLAS_GROUP_ID_FIELD, ATLAS_CLIENT_ID_FIELD,
             ATLAS_ENTRY_FIELD)

/// An address or block from which a service account may call.
struct ServiceAccountAccessListEntry {
  std::string cidr_block{};
  Date created_at{};
  std::optional<std::string> ip_address{};
  std::optional<std::string> last_used_address{};
  std::optional<Date> last_used_at{};
  std::int32_t request_count{};
};
ATLAS_FIELDS(ServiceAccountAccessListEntry, (cidr_block, "a block of addresses, as 192.0.2.0/24"),
             (created_at, "when it was made"),
             (ip_address, "only when the block is a single address"),
             (last_used_address, "the address of the last request that it let pass"),
             (last_used_at, "when it let the last request pass"),
             (request_count, "requests that it let pass"))

}  // namespace atlas
