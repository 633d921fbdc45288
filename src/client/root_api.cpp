// Printed from the operations table (docs/adding-an-operation.md); change that instead.
// clang-format off
#include "atlas/root_api.hpp"

#include "atlas/operations.hpp"
#include "client/call.hpp"

namespace atlas {

Response<SystemStatus> RootApi::get_system_status(
      Query const& query, CallOptions const& options) const {
  return detail::call<ops::get_system_status>(engine(), {}, query, {}, options);
}

}  // namespace atlas
