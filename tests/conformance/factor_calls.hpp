// What cases of second factors share: a person who has one.
#pragma once

#include "authenticator_app.hpp"
#include "session_calls.hpp"

namespace conformance::factors {

using namespace sessions;

inline constexpr std::string_view own_factors = "/orgd/v1/me/factors";
inline constexpr std::string_view recovery_codes = "/orgd/v1/me/recoveryCodes";
inline constexpr std::string_view verify = "/orgd/v1/sessions/current:verify";

/// A factor as the answer that adds it shows it, and the server's time then.
struct Added {
  std::string id{};
  AuthenticatorApp app;
  std::int64_t at{};
};

inline Answer ask_to_add(World& w, std::string_view token) {
  return w.send(by(plain("POST", own_factors, R"({"type":"totp"})"), token));
}

inline Added add(World& w, std::string_view token) {
  Answer const answer = ask_to_add(w, token);
  Node const made = expect_ok(answer, 201, json_type);
  return {.id = text_of(answer, made, "id"),
          .app = AuthenticatorApp(text_of(answer, made, "secret")),
          .at = expect_date(answer, made, "createdAt")};
}

inline Answer confirm(World& w, std::string_view token, std::string_view id,
                      std::string_view code) {
  return w.send(by(plain("POST", fmt::format("{}/{}:confirm", own_factors, id),
                         object({{"code", quoted(code)}})),
                   token));
}

/// A person with a confirmed factor, the session that has shown it, and the code that counts next.
struct Holder {
  std::string username{};
  std::string token{};
  Added factor;

  std::string next_code() const { return factor.app.code_at(factor.at + code_seconds); }
};

inline Holder new_holder(World& w, std::string_view role = "ORG_MEMBER") {
  std::string const username = w.person("dana");
  w.new_member(username, role);
  std::string token = sign_in(w, username);
  Added factor = add(w, token);
  expect_ok(confirm(w, token, factor.id, factor.app.code_at(factor.at)), 200, json_type);
  return {.username = username, .token = std::move(token), .factor = std::move(factor)};
}

inline RequestSpec second_step(std::string_view code) {
  return plain("POST", verify, object({{"code", quoted(code)}}));
}

inline Answer show(World& w, std::string_view token, std::string_view code) {
  return w.send(by(second_step(code), token));
}

inline Answer show_recovery_code(World& w, std::string_view token, std::string_view code) {
  return w.send(by(plain("POST", verify, object({{"recoveryCode", quoted(code)}})), token));
}

/// New ones, by whoever has shown a factor a moment ago.
inline std::vector<std::string> new_recovery_codes(World& w, std::string_view token) {
  Answer const answer = w.send(by(plain("POST", recovery_codes), token));
  Node const made = expect_ok(answer, 201, json_type);
  std::vector<std::string> codes;
  for (Node const& code : member(answer, made, "codes").children) codes.push_back(code.text);
  return codes;
}

inline void expect_me(World& w, std::string_view token, std::string_view has_factor,
                      std::string_view codes_left) {
  Answer const answer = w.send(by(plain("GET", me), token));
  Node const account = expect_ok(answer, 200, json_type);
  expect_member(answer, account, "hasSecondFactor", has_factor);
  expect_member(answer, account, "recoveryCodesLeft", codes_left);
}

}  // namespace conformance::factors
