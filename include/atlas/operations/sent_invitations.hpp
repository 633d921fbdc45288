// Rows of the operations table: inviting many people at once, and following invitations. They lie
// outside the versioned API, which has nothing like them.
#pragma once

#include "atlas/operation.hpp"
#include "atlas/types.hpp"

namespace atlas::ops {

inline constexpr Operation<OrgPath, SendingQuery, std::vector<InvitationOfMany>,
                           std::vector<InvitationOutcome>>
    invite_many{
        {.id = "inviteMany",
         .later_id = "inviteMany",
         .method = Method::post,
         .path = "/orgd/v1/orgs/{orgId}/invitations",
         .version = unversioned,
         .access = Access::org_owner,
         .success = 200,
         .codes = {Code::validation_error},
         .summary = "Invite up to 500 people to one organization",
         .about = "Each has an outcome of its own, in the order of the request: it is invited, or "
                  "the outcome has a code of createOrganizationInvitation, or of a server that "
                  "could not go on, and hinders nobody else. The invitations are open for 30 "
                  "days."}};

inline constexpr Operation<OrgPath, SentInvitationsQuery, NoBody, Page<SentInvitation>>
    track_invitations{
        {.id = "trackInvitations",
         .later_id = "trackInvitations",
         .method = Method::get,
         .path = "/orgd/v1/orgs/{orgId}/invitations",
         .version = unversioned,
         .access = Access::org_owner,
         .success = 200,
         .retry = Retry::safe,
         .summary = "List the invitations of one organization that nobody has accepted",
         .about = "Each with what became of its mail. The oldest are first."}};

inline constexpr Operation<InvitationPath, SendingQuery, NoBody, InvitationOutcome>
    resend_invitation{
        {.id = "resendInvitation",
         .later_id = "resendInvitation",
         .method = Method::post,
         .path = "/orgd/v1/orgs/{orgId}/invitations/{invitationId}:resend",
         .version = unversioned,
         .access = Access::org_owner,
         .success = 200,
         .codes = {Code::invalid_invitation_id, Code::max_users_per_group_exceeded,
                   Code::max_users_per_org_exceeded, Code::too_many_mails},
         .summary = "Send one invitation again, with a new link",
         .about = "The link before it is dead at once, and the invitation is open for 30 days from "
                  "now on, also one that had expired. An invitation is mailed again at most 3 "
                  "times an hour."}};

}  // namespace atlas::ops
