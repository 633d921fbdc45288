// Calls of 2024-08-05 about service accounts, for the cases of whoever has them.
#pragma once

#include <fmt/format.h>

#include "world.hpp"

namespace conformance::accounts {

inline RequestSpec as_2024(World& w, std::string method, std::string const& path,
                           std::string body = {}) {
  RequestSpec const request =
      w.request(std::move(method), path, std::move(body)).with("Accept", std::string(v2024));
  return request.body.empty() ? request : request.with("Content-Type", std::string(v2024));
}

inline Answer send(World& w, std::string method, std::string const& path, std::string body = {}) {
  return w.send(as_2024(w, std::move(method), path, std::move(body)));
}

/// The body that creates one.
inline std::string wanted(std::string_view role = "ORG_MEMBER", int hours = 8) {
  return object({{"description", quoted("for a case")},
                 {"name", quoted("An account")},
                 {"roles", texts({role})},
                 {"secretExpiresAfterHours", std::to_string(hours)}});
}

inline std::string hours(int count) {
  return object({{"secretExpiresAfterHours", std::to_string(count)}});
}

/// An account as the answer that creates it tells of it.
struct Account {
  std::string client_id{};
  std::string secret_id{};
  std::string secret{};
};

/// What is shown of each, where it is made, read and listed.
inline void expect_account(Answer const& answer, Node const& account) {
  expect_members(
      answer, account,
      {"clientId", "createdAt", "description", "name", "roles", "secrets", "systemManaged"});
  expect_member(answer, account, "systemManaged", "false");
}

inline Account account_of(Answer const& answer) {
  Node const made = expect_ok(answer, 201, v2024);
  Node const& secret = member(answer, made, "secrets").children.at(0);
  return {.client_id = text_of(answer, made, "clientId"),
          .secret_id = text_of(answer, secret, "id"),
          .secret = text_of(answer, secret, "secret")};
}

inline Account new_account(World& w, std::string_view role = "ORG_MEMBER") {
  return account_of(send(w, "POST", w.org("/serviceAccounts"), wanted(role)));
}

inline std::string at(World& w, std::string_view client_id, std::string_view rest = {}) {
  return w.org(fmt::format("/serviceAccounts/{}{}", client_id, rest));
}

inline std::string on(std::string_view project, std::string_view client_id,
                      std::string_view rest = {}) {
  return fmt::format("/groups/{}/serviceAccounts/{}{}", project, client_id, rest);
}

inline std::string masked(std::string_view secret) {
  return fmt::format("mdb_sa_sk_...{}", secret.substr(secret.size() - 4));
}

/// A client id that nothing has.
inline std::string nobody() { return fmt::format("mdb_sa_id_{}", nobody_id); }

inline void expect_not_found(Answer const& answer, std::string_view client_id) {
  expect_error_on(answer, 404, "SERVICE_ACCOUNT_NOT_FOUND", client_id);
}

}  // namespace conformance::accounts
