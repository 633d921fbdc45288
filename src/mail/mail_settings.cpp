// Judges what is said about mail before anything is sent.
#include "mail/mail_settings.hpp"

#include <fmt/format.h>

#include <charconv>
#include <stdexcept>

namespace orgd::mail {
namespace {

constexpr std::uint16_t submission_port = 587;
constexpr std::uint16_t submissions_port = 465;

[[noreturn]] void refuse_url() {
  throw std::invalid_argument("must be smtp://HOST[:PORT] or smtps://HOST[:PORT]");
}

}  // namespace

std::string SmtpPlace::url() const {
  return fmt::format("{}://{}:{}", tls_first ? "smtps" : "smtp", host, port);
}

SmtpPlace parse_smtp_url(std::string_view text) {
  SmtpPlace place;
  if (text.starts_with("smtps://"))
    place = {.tls_first = true, .host = {}, .port = submissions_port};
  else if (text.starts_with("smtp://"))
    place.port = submission_port;
  else
    refuse_url();
  auto rest = text.substr(text.find("//") + 2);
  if (rest.contains('@'))
    throw std::invalid_argument(
        "must not hold a user or a password: they are --smtp-user and --smtp-password-file");
  if (rest.ends_with('/')) rest.remove_suffix(1);
  auto const bracket = rest.starts_with('[') ? rest.find(']') : 0;
  if (bracket == rest.npos) refuse_url();
  auto const colon = rest.find(':', bracket);
  place.host = rest.substr(0, colon);
  if (place.host.empty() || place.host.find_first_of("/?#% \t\r\n\\") != std::string::npos)
    refuse_url();
  if (colon == rest.npos) return place;
  auto const number = rest.substr(colon + 1);
  auto const [end, error] =
      std::from_chars(number.data(), number.data() + number.size(), place.port);
  if (error != std::errc{} || end != number.data() + number.size() || place.port == 0) refuse_url();
  return place;
}

Mailbox MailSettings::sender() const {
  return from.value_or(Mailbox{.name = "orgd", .address = "orgd@localhost"});
}

void check_mail_settings(MailSettings const& settings) {
  auto const refuse = [](char const* what) { throw std::runtime_error(what); };
  if (settings.smtp && !settings.directory.empty())
    refuse("--smtp-url sends mails and --mail-dir writes them to files: give one of them");
  if (settings.smtp && !settings.from)
    refuse("--smtp-url needs --mail-from, the address in whose name mails are sent");
  bool const of_smtp = settings.insecure || !settings.user.empty() ||
                       !settings.password_file.empty() || !settings.ca_file.empty();
  if (of_smtp && !settings.smtp) refuse("the other settings of SMTP do nothing without --smtp-url");
  if (settings.user.empty() != settings.password_file.empty())
    refuse("--smtp-user and --smtp-password-file go together");
}

}  // namespace orgd::mail
