// The same letter, templates and way as a server's mails have, without a store.
#include "orgd/mail_command.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "api/email.hpp"
#include "mail/composing.hpp"
#include "mail/route.hpp"
#include "orgd/operator_session.hpp"

namespace orgd {
namespace {

mail::Letter test_letter(Settings const& settings, std::string const& address,
                         std::string const& language, Platform& platform) {
  constexpr std::size_t id_bytes = 16;
  auto const from = settings.mail.sender();
  auto const base = settings.service.public_url;
  mail::Values const values{{"service", base.empty() ? "orgd" : mail::service_name(base)}};
  auto rendered = mail::Templates(settings.mail.templates).render("test", language, values).value();
  return {.from = from,
          .to = mail::address_of(address),
          .message_id = fmt::format("<test.{}@{}>", random_hex(platform, id_bytes), from.domain()),
          .date = now_in_seconds(platform),
          .language = std::move(rendered.language),
          .subject = std::move(rendered.subject),
          .text = std::move(rendered.text),
          .html = std::move(rendered.html)};
}

}  // namespace

void send_test_mail(Settings const& settings, std::string const& address,
                    std::string const& language) {
  check_mail_settings(settings.mail);
  if (!settings.mail.is_sent())
    throw std::runtime_error("no mail server is set: give --smtp-url (or --mail-dir)");
  if (auto const fault = atlas::fault_of_email(address); !fault.empty())
    throw std::runtime_error(fmt::format("the address \"{}\" {}", address, fault));
  SystemPlatform platform;
  auto const letter = test_letter(settings, address, language, platform);
  auto const route = mail::make_route(settings.mail, [] { return false; });
  auto const outcome = route->carry({.name = fmt::format("test-{}", random_hex(platform, 4)),
                                     .from = letter.from.address,
                                     .to = letter.to,
                                     .text = written(letter)});
  if (outcome.verdict != mail::Verdict::sent)
    throw std::runtime_error(
        fmt::format("{} did not take the mail: {}", route->describe(), outcome.why));
  print(fmt::format("{} took the mail for {}; its Message-ID is {}", route->describe(), letter.to,
                    letter.message_id));
}

}  // namespace orgd
