// Service accounts (RFC 6749, 4.4): one token for all threads, renewed by whoever needs it first
// while the others wait.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>

#include "api/json_read.hpp"
#include "api/uri.hpp"
#include "client/base64.hpp"
#include "client/credentials.hpp"
#include "client/process.hpp"
#include "client/retry_after.hpp"

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
    attempt.may_recover = false;
    auto const begin = Clock::now();
    std::unique_lock lock(token.mutex);
    if (!wait_while_fetched(token, lock, request))
      return std::unexpected(
          Error{.failure = Failure::timeout, .detail = "waiting for another thread's token"});
    if (!token.is_good()) {
      Turn const turn(token, lock);
      auto limits = request;
      if (limits.timeout) *limits.timeout -= std::min(*limits.timeout, since(begin));
      auto fetched = fetch(limits, attempt);
      lock.lock();
      if (!fetched) return std::unexpected(std::move(fetched.error()));
      token.text = std::move(fetched->text);
      token.renew_at = fetched->renew_at;
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

  std::expected<void, Error> revoke(HttpRequest request) override {
    std::string text;
    {
      Token& token = token_.get();
      std::lock_guard const lock(token.mutex);
      text.swap(token.text);
    }
    if (text.empty()) return {};
    address(request, "revoke", "token=" + percent_encode(text) + "&token_type_hint=access_token");
    auto const answer = transport_->send(request);
    if (!answer) return std::unexpected(lost(answer.error()));
    if (answer->status != 200) return std::unexpected(refused(*answer, "did not take the token"));
    return {};
  }

 private:
  struct Fetched {
    std::string text{};
    Clock::time_point renew_at{};
  };

  // A child of a fork fetches its own: the parent may have been fetching in another thread.
  struct Token {
    std::mutex mutex{};
    std::condition_variable_any changed{};
    bool being_fetched = false;
    std::string text{};
    Clock::time_point renew_at{};

    bool is_good() const { return !text.empty() && Clock::now() < renew_at; }
  };

  // While it lives, one thread fetches and the others wait, with the lock open. However it ends,
  // the next of them has its turn.
  class Turn {
   public:
    Turn(Token& token, std::unique_lock<std::mutex>& lock) : token_(token), lock_(lock) {
      token_.being_fetched = true;
      lock_.unlock();
    }
    Turn(Turn const&) = delete;
    Turn& operator=(Turn const&) = delete;
    ~Turn() {
      if (!lock_.owns_lock()) lock_.lock();
      token_.being_fetched = false;
      token_.changed.notify_all();
    }

   private:
    Token& token_;
    std::unique_lock<std::mutex>& lock_;
  };

  static std::chrono::milliseconds since(Clock::time_point begin) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin);
  }

  // False when the request's time is up, or somebody stopped it.
  static bool wait_while_fetched(Token& token, std::unique_lock<std::mutex>& lock,
                                 HttpRequest const& request) {
    auto const free = [&] { return !token.being_fetched; };
    if (!request.timeout) return token.changed.wait(lock, request.stop, free);
    return token.changed.wait_for(lock, request.stop, *request.timeout, free);
  }

  // To an endpoint for tokens, as the account itself.
  void address(HttpRequest& request, std::string_view endpoint, std::string body) const {
    request.url = fmt::format("{}/api/oauth/{}", host_, endpoint);
    request.body = std::move(body);
    request.headers.add("Authorization",
                        "Basic " + base64(percent_encode(credentials_.client_id) + ":" +
                                          percent_encode(credentials_.client_secret)));
    request.headers.add("Content-Type", "application/x-www-form-urlencoded");
    request.headers.add("Accept", "application/json");
  }

  static Error lost(TransportError const& error) {
    return {.failure = error.failure, .detail = "token endpoint: " + error.detail};
  }

  static Error refused(HttpResponse const& answer, std::string_view what) {
    auto const node = parse_json(answer.body);
    auto const* code = node ? node->find("error") : nullptr;
    bool const named = code && !code->text.empty();
    return {.failure = Failure::credentials,
            .status = answer.status,
            .reason = answer.reason,
            .headers = answer.headers,
            .body = answer.body,
            .detail = fmt::format("the token endpoint {}: {} {}", what, answer.status,
                                  named ? code->text : answer.reason),
            .retry_after = retry_after_of(answer.headers, std::chrono::system_clock::now())};
  }

  std::expected<Fetched, Error> fetch(HttpRequest const& limits, AuthAttempt& attempt) const {
    HttpRequest request{.method = "POST",
                        .url = host_,
                        .timeout = limits.timeout,
                        .connect_timeout = limits.connect_timeout,
                        .read_timeout = limits.read_timeout,
                        .stop = limits.stop,
                        .max_body = limits.max_body};
    address(request, "token", "grant_type=client_credentials");
    auto const answer = transport_->send(request);
    if (!answer) {
      auto const failure = answer.error().failure;
      bool const passes = failure == Failure::connect || failure == Failure::interrupted;
      attempt.may_recover = passes && !answer.error().permanent;
      return std::unexpected(lost(answer.error()));
    }
    auto const node = parse_json(answer->body);
    auto const* text = node ? node->find("access_token") : nullptr;
    auto const* lifetime = node ? node->find("expires_in") : nullptr;
    if (answer->status != 200 || !text || text->text.empty()) {
      attempt.may_recover = may_pass(answer->status);
      return std::unexpected(refused(*answer, "gave no token"));
    }
    bool const says_how_long = lifetime && lifetime->integer > 0;
    std::chrono::seconds const life(says_how_long ? std::min(lifetime->integer, longest_life)
                                                  : std::int64_t{3600});
    return Fetched{.text = text->text,
                   .renew_at = Clock::now() + std::max(life - margin, life / 2)};
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
