// SQL of the outbox. What is asked of all organizations is found by outbox_by_due.
#include "store/outbox.hpp"

namespace orgd::store {

Task<Done> insert_mail(Transaction& tx, LockedOrg const& org, Mail const& mail) {
  co_return co_await insert<Mail>(tx, org, mail);
}

Task<std::vector<Mail>> list_mails(Transaction& tx, OrgId org_id, std::string_view mail_id,
                                   std::int64_t limit) {
  auto const rows =
      co_await tx.query(sql<"SELECT ", columns_of<Mail>,
                            " FROM outbox WHERE org_id > $1 OR (org_id = $1 AND mail_id > $2) "
                            "ORDER BY org_id, mail_id LIMIT $3">,
                        org_id, mail_id, limit);
  co_return all_of<Mail>(rows);
}

Task<std::vector<MailKey>> list_due_mails(Transaction& tx, Seconds now, std::int64_t limit) {
  auto const rows = co_await tx.query(
      "SELECT org_id, mail_id FROM outbox WHERE state = 0 AND due_at <= $1 "
      "ORDER BY due_at LIMIT $2",
      now, limit);
  co_return all_of<MailKey>(rows);
}

Task<std::optional<Mail>> take_mail(Transaction& tx, MailKey const& key, Seconds now,
                                    MailLease const& lease) {
  auto const rows = co_await tx.query(
      sql<"UPDATE outbox SET attempts = attempts + 1, due_at = $4, lease_until = $4, "
          "message_id = coalesce(message_id, $5) "
          "WHERE org_id = $1 AND mail_id = $2 AND state = 0 AND due_at <= $3 RETURNING ",
          columns_of<Mail>>,
      key.org_id, key.mail_id, now, lease.until, lease.message_id);
  co_return first_of<Mail>(rows);
}

Task<Done> mark_sent(Transaction& tx, Mail const& taken, Seconds now) {
  co_await tx.query(
      "UPDATE outbox SET state = 1, due_at = $4, lease_until = NULL, last_error = NULL, "
      "sealed_token = NULL WHERE org_id = $1 AND mail_id = $2 AND attempts = $3 AND state = 0",
      taken.org_id, taken.mail_id, taken.attempts, now + sent_mail_life);
  co_return Done{};
}

Task<Done> mark_failed(Transaction& tx, Mail const& taken, Seconds due_at, std::string_view why) {
  co_await tx.query(
      "UPDATE outbox SET due_at = $4, lease_until = NULL, last_error = $5 "
      "WHERE org_id = $1 AND mail_id = $2 AND attempts = $3 AND state = 0",
      taken.org_id, taken.mail_id, taken.attempts, due_at, why);
  co_return Done{};
}

Task<Done> mark_dead(Transaction& tx, Mail const& taken, std::string_view why) {
  co_await tx.query(
      "UPDATE outbox SET state = 2, lease_until = NULL, last_error = $4 "
      "WHERE org_id = $1 AND mail_id = $2 AND attempts = $3 AND state = 0",
      taken.org_id, taken.mail_id, taken.attempts, why);
  co_return Done{};
}

Task<Done> drop_mail(Transaction& tx, Mail const& taken) {
  co_await tx.query(
      "DELETE FROM outbox WHERE org_id = $1 AND mail_id = $2 AND attempts = $3 AND state = 0",
      taken.org_id, taken.mail_id, taken.attempts);
  co_return Done{};
}

Task<Done> forget_sent_mails(Transaction& tx, Seconds now) {
  co_await tx.query("DELETE FROM outbox WHERE state = 1 AND due_at <= $1", now);
  co_return Done{};
}

Task<MailCount> count_mails(Transaction& tx, MailState state) {
  auto const rows =
      co_await tx.query("SELECT count(*), min(created_at) FROM outbox WHERE state = $1", state);
  co_return record_of<MailCount>(rows[0]);
}

}  // namespace orgd::store
