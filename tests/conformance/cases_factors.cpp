// Second factors: adding and removing them, signing in with them, and codes for whoever lost them.
#include <array>

#include "factor_calls.hpp"

namespace conformance::factor_cases_of {
namespace {

using namespace factors;

void adding(World& w) {
  std::string const dana = w.person("dana");
  w.new_member(dana);
  std::string const other = sign_in(w, dana);
  std::string const token = sign_in(w, dana);
  Answer const answer =
      w.send(by(plain("POST", own_factors, R"({"type":"totp","name":"My phone"})"), token));
  Node const made = expect_ok(answer, 201, json_type);
  expect_members(answer, made, {"createdAt", "id", "name", "qrCode", "secret", "type", "uri"});
  expect_text(answer, made, "name", "My phone");
  expect_header(answer, "Cache-Control", "no-store");
  std::string const secret = text_of(answer, made, "secret");
  std::string const uri = text_of(answer, made, "uri");
  expect(answer, uri.starts_with("otpauth://totp/"), "a URI for an app");
  expect(answer, uri.contains("secret=" + secret), "the secret in it");
  std::string const picture = text_of(answer, made, "qrCode");
  expect(answer, picture.starts_with("<svg ") && !picture.contains("<script"), "a picture");
  expect_me(w, token, "false", "0");
  std::string const id = text_of(answer, made, "id");
  AuthenticatorApp const app(secret);
  auto const now = expect_date(answer, made, "createdAt");
  expect_error(confirm(w, token, id, "nothing"), 403, "SECOND_FACTOR_FAILED", "[]");
  expect_error_on(confirm(w, token, nobody_id, app.code_at(now)), 404, "FACTOR_NOT_FOUND",
                  nobody_id);
  // A factor that works for nobody yet asks nobody for it.
  expect_text(w.send(by(plain("GET", current), other)),
              expect_ok(w.send(by(plain("GET", current), other)), 200, json_type), "state",
              "ACTIVE");
  Answer const confirmed = confirm(w, token, id, app.code_at(now));
  expect_members(confirmed, expect_ok(confirmed, 200, json_type),
                 {"confirmedAt", "createdAt", "id", "lastUsedAt", "name", "type"});
  expect_signed_out(w.send(by(plain("GET", current), other)));
  expect_me(w, token, "true", "0");
  expect_error_on(confirm(w, token, id, app.code_at(now + code_seconds)), 404, "FACTOR_NOT_FOUND",
                  id);
  Answer const listed = w.send(by(plain("GET", own_factors), token));
  Node const list = expect_ok(listed, 200, json_type);
  expect_members(listed, element_with(listed, list, "id", id),
                 {"confirmedAt", "createdAt", "id", "lastUsedAt", "name", "type"});
  expect(listed, !listed.body.contains(secret), "no secret a second time");
}

void signing_in(World& w) {
  Holder const dana = new_holder(w);
  Answer const begun = w.send(sign_in_request(dana.username));
  Node const half = expect_ok(begun, 201, json_type);
  expect_text(begun, half, "state", "SECOND_FACTOR_REQUIRED");
  expect_member(begun, half, "factors", R"(["totp"])");
  std::string const token = text_of(begun, half, "token");
  for (RequestSpec const& request :
       {w.request("GET", "/orgs"), w.request("GET", w.org()), w.request("GET", ""),
        w.request("PATCH", w.org(), R"({"name":"X"})"), plain("GET", me), plain("GET", path),
        plain("GET", own_factors), plain("POST", own_factors, R"({"type":"totp"})"),
        plain("POST", recovery_codes), plain("PATCH", me, R"({"firstName":"Eve"})"),
        plain("POST", "/orgd/v1/me:changePassword",
              object({{"currentPassword", quoted(password)},
                      {"newPassword", quoted("battery staple 7")}}))})
    expect_error(w.send(by(request, token)), 403, "SECOND_FACTOR_REQUIRED", "[]");
  Answer const shown = w.send(by(plain("GET", current), token));
  expect_text(shown, expect_ok(shown, 200, json_type), "state", "SECOND_FACTOR_REQUIRED");
  expect_code(show(w, token, "000000x"), 403, "SECOND_FACTOR_FAILED");
  std::string const code = dana.next_code();
  Answer const done = show(w, token, code);
  expect_text(done, expect_ok(done, 200, json_type), "state", "ACTIVE");
  expect_ok(w.send(by(w.request("GET", w.org()), token)));
  // The code has been used: not even this session may show it again.
  expect_code(show(w, token, code), 403, "SECOND_FACTOR_FAILED");
}

void signing_out_half_way(World& w) {
  Holder const dana = new_holder(w);
  std::string const token = sign_in(w, dana.username);
  expect_no_content(w.send(by(plain("DELETE", current), token)), json_type);
  expect_signed_out(w.send(by(plain("GET", current), token)));
  expect_ok(w.send(by(plain("GET", me), dana.token)), 200, json_type);
}

void recovering(World& w) {
  std::string const eve = w.person("eve");
  w.new_member(eve);
  std::string const without = sign_in(w, eve);
  expect_error(w.send(by(plain("POST", recovery_codes), without)), 409, "SECOND_FACTOR_MISSING",
               "[]");
  expect_error(show(w, without, "123456"), 409, "SECOND_FACTOR_MISSING", "[]");
  Holder const dana = new_holder(w);
  auto const codes = new_recovery_codes(w, dana.token);
  expect_me(w, dana.token, "true", "10");
  std::string const token = sign_in(w, dana.username);
  std::string typed = " " + codes.at(3);
  for (char& c : typed) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  expect_ok(show_recovery_code(w, token, typed), 200, json_type);
  expect_me(w, token, "true", "9");
  std::string const next = sign_in(w, dana.username);
  expect_code(show_recovery_code(w, next, codes.at(3)), 403, "SECOND_FACTOR_FAILED");
  auto const newer = new_recovery_codes(w, token);
  expect_me(w, token, "true", "10");
  expect_code(show_recovery_code(w, next, codes.at(4)), 403, "SECOND_FACTOR_FAILED");
  expect_ok(show_recovery_code(w, next, newer.at(4)), 200, json_type);
}

void what_a_step_holds(World& w) {
  Holder const dana = new_holder(w);
  auto const ask = [&](std::string body) {
    return w.send(by(plain("POST", verify, std::move(body)), dana.token));
  };
  expect_error_on(ask("{}"), 400, "MISSING_ATTRIBUTE", "code");
  expect_code(ask(R"({"code":"123456","recoveryCode":"abcd"})"), 400, "VALIDATION_ERROR");
}

void removing(World& w) {
  Holder const dana = new_holder(w);
  auto const codes = new_recovery_codes(w, dana.token);
  std::string const other = sign_in(w, dana.username);
  expect_ok(show_recovery_code(w, other, codes.front()), 200, json_type);
  auto const remove = [&](std::string_view id) {
    return w.send(by(plain("DELETE", fmt::format("{}/{}", own_factors, id)), dana.token));
  };
  expect_error_on(remove(nobody_id), 404, "FACTOR_NOT_FOUND", nobody_id);
  expect_no_content(remove(dana.factor.id), json_type);
  expect_signed_out(w.send(by(plain("GET", me), other)));
  expect_me(w, dana.token, "false", "0");
  Answer const answer = w.send(sign_in_request(dana.username));
  Node const session = expect_ok(answer, 201, json_type);
  expect_text(answer, session, "state", "ACTIVE");
  expect_member(answer, session, "factors", "[]");
}

void browsers(World& w) {
  Holder const dana = new_holder(w);
  Answer const begun = sign_in_by_page(w, dana.username);
  expect_ok(begun, 201, json_type);
  expect_equal(begun, "how many cookies", std::to_string(begun.all("Set-Cookie").size()), "1");
  std::string const cookie = cookie_in(begun, "orgd_session_8080=");
  Answer const done = w.send(from_page(second_step(dana.next_code())).with("Cookie", cookie));
  expect_ok(done, 200, json_type);
  cookie_in(done, "orgd_device_8080=");
  expect_equal(done, "how many cookies", std::to_string(done.all("Set-Cookie").size()), "1");
}

void at_most_ten(World& w) {
  Holder const dana = new_holder(w);
  for (int i = 1; i < 10; ++i) {
    Added const another = add(w, dana.token);
    expect_ok(confirm(w, dana.token, another.id, another.app.code_at(another.at)), 200, json_type);
  }
  expect_error(ask_to_add(w, dana.token), 400, "MAX_FACTORS_EXCEEDED", "[10]");
}

void pending_ones(World& w) {
  std::string const dana = w.person("dana");
  w.new_member(dana);
  std::string const token = sign_in(w, dana);
  Added const first = add(w, token);
  Added const second = add(w, token);
  expect_error_on(confirm(w, token, first.id, first.app.code_at(first.at)), 404, "FACTOR_NOT_FOUND",
                  first.id);
  expect_no_content(
      w.send(by(plain("DELETE", fmt::format("{}/{}", own_factors, second.id)), token)), json_type);
  Answer const answer = w.send(by(plain("GET", own_factors), token));
  expect_equal(answer, "how many are left",
               std::to_string(expect_ok(answer, 200, json_type).children.size()), "0");
}

void reset(World& w) {
  Holder const dana = new_holder(w);
  new_recovery_codes(w, dana.token);
  w.operate({"person", "reset-factors", "--email", dana.username});
  expect_signed_out(w.send(by(plain("GET", me), dana.token)));
  std::string const token = sign_in(w, dana.username);
  expect_me(w, token, "false", "0");
  Answer const trail = w.get(w.org("/events?eventType=USER_SECOND_FACTORS_RESET"));
  expect_member(trail, expect_ok(trail), "totalCount", "1");
}

constexpr std::array cases{
    Case{"a factor counts once it has been shown, and ends other sessions", adding},
    Case{"whoever has a factor signs in in two steps", signing_in},
    Case{"a sign-in can be given up between its steps", signing_out_half_way},
    Case{"a recovery code signs in once", recovering},
    Case{"a second step shows one thing", what_a_step_holds},
    Case{"without a factor the password is enough again", removing},
    Case{"a browser is known after the second step alone", browsers},
    Case{"a person has ten factors at most", at_most_ten},
    Case{"a factor that was never confirmed makes room for the next", pending_ones},
    Case{"an operator takes the factors from whoever has lost them", reset},
};

}  // namespace
}  // namespace conformance::factor_cases_of

std::span<conformance::Case const> conformance::factor_cases() { return factor_cases_of::cases; }
