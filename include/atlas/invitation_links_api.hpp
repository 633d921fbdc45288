// Invitations from the side of who was invited: the link of the mail is all it takes. An orgd
// service has these two operations, the hosted one has not.
#pragma once

#include <string>

#include "atlas/client.hpp"
#include "atlas/types.hpp"

namespace atlas {

/// See OrganizationsApi for what all methods share. Credentials are not needed and not looked at.
class InvitationLinksApi : public Client {
 public:
  /// From a Configuration, or as a copy.
  using Client::Client;

  /// Accepts with the token that the link has behind `#token=`. A person without an account gives
  /// names, country and password. Errors: 404 INVALID_INVITATION_ID, also for a used or expired
  /// link.
  Response<OrgUserResponse> accept_invitation(std::string const& invitation_id,
                                              AcceptInvitationRequest const& body,
                                              Query const& query = {},
                                              CallOptions const& options = {}) const;

  /// Rejects with the link's token. Errors: 404 INVALID_INVITATION_ID.
  Response<NoBody> reject_invitation(std::string const& invitation_id,
                                     RejectInvitationRequest const& body, Query const& query = {},
                                     CallOptions const& options = {}) const;
};

}  // namespace atlas
