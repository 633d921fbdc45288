// Invitations to an organization as whoever sent them follows them: which are open still, what
// became of their mails, and sending one again.
#pragma once

#include "store/outbox.hpp"
#include "store/people.hpp"

namespace orgd::store {

/// Which invitations a list holds.
struct InvitationFilter {
  bool pending = true;
  bool expired = true;
  bool rejected = true;
};

/// Invitations that were not accepted, the oldest first.
Task<std::vector<Member>> list_sent_invitations(Transaction& tx, OrgId org_id,
                                                InvitationFilter const& filter, Seconds now,
                                                Slice slice);
Task<std::int64_t> count_sent_invitations(Transaction& tx, OrgId org_id,
                                          InvitationFilter const& filter, Seconds now);

/// The mail of an invitation.
struct InvitationMail {
  InvitationId invitation_id{};
  MailState state{};
  std::optional<std::string> last_error{};
};
BOOST_DESCRIBE_STRUCT(InvitationMail, (), (invitation_id, state, last_error))

/// Those of the invitations that the same list holds.
Task<std::vector<InvitationMail>> list_invitation_mails(Transaction& tx, OrgId org_id,
                                                        InvitationFilter const& filter, Seconds now,
                                                        Slice slice);

/// How often an invitation was mailed again, and since when that is counted.
struct Resends {
  std::int64_t resends = 0;
  std::optional<Seconds> resends_since{};
};
BOOST_DESCRIBE_STRUCT(Resends, (), (resends, resends_since))
Task<Resends> find_resends(Transaction& tx, OrgId org_id, UserId user_id);

/// What an invitation gets in the place of what it had.
struct Renewal {
  UserId user_id{};
  InvitationId invitation_id{};
  std::string token_hash{};
  Seconds expires_at{};
  Resends resends{};
};
/// Renews the invitation of somebody who is invited. The link before it leads nowhere, and its mail
/// is gone.
Task<Done> renew_invitation(Transaction& tx, LockedOrg const& org, Renewal const& renewal);

}  // namespace orgd::store
