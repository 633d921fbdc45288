// Printed from the operations table (docs/adding-an-operation.md); change that instead.
// clang-format off
#pragma once

#include <string>
#include <vector>

#include "atlas/client.hpp"
#include "atlas/page_range.hpp"
#include "atlas/types.hpp"

namespace atlas {

/// Accepting and rejecting an invitation by the link in its mail. See Client for what all methods
/// share.
class InvitationLinksApi : public Client {
 public:
  /// From a Configuration, or as a copy.
  using Client::Client;

  /// Accept the invitation whose link the caller holds. The token stands at the end of the link. A
  /// person without an account, or with one that somebody else made by createUser, gives names,
  /// country and password. Who joins the organization accepts all invitations to its projects with
  /// it, and the other way round. For callers with: the token of the invitation's link. Errors: 400
  /// COMMON_PASSWORD, FIRST_NAME_EXCEEDS_MAX_LENGTH, INVALID_COUNTRY_CODE,
  /// LAST_NAME_EXCEEDS_MAX_LENGTH, MAX_GROUPS_PER_USER_EXCEEDED, MAX_ORGS_PER_USER_EXCEEDED,
  /// MAX_USERS_PER_ORG_EXCEEDED, MISSING_ATTRIBUTE, WEAK_PASSWORD; 404 INVALID_INVITATION_ID.
  Response<OrgUserResponse> accept_invitation(
      std::string const& invitation_id, AcceptInvitationRequest const& body,
      Query const& query = {}, CallOptions const& options = {}) const;

  /// Reject the invitation whose link the caller holds. With an invitation to the organization,
  /// those to its projects are rejected; not the other way round. For callers with: the token of
  /// the invitation's link. Errors: 404 INVALID_INVITATION_ID.
  Response<NoBody> reject_invitation(
      std::string const& invitation_id, RejectInvitationRequest const& body,
      Query const& query = {}, CallOptions const& options = {}) const;
};

}  // namespace atlas
