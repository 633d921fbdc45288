// A mail as it travels: its fields and its two parts, as RFC 5322 and 2046 have them.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace orgd::mail {

/// A name that people read, which may be "", and an address, its domain in A-labels.
struct Mailbox {
  std::string name{};
  std::string address{};

  std::string_view domain() const;
  bool operator==(Mailbox const&) const = default;
};

/// `Name <address>`, `"Name" <address>` or an address. Throws std::invalid_argument that says what
/// is wrong.
Mailbox parse_mailbox(std::string_view text);

/// The address by which a person was named, as mail servers take it.
std::string address_of(std::string_view spelling);

struct Letter {
  Mailbox from{};
  std::string to{};  ///< an address, its domain in A-labels
  std::string message_id{};
  std::chrono::sys_seconds date{};
  std::string language{};
  std::string subject{};
  std::string text{};
  std::string html{};
};

/// Every line ends with CRLF, and none is longer than 998 bytes.
std::string written(Letter const& letter);

}  // namespace orgd::mail
