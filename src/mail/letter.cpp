// The parts are quoted-printable, in which the boundary between them cannot occur.
#include "mail/letter.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <stdexcept>

#include "api/email.hpp"
#include "api/text.hpp"
#include "mail/encoding.hpp"

namespace orgd::mail {
namespace {

constexpr std::string_view blanks = " \t";
constexpr std::string_view boundary = "=_part_=";

std::string unquoted(std::string_view name) {
  if (name.size() < 2 || !name.starts_with('"') || !name.ends_with('"')) return std::string(name);
  std::string out;
  for (std::size_t i = 1; i + 1 < name.size(); ++i) {
    if (name[i] == '\\' && i + 2 < name.size()) ++i;
    out += name[i];
  }
  return out;
}

std::string part(std::string_view type, std::string_view content) {
  return fmt::format(
      "--{}\r\n"
      "Content-Type: {}; charset=utf-8\r\n"
      "Content-Transfer-Encoding: quoted-printable\r\n"
      "\r\n"
      "{}",
      boundary, type, quoted_printable(content));
}

}  // namespace

std::string_view Mailbox::domain() const {
  return std::string_view(address).substr(address.find('@') + 1);
}

std::string address_of(std::string_view spelling) {
  auto const at = spelling.find('@');
  if (at == spelling.npos) return std::string(spelling);
  auto const domain = atlas::domain_key(spelling.substr(at + 1));
  return std::string(spelling.substr(0, at + 1)) + domain.value_or("");
}

Mailbox parse_mailbox(std::string_view text) {
  text = atlas::without_blanks(text);
  Mailbox mailbox;
  if (auto const open = text.rfind('<'); open != text.npos && text.ends_with('>')) {
    mailbox.name = one_line(unquoted(atlas::without_blanks(text.substr(0, open))));
    text = atlas::without_blanks(text.substr(open + 1, text.size() - open - 2));
  }
  if (auto const fault = atlas::fault_of_email(text); !fault.empty())
    throw std::invalid_argument(
        fmt::format("must be an address, or a name with an address as in Acme <mail@acme.org>; "
                    "what should be the address {}",
                    fault));
  mailbox.address = address_of(text);
  return mailbox;
}

std::string written(Letter const& letter) {
  std::string out =
      fmt::format("Date: {:%a, %d %b %Y %H:%M:%S} +0000\r\n", fmt::gmtime(letter.date)) +
      mailbox_field("From", letter.from.name, letter.from.address) +
      mailbox_field("To", "", letter.to) + text_field("Subject", letter.subject) +
      fmt::format(
          "Message-ID: {}\r\n"
          "Auto-Submitted: auto-generated\r\n"
          "Content-Language: {}\r\n"
          "MIME-Version: 1.0\r\n"
          "Content-Type: multipart/alternative; boundary=\"{}\"\r\n"
          "\r\n",
          letter.message_id, letter.language, boundary);
  out += part("text/plain", letter.text);
  out += part("text/html", letter.html);
  return out + fmt::format("--{}--\r\n", boundary);
}

}  // namespace orgd::mail
