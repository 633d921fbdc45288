// Printed from the operations table (docs/adding-an-operation.md); change that instead.
// clang-format off
#include "atlas/cloud_users_api.hpp"

#include "atlas/operations.hpp"
#include "client/call.hpp"

namespace atlas {

Response<CloudAppUser> CloudUsersApi::create_user(
      CloudAppUserRequest const& body, Query const& query, CallOptions const& options) const {
  return detail::call<ops::create_user>(engine(), {}, query, body, options);
}

Response<CloudAppUser> CloudUsersApi::get_user(
      std::string const& user_id, Query const& query, CallOptions const& options) const {
  return detail::call<ops::get_user>(engine(), {user_id}, query, {}, options);
}

Response<CloudAppUser> CloudUsersApi::get_user_by_username(
      std::string const& user_name, Query const& query, CallOptions const& options) const {
  return detail::call<ops::get_user_by_username>(engine(), {user_name}, query, {}, options);
}

}  // namespace atlas
