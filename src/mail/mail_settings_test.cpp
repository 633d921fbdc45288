// What can be said about mail, and what is refused.
#include "mail/mail_settings.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace orgd::mail {
namespace {

TEST(SmtpUrl, HasAPortOfItsOwnOrTheUsualOne) {
  EXPECT_EQ(parse_smtp_url("smtp://mail.acme.org").url(), "smtp://mail.acme.org:587");
  EXPECT_EQ(parse_smtp_url("smtps://mail.acme.org/").url(), "smtps://mail.acme.org:465");
  EXPECT_EQ(parse_smtp_url("smtp://127.0.0.1:2525").url(), "smtp://127.0.0.1:2525");
  EXPECT_EQ(parse_smtp_url("smtp://[::1]:25").url(), "smtp://[::1]:25");
  EXPECT_EQ(parse_smtp_url("smtp://[::1]").url(), "smtp://[::1]:587");
}

TEST(SmtpUrl, IsRefusedWhereItSaysMore) {
  for (auto const* text :
       {"", "mail.acme.org", "http://mail.acme.org", "smtp://", "smtp://:25", "smtp://h:0",
        "smtp://h:65536", "smtp://h:x", "smtp://h:", "smtp://user:secret@h", "smtp://h/path",
        "smtp://h?q", "smtp://h\r\nRSET", "smtp://[::1", "smtp://h:25/x"})
    EXPECT_THROW(parse_smtp_url(text), std::invalid_argument) << text;
}

TEST(MailSettings, AreRefusedWhereTheyContradictThemselves) {
  MailSettings const nothing;
  EXPECT_FALSE(nothing.is_sent());
  EXPECT_NO_THROW(check_mail_settings(nothing));
  MailSettings whole{.smtp = parse_smtp_url("smtp://h"), .from = Mailbox{"", "a@acme.org"}};
  EXPECT_NO_THROW(check_mail_settings(whole));
  EXPECT_TRUE(whole.is_sent());
  auto const refused = [&](auto change) {
    auto changed = whole;
    change(changed);
    EXPECT_THROW(check_mail_settings(changed), std::runtime_error);
  };
  refused([](auto& s) { s.from.reset(); });
  refused([](auto& s) { s.directory = "mails"; });
  refused([](auto& s) { s.user = "u"; });
  refused([](auto& s) { s.password_file = "p"; });
  refused([](auto& s) {
    s.smtp.reset();
    s.insecure = true;
  });
}

TEST(MailSettings, NameASenderForFiles) {
  MailSettings const files{.directory = "mails"};
  EXPECT_NO_THROW(check_mail_settings(files));
  EXPECT_EQ(files.sender().address, "orgd@localhost");
}

}  // namespace
}  // namespace orgd::mail
