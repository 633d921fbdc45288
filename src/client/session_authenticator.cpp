// People who have signed in: one token, which only whoever knows the password can renew.
#include <fmt/format.h>

#include <algorithm>

#include "api/address.hpp"
#include "api/text.hpp"
#include "client/credentials.hpp"

namespace atlas::detail {
namespace {

// Without scheme, user, port and path; an IPv6 address without its brackets.
std::string name_in(std::string_view url) {
  if (auto const scheme = url.find("://"); scheme != std::string_view::npos)
    url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  if (auto const user = url.rfind('@'); user != std::string_view::npos) url.remove_prefix(user + 1);
  if (url.starts_with('[')) return std::string(url.substr(1, url.find(']') - 1));
  return lower_ascii(url.substr(0, url.find(':')));
}

class SessionAuthenticator final : public Authenticator {
 public:
  SessionAuthenticator(SessionCredentials credentials, std::string fault)
      : field_("Bearer " + credentials.token), fault_(std::move(fault)) {}

  std::expected<void, Error> prepare(HttpRequest& request, AuthAttempt&) override {
    if (!fault_.empty())
      return std::unexpected(Error{.failure = Failure::invalid, .detail = fault_});
    request.headers.set("Authorization", field_);
    return {};
  }
  Verdict note(HttpResponse const&, AuthAttempt&) override { return Verdict::give_up; }

 private:
  std::string const field_;
  std::string const fault_;
};

}  // namespace

std::unique_ptr<Authenticator> make_session(SessionCredentials credentials, std::string fault) {
  return std::make_unique<SessionAuthenticator>(std::move(credentials), std::move(fault));
}

std::string fault_of_way(Configuration const& configuration) {
  bool const encrypted = lower_ascii(configuration.host).starts_with("https://");
  if (encrypted || !configuration.http.verify) return "";
  if (is_loopback(name_in(configuration.host))) return "";
  return fmt::format(
      "{} is reached without TLS, so that others could read the secret on its way: use https://",
      configuration.host);
}

}  // namespace atlas::detail
