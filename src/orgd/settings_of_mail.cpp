// The settings of mail, as rows of the table.
#include "orgd/settings.hpp"

namespace orgd {

namespace {
using S = Settings;
using Text = std::string const;
}  // namespace

std::vector<Setting> mail_settings() {
  return {
      {"smtp_url", "URL",
       "mail server, smtp://HOST[:PORT] (587; demands STARTTLS) or smtps://HOST[:PORT] (465); "
       "without one mails wait in the outbox",
       [](S& s, Text& v) { s.mail.smtp = mail::parse_smtp_url(v); }, true},
      {"smtp_insecure", "", "speak to it unencrypted",
       [](S& s, Text& v) { s.mail.insecure = parse_switch(v); }},
      {"smtp_user", "NAME", "user to sign in as at it", [](S& s, Text& v) { s.mail.user = v; }},
      {"smtp_password_file", "FILE", "file whose first line is that user's password",
       [](S& s, Text& v) { s.mail.password_file = v; }},
      {"smtp_ca_file", "FILE",
       "PEM certificates of who vouches for it (default: whom the system trusts)",
       [](S& s, Text& v) { s.mail.ca_file = v; }},
      {"mail_from", "ADDRESS", "who mails are from, as in: Acme <accounts@acme.org>",
       [](S& s, Text& v) { s.mail.from = mail::parse_mailbox(v); }},
      {"mail_templates", "DIR", "directory of texts in the place of the built-in ones",
       [](S& s, Text& v) { s.mail.templates = v; }},
      {"mail_dir", "DIR", "directory that gets mails as files instead of a mail server",
       [](S& s, Text& v) { s.mail.directory = v; }},
  };
}

}  // namespace orgd
