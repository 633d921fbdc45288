// Printed from the operations table (docs/adding-an-operation.md); change that instead.
// clang-format off
#include "atlas/sessions_api.hpp"

#include "atlas/operations.hpp"
#include "client/call.hpp"

namespace atlas {

Response<NoBody> SessionsApi::change_password(
      ChangePasswordRequest const& body, Query const& query, CallOptions const& options) const {
  return detail::call<ops::change_password>(engine(), {}, query, body, options);
}

Response<PersonSession> SessionsApi::create_session(
      SignInRequest const& body, Query const& query, CallOptions const& options) const {
  return detail::call<ops::create_session>(engine(), {}, query, body, options);
}

Response<NoBody> SessionsApi::delete_current_session(
      Query const& query, CallOptions const& options) const {
  return detail::call<ops::delete_current_session>(engine(), {}, query, {}, options);
}

Response<NoBody> SessionsApi::delete_session(
      std::string const& session_id, Query const& query, CallOptions const& options) const {
  return detail::call<ops::delete_session>(engine(), {session_id}, query, {}, options);
}

Response<PersonSession> SessionsApi::get_current_session(
      Query const& query, CallOptions const& options) const {
  return detail::call<ops::get_current_session>(engine(), {}, query, {}, options);
}

Response<Me> SessionsApi::get_me(Query const& query, CallOptions const& options) const {
  return detail::call<ops::get_me>(engine(), {}, query, {}, options);
}

Response<std::vector<PersonSession>> SessionsApi::list_sessions(
      Query const& query, CallOptions const& options) const {
  return detail::call<ops::list_sessions>(engine(), {}, query, {}, options);
}

Response<Me> SessionsApi::update_me(
      MeUpdate const& body, Query const& query, CallOptions const& options) const {
  return detail::call<ops::update_me>(engine(), {}, query, body, options);
}

}  // namespace atlas
