// Issues and revokes access tokens. A client is judged before its body is kept and a write is
// begun, so that strangers hold up nobody, and again inside the write, where what it has shown may
// be gone. Of whoever shows himself in the body, no more is read before than such a form needs.
#include "service/oauth.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "api/append.hpp"
#include "api/json_write.hpp"
#include "api/text.hpp"
#include "security/client_login.hpp"
#include "service/browser.hpp"
#include "service/tap.hpp"
#include "store/access_tokens.hpp"

namespace orgd {
namespace {

constexpr std::chrono::seconds token_life{3600};

// What RFC 6749, 5.2, knows.
struct TokenRefusal {
  int status = 0;
  std::string_view error{};
  std::string_view description{};
};

constexpr TokenRefusal unknown_client{
    401, "invalid_client",
    "The request shows no known client, or its secret is wrong or has expired."};
constexpr TokenRefusal broken_form{
    400, "invalid_request",
    "The body is not a form (application/x-www-form-urlencoded) with each parameter once."};

// A client as its request shows it.
struct Client {
  std::string client_id{};
  store::AccountId account_id{};
  std::string secret_hash{};
};

void render_json(Exchange& exchange, int status, std::string json) {
  exchange.response.add_field("Cache-Control", "no-store");
  exchange.response.add_field("Pragma", "no-cache");
  render_plain(exchange, status, exchange.pretty ? atlas::pretty_json(json) : std::move(json));
}

std::string refusal_body(TokenRefusal const& refusal) {
  std::string json = R"({"error":)";
  atlas::write_json(json, refusal.error);
  json += R"(,"error_description":)";
  atlas::write_json(json, refusal.description);
  return json + "}";
}

void render_refusal(Exchange& exchange, TokenRefusal const& refusal) {
  std::string const basic = fmt::format(R"(Basic realm="{}")", digest_realm);
  std::string_view const asked = speaks_browser(exchange) ? session_challenge : basic;
  if (refusal.status == 401) exchange.response.add_field("WWW-Authenticate", asked);
  render_json(exchange, refusal.status, refusal_body(refusal));
}

std::optional<ClientLogin> login_of(Request const& request) {
  constexpr std::string_view scheme = "Basic";
  std::string_view const value = request.field("Authorization");
  bool const is_basic = value.size() > scheme.size() &&
                        atlas::equal_ignoring_case(value.substr(0, scheme.size()), scheme) &&
                        (value[scheme.size()] == ' ' || value[scheme.size()] == '\t');
  if (!is_basic || request.count("Authorization") > 1) return std::nullopt;
  return read_basic(value.substr(scheme.size()));
}

// One whose id is none is nobody's: it is looked for like any other, so that time tells nothing.
Client client_of(ClientLogin const& login) {
  auto const account = account_of_client(login.client_id);
  std::string const id = account.value_or(std::string(24, ' '));
  return {.client_id = client_id_of(id),
          .account_id = store::AccountId::of(id),
          .secret_hash = hash_token(login.secret)};
}

// The secret that the client has shown; all are compared, whichever it is.
store::SecretHash const* shown_secret(std::vector<store::SecretHash> const& secrets,
                                      Client const& client, store::Seconds now) {
  store::SecretHash const* found = nullptr;
  for (auto const& secret : secrets) {
    bool const equal = equal_secrets(secret.secret_hash, client.secret_hash);
    if (equal && secret.expires_at > now) found = &secret;
  }
  return found;
}

// One bucket for each known client, and one for all strangers of an address: whatever names they
// think up, they come no faster, and use up the rate of nobody who is known.
Result<Done> limit_tokens(Exchange& exchange, std::string_view known_client) {
  auto& environment = exchange.environment();
  if (!environment.options.rate_limits) return Done{};
  std::string scope;
  atlas::append(scope, exchange.path, " ", exchange.request.remote_address, " ", known_client);
  auto const outcome = environment.token_rate_limiter.take(token_rate_limit(), scope,
                                                           environment.platform.steady_now());
  if (outcome.allowed) return Done{};
  exchange.response.add_field("Retry-After", fmt::to_string(outcome.retry_after_s));
  return fail(Code::rate_limited, std::string(exchange.path), token_rate_limit().capacity,
              std::int64_t{1});
}

// Where the client's account is; nothing when it is not who it says.
Task<std::optional<store::OrgId>> place_of_client(Exchange& exchange, Client const& client) {
  std::optional<store::OrgId> place;
  auto const find = [&](Transaction& tx) -> Task<Done> {
    place.reset();
    auto const found = co_await store::find_client(tx, client.client_id, client.account_id);
    if (found && shown_secret(found->secrets, client, exchange.now())) place = found->org_id;
    co_return Done{};
  };
  co_await exchange.worker.session->read(find, exchange.until);
  co_return place;
}

// What is done for a client that is known, with its organization locked.
using ForClient =
    std::function<Task<Done>(Transaction&, store::LockedOrg const&, store::SecretHash const&)>;

// Whether it was done. It is not when what the client has shown is gone.
Task<bool> write_for(Exchange& exchange, Client const& client, store::OrgId org_id,
                     ForClient const& act) {
  bool known = false;
  auto const work = [&](Transaction& tx) -> Task<Done> {
    known = false;
    auto const locked = co_await store::lock_organization(tx, org_id);
    if (!locked || locked->record.deleted_at) co_return Done{};
    auto const secrets = co_await store::list_secret_hashes(tx, org_id, client.account_id);
    auto const* const secret = shown_secret(secrets, client, exchange.now());
    if (!secret) co_return Done{};
    known = true;
    co_await act(tx, locked->lock, *secret);
    co_return Done{};
  };
  co_await exchange.worker.session->write(work, exchange.until);
  co_return known;
}

Task<Done> issue(Exchange& exchange, Client const& client, store::OrgId org_id) {
  auto& environment = exchange.environment();
  std::string const token_id = environment.ids.next(IdKind::token);
  std::string token = new_access_token(environment.platform, {client.account_id, token_id});
  store::AccessToken const record{.org_id = org_id,
                                  .account_id = client.account_id,
                                  .token_id = store::TokenId::of(token_id),
                                  .token_hash = hash_token(token),
                                  .issued_at = exchange.now(),
                                  .expires_at = exchange.now() + token_life};
  bool room = false;
  ForClient const insert = [&](Transaction& tx, store::LockedOrg const& org,
                               store::SecretHash const& secret) -> Task<Done> {
    auto const live = co_await store::keep_live_tokens(tx, org, client.account_id, record.token_id,
                                                       exchange.now());
    room = live < environment.options.limits.tokens_per_account;
    if (!room) co_return Done{};
    co_await store::insert_access_token(tx, org, record);
    co_return co_await store::set_secret_used(tx, org, client.account_id, secret.secret_id,
                                              exchange.now());
  };
  bool const known = co_await write_for(exchange, client, org_id, insert);
  if (!known) {
    render_refusal(exchange, unknown_client);
  } else if (!room) {
    render_refusal(exchange, {403, "access_denied", "The client has too many live tokens."});
  } else {
    render_json(exchange, 200,
                fmt::format(R"({{"access_token":"{}","expires_in":{},"token_type":"Bearer"}})",
                            token, token_life.count()));
  }
  co_return Done{};
}

// A token of somebody else, or of nobody, is not told from one that was revoked before.
Task<Done> revoke(Exchange& exchange, Client const& client, store::OrgId org_id,
                  std::string_view token) {
  auto const parts = parts_of_token(token);
  bool known = true;
  if (parts && parts->account_id == client.account_id.view()) {
    std::string const hash = hash_token(token);
    ForClient const remove = [&](Transaction& tx, store::LockedOrg const& org,
                                 store::SecretHash const&) -> Task<Done> {
      bool const removed = co_await store::delete_access_token(
          tx, org, client.account_id, store::TokenId::of(parts->token_id), hash);
      if (removed) co_await store::touch_authorization(tx, org);
      co_return Done{};
    };
    known = co_await write_for(exchange, client, org_id, remove);
  }
  if (!known) {
    render_refusal(exchange, unknown_client);
    co_return Done{};
  }
  exchange.pretty = false;
  render_json(exchange, 200, {});
  exchange.response.content_type.clear();
  co_return Done{};
}

// Nothing when the body is none.
std::optional<TokenForm> form_in(Request const& request) {
  return is_form(request.field("Content-Type")) ? read_token_form(request.body) : std::nullopt;
}

// What is wrong with the form, if anything. RFC 6749, 2.3, lets a client show itself in one way.
std::optional<TokenRefusal> refusal_of(std::optional<TokenForm> const& form,
                                       TokenEndpoint::Purpose purpose, bool in_header) {
  if (!form) return broken_form;
  if (in_header && form->shows_client())
    return TokenRefusal{400, "invalid_request",
                        "The client shows itself in the Authorization header and in the body."};
  if (purpose == TokenEndpoint::Purpose::revoke) {
    if (form->token) return std::nullopt;
    return TokenRefusal{400, "invalid_request", "The parameter token is missing."};
  }
  if (!form->grant_type)
    return TokenRefusal{400, "invalid_request", "The parameter grant_type is missing."};
  if (*form->grant_type == "client_credentials") return std::nullopt;
  return TokenRefusal{400, "unsupported_grant_type",
                      "The only grant type here is client_credentials."};
}

// A token request needs a few hundred bytes. What strangers make the server keep is bounded by it.
constexpr std::size_t stranger_form_bytes = 4096;

bool shows_itself_in_form(Exchange const& exchange) {
  if (exchange.environment().options.as_hosted(Difference::login)) return false;
  auto const& request = exchange.request;
  return request.count("Authorization") == 0 && is_form(request.field("Content-Type"));
}

// One that is too large, or does not come, is a stranger's: it counts like his others.
Task<Done> receive_form_of_stranger(Exchange& exchange) {
  auto received = co_await as_result(receive_short_body(exchange, stranger_form_bytes));
  std::string_view const nobody_known;
  bool const came = received && !exchange.abandoned;
  if (!came) co_await limit_tokens(exchange, nobody_known);
  co_return std::move(received);
}

void read_pretty(Exchange& exchange) {
  auto const pairs = atlas::parse_query(atlas::split_target(exchange.request.target).query);
  for (auto const& [name, value] : pairs.value_or(std::vector<atlas::NamedText>()))
    if (name == "pretty") exchange.pretty = value == "true";
}

}  // namespace

TokenEndpoint const* find_token_endpoint(std::string_view path) {
  auto const at = std::ranges::find(token_endpoints, path, &TokenEndpoint::path);
  return at == token_endpoints.end() ? nullptr : &*at;
}

Task<Done> serve_token_endpoint(Exchange& exchange, TokenEndpoint const& endpoint) {
  if (exchange.request.method != "POST") {
    exchange.response.add_field("Allow", "POST");
    co_return fail(Code::method_not_allowed);
  }
  read_pretty(exchange);
  bool const in_form = shows_itself_in_form(exchange);
  if (in_form) co_await receive_form_of_stranger(exchange);
  if (exchange.abandoned) co_return Done{};
  auto form = in_form ? form_in(exchange.request) : std::nullopt;
  auto const login = form ? login_in(*form) : login_of(exchange.request);
  auto const client = login ? std::optional(client_of(*login)) : std::nullopt;
  bool const issues = endpoint.purpose == TokenEndpoint::Purpose::issue;
  std::optional<store::OrgId> place;
  if (client) place = co_await place_of_client(exchange, *client);
  auto const known_client = place ? std::string_view(client->client_id) : std::string_view();
  co_await limit_tokens(exchange, known_client);
  if (!place) {
    render_refusal(exchange, in_form && !form ? broken_form : unknown_client);
    co_return Done{};
  }
  if (!in_form) co_await receive_short_body(exchange);
  if (exchange.abandoned) co_return Done{};
  if (!in_form) form = form_in(exchange.request);
  if (auto const refusal = refusal_of(form, endpoint.purpose, !in_form)) {
    render_refusal(exchange, *refusal);
    co_return Done{};
  }
  bool const answered = co_await tap_before_token(exchange, client->client_id, *place);
  if (answered) co_return Done{};
  auto answering =
      issues ? issue(exchange, *client, *place) : revoke(exchange, *client, *place, *form->token);
  co_return co_await std::move(answering);
}

void tell_server_error(Exchange& exchange) {
  exchange.response.body = refusal_body(
      {.error = "server_error", .description = "The server cannot answer this now; try again."});
}

}  // namespace orgd
