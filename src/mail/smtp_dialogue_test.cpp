// What is told of a dialogue, and what is never kept.
#include "mail/smtp_dialogue.hpp"

#include <gtest/gtest.h>

namespace orgd::mail {
namespace {

TEST(SmtpDialogue, TellsWhatWasRefused) {
  SmtpDialogue dialogue;
  dialogue.note_answer("220 mail.acme.org ESMTP\r\n");
  EXPECT_EQ(dialogue.refusal(), "");
  dialogue.note_command("MAIL FROM:<a@acme.org>\r\n");
  EXPECT_FALSE(dialogue.is_about_mail());
  dialogue.note_answer("250 2.1.0 ok\r\n");
  dialogue.note_command("RCPT TO:<b@acme.org>\r\n");
  EXPECT_TRUE(dialogue.is_about_mail());
  dialogue.note_answer("550 5.1.1 <b@acme.org> no\tsuch \xff user\r\n");
  EXPECT_EQ(dialogue.refusal(), "RCPT was answered 550 5.1.1 <b@acme.org> no such   user");
  EXPECT_EQ(dialogue.short_refusal(), "RCPT was answered 550 5.1.1");
  EXPECT_TRUE(dialogue.knows_no_recipient());
}

TEST(SmtpDialogue, KnowsNoRecipientOnlyWhereThatIsSaid) {
  for (auto const* answer : {"550 no relaying", "550 5.7.1 no relaying", "450 4.1.1 later", "550",
                             "550 5.1", "250 5.1.1 ok"}) {
    SmtpDialogue dialogue;
    dialogue.note_command("RCPT TO:<b@acme.org>\r\n");
    dialogue.note_answer(answer);
    EXPECT_FALSE(dialogue.knows_no_recipient()) << answer;
  }
  SmtpDialogue at_sign_in;
  at_sign_in.note_command("MAIL FROM:<a@acme.org>\r\n");
  at_sign_in.note_answer("550 5.1.8 sender\r\n");
  EXPECT_FALSE(at_sign_in.knows_no_recipient());
}

TEST(SmtpDialogue, HearsNoGoodbye) {
  SmtpDialogue dialogue;
  dialogue.note_command("RCPT TO:<b@acme.org>\r\n");
  dialogue.note_answer("450 busy\r\n");
  dialogue.note_command("QUIT\r\n");
  dialogue.note_answer("221 bye\r\n");
  EXPECT_EQ(dialogue.refusal(), "RCPT was answered 450 busy");
}

TEST(SmtpDialogue, KeepsNoSecretOfASignIn) {
  SmtpDialogue dialogue;
  dialogue.note_command("AUTH PLAIN AHVzZXIAc2VjcmV0\r\n");
  dialogue.note_command("c2VjcmV0\r\n");
  dialogue.note_answer("535 5.7.8 bad credentials\r\n");
  EXPECT_EQ(dialogue.refusal(), "AUTH was answered 535 5.7.8 bad credentials");
  EXPECT_FALSE(dialogue.is_about_mail());
}

TEST(SmtpDialogue, ForgetsTheAnswerToAnEarlierCommand) {
  SmtpDialogue dialogue;
  dialogue.note_command("STARTTLS\r\n");
  dialogue.note_answer("454 no\r\n");
  dialogue.note_command("DATA\r\n");
  EXPECT_EQ(dialogue.refusal(), "");
  dialogue.note_body();
  dialogue.note_answer("554 spam\r\n");
  EXPECT_EQ(dialogue.refusal(), "the mail was answered 554 spam");
  dialogue.begin();
  EXPECT_EQ(dialogue.refusal(), "");
}

TEST(PlainLine, IsShortAscii) {
  EXPECT_EQ(plain_line("a\r\n"), "a");
  EXPECT_EQ(plain_line(std::string(1000, 'x')).size(), 300U);
  EXPECT_EQ(plain_line(""), "");
}

}  // namespace
}  // namespace orgd::mail
