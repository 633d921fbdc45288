// Printed from the operations table (docs/adding-an-operation.md); change that instead.
// clang-format off
#include "atlas/invitation_links_api.hpp"

#include "atlas/operations.hpp"
#include "client/call.hpp"

namespace atlas {

Response<OrgUserResponse> InvitationLinksApi::accept_invitation(
      std::string const& invitation_id, AcceptInvitationRequest const& body, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::accept_invitation>(engine(), {invitation_id}, query, body, options);
}

Response<NoBody> InvitationLinksApi::reject_invitation(
      std::string const& invitation_id, RejectInvitationRequest const& body, Query const& query,
      CallOptions const& options) const {
  return detail::call<ops::reject_invitation>(engine(), {invitation_id}, query, body, options);
}

}  // namespace atlas
