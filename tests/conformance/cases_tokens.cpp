// Access tokens of service accounts: what they are good for, and when that ends.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"
#include "client_calls.hpp"

namespace conformance::tokens {
namespace {

using namespace clients;

void rights(World& w) {
  std::string const owner = new_token(w, new_client(w));
  Client const reader = new_client(w, "ORG_READ_ONLY");
  std::string const read_only = new_token(w, reader);
  expect_lives(w, read_only);
  auto const rename = [&](std::string_view token) {
    return w.send(w.request("PATCH", w.org(), object({{"name", quoted("Renamed")}}))
                      .by_nobody()
                      .with("Authorization", fmt::format("Bearer {}", token)));
  };
  expect_code(rename(read_only), 401, "USER_UNAUTHORIZED");
  expect_no_header(rename(read_only), "WWW-Authenticate");
  expect_ok(rename(owner));
  expect_ok(w.send(of_accounts(w, "PATCH", accounts_of(reader), R"({"roles":["ORG_OWNER"]})")), 200,
            account_version);
  expect_ok(rename(read_only));
}

void foreign_organization(World& w) {
  std::string const token = new_token(w, new_client(w));
  auto const other = w.another_organization();
  expect_code(w.send(with_token(w, "/orgs/" + other.id, token)), 401, "USER_UNAUTHORIZED");
  expect_code(w.send(with_token(w, fmt::format("/orgs/{}", nobody_id), token)), 404,
              "ORG_NOT_FOUND");
}

void names_the_client(World& w) {
  Client const client = new_client(w);
  std::string const body =
      object({{"username", quoted(w.person("dana"))}, {"roles", texts({"ORG_MEMBER"})}});
  Answer const answer = w.send(w.request("POST", w.org("/invites"), body)
                                   .by_nobody()
                                   .with("Authorization", "Bearer " + new_token(w, client)));
  expect_text(answer, expect_ok(answer), "inviterUsername", client.id);
}

void altered(World& w) {
  std::string const token = new_token(w, new_client(w));
  expect_lives(w, token);
  std::string other = token;
  other.back() = other.back() == 'A' ? 'E' : 'A';
  expect_dead(w, other);
  expect_dead(w, token + "A");
  expect_dead(w, token.substr(0, token.size() - 1));
  expect_lives(w, token);
  // The place of a token is nobody's public key.
  std::string const place = token.substr(10, 48);
  expect_challenge(w.send(w.request("GET", w.org()).by({place, "secret"})));
  expect_challenge(w.send(w.request("GET", w.org("?access_token=" + token)).by_nobody()));
}

void expires(World& w) {
  std::string const token = new_token(w, new_client(w));
  expect_lives(w, token);
  w.door().advance_clock(hour - std::chrono::seconds(1));
  expect_lives(w, token);
  w.door().advance_clock(std::chrono::seconds(1));
  expect_dead(w, token);
}

void revoke(World& w) {
  Client const client = new_client(w);
  std::string const first = new_token(w, client);
  std::string const second = new_token(w, client);
  expect_lives(w, first);
  RequestSpec const request = form_by(client, revoke_path, revocation(first));
  expect_revoked(w.send(request));
  expect_dead(w, first);
  expect_lives(w, second);
  expect_revoked(w.send(request));
  expect_revoked(w.send(form_by(client, revoke_path, "token=nonsense")));
  expect_refusal(w.send(form_by(client, revoke_path, "token=")), 400, "invalid_request");
}

void revoke_foreign(World& w) {
  std::string const token = new_token(w, new_client(w));
  Client const other = new_client(w);
  expect_revoked(w.send(form_by(other, revoke_path, revocation(token))));
  expect_lives(w, token);
  Client const wrong{.id = other.id, .secret = token};
  expect_refusal(w.send(form_by(wrong, revoke_path, revocation(token))), 401, "invalid_client");
  expect_refusal(w.send(form(revoke_path, revocation(token))), 401, "invalid_client");
  expect_lives(w, token);
}

void deleted_account(World& w) {
  Client const client = new_client(w);
  std::string const token = new_token(w, client);
  expect_lives(w, token);
  expect_no_content(w.send(of_accounts(w, "DELETE", accounts_of(client), {})), account_version);
  expect_dead(w, token);
  expect_refusal(w.send(token_request(client)), 401, "invalid_client");
}

void deleted_organization(World& w) {
  Client const client = new_client(w);
  std::string const token = new_token(w, client);
  expect_no_content(w.remove(w.org()));
  expect_dead(w, token);
  expect_refusal(w.send(token_request(client)), 401, "invalid_client");
}

void access_list(World& w) {
  Client const client = new_client(w);
  std::string const token = new_token(w, client);
  auto const add = [&](std::string_view address) {
    std::string const body = array({object({{"ipAddress", quoted(address)}})});
    expect_ok(w.send(of_accounts(w, "POST", accounts_of(client, "/accessList"), body)), 200,
              account_version);
  };
  expect_ok(w.post(w.org("/apiKeys/" + w.mine().key.id + "/accessList"),
                   array({object({{"ipAddress", quoted(w.address())}})})));
  expect_ok(w.patch(w.org("/settings"), R"({"apiAccessListRequired":true})"));
  RequestSpec const request = with_token(w, w.org(), token);
  expect_error_on(w.send(request), 403, "ORG_REQUIRES_ACCESS_LIST", w.address());
  add("192.0.2.1");
  expect_error_on(w.send(request), 403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", w.address());
  std::string const another = new_token(w, client);  // from any address
  add(w.address());
  expect_lives(w, token);
  expect_lives(w, another);
}

constexpr std::array cases{
    Case{"a token has the roles that its account has now", rights},
    Case{"a token is for its account's organization alone", foreign_organization},
    Case{"what is done with a token is done by the client id", names_the_client},
    Case{"a token that was altered, or stands elsewhere, is none", altered},
    Case{"a token lives for an hour", expires},
    Case{"a revoked token is dead at once, and the others live", revoke},
    Case{"nobody else revokes a token", revoke_foreign},
    Case{"the tokens of a deleted account are dead at once", deleted_account},
    Case{"the tokens of a deleted organization are dead at once", deleted_organization},
    Case{"an account's access list holds for its tokens", access_list},
};

}  // namespace
}  // namespace conformance::tokens

std::span<conformance::Case const> conformance::token_cases() { return tokens::cases; }
