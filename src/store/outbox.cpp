// SQL of the two queues, which are alike. What is asked of all rows of one is found by
// outbox_by_due and account_mail_by_due.
#include "store/outbox.hpp"

namespace orgd::store {
namespace {

OrgId const& owner_of(MailKey const& key) { return key.org_id; }
OrgId const& owner_of(Mail const& mail) { return mail.org_id; }
UserId const& owner_of(AccountMailKey const& key) { return key.user_id; }
UserId const& owner_of(AccountMail const& mail) { return mail.user_id; }

}  // namespace

Task<Done> insert_mail(Transaction& tx, LockedOrg const& org, Mail const& mail) {
  co_return co_await insert<Mail>(tx, org, mail);
}

Task<Done> insert_account_mail(Transaction& tx, AccountMail const& mail) {
  co_await insert<AccountMail, " ON CONFLICT DO NOTHING">(tx, mail);
  co_return Done{};
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

Task<std::vector<AccountMail>> list_account_mails(Transaction& tx, UserId user_id,
                                                  std::string_view mail_id, std::int64_t limit) {
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<AccountMail>,
          " FROM account_mail WHERE user_id > $1 OR (user_id = $1 AND mail_id > $2) "
          "ORDER BY user_id, mail_id LIMIT $3">,
      user_id, mail_id, limit);
  co_return all_of<AccountMail>(rows);
}

Task<std::int64_t> count_mails_to(Transaction& tx, UserId user_id, std::string_view kind,
                                  Seconds since) {
  auto const rows = co_await tx.query(
      "SELECT count(*) FROM account_mail WHERE user_id = $1 AND kind = $2 AND created_at > $3",
      user_id, kind, since);
  co_return rows[0].integer(0);
}

Task<Done> withdraw_links_to(Transaction& tx, UserId user_id, Seconds now) {
  co_await tx.query(
      "UPDATE account_mail SET state = 3, due_at = $2, lease_until = NULL, sealed_token = NULL "
      "WHERE user_id = $1 AND sealed_token IS NOT NULL",
      user_id, now + sent_mail_life);
  co_return Done{};
}

Task<bool> any_account_mail_over(Transaction& tx, Seconds now) {
  auto const rows = co_await tx.query(
      "SELECT 1 FROM account_mail WHERE (state IN (1, 3) AND due_at < $1) OR "
      "(state IN (0, 2) AND due_at < $2) LIMIT 1",
      now, now - sent_mail_life);
  co_return !rows.empty();
}

Task<Done> drop_account_mails(Transaction& tx, Seconds now) {
  co_await tx.query(
      "DELETE FROM account_mail WHERE (state IN (1, 3) AND due_at < $1) OR "
      "(state IN (0, 2) AND due_at < $2)",
      now, now - sent_mail_life);
  co_return Done{};
}

template <OneOf<Mail, AccountMail> Queued>
Task<std::vector<typename Queued::Key>> list_due_mails(Transaction& tx, Seconds now,
                                                       std::int64_t limit) {
  auto const rows =
      co_await tx.query(sql<"SELECT ", owner_column_of<Queued>, ", mail_id FROM ", table_of<Queued>,
                            " WHERE state = 0 AND due_at <= $1 ORDER BY due_at LIMIT $2">,
                        now, limit);
  co_return all_of<typename Queued::Key>(rows);
}

template <OneOf<Mail, AccountMail> Queued>
Task<std::optional<Queued>> take_mail(Transaction& tx, typename Queued::Key const& key, Seconds now,
                                      MailLease const& lease) {
  auto const rows = co_await tx.query(
      sql<"UPDATE ", table_of<Queued>,
          " SET attempts = attempts + 1, due_at = $4, lease_until = $4, "
          "message_id = coalesce(message_id, $5) WHERE ",
          owner_column_of<Queued>,
          " = $1 AND mail_id = $2 AND state = 0 AND due_at <= $3 RETURNING ", columns_of<Queued>>,
      owner_of(key), key.mail_id, now, lease.until, lease.message_id);
  co_return first_of<Queued>(rows);
}

template <OneOf<Mail, AccountMail> Queued>
Task<Done> mark_sent(Transaction& tx, Queued const& taken, Seconds now) {
  co_await tx.query(
      sql<"UPDATE ", table_of<Queued>,
          " SET state = 1, due_at = $4, lease_until = NULL, last_error = NULL, sealed_token = NULL "
          "WHERE ",
          owner_column_of<Queued>, " = $1 AND mail_id = $2 AND attempts = $3 AND state = 0">,
      owner_of(taken), taken.mail_id, taken.attempts, now + sent_mail_life);
  co_return Done{};
}

template <OneOf<Mail, AccountMail> Queued>
Task<Done> mark_failed(Transaction& tx, Queued const& taken, Seconds due_at, std::string_view why) {
  co_await tx.query(
      sql<"UPDATE ", table_of<Queued>,
          " SET due_at = $4, lease_until = NULL, last_error = $5 WHERE ", owner_column_of<Queued>,
          " = $1 AND mail_id = $2 AND attempts = $3 AND state = 0">,
      owner_of(taken), taken.mail_id, taken.attempts, due_at, why);
  co_return Done{};
}

template <OneOf<Mail, AccountMail> Queued>
Task<Done> mark_dead(Transaction& tx, Queued const& taken, std::string_view why) {
  co_await tx.query(
      sql<"UPDATE ", table_of<Queued>, " SET state = 2, lease_until = NULL, last_error = $4 WHERE ",
          owner_column_of<Queued>, " = $1 AND mail_id = $2 AND attempts = $3 AND state = 0">,
      owner_of(taken), taken.mail_id, taken.attempts, why);
  co_return Done{};
}

template <OneOf<Mail, AccountMail> Queued>
Task<Done> drop_mail(Transaction& tx, Queued const& taken) {
  co_await tx.query(sql<"DELETE FROM ", table_of<Queued>, " WHERE ", owner_column_of<Queued>,
                        " = $1 AND mail_id = $2 AND attempts = $3 AND state = 0">,
                    owner_of(taken), taken.mail_id, taken.attempts);
  co_return Done{};
}

template <OneOf<Mail, AccountMail> Queued>
Task<Done> forget_sent_mails(Transaction& tx, Seconds now) {
  co_await tx.query(sql<"DELETE FROM ", table_of<Queued>, " WHERE state = 1 AND due_at <= $1">,
                    now);
  co_return Done{};
}

template <OneOf<Mail, AccountMail> Queued>
Task<MailCount> count_mails(Transaction& tx, MailState state) {
  auto const rows = co_await tx.query(
      sql<"SELECT count(*), min(created_at) FROM ", table_of<Queued>, " WHERE state = $1">, state);
  co_return record_of<MailCount>(rows[0]);
}

#define ORGD_MAIL_QUEUE(Queued)                                                            \
  template Task<std::vector<Queued::Key>> list_due_mails<Queued>(Transaction&, Seconds,    \
                                                                 std::int64_t);            \
  template Task<std::optional<Queued>> take_mail<Queued>(Transaction&, Queued::Key const&, \
                                                         Seconds, MailLease const&);       \
  template Task<Done> mark_sent(Transaction&, Queued const&, Seconds);                     \
  template Task<Done> mark_failed(Transaction&, Queued const&, Seconds, std::string_view); \
  template Task<Done> mark_dead(Transaction&, Queued const&, std::string_view);            \
  template Task<Done> drop_mail(Transaction&, Queued const&);                              \
  template Task<Done> forget_sent_mails<Queued>(Transaction&, Seconds);                    \
  template Task<MailCount> count_mails<Queued>(Transaction&, MailState);

ORGD_MAIL_QUEUE(Mail)
ORGD_MAIL_QUEUE(AccountMail)
#undef ORGD_MAIL_QUEUE

}  // namespace orgd::store
