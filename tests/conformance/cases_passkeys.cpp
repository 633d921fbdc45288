// Passkeys: making one, signing in with it alone, and showing it as the second factor.
#include <array>

#include "passkey_calls.hpp"

namespace conformance::passkey_cases_of {
namespace {

using namespace passkeys;
using namespace std::chrono_literals;

void expect_failed(Answer const& answer) { expect_code(answer, 403, "SECOND_FACTOR_FAILED"); }

void adding(World& w) {
  std::string const dana = w.person("dana");
  w.new_member(dana);
  std::string const other = sign_in(w, dana);
  std::string const token = sign_in(w, dana);
  Answer const answer = ask_to_add(w, token);
  Node const made = expect_ok(answer, 201, json_type);
  expect_members(answer, made, {"createdAt", "creationOptions", "id", "name", "type"});
  expect_header(answer, "Cache-Control", "no-store");
  Node const& options = member(answer, made, "creationOptions");
  expect_member(answer, options, "attestation", R"("none")");
  expect_member(answer, options, "excludeCredentials", "[]");
  expect_member(answer, options, "rp", R"({"id":"localhost","name":"localhost"})");
  expect_member(answer, options, "timeout", "300000");
  Node const& keys = member(answer, options, "pubKeyCredParams");
  expect_equal(answer, "how many kinds of keys", std::to_string(keys.children.size()), "3");
  expect_text(answer, member(answer, options, "user"), "name", dana);
  Asked const asked = asked_in(answer);
  SoftwareAuthenticator passkey;
  auto const created = passkey.create(prompt_of(asked.challenge));
  expect_error_on(
      send_by(w, plain("POST", fmt::format("{}/{}:confirm", own_factors, asked.id), "{}"), token),
      400, "MISSING_ATTRIBUTE", "credential");
  Answer const confirmed = confirm(w, token, asked.id, created);
  expect_members(confirmed, expect_ok(confirmed, 200, json_type),
                 {"confirmedAt", "createdAt", "id", "lastUsedAt", "name", "type"});
  expect_signed_out(w.send(by(plain("GET", current), other)));
  expect_error_on(confirm(w, token, asked.id, created), 404, "FACTOR_NOT_FOUND", asked.id);
  Answer const again = ask_to_add(w, token);
  Node const second = expect_ok(again, 201, json_type);
  expect_member(again, member(again, second, "creationOptions"), "excludeCredentials",
                fmt::format(R"([{{"id":"{}","type":"public-key"}}])", created.id));
}

// What is made for another challenge, page or person is no passkey of this one.
void making_wrongly(World& w) {
  Holder dana = new_holder(w);
  Asked const asked = asked_in(ask_to_add(w, dana.token));
  auto const try_with = [&](PasskeyPrompt const& prompt, PasskeyQuirks const& quirks = {}) {
    SoftwareAuthenticator passkey;
    return confirm(w, dana.token, asked.id, passkey.create(prompt, quirks));
  };
  PasskeyPrompt other = prompt_of(asked.challenge);
  other.origin = "http://localhost:8081";
  expect_failed(try_with(other));
  expect_failed(try_with(prompt_of(dana.factor.challenge)));
  expect_failed(try_with(step_prompt(w, dana.token)));
  expect_failed(try_with(prompt_of(asked.challenge), {.flags = 0x04}));
  // The same again is not new.
  Asked const later = asked_in(ask_to_add(w, dana.token));
  expect_failed(confirm(w, dana.token, later.id, dana.passkey.create(prompt_of(later.challenge))));
}

void signing_in(World& w) {
  Holder dana = new_holder(w, "ORG_OWNER");
  expect_ok(w.patch(w.org("/settings"), R"({"multiFactorAuthRequired":true})"));
  Answer const asked = w.send(named(plain("POST", ask_to_sign_in)));
  Node const options = expect_ok(asked, 200, json_type);
  expect_members(asked, options,
                 {"allowCredentials", "challenge", "rpId", "timeout", "userVerification"});
  expect_member(asked, options, "allowCredentials", "[]");
  expect_text(asked, options, "rpId", "localhost");
  expect_text(asked, options, "userVerification", "required");
  auto const shown = dana.passkey.get(prompt_of(challenge_of(asked)));
  Answer const answer = w.send(passkey_sign_in(shown, dana.factor.user_handle));
  Node const session = expect_ok(answer, 201, json_type);
  expect_text(answer, session, "state", "ACTIVE");
  expect_text(answer, session, "method", "PASSKEY");
  expect_member(answer, session, "factors", R"(["passkey"])");
  std::string const token = text_of(answer, session, "token");
  expect_ok(w.send(by(plain("GET", me), token)), 200, json_type);
  // It was shown just now: whoever demands a second factor is content.
  expect_ok(w.send(by(w.request("GET", w.org()), token)));
  expect_code(w.send(passkey_sign_in(shown, dana.factor.user_handle)), 401, "SIGN_IN_FAILED");
}

void signing_in_wrongly(World& w) {
  Holder dana = new_holder(w);
  Holder eve{.username = w.person("eve")};
  w.new_member(eve.username);
  eve.token = sign_in(w, eve.username);
  eve.factor = asked_in(ask_to_add(w, eve.token));
  auto const try_with = [&](PasskeyAssertion const& shown, std::string_view handle) {
    expect_code(w.send(passkey_sign_in(shown, handle)), 401, "SIGN_IN_FAILED");
  };
  std::string const& handle = dana.factor.user_handle;
  try_with(dana.passkey.get(sign_in_prompt(w)), eve.factor.user_handle);
  try_with(dana.passkey.get(sign_in_prompt(w)), "");
  try_with(dana.passkey.get(sign_in_prompt(w)), "nobody");
  try_with(eve.passkey.get(sign_in_prompt(w)), handle);
  // Somebody was there, who may be anybody.
  try_with(dana.passkey.get(sign_in_prompt(w), {.flags = 0x01}), handle);
  try_with(dana.passkey.get(step_prompt(w, dana.token)), handle);
  PasskeyPrompt other = sign_in_prompt(w);
  other.origin = "https://orgd.example.net";
  try_with(dana.passkey.get(other), handle);
  auto of_another_key = dana.passkey.get(sign_in_prompt(w));
  of_another_key.signature = eve.passkey.get(sign_in_prompt(w)).signature;
  try_with(of_another_key, handle);
  // None of these was counted.
  expect_ok(w.send(passkey_sign_in(dana.passkey.get(sign_in_prompt(w)), handle)), 201, json_type);
}

void second_step(World& w) {
  Holder dana = new_holder(w);
  Answer const begun = w.send(sign_in_request(dana.username));
  Node const half = expect_ok(begun, 201, json_type);
  expect_text(begun, half, "state", "SECOND_FACTOR_REQUIRED");
  expect_member(begun, half, "factors", R"(["passkey"])");
  std::string const token = text_of(begun, half, "token");
  Answer const asked = send_by(w, plain("POST", ask_for_step), token);
  Node const options = expect_ok(asked, 200, json_type);
  expect_text(asked, options, "userVerification", "preferred");
  Node const& allowed = member(asked, options, "allowCredentials");
  expect_equal(asked, "how many passkeys", std::to_string(allowed.children.size()), "1");
  expect_failed(show(w, token, dana.passkey.get(sign_in_prompt(w))));
  expect_failed(show(w, token, dana.passkey.get(step_prompt(w, dana.token))));
  // The password has told who it is.
  auto const shown = dana.passkey.get(prompt_of(challenge_of(asked)), {.flags = 0x01});
  Answer const done = show(w, token, shown);
  expect_text(done, expect_ok(done, 200, json_type), "state", "ACTIVE");
  expect_ok(w.send(by(plain("GET", me), token)), 200, json_type);
  expect_failed(show(w, token, shown));
}

void without_one(World& w) {
  std::string const dana = w.person("dana");
  w.new_member(dana);
  std::string const token = sign_in(w, dana);
  expect_code(send_by(w, plain("POST", ask_for_step), token), 409, "SECOND_FACTOR_MISSING");
  // One that was never made is none.
  ask_to_add(w, token);
  expect_code(send_by(w, plain("POST", ask_for_step), token), 409, "SECOND_FACTOR_MISSING");
  Node const half = json_of(w.send(sign_in_request(dana)));
  expect(w.send(by(plain("GET", me), token)), half.find("state")->text == "ACTIVE", "no step");
}

void one_way(World& w) {
  Holder dana = new_holder(w);
  auto const ask = [&](std::vector<Member> members) {
    return w.send(named(plain("POST", path, object(members))));
  };
  Member const bearer{"bearer", "true"};
  Member const username{"username", quoted(dana.username)};
  Member const assertion{"assertion", assertion_of(dana.passkey.get(sign_in_prompt(w)))};
  expect_error_on(ask({bearer}), 400, "MISSING_ATTRIBUTE", "username");
  expect_error_on(ask({bearer, username}), 400, "MISSING_ATTRIBUTE", "password");
  expect_code(ask({bearer, username, assertion}), 400, "VALIDATION_ERROR");
}

void hosts(World& w) {
  if (w.door().base_url() == origin) throw Skip{"the server knows its name"};
  Holder dana = new_holder(w);
  auto const at_address = [&](RequestSpec const& request) {
    return w.send(by(request, dana.token).with("Host", "127.0.0.1:8080"));
  };
  for (RequestSpec const& request :
       {plain("POST", own_factors, R"({"type":"passkey"})"), plain("POST", ask_for_step)})
    expect_code(at_address(request), 400, "PASSKEYS_NEED_HOST_NAME");
  for (auto const* const elsewhere : {"127.0.0.1:8080", "[::1]:8080", "orgd.example.org"})
    expect_code(w.send(plain("POST", ask_to_sign_in).with("Host", elsewhere)), 400,
                "PASSKEYS_NEED_HOST_NAME");
  expect_code(w.send(passkey_sign_in(dana.passkey.get(sign_in_prompt(w)), dana.factor.user_handle)
                         .with("Host", "127.0.0.1:8080")),
              401, "SIGN_IN_FAILED");
}

void browsers(World& w) {
  Holder dana = new_holder(w);
  Answer const answer = w.send(from_page(
      passkey_sign_in(dana.passkey.get(sign_in_prompt(w)), dana.factor.user_handle, false)));
  Node const session = expect_ok(answer, 201, json_type);
  expect(answer, !session.find("token"), "no token beside the cookie");
  cookie_in(answer, "orgd_device_8080=");
  std::string const cookie = cookie_in(answer, "orgd_session_8080=");
  expect_ok(w.send(named(plain("GET", me)).with("Cookie", cookie)), 200, json_type);
}

void counters(World& w) {
  Holder dana = new_holder(w);
  auto const try_with = [&](std::uint32_t count) {
    dana.passkey.count = count;
    return w.send(passkey_sign_in(dana.passkey.get(sign_in_prompt(w)), dana.factor.user_handle));
  };
  for (std::uint32_t const count : {0U, 0U, 7U, 3U}) expect_ok(try_with(count), 201, json_type);
}

void five_minutes(World& w) {
  Holder dana = new_holder(w);
  PasskeyPrompt const young = sign_in_prompt(w);
  w.door().advance_clock(5min);
  expect_ok(w.send(passkey_sign_in(dana.passkey.get(young), dana.factor.user_handle)), 201,
            json_type);
  PasskeyPrompt const old = sign_in_prompt(w);
  w.door().advance_clock(5min + 1s);
  expect_code(w.send(passkey_sign_in(dana.passkey.get(old), dana.factor.user_handle)), 401,
              "SIGN_IN_FAILED");
}

constexpr std::array cases{
    Case{"a passkey is made once, for one person and one page", adding},
    Case{"a passkey made for something else is not accepted", making_wrongly},
    Case{"a passkey that knows the person signs in alone, once for each challenge", signing_in},
    Case{"a passkey signs in nobody else and from nowhere else", signing_in_wrongly},
    Case{"a passkey is a second factor", second_step},
    Case{"whoever has no passkey is not asked for one", without_one},
    Case{"a person signs in in one way", one_way},
    Case{"passkeys are for servers with a name", hosts},
    Case{"a browser is known after it has shown a passkey", browsers},
    Case{"a counter that has not grown keeps nobody out", counters},
    Case{"a challenge counts for five minutes", five_minutes},
};

}  // namespace
}  // namespace conformance::passkey_cases_of

std::span<conformance::Case const> conformance::passkey_cases() { return passkey_cases_of::cases; }
