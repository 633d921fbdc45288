// Knows the verbs of SMTP and nothing of how they travel.
#include "mail/smtp_dialogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace orgd::mail {
namespace {

constexpr std::array<std::string_view, 7> verbs{"EHLO", "HELO", "STARTTLS", "AUTH",
                                                "MAIL", "RCPT", "DATA"};

// "5.1.1" behind the code, if it is there.
std::string_view enhanced_code(std::string_view answer) {
  if (answer.size() < 5) return {};
  auto const rest = answer.substr(4);
  auto const end = std::min(rest.find_first_not_of("0123456789."), rest.size());
  auto const code = rest.substr(0, end);
  return std::ranges::count(code, '.') == 2 ? code : std::string_view();
}

}  // namespace

std::string plain_line(std::string_view text) {
  constexpr std::size_t longest = 300;
  std::string out;
  for (char const c : text.substr(0, longest)) out += c >= ' ' && c <= '~' ? c : ' ';
  out.erase(out.find_last_not_of(' ') + 1);
  return out;
}

void SmtpDialogue::note_command(std::string_view line) {
  auto const word = line.substr(0, line.find_first_of(" \r\n"));
  leaves_ = word == "QUIT";
  auto const verb = std::ranges::find(verbs, word);
  if (verb == verbs.end()) return;
  command_ = *verb;
  about_mail_ = *verb == "RCPT" || *verb == "DATA";
  answer_.clear();
}

void SmtpDialogue::note_answer(std::string_view line) {
  if (!leaves_) answer_ = plain_line(line);
}

bool SmtpDialogue::knows_no_recipient() const {
  return command_ == "RCPT" && answer_.starts_with('5') &&
         enhanced_code(answer_).starts_with("5.1.");
}

std::string SmtpDialogue::refusal() const {
  return is_refused() ? fmt::format("{} was answered {}", command_, answer_) : std::string();
}

std::string SmtpDialogue::short_refusal() const {
  if (!is_refused()) return {};
  auto const code = enhanced_code(answer_);
  return fmt::format("{} was answered {}{}{}", command_, answer_.substr(0, 3),
                     code.empty() ? "" : " ", code);
}

}  // namespace orgd::mail
