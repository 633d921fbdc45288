// Each method is its row of the table.
#include "atlas/root_api.hpp"

#include "atlas/operations/organizations.hpp"
#include "client/call.hpp"

namespace atlas {

Response<SystemStatus> RootApi::get_system_status(Query const& query,
                                                  CallOptions const& options) const {
  return detail::call<ops::get_system_status>(engine(), {}, query, {}, options);
}

}  // namespace atlas
