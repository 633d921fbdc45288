// Service accounts (RFC 6749, 4.4): one token for all threads, renewed by whoever needs it first
// while the others wait.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <mutex>

#include "api/json_read.hpp"
#include "api/uri.hpp"
#include "client/base64.hpp"
#include "client/credentials.hpp"
#include "client/process.hpp"

namespace atlas::detail {
namespace {

using Clock = std::chrono::steady_clock;
// A token is renewed this long before it ends, so that none dies on its way.
constexpr std::chrono::seconds margin{60};
constexpr std::int64_t longest_life = 366 * 24 * 3600;

class BearerAuthenticator final : public Authenticator {
 public:
  BearerAuthenticator(ServiceAccountCredentials credentials, std::string host,
                      std::shared_ptr<Transport> transport)
      : credentials_(std::move(credentials)),
        host_(std::move(host)),
        transport_(std::move(transport)),
        token_([] { return std::make_shared<Token>(); }) {}

  std::expected<void, Error> prepare(HttpRequest& request, AuthAttempt& attempt) override {
    Token& token = token_.get();
    std::lock_guard const lock(token.mutex);
    if (token.text.empty() || Clock::now() >= token.renew_at) {
      if (auto fetched = fetch(request, token); !fetched) return fetched;
    }
    attempt.token = token.text;
    request.headers.set("Authorization", "Bearer " + token.text);
    return {};
  }

  // A refused token was revoked: one new token, and no more than one, is worth a try.
  Verdict note(HttpResponse const& response, AuthAttempt& attempt) override {
    if (response.status != 401 || response.headers.value("WWW-Authenticate").empty())
      return Verdict::give_up;
    Token& token = token_.get();
    std::lock_guard const lock(token.mutex);
    if (token.text == attempt.token) token.text.clear();
    return ++attempt.challenges > 1 ? Verdict::give_up : Verdict::try_again;
  }

 private:
  // A child of a fork fetches its own: the parent may have been fetching in another thread.
  struct Token {
    std::mutex mutex{};
    std::string text{};
    Clock::time_point renew_at{};
  };

  HttpRequest token_request(HttpRequest const& caller) const {
    HttpRequest request{.method = "POST", .url = host_ + "/api/oauth/token"};
    request.timeout = caller.timeout;
    request.connect_timeout = caller.connect_timeout;
    request.read_timeout = caller.read_timeout;
    request.stop = caller.stop;
    request.max_body = caller.max_body;
    request.body = "grant_type=client_credentials";
    request.headers.add("Authorization",
                        "Basic " + base64(percent_encode(credentials_.client_id) + ":" +
                                          percent_encode(credentials_.client_secret)));
    request.headers.add("Content-Type", "application/x-www-form-urlencoded");
    request.headers.add("Accept", "application/json");
    return request;
  }

  std::expected<void, Error> fetch(HttpRequest const& caller, Token& token) {
    auto const answer = transport_->send(token_request(caller));
    if (!answer)
      return std::unexpected(Error{.failure = answer.error().failure,
                                   .detail = "token endpoint: " + answer.error().detail});
    auto const node = parse_json(answer->body);
    auto const* text = node ? node->find("access_token") : nullptr;
    auto const* lifetime = node ? node->find("expires_in") : nullptr;
    if (answer->status != 200 || !text || text->text.empty()) {
      auto const* code = node ? node->find("error") : nullptr;
      return std::unexpected(
          Error{.failure = Failure::credentials,
                .status = answer->status,
                .reason = answer->reason,
                .headers = answer->headers,
                .body = answer->body,
                .detail = fmt::format("the token endpoint gave no token: {} {}", answer->status,
                                      code ? code->text : answer->reason)});
    }
    bool const says_how_long = lifetime && lifetime->integer > 0;
    std::chrono::seconds const life(says_how_long ? std::min(lifetime->integer, longest_life)
                                                  : std::int64_t{3600});
    token.text = text->text;
    token.renew_at = Clock::now() + std::max(life - margin, life / 2);
    return {};
  }

  ServiceAccountCredentials const credentials_;
  std::string const host_;
  std::shared_ptr<Transport> const transport_;
  PerProcess<Token> token_;
};

}  // namespace

std::unique_ptr<Authenticator> make_bearer(ServiceAccountCredentials credentials, std::string host,
                                           std::shared_ptr<Transport> transport) {
  return std::make_unique<BearerAuthenticator>(std::move(credentials), std::move(host),
                                               std::move(transport));
}

}  // namespace atlas::detail
