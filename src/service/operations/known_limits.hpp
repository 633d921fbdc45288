// The limits that a project can have set.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace orgd {

struct KnownLimit {
  std::string_view name{};
  std::optional<std::int64_t> normal{};   ///< what holds until a value is set
  std::optional<std::int64_t> maximum{};  ///< that of the hosted service, where it makes sense
};

inline constexpr std::array known_limits{
    KnownLimit{"atlas.project.deployment.clusters", 25, 100},
    KnownLimit{"atlas.project.deployment.nodesPerPrivateLinkRegion", 50, 90},
    KnownLimit{"atlas.project.deployment.privateServiceConnectionsPerRegionGroup", 50, 100},
    KnownLimit{"atlas.project.deployment.privateServiceConnectionsSubnetMask", 27, 27},
    KnownLimit{"atlas.project.deployment.serverlessMTMs"},
    KnownLimit{"atlas.project.security.databaseAccess.customRoles", 100, 1400},
    KnownLimit{"atlas.project.security.databaseAccess.users", 100, 100},
    KnownLimit{"atlas.project.security.networkAccess.crossRegionEntries", 40, 220},
    KnownLimit{"atlas.project.security.networkAccess.entries", 200},
    KnownLimit{"dataFederation.bytesProcessed.daily"},
    KnownLimit{"dataFederation.bytesProcessed.monthly"},
    KnownLimit{"dataFederation.bytesProcessed.query"},
    KnownLimit{"dataFederation.bytesProcessed.weekly"},
};

}  // namespace orgd
