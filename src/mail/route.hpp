// The ways on which mails leave: a mail server, or files for whoever tries things out.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "mail/mail_settings.hpp"

namespace orgd::mail {

/// A mail that is ready to go.
struct Parcel {
  std::string name{};  ///< the mail's id
  std::string from{};  ///< addresses
  std::string to{};
  std::string text{};
};

enum class Verdict : std::uint8_t {
  sent,
  later,     ///< it may have been sent all the same: nobody answered
  never,     ///< there is no such recipient
  obsolete,  ///< it was not to be sent any more
};

struct Outcome {
  Verdict verdict{};
  std::string why{};      ///< it was not; printable ASCII, which may name the recipient
  std::string summary{};  ///< the same without what the other side said in words
  bool of_route = false;  ///< no other mail would fare better
};

class Route {
 public:
  virtual ~Route() = default;
  /// Takes a minute at most. From one thread at a time.
  virtual Outcome carry(Parcel const& parcel) = 0;
  /// Nothing is to be carried for a while.
  virtual void rest() {}
  /// Where to, for people: "smtp://mail.example.org:587".
  virtual std::string describe() const = 0;
};

/// How long `carry` may go on once the server stops.
inline constexpr std::chrono::seconds route_end_patience{3};

/// For settings that are checked. `ends` is asked from `carry` whether the server stops. Throws
/// std::runtime_error for files that cannot be used.
std::unique_ptr<Route> make_route(MailSettings const& settings, std::function<bool()> ends);

std::unique_ptr<Route> make_smtp_route(MailSettings const& settings, std::function<bool()> ends);
std::unique_ptr<Route> make_directory_route(std::filesystem::path const& directory);

}  // namespace orgd::mail
