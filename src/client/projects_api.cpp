// Printed from the operations table (docs/adding-an-operation.md); change that instead.
// clang-format off
#include "atlas/projects_api.hpp"

#include "atlas/operations.hpp"
#include "client/call.hpp"

namespace atlas {

Response<Group> ProjectsApi::create_project(
      Group const& body, CreateProjectQuery const& query, CallOptions const& options) const {
  return detail::call<ops::create_project>(engine(), {}, query, body, options);
}

Response<NoBody> ProjectsApi::delete_project(
      std::string const& group_id, Query const& query, CallOptions const& options) const {
  return detail::call<ops::delete_project>(engine(), {group_id}, query, {}, options);
}

Response<Group> ProjectsApi::get_project(
      std::string const& group_id, Query const& query, CallOptions const& options) const {
  return detail::call<ops::get_project>(engine(), {group_id}, query, {}, options);
}

}  // namespace atlas
