// What is remembered of a dialogue with a mail server, so that a refusal can be told: the last
// command, without what belongs to it, and the last answer.
#pragma once

#include <string>
#include <string_view>

namespace orgd::mail {

class SmtpDialogue {
 public:
  void begin() { *this = {}; }
  /// A line that goes to the server. Lines of a sign-in are secrets and are not kept.
  void note_command(std::string_view line);
  /// One that comes from it; the last of several counts.
  void note_answer(std::string_view line);
  void note_body() { command_ = "the mail"; }

  /// Whether the recipient or the mail itself was asked about. Before, what fails fails for all.
  bool is_about_mail() const { return about_mail_; }
  /// It said that the address is none, or not any more (RFC 3463, X.1.Y).
  bool knows_no_recipient() const;
  /// "RCPT was answered 550 5.1.1 no such user"; "" when the last answer was none of a failure.
  std::string refusal() const;
  /// The same without the words.
  std::string short_refusal() const;

 private:
  bool is_refused() const { return answer_.starts_with('4') || answer_.starts_with('5'); }

  std::string command_ = "the connection";
  std::string answer_{};
  bool about_mail_ = false;
  bool leaves_ = false;  // what is answered to that is no news
};

/// Printable ASCII, of 300 characters at most, for a log and a store.
std::string plain_line(std::string_view text);

}  // namespace orgd::mail
