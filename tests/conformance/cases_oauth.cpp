// The token endpoints: who gets a token, for what, and what is said to everybody else.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"
#include "client_calls.hpp"

namespace conformance::oauth {
namespace {

using namespace clients;

void issue(World& w) {
  Client const client = new_client(w);
  Answer const answer = w.send(token_request(client));
  Node const body = expect_ok(answer, 200, plain);
  expect_members(answer, body, {"access_token", "expires_in", "token_type"});
  expect_member(answer, body, "expires_in", "3600");
  expect_text(answer, body, "token_type", "Bearer");
  expect_header(answer, "Cache-Control", "no-store");
  expect_lives(w, text_of(answer, body, "access_token"));
  expect_ok(w.send(with_token(w, "", text_of(answer, body, "access_token"))));
}

void spellings(World& w) {
  Client const client = new_client(w);
  std::string escaped;
  for (char const c : client.secret) escaped += fmt::format("%{:02X}", static_cast<unsigned>(c));
  RequestSpec const request = token_request(client);
  token_in(w.send(request.with("Authorization", basic(client.id, escaped))));
  std::string const lower = "basic " + in_base64(client.id + ":" + client.secret);
  token_in(w.send(request.with("Authorization", lower)));
  token_in(w.send(request.with("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8")));
  RequestSpec with_scope = request;
  with_scope.body += "&scope=anything";
  token_in(w.send(with_scope));
  RequestSpec pretty = request;
  pretty.target += "?pretty=true";
  expect(w.send(pretty), w.send(pretty).body.contains('\n'), "several lines");
}

void two_secrets(World& w) {
  Client const first = new_client(w);
  Client const second = with_second_secret(w, first);
  std::string const by_first = new_token(w, first);
  std::string const by_second = new_token(w, second);
  std::string const path = accounts_of(first, "/secrets/" + first.secret_id);
  expect_no_content(w.send(of_accounts(w, "DELETE", path, {})), account_version);
  expect_lives(w, by_first);
  expect_lives(w, by_second);
  expect_refusal(w.send(token_request(first)), 401, "invalid_client");
  expect_lives(w, new_token(w, second));
}

void expired_secret(World& w) {
  Client const client = new_client(w, "ORG_MEMBER", 8);
  w.door().advance_clock(8 * hour - std::chrono::seconds(1));
  std::string const token = new_token(w, client);
  w.door().advance_clock(std::chrono::seconds(1));
  expect_refusal(w.send(token_request(client)), 401, "invalid_client");
  expect_lives(w, token);
}

void secret_use_is_told(World& w) {
  Client const client = new_client(w);
  Client const second = with_second_secret(w, client);
  new_token(w, second);
  Answer const answer = w.send(of_accounts(w, "GET", accounts_of(client), {}));
  Node const shown = expect_ok(answer, 200, account_version);
  Node const& secrets = member(answer, shown, "secrets");
  expect_date(answer, element_with(answer, secrets, "id", second.secret_id), "lastUsedAt");
  Node const& unused = element_with(answer, secrets, "id", client.secret_id);
  expect_member(answer, unused, "lastUsedAt", "null");
}

void unknown_clients(World& w) {
  Client const client = new_client(w);
  RequestSpec const request = token_request(client);
  std::string const nobody = fmt::format("mdb_sa_id_{}", nobody_id);
  for (std::string const& value :
       {basic(client.id, "wrong"), basic(client.id, ""), basic(nobody, client.secret),
        basic("", ""), basic("x", client.secret), std::string("Basic"), std::string("Basic !"),
        basic(w.key().public_key, w.key().private_key), "Bearer " + client.secret})
    expect_refusal(w.send(request.with("Authorization", value)), 401, "invalid_client");
  expect_refusal(w.send(request.without("Authorization")), 401, "invalid_client");
  expect_refusal(w.send(request.plus("Authorization", basic(client.id, client.secret))), 401,
                 "invalid_client");
}

// Whoever it is, is told before the form is read.
void forms_of_strangers(World& w) {
  Client const wrong{.id = new_client(w).id, .secret = "wrong"};
  for (auto const path : {token_path, revoke_path}) {
    for (auto const* body : {"scope=a", "grant_type=password", "a=%zz"})
      expect_refusal(w.send(form_by(wrong, path, body)), 401, "invalid_client");
    for (auto const* body : {"scope=a", "grant_type=password"})
      expect_refusal(w.send(form(path, body)), 401, "invalid_client");
    // The client might stand in this one.
    expect_refusal(w.send(form(path, "a=%zz")), 400, "invalid_request");
    std::string const large = fmt::format("{}&x={}", grant, std::string(20000, 'x'));
    expect_refusal(w.send(form_by(wrong, path, large)), 401, "invalid_client");
    expect_refusal(w.send(form_by(wrong, path, grant).without("Content-Type")), 401,
                   "invalid_client");
  }
}

void broken_forms(World& w) {
  Client const client = new_client(w);
  auto const send = [&](std::string_view body) {
    return w.send(form_by(client, token_path, body));
  };
  for (auto const* body : {"scope=a", "grant_type=", "grant_type=%", "a=%zz",
                           "grant_type=client_credentials&grant_type=client_credentials"})
    expect_refusal(send(body), 400, "invalid_request");
  for (auto const* type : {"password", "authorization_code", "refresh_token", "Client_Credentials"})
    expect_refusal(send(fmt::format("grant_type={}", type)), 400, "unsupported_grant_type");
  RequestSpec const request = token_request(client);
  expect_refusal(w.send(request.with("Content-Type", std::string(plain))), 400, "invalid_request");
  expect_refusal(w.send(request.without("Content-Type")), 400, "invalid_request");
}

void form_of_the_request(World& w) {
  Client const client = new_client(w);
  for (auto const path : {token_path, revoke_path}) {
    RequestSpec request = form_by(client, path, {}).without("Content-Type");
    request.method = "GET";
    Answer const answer = w.send(request);
    expect_code(answer, 405, "METHOD_NOT_ALLOWED");
    expect_words(answer, "Allow", {"POST"});
  }
  std::string const large = fmt::format("{}&x={}", grant, std::string(20000, 'x'));
  expect_status(w.send(form_by(client, token_path, large)), 413);
}

void live_tokens(World& w) {
  Client const client = new_client(w);
  auto const server = w.door().backstage().server_with({{"max_tokens_per_account", "2"}});
  std::string const first = token_in(w.send_to(*server, token_request(client)));
  token_in(w.send_to(*server, token_request(client)));
  expect_refusal(w.send_to(*server, token_request(client)), 403, "access_denied");
  token_in(w.send_to(*server, token_request(new_client(w))));
  expect_revoked(w.send(form_by(client, revoke_path, revocation(first))));
  token_in(w.send_to(*server, token_request(client)));
  expect_refusal(w.send_to(*server, token_request(client)), 403, "access_denied");
  w.door().advance_clock(hour);
  token_in(w.send_to(*server, token_request(client)));
}

void hundred_tokens(World& w) {
  Client const client = new_client(w);
  for (int i = 0; i < 100; ++i) token_in(w.send(token_request(client)));
  expect_refusal(w.send(token_request(client)), 403, "access_denied");
}

void rate(World& w) {
  Client const client = new_client(w);
  auto const server = w.door().backstage().server_with({{"rate_limits", "true"}});
  for (int i = 0; i < 10; ++i) token_in(w.send_to(*server, token_request(client)));
  Answer const answer = w.send_to(*server, token_request(client));
  expect_error(answer, 429, "RATE_LIMITED", R"(["/api/oauth/token",10,1])");
  expect_header(answer, "Retry-After", "6");
  token_in(w.send_to(*server, token_request(new_client(w))));
  w.door().advance_clock(std::chrono::seconds(6));
  token_in(w.send_to(*server, token_request(client)));
}

void rate_of_revoking(World& w) {
  Client const client = new_client(w);
  auto const server = w.door().backstage().server_with({{"rate_limits", "true"}});
  std::string const token = token_in(w.send_to(*server, token_request(client)));
  RequestSpec const request = form_by(client, revoke_path, revocation(token));
  for (int i = 0; i < 10; ++i) expect_revoked(w.send_to(*server, request));
  expect_error(w.send_to(*server, request), 429, "RATE_LIMITED", R"(["/api/oauth/revoke",10,1])");
  // It does not use up what the client may get.
  for (int i = 0; i < 9; ++i) token_in(w.send_to(*server, token_request(client)));
}

void rate_of_strangers(World& w) {
  Client const client = new_client(w);
  Client const wrong{.id = client.id, .secret = "wrong"};
  auto const server = w.door().backstage().server_with({{"rate_limits", "true"}});
  for (int i = 0; i < 9; ++i) {
    Client const nobody{.id = fmt::format("mdb_sa_id_{:024x}", i), .secret = client.secret};
    expect_refusal(w.send_to(*server, token_request(nobody)), 401, "invalid_client");
  }
  expect_refusal(w.send_to(*server, token_request(wrong)), 401, "invalid_client");
  for (RequestSpec const& request : {token_request(wrong), form(token_path, grant)})
    expect_error(w.send_to(*server, request), 429, "RATE_LIMITED", R"(["/api/oauth/token",10,1])");
  for (int i = 0; i < 10; ++i) token_in(w.send_to(*server, token_request(client)));
}

constexpr std::array cases{
    Case{"a client id and a secret give a token for an hour", issue},
    Case{"credentials and forms may be spelled as clients do", spellings},
    Case{"of two secrets each gives tokens, which outlive it", two_secrets},
    Case{"an expired secret gives no tokens, and those it gave live on", expired_secret},
    Case{"the use of a secret is told", secret_use_is_told},
    Case{"unknown clients and wrong secrets are refused alike", unknown_clients},
    Case{"strangers learn nothing of their forms, however large", forms_of_strangers},
    Case{"forms that say something else are refused with the reason", broken_forms},
    Case{"the token endpoints take small forms by POST", form_of_the_request},
    Case{"max_tokens_per_account bounds the tokens that live", live_tokens},
    Case{"an account has at most 100 live tokens", hundred_tokens, true},
    Case{"a client gets ten tokens a minute", rate},
    Case{"a client revokes ten times a minute", rate_of_revoking},
    Case{"strangers of one address are limited together, whatever client they name",
         rate_of_strangers},
};

}  // namespace
}  // namespace conformance::oauth

std::span<conformance::Case const> conformance::oauth_cases() { return oauth::cases; }
