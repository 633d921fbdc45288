// From credentials to the authenticator that knows how to use them.
#include "client/credentials.hpp"

namespace atlas::detail {
namespace {

class NoAuthenticator final : public Authenticator {
 public:
  std::expected<void, Error> prepare(HttpRequest&, AuthAttempt&) override { return {}; }
  Verdict note(HttpResponse const&, AuthAttempt&) override { return Verdict::give_up; }
};

}  // namespace

std::unique_ptr<Authenticator> make_authenticator(Configuration const& configuration,
                                                  std::shared_ptr<Transport> transport) {
  auto const& credentials = configuration.credentials;
  if (auto const* key = std::get_if<ApiKeyCredentials>(&credentials)) return make_digest(*key);
  if (auto const* account = std::get_if<ServiceAccountCredentials>(&credentials))
    return make_bearer(*account, configuration.host, std::move(transport));
  if (auto const* session = std::get_if<SessionCredentials>(&credentials))
    return make_session(*session, fault_of_way(configuration));
  return std::make_unique<NoAuthenticator>();
}

}  // namespace atlas::detail
