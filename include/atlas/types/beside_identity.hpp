// Shapes of what a project shows of its clusters. This server runs none, so most of it is empty.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "atlas/types/common.hpp"
#include "atlas/types/parameters.hpp"

namespace atlas {

// Which names there are, the server knows: an unknown one is not found.
/// Addresses a limit of a project.
struct ProjectLimitPath {
  std::string group_id{};
  std::string limit_name{};
};
ATLAS_FIELDS(ProjectLimitPath, ATLAS_GROUP_ID_FIELD,
             (limit_name, "the limit's name, as \"atlas.project.deployment.clusters\""))

// The largest value is the largest integer that every JSON reader keeps exactly.
/// A limit of a project. Kept and answered; nothing is measured against it here.
struct ProjectLimit {
  std::string name{};
  std::int64_t value{};
  std::int64_t current_usage{};
  std::optional<std::int64_t> default_limit{};
  std::optional<std::int64_t> maximum_limit{};
};
ATLAS_FIELDS(ProjectLimit, (name, "what is limited", .read_only = true),
             (value, "how much of it there may be", .minimum = 0, .maximum = 9007199254740991),
             (current_usage, "how much of it there is", .read_only = true),
             (default_limit, "what holds until a value is set", .read_only = true),
             (maximum_limit, "the largest value that the hosted service takes", .read_only = true))

/// The addresses of one cluster.
struct ClusterIpAddresses {
  std::string cluster_name{};
  std::vector<std::string> inbound{};
  std::vector<std::string> outbound{};
};
ATLAS_FIELDS(ClusterIpAddresses, (cluster_name, "the cluster's name"),
             (inbound, "addresses that it is reached at"),
             (outbound, "addresses that it calls from"))

/// The addresses of what runs in a project.
struct ServiceIpAddresses {
  std::vector<ClusterIpAddresses> clusters{};
};
ATLAS_FIELDS(ServiceIpAddresses, (clusters, "those of its clusters, of which there are none here"))

/// The addresses of a project.
struct ProjectIpAddresses {
  std::string group_id{};
  ServiceIpAddresses services{};
};
ATLAS_FIELDS(ProjectIpAddresses, ATLAS_GROUP_ID_FIELD, (services, "those of what runs in it"))

/// A cluster. There is none here.
struct Cluster {
  std::string id{};
  std::string name{};
};
ATLAS_FIELDS(Cluster, (id, "its id", .text = &text::object_id), (name, "its name"))

}  // namespace atlas
