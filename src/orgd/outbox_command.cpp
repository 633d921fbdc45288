// Reads all mails, then shows them: a read may begin anew.
#include "orgd/outbox_command.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "api/json_write.hpp"
#include "service/link.hpp"
#include "store/outbox.hpp"
#include "store/people.hpp"

namespace orgd {
namespace {

using store::MailState;

struct OutboxRow {
  std::int64_t attempts{};
  std::string created_at{};
  std::optional<std::string> invitation_id{};
  std::string kind{};
  std::optional<std::string> language{};
  std::optional<std::string> last_error{};
  std::optional<std::string> link{};
  std::string mail_id{};
  std::optional<std::string> message_id{};
  std::optional<std::string> next_try_at{};
  std::optional<std::string> org_id{};
  std::string recipient{};
  std::string state{};
  std::optional<std::string> user_id{};
};
BOOST_DESCRIBE_STRUCT(OutboxRow, (),
                      (attempts, created_at, invitation_id, kind, language, last_error, link,
                       mail_id, message_id, next_try_at, org_id, recipient, state, user_id))

constexpr std::int64_t page_size = 500;

struct Outbox {
  std::vector<store::Mail> mails{};
  std::vector<store::AccountMail> to_accounts{};
  std::size_t hidden = 0;
};

Task<Done> read_outbox(Transaction& tx, store::Seconds now, Outbox& outbox) {
  store::Mail last;
  for (bool more = true; more;) {
    auto const mails = co_await store::list_mails(tx, last.org_id, last.mail_id, page_size);
    for (auto const& mail : mails) {
      bool const visible = co_await people_visible(tx, mail.org_id, now);
      if (visible)
        outbox.mails.push_back(mail);
      else
        ++outbox.hidden;
      last = mail;
    }
    more = std::ssize(mails) == page_size;
  }
  co_return Done{};
}

// Whether operators may see the person, who may be nowhere: that no organization says no.
Task<bool> person_visible(Transaction& tx, store::UserId user_id, store::Seconds now) {
  auto const organizations = co_await store::organizations_of(tx, user_id);
  for (auto const& org_id : organizations) {
    bool const visible = co_await people_visible(tx, org_id, now);
    if (!visible) co_return false;
  }
  co_return true;
}

Task<Done> read_mails_to_accounts(Transaction& tx, store::Seconds now, Outbox& outbox) {
  store::AccountMail last;
  for (bool more = true; more;) {
    auto const mails =
        co_await store::list_account_mails(tx, last.user_id, last.mail_id, page_size);
    for (auto const& mail : mails) {
      last = mail;
      if (mail.state == MailState::not_to_be_sent) continue;
      bool const visible = co_await person_visible(tx, mail.user_id, now);
      if (visible)
        outbox.to_accounts.push_back(mail);
      else
        ++outbox.hidden;
    }
    more = std::ssize(mails) == page_size;
  }
  co_return Done{};
}

template <class Queued>
std::string_view state_of(Queued const& mail, store::Seconds now) {
  if (mail.state == MailState::sent) return "SENT";
  if (mail.state == MailState::dead) return "DEAD";
  return mail.lease_until && *mail.lease_until > now ? "SENDING" : "WAITING";
}

// What mails of both queues have.
template <class Queued>
OutboxRow common_row(Queued const& mail, store::Seconds now) {
  OutboxRow row{.attempts = mail.attempts,
                .created_at = atlas::format_date(mail.created_at),
                .kind = mail.kind,
                .language = mail.language,
                .last_error = mail.last_error,
                .mail_id = mail.mail_id,
                .message_id = mail.message_id,
                .recipient = mail.recipient,
                .state = std::string(state_of(mail, now))};
  if (mail.state == MailState::waiting && mail.attempts > 0)
    row.next_try_at = atlas::format_date(mail.due_at);
  return row;
}

OutboxRow row_of(store::Mail const& mail, Vault const& vault, std::string_view base_url,
                 store::Seconds now) {
  auto const invitation_id = mail.invitation_id.value_or(store::InvitationId());
  auto row = common_row(mail, now);
  row.invitation_id = std::string(invitation_id);
  row.org_id = std::string(mail.org_id);
  if (auto const token = vault.open(mail.sealed_token.value_or(""), invitation_id))
    row.link = invitation_link(base_url, invitation_id, *token);
  return row;
}

// Its link, if it has one, is the person's alone.
OutboxRow row_of(store::AccountMail const& mail, store::Seconds now) {
  auto row = common_row(mail, now);
  row.user_id = std::string(mail.user_id);
  return row;
}

void print_row(OutboxRow const& row) {
  std::string line =
      fmt::format("{}  {}  {}  {}", row.created_at, row.recipient, row.kind, row.state);
  if (row.attempts > 0) line += fmt::format(" after {} attempts", row.attempts);
  if (row.next_try_at) line += fmt::format(", next {}", *row.next_try_at);
  print(line);
  if (row.last_error) print(fmt::format("  {}", *row.last_error));
  if (row.link) print(fmt::format("  {}", *row.link));
}

}  // namespace

void print_outbox(StoreDirectory const& directory, Platform& platform, std::string const& base_url,
                  Output output) {
  auto const now = now_in_seconds(platform);
  Outbox outbox;
  OperatorSession(directory).read([&](Transaction& tx) -> Task<Done> {
    outbox = {};
    co_await read_outbox(tx, now, outbox);
    co_return co_await read_mails_to_accounts(tx, now, outbox);
  });
  std::vector<OutboxRow> rows;
  for (auto const& mail : outbox.mails)
    rows.push_back(row_of(mail, directory.vault(), base_url, now));
  for (auto const& mail : outbox.to_accounts) rows.push_back(row_of(mail, now));
  if (output == Output::json) {
    std::string json;
    atlas::write_json(json, rows);
    print(json);
  } else {
    for (auto const& row : rows) print_row(row);
  }
  if (outbox.hidden > 0)
    fmt::print(stderr,
               "{} mails are not shown: their organizations restrict employee access (an owner can "
               "allow it for a day with: orgd bypass grant)\n",
               outbox.hidden);
}

}  // namespace orgd
