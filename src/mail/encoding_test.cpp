// Hostile and long values in every place where one can stand.
#include "mail/encoding.hpp"

#include <gtest/gtest.h>

#include <ranges>

namespace orgd::mail {
namespace {

TEST(OneLine, HasNoBreaksAndNothingThatTurnsTheTextAround) {
  EXPECT_EQ(one_line("a\r\nBcc: b@example.org"), "a  Bcc: b@example.org");
  EXPECT_EQ(one_line("a\u2028b\u0085c\td"), "a b c d");
  EXPECT_EQ(one_line("safe\u202Etxt.exe\u2066\u200B"), "safetxt.exe");
  EXPECT_EQ(one_line("D\u00E1na \u05D0\u05D1 \U0001F600"), "D\u00E1na \u05D0\u05D1 \U0001F600");
  EXPECT_EQ(one_line("a\xff\nb"), "a??b");
  EXPECT_EQ(one_line(std::string(1000, 'x')).size(), 256U);
}

TEST(HtmlEscaped, EndsNoElementAndNoAttribute) {
  EXPECT_EQ(html_escaped("<img src=x onerror='a()'>&\""),
            "&lt;img src=x onerror=&#39;a()&#39;&gt;&amp;&quot;");
}

TEST(QuotedPrintable, HasShortLinesThatSayTheSame) {
  EXPECT_EQ(quoted_printable("a=b \nc\r\n\n"), "a=3Db=20\r\nc\r\n\r\n");
  EXPECT_EQ(quoted_printable("\u00E9"), "=C3=A9\r\n");
  EXPECT_EQ(quoted_printable(".\n..a"), "=2E\r\n=2E.a\r\n") << "no end of the mail";
  auto const lines = quoted_printable(std::string(74, 'x') + "." + std::string(200, '.'));
  for (auto const line : std::views::split(lines, '\n')) {
    std::string_view const text(line.begin(), line.end());
    EXPECT_LE(text.size(), 77U) << text;
    EXPECT_FALSE(text.starts_with('.')) << text;
  }
}

TEST(TextField, EncodesWhatIsNotShortAscii) {
  EXPECT_EQ(text_field("Subject", "Hello"), "Subject: Hello\r\n");
  EXPECT_EQ(text_field("Subject", "a\r\nBcc: x"), "Subject: a  Bcc: x\r\n");
  EXPECT_EQ(text_field("Subject", "\u00FC"), "Subject: =?utf-8?B?w7w=?=\r\n");
  EXPECT_EQ(text_field("Subject", "=?utf-8?B?QQ==?="),
            "Subject: =?utf-8?B?PT91dGYtOD9CP1FRPT0/PQ==?=\r\n")
      << "what looks encoded is shown as it is";
}

TEST(TextField, BreaksLongTextBetweenCharacters) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "\U0001F600";
  auto const field = text_field("Subject", text);
  for (auto const line : std::views::split(field, '\n')) {
    std::string_view const word(line.begin(), line.end());
    EXPECT_LE(word.size(), 78U);
  }
  // Four bytes each, so a word that ends between two of them holds 36 bytes of 39, or 44 of 45.
  EXPECT_TRUE(field.starts_with(
      "Subject: =?utf-8?B?8J+YgPCfmIDwn5iA8J+YgPCfmIDwn5iA8J+YgPCfmIDwn5iA?=\r\n "
      "=?utf-8?B?8J+YgPCfmIDwn5iA8J+YgPCfmIDwn5iA8J+YgPCfmIDwn5iA8J+YgPCfmIA=?=\r\n "))
      << field;
}

TEST(MailboxField, QuotesOrEncodesTheName) {
  EXPECT_EQ(mailbox_field("From", "", "a@b.org"), "From: a@b.org\r\n");
  EXPECT_EQ(mailbox_field("From", "Acme, \"R\\D\"", "a@b.org"),
            "From: \"Acme, \\\"R\\\\D\\\"\"\r\n <a@b.org>\r\n");
  EXPECT_EQ(mailbox_field("From", "Caf\u00E9", "a@b.org"),
            "From: =?utf-8?B?Q2Fmw6k=?=\r\n <a@b.org>\r\n");
  EXPECT_EQ(mailbox_field("From", "a\nBcc: <x@y.org>", "a@b.org"),
            "From: \"a Bcc: <x@y.org>\"\r\n <a@b.org>\r\n");
}

}  // namespace
}  // namespace orgd::mail
