// What the server is told about mail.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "mail/letter.hpp"

namespace orgd::mail {

/// A mail server: smtp://HOST[:PORT], which begins TLS by STARTTLS, or smtps://HOST[:PORT].
struct SmtpPlace {
  bool tls_first = false;
  std::string host{};
  std::uint16_t port = 0;

  /// "smtp://mail.example.org:587".
  std::string url() const;
  bool operator==(SmtpPlace const&) const = default;
};

/// Throws std::invalid_argument that says what is wrong.
SmtpPlace parse_smtp_url(std::string_view text);

struct MailSettings {
  std::optional<SmtpPlace> smtp{};
  bool insecure = false;  ///< nothing is encrypted
  std::string user{};
  std::filesystem::path password_file{};
  std::filesystem::path
      ca_file{};  ///< of who vouches for the server; "" trusts whom the system does
  std::optional<Mailbox> from{};
  std::optional<std::filesystem::path> templates{};
  std::filesystem::path directory{};  ///< takes the mails instead of a server

  bool is_sent() const { return smtp || !directory.empty(); }
  /// In whose name mails are; with a directory there is always one.
  Mailbox sender() const;
};

/// Throws std::runtime_error when they contradict each other.
void check_mail_settings(MailSettings const& settings);

}  // namespace orgd::mail
