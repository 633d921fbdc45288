// The credential of an invitation's link: the token at its end, which the request's body carries.
#pragma once

#include "service/call.hpp"

namespace orgd {

/// The page that a mail's reader opens to accept. What stands behind # no server sees.
std::string invitation_link(std::string_view base_url, std::string_view invitation_id,
                            std::string_view token);

/// The page that a mail's reader opens to set a password.
std::string password_link(std::string_view base_url, std::string_view token);

/// Before anything else is decoded: the caller becomes the invited person when the body's token is
/// that of the invitation. Whatever is wrong with the two gives the same answer.
Task<Done> admit_by_link(Exchange& exchange, store::InvitationId invitation_id);

/// The same question again, in the transaction and with the organization locked; fills
/// `call.invited` and `call.project_invitation`.
Task<Done> judge_link(Call& call, LinkProof const& proof);

}  // namespace orgd
