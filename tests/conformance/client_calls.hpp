// How clients of the token endpoints speak, for the cases of whoever has tokens.
#pragma once

#include <fmt/format.h>

#include "world.hpp"

namespace conformance::clients {

inline constexpr std::string_view plain = "application/json";
inline constexpr std::string_view account_version = "application/vnd.atlas.2024-08-05+json";
inline constexpr std::string_view token_path = "/api/oauth/token";
inline constexpr std::string_view revoke_path = "/api/oauth/revoke";
inline constexpr std::string_view grant = "grant_type=client_credentials";
inline constexpr std::chrono::seconds hour{3600};

/// A service account with one secret of it.
struct Client {
  std::string id{};
  std::string secret_id{};
  std::string secret{};
};

inline std::string in_base64(std::string_view text) {
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < text.size(); i += 3) {
    std::uint32_t bits = 0;
    for (std::size_t j = 0; j < 3; ++j)
      bits = bits << 8U | (i + j < text.size() ? static_cast<unsigned char>(text[i + j]) : 0U);
    for (unsigned j = 0; j < 4; ++j)
      out += i + j > text.size() ? '=' : digits[bits >> (18U - 6U * j) & 63U];
  }
  return out;
}

inline std::string basic(std::string_view id, std::string_view secret) {
  return "Basic " + in_base64(fmt::format("{}:{}", id, secret));
}

inline RequestSpec form(std::string_view path, std::string_view body) {
  RequestSpec made{.method = "POST", .target = std::string(path)};
  made.headers.push_back({"Accept", std::string(plain)});
  made.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
  made.body = body;
  return made;
}

inline RequestSpec form_by(Client const& client, std::string_view path, std::string_view body) {
  return form(path, body).with("Authorization", basic(client.id, client.secret));
}

inline RequestSpec token_request(Client const& client) {
  return form_by(client, token_path, grant);
}

inline RequestSpec of_accounts(World& w, std::string method, std::string_view rest,
                               std::string body) {
  RequestSpec const request = w.request(std::move(method), w.org(rest), std::move(body))
                                  .with("Accept", std::string(account_version));
  return request.body.empty() ? request
                              : request.with("Content-Type", std::string(account_version));
}

inline std::string accounts_of(Client const& client, std::string_view rest = {}) {
  return fmt::format("/serviceAccounts/{}{}", client.id, rest);
}

inline Client new_client(World& w, std::string_view role = "ORG_OWNER", int hours = 8) {
  std::string const body = object({{"description", quoted("made by a case")},
                                   {"name", quoted("Client")},
                                   {"roles", texts({role})},
                                   {"secretExpiresAfterHours", std::to_string(hours)}});
  Answer const answer = w.send(of_accounts(w, "POST", "/serviceAccounts", body));
  Node const made = expect_ok(answer, 201, account_version);
  Node const& secret = member(answer, made, "secrets").children.at(0);
  return {.id = text_of(answer, made, "clientId"),
          .secret_id = text_of(answer, secret, "id"),
          .secret = text_of(answer, secret, "secret")};
}

/// The same account with a further secret.
inline Client with_second_secret(World& w, Client const& client, int hours = 8) {
  Answer const answer =
      w.send(of_accounts(w, "POST", accounts_of(client, "/secrets"),
                         object({{"secretExpiresAfterHours", std::to_string(hours)}})));
  Node const made = expect_ok(answer, 201, account_version);
  return {.id = client.id,
          .secret_id = text_of(answer, made, "id"),
          .secret = text_of(answer, made, "secret")};
}

inline std::string token_in(Answer const& answer) {
  return text_of(answer, expect_ok(answer, 200, plain), "access_token");
}

inline std::string new_token(World& w, Client const& client) {
  return token_in(w.send(token_request(client)));
}

inline RequestSpec with_token(World& w, std::string_view path, std::string_view token) {
  return w.request("GET", path).by_nobody().with("Authorization", fmt::format("Bearer {}", token));
}

/// Twice, so that each of two servers is asked.
inline void expect_lives(World& w, std::string_view token) {
  for (int i = 0; i < 2; ++i) expect_ok(w.send(with_token(w, w.org(), token)));
}

inline void expect_dead(World& w, std::string_view token) {
  for (int i = 0; i < 2; ++i) {
    Answer const answer = w.send(with_token(w, w.org(), token));
    expect_status(answer, 401);
    expect_body(answer, "");
    expect_header(answer, "WWW-Authenticate", "Bearer error=\"invalid_token\"");
  }
}

inline void expect_refusal(Answer const& answer, int status, std::string_view error) {
  expect_status(answer, status);
  expect_header(answer, "Content-Type", plain);
  expect_header(answer, "Cache-Control", "no-store");
  Node const body = json_of(answer);
  expect_members(answer, body, {"error", "error_description"});
  expect_text(answer, body, "error", error);
  if (status == 401)
    expect(answer, answer.header("WWW-Authenticate").starts_with("Basic"), "a challenge to Basic");
  else
    expect_no_header(answer, "WWW-Authenticate");
}

inline void expect_revoked(Answer const& answer) {
  expect_status(answer, 200);
  expect_body(answer, "");
  expect_no_header(answer, "Content-Type");
}

inline std::string revocation(std::string_view token) {
  return fmt::format("token={}&token_type_hint=access_token", token);
}

}  // namespace conformance::clients
