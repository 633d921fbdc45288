// Printed from the operations table (docs/adding-an-operation.md); change that instead.
// clang-format off
#include "atlas/sessions_api.hpp"

#include "atlas/operations.hpp"
#include "client/call.hpp"

namespace atlas {

Response<PasskeyRequest> SessionsApi::challenge_session(
      Query const& query, CallOptions const& options) const {
  return detail::call<ops::challenge_session>(engine(), {}, query, {}, options);
}

Response<PasskeyRequest> SessionsApi::challenge_sign_in(
      Query const& query, CallOptions const& options) const {
  return detail::call<ops::challenge_sign_in>(engine(), {}, query, {}, options);
}

Response<NoBody> SessionsApi::change_password(
      ChangePasswordRequest const& body, Query const& query, CallOptions const& options) const {
  return detail::call<ops::change_password>(engine(), {}, query, body, options);
}

Response<Factor> SessionsApi::confirm_factor(
      std::string const& factor_id, ConfirmFactor const& body, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::confirm_factor>(engine(), {factor_id}, query, body, options);
}

Response<Factor> SessionsApi::create_factor(
      CreateFactor const& body, Query const& query, CallOptions const& options) const {
  return detail::call<ops::create_factor>(engine(), {}, query, body, options);
}

Response<RecoveryCodes> SessionsApi::create_recovery_codes(
      Query const& query, CallOptions const& options) const {
  return detail::call<ops::create_recovery_codes>(engine(), {}, query, {}, options);
}

Response<PersonSession> SessionsApi::create_session(
      SignInRequest const& body, Query const& query, CallOptions const& options) const {
  return detail::call<ops::create_session>(engine(), {}, query, body, options);
}

Response<NoBody> SessionsApi::delete_current_session(
      Query const& query, CallOptions const& options) const {
  return detail::call<ops::delete_current_session>(engine(), {}, query, {}, options);
}

Response<NoBody> SessionsApi::delete_factor(
      std::string const& factor_id, Query const& query, CallOptions const& options) const {
  return detail::call<ops::delete_factor>(engine(), {factor_id}, query, {}, options);
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

Response<std::vector<Factor>> SessionsApi::list_factors(
      Query const& query, CallOptions const& options) const {
  return detail::call<ops::list_factors>(engine(), {}, query, {}, options);
}

Response<std::vector<PersonSession>> SessionsApi::list_sessions(
      Query const& query, CallOptions const& options) const {
  return detail::call<ops::list_sessions>(engine(), {}, query, {}, options);
}

Response<NoBody> SessionsApi::reset_password(
      PasswordResetRequest const& body, Query const& query, CallOptions const& options) const {
  return detail::call<ops::reset_password>(engine(), {}, query, body, options);
}

Response<NoBody> SessionsApi::set_password(
      SetPasswordRequest const& body, Query const& query, CallOptions const& options) const {
  return detail::call<ops::set_password>(engine(), {}, query, body, options);
}

Response<Me> SessionsApi::update_me(
      MeUpdate const& body, Query const& query, CallOptions const& options) const {
  return detail::call<ops::update_me>(engine(), {}, query, body, options);
}

Response<PersonSession> SessionsApi::verify_session(
      SecondStep const& body, Query const& query, CallOptions const& options) const {
  return detail::call<ops::verify_session>(engine(), {}, query, body, options);
}

}  // namespace atlas
