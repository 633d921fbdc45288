// Mails, each written in the transaction of the change that it tells of, and the queue that they
// make for whoever sends them.
#pragma once

#include "store/record_sql.hpp"

namespace orgd::store {

enum class MailState : std::uint8_t { waiting, sent, dead };

/// How long it is tried to send a mail.
inline constexpr std::chrono::days mail_patience{3};
/// How long it is remembered that a mail was sent.
inline constexpr std::chrono::days sent_mail_life{30};

/// A mail. `sealed_token` is the secret of the invitation's link, encrypted; a mail that was sent
/// has none.
struct Mail {
  OrgId org_id{};
  std::string mail_id{};
  Seconds created_at{};
  std::string recipient{};
  std::string kind{};
  std::optional<InvitationId> invitation_id{};
  std::optional<std::string> sealed_token{};
  MailState state{};
  std::int64_t attempts{};  ///< begun so far
  Seconds due_at{};         ///< when it is tried next, or forgotten
  std::optional<Seconds> lease_until{};
  std::optional<std::string> last_error{};
  std::optional<std::string> message_id{};  ///< from the first attempt on, and then for ever
  std::optional<std::string> language{};

  static constexpr std::string_view table = "outbox";
};
BOOST_DESCRIBE_STRUCT(Mail, (),
                      (org_id, mail_id, created_at, recipient, kind, invitation_id, sealed_token,
                       state, attempts, due_at, lease_until, last_error, message_id, language))

Task<Done> insert_mail(Transaction& tx, LockedOrg const& org, Mail const& mail);

/// Mails of all organizations in whatever state, a page after (`org_id`, `mail_id`).
Task<std::vector<Mail>> list_mails(Transaction& tx, OrgId org_id, std::string_view mail_id,
                                   std::int64_t limit);

struct MailKey {
  OrgId org_id{};
  std::string mail_id{};
};
BOOST_DESCRIBE_STRUCT(MailKey, (), (org_id, mail_id))

/// Mails that are to be tried now, the longest due first.
Task<std::vector<MailKey>> list_due_mails(Transaction& tx, Seconds now, std::int64_t limit);

struct MailLease {
  Seconds until{};
  std::string message_id{};  ///< the mail's, unless it has one
};

// What follows changes one row, which is compared and changed by one statement: it needs no lock of
// the organization, whose writers are not to wait for those who send mails.

/// Counts an attempt and keeps others from the mail for a while. Nothing when it is no longer due.
Task<std::optional<Mail>> take_mail(Transaction& tx, MailKey const& key, Seconds now,
                                    MailLease const& lease);

/// What became of an attempt. Does nothing when a later one has begun, or the mail is gone.
Task<Done> mark_sent(Transaction& tx, Mail const& taken, Seconds now);
Task<Done> mark_failed(Transaction& tx, Mail const& taken, Seconds due_at, std::string_view why);
Task<Done> mark_dead(Transaction& tx, Mail const& taken, std::string_view why);
/// It is about nothing any more.
Task<Done> drop_mail(Transaction& tx, Mail const& taken);

/// Drops mails that were sent long ago.
Task<Done> forget_sent_mails(Transaction& tx, Seconds now);

/// Of the mails in one state.
struct MailCount {
  std::int64_t count{};
  std::optional<Seconds> oldest{};  ///< when it was written
};
BOOST_DESCRIBE_STRUCT(MailCount, (), (count, oldest))
Task<MailCount> count_mails(Transaction& tx, MailState state);

}  // namespace orgd::store
