// Printed from the operations table (docs/adding-an-operation.md); change that instead.
// clang-format off
#pragma once

#include <string>
#include <vector>

#include "atlas/client.hpp"
#include "atlas/page_range.hpp"
#include "atlas/types.hpp"

namespace atlas {

/// The server itself and the calling key. See Client for what all methods share.
class RootApi : public Client {
 public:
  /// From a Configuration, or as a copy.
  using Client::Client;

  /// Return the status of this server and of the calling key. For callers with: any valid
  /// credential; shows the caller's own.
  Response<SystemStatus> get_system_status(
      Query const& query = {}, CallOptions const& options = {}) const;
};

}  // namespace atlas
