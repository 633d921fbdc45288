// SQL of the invitations that an organization has sent.
#include "store/sent_invitations.hpp"

namespace orgd::store {
namespace {

// Found by membership_by_invitation: whoever has accepted has no invitation any more.
constexpr SqlText sent_invitations =
    " FROM membership m WHERE m.org_id = $1 AND m.invitation_id IS NOT NULL AND ("
    "(m.status = 1 AND m.expires_at > $5 AND $2 = 1) OR "
    "(m.status = 1 AND m.expires_at <= $5 AND $3 = 1) OR (m.status = 2 AND $4 = 1))";

constexpr SqlText a_page_of_them = " ORDER BY m.invitation_id LIMIT $6 OFFSET $7";

}  // namespace

Task<std::vector<Member>> list_sent_invitations(Transaction& tx, OrgId org_id,
                                                InvitationFilter const& filter, Seconds now,
                                                Slice slice) {
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<Member>, sent_invitations, a_page_of_them>, org_id, filter.pending,
      filter.expired, filter.rejected, now, slice.limit, slice.offset);
  co_return all_of<Member>(rows);
}

Task<std::int64_t> count_sent_invitations(Transaction& tx, OrgId org_id,
                                          InvitationFilter const& filter, Seconds now) {
  auto const rows = co_await tx.query(sql<"SELECT count(*)", sent_invitations>, org_id,
                                      filter.pending, filter.expired, filter.rejected, now);
  co_return rows[0].integer(0);
}

Task<std::vector<InvitationMail>> list_invitation_mails(Transaction& tx, OrgId org_id,
                                                        InvitationFilter const& filter, Seconds now,
                                                        Slice slice) {
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<InvitationMail>,
          " FROM outbox o JOIN (SELECT m.invitation_id AS listed_id", sent_invitations,
          a_page_of_them, ") AS listed ON o.invitation_id = listed_id WHERE o.org_id = $1">,
      org_id, filter.pending, filter.expired, filter.rejected, now, slice.limit, slice.offset);
  co_return all_of<InvitationMail>(rows);
}

Task<Resends> find_resends(Transaction& tx, OrgId org_id, UserId user_id) {
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<Resends>, " FROM membership WHERE org_id = $1 AND user_id = $2">,
      org_id, user_id);
  auto const found = first_of<Resends>(rows);
  co_return found.value_or(Resends{});
}

Task<Done> renew_invitation(Transaction& tx, LockedOrg const& org, Renewal const& renewal) {
  co_await tx.query(
      "UPDATE membership SET token_hash = $3, expires_at = $4, resends = $5, resends_since = $6 "
      "WHERE org_id = $1 AND user_id = $2 AND status = 1",
      org.id(), renewal.user_id, renewal.token_hash, renewal.expires_at, renewal.resends.resends,
      renewal.resends.resends_since);
  co_await tx.query("DELETE FROM outbox WHERE org_id = $1 AND invitation_id = $2", org.id(),
                    renewal.invitation_id);
  co_return Done{};
}

}  // namespace orgd::store
