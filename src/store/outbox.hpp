// Mails, each written in the transaction of the change that it tells of, and the queues that they
// make for whoever sends them: one of organizations, one of accounts.
#pragma once

#include "store/record_sql.hpp"

namespace orgd::store {

/// One that is not to be sent is there for the work that writing it makes.
enum class MailState : std::uint8_t { waiting, sent, dead, not_to_be_sent };

/// How long it is tried to send a mail.
inline constexpr std::chrono::days mail_patience{3};
/// How long it is remembered that a mail was sent.
inline constexpr std::chrono::days sent_mail_life{30};

struct MailKey {
  OrgId org_id{};
  std::string mail_id{};
};
BOOST_DESCRIBE_STRUCT(MailKey, (), (org_id, mail_id))

/// A mail of an organization. `sealed_token` is the secret of the invitation's link, encrypted; a
/// mail that was sent has none.
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
  using Key = MailKey;
};
BOOST_DESCRIBE_STRUCT(Mail, (),
                      (org_id, mail_id, created_at, recipient, kind, invitation_id, sealed_token,
                       state, attempts, due_at, lease_until, last_error, message_id, language))

struct AccountMailKey {
  UserId user_id{};
  std::string mail_id{};
};
BOOST_DESCRIBE_STRUCT(AccountMailKey, (), (user_id, mail_id))

/// A mail to the holder of an account. `facts` is what it says, as a JSON object of texts;
/// `sealed_token` is the secret of a link that sets the password, under the mail's id.
struct AccountMail {
  UserId user_id{};
  std::string mail_id{};
  Seconds created_at{};
  std::string recipient{};
  std::string kind{};
  std::string facts{};
  std::optional<std::string> sealed_token{};
  MailState state{};
  std::int64_t attempts{};
  Seconds due_at{};
  std::optional<Seconds> lease_until{};
  std::optional<std::string> last_error{};
  std::optional<std::string> message_id{};
  std::optional<std::string> language{};

  static constexpr std::string_view table = "account_mail";
  using Key = AccountMailKey;
};
BOOST_DESCRIBE_STRUCT(AccountMail, (),
                      (user_id, mail_id, created_at, recipient, kind, facts, sealed_token, state,
                       attempts, due_at, lease_until, last_error, message_id, language))

Task<Done> insert_mail(Transaction& tx, LockedOrg const& org, Mail const& mail);
Task<Done> insert_account_mail(Transaction& tx, AccountMail const& mail);

/// Mails of all organizations, or accounts, in whatever state, a page after that key.
Task<std::vector<Mail>> list_mails(Transaction& tx, OrgId org_id, std::string_view mail_id,
                                   std::int64_t limit);
Task<std::vector<AccountMail>> list_account_mails(Transaction& tx, UserId user_id,
                                                  std::string_view mail_id, std::int64_t limit);

/// How many of that kind were written to the person since then.
Task<std::int64_t> count_mails_to(Transaction& tx, UserId user_id, std::string_view kind,
                                  Seconds since);
/// No link stands in a mail to the person any more, and none that has one is sent.
Task<Done> withdraw_links_to(Transaction& tx, UserId user_id, Seconds now);

/// Whether there are mails to accounts of which nothing needs to be known any more, and forgetting
/// them. Those that nobody sends are kept as long as those that were.
Task<bool> any_account_mail_over(Transaction& tx, Seconds now);
Task<Done> drop_account_mails(Transaction& tx, Seconds now);

/// Mails that are to be tried now, the longest due first.
template <OneOf<Mail, AccountMail> Queued = Mail>
Task<std::vector<typename Queued::Key>> list_due_mails(Transaction& tx, Seconds now,
                                                       std::int64_t limit);

struct MailLease {
  Seconds until{};
  std::string message_id{};  ///< the mail's, unless it has one
};

// What follows changes one row, which is compared and changed by one statement: it needs no lock of
// the organization, whose writers are not to wait for those who send mails.

/// Counts an attempt and keeps others from the mail for a while. Nothing when it is no longer due.
template <OneOf<Mail, AccountMail> Queued = Mail>
Task<std::optional<Queued>> take_mail(Transaction& tx, typename Queued::Key const& key, Seconds now,
                                      MailLease const& lease);

/// What became of an attempt. Does nothing when a later one has begun, or the mail is gone.
template <OneOf<Mail, AccountMail> Queued>
Task<Done> mark_sent(Transaction& tx, Queued const& taken, Seconds now);
template <OneOf<Mail, AccountMail> Queued>
Task<Done> mark_failed(Transaction& tx, Queued const& taken, Seconds due_at, std::string_view why);
template <OneOf<Mail, AccountMail> Queued>
Task<Done> mark_dead(Transaction& tx, Queued const& taken, std::string_view why);
/// It is about nothing any more.
template <OneOf<Mail, AccountMail> Queued>
Task<Done> drop_mail(Transaction& tx, Queued const& taken);

/// Drops mails that were sent long ago.
template <OneOf<Mail, AccountMail> Queued = Mail>
Task<Done> forget_sent_mails(Transaction& tx, Seconds now);

/// Of the mails in one state.
struct MailCount {
  std::int64_t count{};
  std::optional<Seconds> oldest{};  ///< when it was written
};
BOOST_DESCRIBE_STRUCT(MailCount, (), (count, oldest))
template <OneOf<Mail, AccountMail> Queued = Mail>
Task<MailCount> count_mails(Transaction& tx, MailState state);

}  // namespace orgd::store
