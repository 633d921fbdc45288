// What cases of passkeys share: a person who has one, and the pages on which it is used.
#pragma once

#include "session_calls.hpp"
#include "software_authenticator.hpp"

namespace conformance::passkeys {

using namespace sessions;

inline constexpr std::string_view own_factors = "/orgd/v1/me/factors";
inline constexpr std::string_view ask_to_sign_in = "/orgd/v1/sessions:challenge";
inline constexpr std::string_view ask_for_step = "/orgd/v1/sessions/current:challenge";
inline constexpr std::string_view verify = "/orgd/v1/sessions/current:verify";

/// The same to a server that is called by a name.
inline RequestSpec named(RequestSpec const& request) {
  return request.with("Host", std::string(host));
}
inline Answer send_by(World& w, RequestSpec const& request, std::string_view token) {
  return w.send(named(by(request, token)));
}

/// What a page would hand to an authenticator.
inline PasskeyPrompt prompt_of(std::string challenge) {
  return {.relying_party = "localhost",
          .origin = std::string(origin),
          .challenge = std::move(challenge)};
}

inline std::string assertion_of(PasskeyAssertion const& made, std::string_view user_handle = {}) {
  std::vector<Member> members{{"authenticatorData", conformance::quoted(made.authenticator_data)},
                              {"clientData", conformance::quoted(made.client_data)},
                              {"credentialId", conformance::quoted(made.id)},
                              {"signature", conformance::quoted(made.signature)}};
  if (!user_handle.empty()) members.emplace_back("userHandle", conformance::quoted(user_handle));
  return object(members);
}

inline std::string credential_of(PasskeyRegistration const& made) {
  return object(
      {{"credential", object({{"attestationObject", conformance::quoted(made.attestation_object)},
                              {"clientData", conformance::quoted(made.client_data)}})}});
}

/// A passkey that is to be made.
struct Asked {
  std::string id{};
  std::string challenge{};
  std::string user_handle{};
};

inline Answer ask_to_add(World& w, std::string_view token) {
  return send_by(w, plain("POST", own_factors, R"({"type":"passkey"})"), token);
}

inline Asked asked_in(Answer const& answer) {
  Node const made = expect_ok(answer, 201, json_type);
  Node const& options = member(answer, made, "creationOptions");
  return {.id = text_of(answer, made, "id"),
          .challenge = text_of(answer, options, "challenge"),
          .user_handle = text_of(answer, member(answer, options, "user"), "id")};
}

inline Answer confirm(World& w, std::string_view token, std::string_view id,
                      PasskeyRegistration const& made) {
  return send_by(
      w, plain("POST", fmt::format("{}/{}:confirm", own_factors, id), credential_of(made)), token);
}

/// A person with a passkey, and the session that has made it.
struct Holder {
  std::string username{};
  std::string token{};
  Asked factor{};
  SoftwareAuthenticator passkey{};
};

inline Holder new_holder(World& w, std::string_view role = "ORG_MEMBER") {
  Holder made{.username = w.person("dana")};
  w.new_member(made.username, role);
  made.token = sign_in(w, made.username);
  made.factor = asked_in(ask_to_add(w, made.token));
  expect_ok(
      confirm(w, made.token, made.factor.id, made.passkey.create(prompt_of(made.factor.challenge))),
      200, json_type);
  return made;
}

inline std::string challenge_of(Answer const& answer) {
  return text_of(answer, expect_ok(answer, 200, json_type), "challenge");
}
inline PasskeyPrompt sign_in_prompt(World& w) {
  return prompt_of(challenge_of(w.send(named(plain("POST", ask_to_sign_in)))));
}
inline PasskeyPrompt step_prompt(World& w, std::string_view token) {
  return prompt_of(challenge_of(send_by(w, plain("POST", ask_for_step), token)));
}

inline RequestSpec passkey_sign_in(PasskeyAssertion const& made, std::string_view user_handle,
                                   bool bearer = true) {
  return named(plain("POST", path,
                     object({{"assertion", assertion_of(made, user_handle)},
                             {"bearer", bearer ? "true" : "false"}})));
}

inline Answer show(World& w, std::string_view token, PasskeyAssertion const& made) {
  return send_by(w, plain("POST", verify, object({{"assertion", assertion_of(made)}})), token);
}

}  // namespace conformance::passkeys
