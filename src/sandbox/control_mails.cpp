// Mails that wait, and what the people who get them do.
#include <algorithm>

#include "sandbox/control_requests.hpp"
#include "service/link.hpp"
#include "store/outbox.hpp"

namespace orgd::sandbox::control {
namespace {

constexpr std::int64_t mails_at_once = 500;

Task<std::vector<store::Mail>> mails_of(World& world) {
  std::vector<store::Mail> all;
  auto const look = [&all](Transaction& tx) -> Task<Done> {
    all.clear();
    store::Mail last;
    for (bool more = true; more;) {
      auto const page = co_await store::list_mails(tx, last.org_id, last.mail_id, mails_at_once);
      all.insert(all.end(), page.begin(), page.end());
      more = std::ssize(page) == mails_at_once;
      if (more) last = page.back();
    }
    co_return Done{};
  };
  co_await world.read(look);
  co_return all;
}

Task<std::vector<store::AccountMail>> mails_to_accounts_of(World& world) {
  std::vector<store::AccountMail> all;
  auto const look = [&all](Transaction& tx) -> Task<Done> {
    all.clear();
    store::AccountMail last;
    for (bool more = true; more;) {
      auto const page =
          co_await store::list_account_mails(tx, last.user_id, last.mail_id, mails_at_once);
      all.insert(all.end(), page.begin(), page.end());
      more = std::ssize(page) == mails_at_once;
      if (more) last = page.back();
    }
    co_return Done{};
  };
  co_await world.read(look);
  std::erase_if(all,
                [](auto const& mail) { return mail.state == store::MailState::not_to_be_sent; });
  co_return all;
}

MailView account_mail_view(ControlCall const& call, store::AccountMail const& mail,
                           std::string_view base) {
  MailView view{.id = mail.mail_id,
                .user_id = std::string(mail.user_id),
                .created_at = mail.created_at,
                .recipient = mail.recipient,
                .kind = mail.kind};
  auto const& vault = call.worlds.ground().vault;
  auto const token = vault.open(mail.sealed_token.value_or(""), mail.mail_id);
  if (token) view.link = password_link(base, *token);
  return view;
}

std::optional<std::string> token_of(ControlCall const& call, store::Mail const& mail) {
  if (!mail.invitation_id || !mail.sealed_token) return std::nullopt;
  return call.worlds.ground().vault.open(*mail.sealed_token, *mail.invitation_id);
}

Task<MailList> mails(ControlCall& call, ControlInput<list_mails> const&) {
  auto const all = co_await mails_of(*call.world);
  auto const base = call.url_of(call.world->name());
  MailList list;
  auto const to_accounts = co_await mails_to_accounts_of(*call.world);
  for (auto const& mail : to_accounts) list.mails.push_back(account_mail_view(call, mail, base));
  for (auto const& mail : all) {
    MailView view{.id = mail.mail_id,
                  .org_id = std::string(mail.org_id),
                  .created_at = mail.created_at,
                  .recipient = mail.recipient,
                  .kind = mail.kind};
    auto const token = token_of(call, mail);
    if (mail.invitation_id) view.invitation_id = std::string(*mail.invitation_id);
    if (token) view.link = invitation_link(base, *mail.invitation_id, *token);
    list.mails.push_back(std::move(view));
  }
  // Ids of mails are in the order of writing, whatever they are about.
  std::ranges::sort(list.mails, {}, &MailView::id);
  co_return list;
}

// The call that the link's page makes.
Task<RawReply> act(ControlCall& call, std::string_view mail_id, std::string_view verb,
                   atlas::AcceptInvitationRequest body) {
  auto const all = co_await mails_of(*call.world);
  auto const mail = std::ranges::find(all, mail_id, &store::Mail::mail_id);
  if (mail == all.end()) co_return fail(Code::resource_not_found, std::string(mail_id));
  auto const token = token_of(call, *mail);
  if (!token) co_return fail(Code::resource_not_found, std::string(mail_id));
  body.token = *token;
  Request request;
  request.method = "POST";
  request.target = "/orgd/v1/invitations/" + std::string(*mail->invitation_id);
  request.target.append(verb);
  request.remote_address = call.request.remote_address;
  // Links in the answer are for a client of the API, by whichever address this call came.
  request.add_field("Host", call.authority());
  request.prefix = ControlCall::prefix_of(call.world->name());
  request.add_field("Content-Type", "application/json");
  atlas::write_json(request.body, body);
  Response response;
  co_await call.world->handle_untapped(request, response);
  co_return RawReply{.status = response.status,
                     .media_type = std::move(response.content_type),
                     .text = std::move(response.body)};
}

Task<RawReply> accept(ControlCall& call, ControlInput<accept_mail> const& input) {
  auto const& given = input.body;
  atlas::AcceptInvitationRequest body{.first_name = given.first_name,
                                      .last_name = given.last_name,
                                      .country = given.country,
                                      .password = given.password};
  co_return co_await act(call, input.path.id, ":accept", std::move(body));
}

Task<RawReply> reject(ControlCall& call, ControlInput<reject_mail> const& input) {
  atlas::AcceptInvitationRequest body;
  co_return co_await act(call, input.path.id, ":reject", std::move(body));
}

}  // namespace

void bind_mails(ControlTable& table) {
  table.bind<list_mails>(mails);
  table.bind<accept_mail>(accept);
  table.bind<reject_mail>(reject);
}

}  // namespace orgd::sandbox::control
