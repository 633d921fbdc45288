// SQL of what expires. What is asked of all organizations is read from indexes alone.
#include "store/expiry.hpp"

namespace orgd::store {

Task<std::vector<OrgId>> list_organizations_to_tell(Transaction& tx, Told told, Seconds until,
                                                    std::int64_t limit) {
  auto const rows = co_await tx.query(
      "SELECT org_id FROM service_account_secret WHERE told = $1 AND expires_at <= $2 "
      "ORDER BY expires_at LIMIT $3",
      told, until, limit);
  std::vector<OrgId> organizations;
  for (std::size_t i = 0; i < rows.size(); ++i) organizations.push_back(OrgId::of(rows[i].text(0)));
  co_return organizations;
}

Task<bool> mark_told(Transaction& tx, LockedOrg const& org, Told told, Seconds from,
                     Seconds until) {
  auto const rows = co_await tx.query(
      "UPDATE service_account_secret SET told = $2 WHERE org_id = $1 AND told < $2 "
      "AND expires_at > $3 AND expires_at <= $4 RETURNING secret_id",
      org.id(), told, from, until);
  co_return !rows.empty();
}

Task<ToldStates> told_states(Transaction& tx, OrgId org_id) {
  auto const rows = co_await tx.query(
      "SELECT DISTINCT told FROM service_account_secret WHERE org_id = $1 AND told > 0", org_id);
  ToldStates states;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto const told = static_cast<Told>(rows[i].integer(0));
    states.expiring |= told == Told::expiring;
    states.expired |= told == Told::expired;
  }
  co_return states;
}

Task<std::vector<TokenHolder>> list_holders_of_dead_tokens(Transaction& tx, Seconds before,
                                                           std::int64_t limit) {
  auto const rows = co_await tx.query(
      "SELECT org_id, account_id FROM access_token WHERE expires_at < $1 "
      "ORDER BY expires_at LIMIT $2",
      before, limit);
  co_return all_of<TokenHolder>(rows);
}

}  // namespace orgd::store
