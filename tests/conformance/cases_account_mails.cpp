// What the holders of accounts are told by mail.
#include <algorithm>
#include <array>

#include "factor_calls.hpp"
#include "passkey_calls.hpp"

namespace conformance::account_mails {
namespace {

using namespace sessions;

std::int64_t count_of(World& w, std::string const& address, std::string_view kind) {
  auto const mails = w.door().backstage().mails_to(address);
  return std::ranges::count(mails, kind, &SeenMail::kind);
}

void expect_mails(World& w, Answer const& after, std::string const& address, std::string_view kind,
                  std::int64_t wanted) {
  expect_equal(after, fmt::format("mails \"{}\" to {}", kind, address),
               std::to_string(count_of(w, address, kind)), std::to_string(wanted));
}

void new_places(World& w) {
  constexpr std::string_view kind = "new sign-in";
  std::string const dana = w.person("dana");
  w.new_member(dana);
  auto const from = [&](std::string_view address) {
    Answer const answer = w.send(sign_in_request(dana).from(std::string(address)));
    expect_ok(answer, 201, json_type);
    return answer;
  };
  expect_mails(w, from("198.51.100.7"), dana, kind, 0);
  expect_mails(w, from("198.51.100.7"), dana, kind, 0);
  Answer const elsewhere = from("203.0.113.9");
  expect_mails(w, elsewhere, dana, kind, 1);
  auto const mails = w.door().backstage().mails_to(dana);
  auto const told = std::ranges::find(mails, kind, &SeenMail::kind);
  expect(elsewhere, told->facts.contains("203.0.113.9"), "the address to be told");
  expect_mails(w, from("203.0.113.9"), dana, kind, 1);
  // One network of IPv6 is one place.
  expect_mails(w, from("2001:db8:1:2::3"), dana, kind, 2);
  expect_mails(w, from("2001:db8:1:2::4"), dana, kind, 2);
  // A browser that is known may travel.
  std::string const device = cookie_in(sign_in_by_page(w, dana), "orgd_device_8080=");
  auto const before = count_of(w, dana, kind);
  Answer const travels = w.send(
      from_page(sign_in_request(dana, password, false)).with("Cookie", device).from("192.0.2.200"));
  expect_ok(travels, 201, json_type);
  expect_mails(w, travels, dana, kind, before);
}

void changed_passwords(World& w) {
  std::string const dana = w.person("dana");
  w.new_member(dana);
  std::string const token = sign_in(w, dana);
  auto const change = [&](std::string_view from, std::string_view to) {
    return w.send(
        by(plain("POST", "/orgd/v1/me:changePassword",
                 object({{"currentPassword", quoted(from)}, {"newPassword", quoted(to)}})),
           token));
  };
  Answer const wrong = change("another horse", "battery staple 7");
  expect_code(wrong, 403, "WRONG_PASSWORD");
  expect_mails(w, wrong, dana, "password changed", 0);
  Answer const done = change(password, "battery staple 7");
  expect_no_content(done, json_type);
  expect_mails(w, done, dana, "password changed", 1);
}

void changed_factors(World& w) {
  auto const dana = factors::new_holder(w);
  std::string const path = fmt::format("{}/{}", factors::own_factors, dana.factor.id);
  Answer const refused = w.send(plain("DELETE", path));
  expect_mails(w, refused, dana.username, "factors changed", 1);
  Answer const removed = w.send(by(plain("DELETE", path), dana.token));
  expect_no_content(removed, json_type);
  expect_mails(w, removed, dana.username, "factors changed", 2);
}

void stale_counters(World& w) {
  constexpr std::string_view kind = "passkey counter";
  auto dana = passkeys::new_holder(w);
  auto const signed_in_at = [&](std::uint32_t count) {
    dana.passkey.count = count;
    Answer const answer = w.send(passkeys::passkey_sign_in(
        dana.passkey.get(passkeys::sign_in_prompt(w)), dana.factor.user_handle));
    expect_ok(answer, 201, json_type);
    return answer;
  };
  // A passkey that is the same on several devices does not count.
  for (std::uint32_t const count : {0U, 0U, 7U})
    expect_mails(w, signed_in_at(count), dana.username, kind, 0);
  Answer const stale = signed_in_at(3);
  expect_mails(w, stale, dana.username, kind, 1);
  auto const mails = w.door().backstage().mails_to(dana.username);
  auto const told = std::ranges::find(mails, kind, &SeenMail::kind);
  expect(stale, told->facts.contains(R"("passkey":"Passkey")"), "the passkey to be named");
  Answer const half = w.send(sign_in_request(dana.username));
  std::string const token = text_of(half, expect_ok(half, 201, json_type), "token");
  auto const prompt = passkeys::step_prompt(w, token);
  dana.passkey.count = 1;
  Answer const step = passkeys::show(w, token, dana.passkey.get(prompt));
  expect_ok(step, 200, json_type);
  expect_mails(w, step, dana.username, kind, 2);
}

void new_keys(World& w) {
  constexpr std::string_view kind = "API key created";
  std::string const owner = w.person("owner");
  std::string const member = w.person("member");
  w.new_member(owner, "ORG_OWNER");
  w.new_member(member);
  Answer const refused = w.post(w.org("/apiKeys"), R"({"desc":"a key","roles":[]})");
  expect_mails(w, refused, owner, kind, 0);
  Answer const made = w.post(w.org("/apiKeys"), R"({"desc":"a key","roles":["ORG_MEMBER"]})");
  std::string const key = text_of(made, expect_ok(made), "publicKey");
  expect_mails(w, made, owner, kind, 1);
  expect_mails(w, made, member, kind, 0);
  auto const mails = w.door().backstage().mails_to(owner);
  auto const told = std::ranges::find(mails, kind, &SeenMail::kind);
  expect(made, told->facts.contains(key) && told->facts.contains("a key"), "the key to be named");
}

void new_owners(World& w) {
  constexpr std::string_view kind = "owner changed";
  std::string const dana = w.person("dana");
  std::string const kim = w.person("kim");
  w.new_member(dana, "ORG_OWNER");
  Answer const answer = w.get(w.org());
  expect_mails(w, answer, dana, kind, 1);
  Node const member = w.new_member(kim);
  expect_mails(w, answer, kim, kind, 0);
  expect_mails(w, answer, dana, kind, 1);
  std::string const user = w.org("/users/" + member.find("id")->text);
  auto const patch = [&](std::string body) {
    return w.send(w.request("PATCH", user, std::move(body))
                      .with("Accept", std::string(v2025))
                      .with("Content-Type", std::string(v2025)));
  };
  Answer const up = patch(R"({"roles":{"orgRoles":["ORG_OWNER"]}})");
  expect_ok(up, 200, v2025);
  expect_mails(w, up, kim, kind, 1);
  expect_mails(w, up, dana, kind, 2);
  Answer const down = patch(R"({"roles":{"orgRoles":["ORG_MEMBER"]}})");
  expect_ok(down, 200, v2025);
  expect_mails(w, down, kim, kind, 2);
  expect_mails(w, down, dana, kind, 3);
  Answer const same = patch(R"({"roles":{"orgRoles":["ORG_READ_ONLY"]}})");
  expect_ok(same, 200, v2025);
  expect_mails(w, same, dana, kind, 3);
}

constexpr std::array cases{
    Case{"a sign-in from a new place is told to the person", new_places},
    Case{"a changed password is told to the person", changed_passwords},
    Case{"a change of second factors is told to the person", changed_factors},
    Case{"a passkey whose counter has not grown is told to the person", stale_counters},
    Case{"a new key is told to the owners", new_keys},
    Case{"who becomes an owner, or ceases to be, is told to the person and the owners", new_owners},
};

}  // namespace
}  // namespace conformance::account_mails

std::span<conformance::Case const> conformance::account_mail_cases() {
  return account_mails::cases;
}
