// The service itself.
#pragma once

#include <string>

#include "atlas/client.hpp"
#include "atlas/types.hpp"

namespace atlas {

/// See OrganizationsApi for what all methods share.
class RootApi : public Client {
 public:
  /// From a Configuration, or as a copy.
  using Client::Client;

  /// Returns the service's build and the calling key. Role: any.
  Response<SystemStatus> get_system_status(Query const& query = {},
                                           CallOptions const& options = {}) const;
};

}  // namespace atlas
