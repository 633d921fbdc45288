// What an invitation is to be found under is read when its mail is sent, so that a mail never
// speaks of what has ended.
#include "mail/composing.hpp"

#include "api/json_read.hpp"
#include "api/json_write.hpp"
#include "service/account_mail.hpp"
#include "service/link.hpp"
#include "store/organizations.hpp"
#include "store/people.hpp"
#include "store/project_invitations.hpp"
#include "store/projects.hpp"

namespace orgd::mail {
namespace {

// "2026-12-01 10:00", of "2026-12-01T10:00:00Z".
std::string minute_of(store::Seconds time) {
  auto text = atlas::format_date(time).substr(0, 16);
  if (text.size() > 10) text[10] = ' ';
  return text;
}

Task<Facts> facts_of_project(Transaction& tx, store::Mail const& mail, store::Seconds now) {
  Facts facts;
  auto const invitation =
      co_await store::find_project_invitation(tx, mail.org_id, mail.invitation_id.value());
  bool const pending = invitation && store::is_pending(*invitation, now);
  if (!pending) {
    facts.obsolete = true;
    co_return facts;
  }
  auto const project = co_await store::find_project(tx, mail.org_id, invitation->project_id);
  facts.values["project"] = project ? project->name : "";
  facts.values["inviter"] = invitation->inviter;
  facts.values["expires"] = minute_of(invitation->expires_at);
  co_return facts;
}

Task<Facts> facts_of_organization(Transaction& tx, store::Mail const& mail, store::Seconds now) {
  Facts facts;
  auto const invited =
      co_await store::find_member_by_invitation(tx, mail.org_id, mail.invitation_id.value());
  bool const pending = invited && store::is_pending(*invited, now);
  if (!pending) {
    facts.obsolete = true;
    co_return facts;
  }
  facts.values["inviter"] = invited->inviter.value_or("");
  facts.values["expires"] = minute_of(invited->expires_at.value());
  co_return facts;
}

// False: the link does not open.
bool add_link(Values& values, store::Mail const& mail, std::string_view base_url,
              Vault const& vault) {
  auto const invitation_id = mail.invitation_id.value();
  auto const token = vault.open(mail.sealed_token.value_or(""), invitation_id);
  if (token) values["link"] = invitation_link(base_url, invitation_id, *token);
  return token.has_value();
}

// Most mails to accounts have none.
bool add_link(Values& values, store::AccountMail const& mail, std::string_view base_url,
              Vault const& vault) {
  if (!mail.sealed_token) return true;
  auto const token = vault.open(*mail.sealed_token, mail.mail_id);
  if (token) values["link"] = password_link(base_url, *token);
  return token.has_value();
}

}  // namespace

std::string service_name(std::string_view base_url) {
  auto const begin = base_url.find("//");
  auto const host = begin == base_url.npos ? base_url : base_url.substr(begin + 2);
  return std::string(host.substr(0, host.find('/')));
}

Task<Facts> facts_of(Transaction& tx, store::Mail const& mail, store::Seconds now) {
  Facts facts;
  auto const organization = co_await store::find_organization(tx, mail.org_id);
  if (!organization || organization->deleted_at || !mail.invitation_id) {
    facts.obsolete = true;
    co_return facts;
  }
  bool const of_project = mail.kind == "project invitation";
  auto asking = of_project ? facts_of_project : facts_of_organization;
  auto asked = asking(tx, mail, now);
  facts = co_await std::move(asked);
  facts.values["organization"] = organization->name;
  co_return facts;
}

Task<Facts> facts_of(Transaction&, store::AccountMail const& mail, store::Seconds now) {
  Facts facts;
  bool const asks = mail.kind == account_mail::password_reset;
  facts.obsolete = asks && mail.created_at + mailed_link_life <= now;
  auto const said = atlas::parse_json(mail.facts);
  if (said)
    for (auto const& one : said->children) facts.values[one.key] = one.text;
  facts.values["time"] = minute_of(mail.created_at);
  if (asks) facts.values["expires"] = minute_of(mail.created_at + mailed_link_life);
  co_return facts;
}

std::optional<Letter> compose(AnyMail const& any, Facts const& facts,
                              ComposingOptions const& options, Templates const& templates,
                              Vault const& vault) {
  auto const write = [&](auto const& mail) -> std::optional<Letter> {
    auto values = facts.values;
    if (!add_link(values, mail, options.base_url, vault)) return std::nullopt;
    values["service"] = service_name(options.base_url);
    auto rendered = templates.render(mail.kind, mail.language.value_or(""), values);
    if (!rendered) return std::nullopt;
    return Letter{.from = options.from,
                  .to = address_of(mail.recipient),
                  .message_id = mail.message_id.value(),
                  .date = mail.created_at,
                  .language = std::move(rendered->language),
                  .subject = std::move(rendered->subject),
                  .text = std::move(rendered->text),
                  .html = std::move(rendered->html)};
  };
  return std::visit(write, any);
}

}  // namespace orgd::mail
