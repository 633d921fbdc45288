// Addresses as they are given, and a whole mail.
#include "mail/letter.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace orgd::mail {
namespace {

TEST(Mailbox, IsReadWithAndWithoutAName) {
  EXPECT_EQ(parse_mailbox("a@acme.org"), (Mailbox{"", "a@acme.org"}));
  EXPECT_EQ(parse_mailbox(" Acme  <a@acme.org> "), (Mailbox{"Acme", "a@acme.org"}));
  EXPECT_EQ(parse_mailbox(R"("Acme, \"x\"" <a@acme.org>)").name, R"(Acme, "x")");
  EXPECT_EQ(parse_mailbox("a@B\u00FCcher.example"), (Mailbox{"", "a@xn--bcher-kva.example"}));
  EXPECT_EQ(parse_mailbox("a@acme.org").domain(), "acme.org");
}

TEST(Mailbox, IsRefusedWithAReason) {
  for (auto const* text : {"", "Acme", "a@localhost", "Acme <>", "a@b.org, c@d.org",
                           "a@b.org\r\nBcc: x@y.org", "<a@b.org", "a b@c.org"})
    EXPECT_THROW(parse_mailbox(text), std::invalid_argument) << text;
}

TEST(Address, KeepsTheSpellingBeforeTheAt) {
  EXPECT_EQ(address_of("Dana@B\u00FCcher.Example"), "Dana@xn--bcher-kva.example");
}

TEST(Letter, IsWrittenAsStandardsAsk) {
  Letter const letter{.from = {"Acme", "mail@acme.org"},
                      .to = "dana@example.org",
                      .message_id = "<1.2@acme.org>",
                      .date = std::chrono::sys_seconds(std::chrono::seconds(1'764'583'200)),
                      .language = "de",
                      .subject = "Einladung f\u00FCr Sie",
                      .text = "Guten Tag\n.\n",
                      .html = "<p>Guten Tag</p>\n"};
  EXPECT_EQ(written(letter),
            "Date: Mon, 01 Dec 2025 10:00:00 +0000\r\n"
            "From: \"Acme\"\r\n <mail@acme.org>\r\n"
            "To: dana@example.org\r\n"
            "Subject: =?utf-8?B?RWlubGFkdW5nIGbDvHIgU2ll?=\r\n"
            "Message-ID: <1.2@acme.org>\r\n"
            "Auto-Submitted: auto-generated\r\n"
            "Content-Language: de\r\n"
            "MIME-Version: 1.0\r\n"
            "Content-Type: multipart/alternative; boundary=\"=_part_=\"\r\n"
            "\r\n"
            "--=_part_=\r\n"
            "Content-Type: text/plain; charset=utf-8\r\n"
            "Content-Transfer-Encoding: quoted-printable\r\n"
            "\r\n"
            "Guten Tag\r\n=2E\r\n"
            "--=_part_=\r\n"
            "Content-Type: text/html; charset=utf-8\r\n"
            "Content-Transfer-Encoding: quoted-printable\r\n"
            "\r\n"
            "<p>Guten Tag</p>\r\n"
            "--=_part_=--\r\n");
}

}  // namespace
}  // namespace orgd::mail
