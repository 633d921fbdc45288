// E-mail addresses: shown as they were sent, found in every spelling, internationalized domains,
// and the sizes of RFC 5321.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"

namespace conformance::addresses {
namespace {

constexpr std::string_view plain = "application/json";

Answer invite(World& w, std::string_view username) {
  return w.post(w.org("/invites"), object({{"username", quoted(username)}}));
}

void shown_as_sent(World& w) {
  constexpr std::string_view sent = "Dana.Doe@Example.ORG";
  Answer const answer = invite(w, sent);
  Node const made = expect_ok(answer);
  expect_text(answer, made, "username", sent);
  std::string const id = text_of(answer, made, "id");
  Answer const read = w.get(w.org("/invites/" + id));
  expect_text(read, expect_ok(read), "username", sent);
  for (auto const* spelling : {"dana.doe@example.org", "DANA.DOE@EXAMPLE.ORG"}) {
    expect_error_on(invite(w, spelling), 400, "DEFAULT_INVITATION_EXCEPTION", spelling);
    Answer const list = w.get(w.org(std::string("/invites?username=") + spelling));
    expect(list, column(list, expect_ok(list), "username") == std::vector{std::string(sent)},
           "the invitation as it was sent");
    Answer const changed =
        w.patch(w.org("/invites"),
                object({{"username", quoted(spelling)}, {"roles", texts({"ORG_READ_ONLY"})}}));
    expect_text(changed, expect_ok(changed), "username", sent);
  }
  expect(answer, w.users_2025("?username=dana.doe@EXAMPLE.org").children.size() == 1,
         "the person among the users");
}

void an_account_keeps_its_spelling(World& w) {
  std::string const lower = w.person("spelled");
  std::string sent = lower;
  sent[0] = static_cast<char>(sent[0] - 32);
  Answer const made = invite(w, sent);
  std::string const id = text_of(made, expect_ok(made), "id");
  expect_ok(w.send(w.link_request(w.link_of(id), account_body())), 200, plain);
  Answer const users = w.get(w.org("/users"));
  Node const page = expect_ok(users);
  Node const& user = element_with(users, member(users, page, "results"), "username", sent);
  expect_text(users, user, "emailAddress", sent);
  // The same person elsewhere: the invitation shows what is sent there, the member the account.
  Organization const other = w.another_organization();
  Answer const again = w.send(
      w.request("POST", "/orgs/" + other.id + "/invites", object({{"username", quoted(lower)}}))
          .by(other.key.pair));
  expect_text(again, expect_ok(again), "username", lower);
  std::string const second = text_of(again, expect_ok(again), "id");
  Answer const joined = w.send(w.link_request(w.link_of(second), "{}"));
  expect_text(joined, expect_ok(joined, 200, plain), "username", sent);
}

void international_domains(World& w) {
  struct Pair {
    std::string_view sent, ascii;
  };
  for (auto const& [sent, ascii] : {Pair{"dana@Bücher.example", "dana@xn--bcher-kva.example"},
                                    Pair{"dana@faß.example", "dana@xn--fa-hia.example"},
                                    Pair{"dana@例え.テスト", "dana@xn--r8jz45g.xn--zckzah"},
                                    Pair{"dana@भारत.example", "dana@xn--h2brj9c.example"}}) {
    Answer const answer = invite(w, sent);
    expect_text(answer, expect_ok(answer), "username", sent);
    expect_code(invite(w, ascii), 400, "DEFAULT_INVITATION_EXCEPTION");
    Answer const list = w.get(w.org(fmt::format("/invites?username={}", ascii)));
    expect(list, column(list, expect_ok(list), "username") == std::vector{std::string(sent)},
           "found by its A-labels");
  }
}

std::string times(std::size_t count, char c) { return std::string(count, c); }  // NOLINT

void sizes(World& w) {
  std::string const label = times(63, 'd');
  expect_ok(invite(w, times(64, 'a') + "@example.org"));
  expect_ok(invite(w, "a@" + label + ".org"));
  std::string const longest = times(58, 'a') + "@" + label + "." + label + "." + label + ".org";
  expect_ok(invite(w, longest));
  std::vector<std::string> const refused{
      times(65, 'a') + "@example.org",
      "a@" + label + "d.org",
      "user@1.2.3.4",
      "user@[1.2.3.4]",
      "user@2001:db8::1",
      times(64, 'a') + "@" + label + "." + label + "." + label + ".org"};
  for (std::string const& name : refused)
    expect_code(invite(w, name), 400, "INVALID_EMAIL_ADDRESS");
}

void told_what_is_wrong(World& w) {
  struct Wrong {
    std::string name, words;
  };
  for (auto const& [name, words] :
       {Wrong{times(65, 'a') + "@example.org", "65 characters before the @; 64 are allowed"},
        Wrong{"a@" + times(64, 'd') + ".org", "a label of 64 characters"},
        Wrong{"user@1.2.3.4", "an IP address, where a domain must stand"},
        Wrong{"us\u200ber@example.org", "U+200B at position 3"}}) {
    Answer const answer = invite(w, name);
    expect_code(answer, 400, "INVALID_EMAIL_ADDRESS");
    expect(answer, text_of(answer, json_of(answer), "detail").contains(words), words);
  }
}

void empty_filters(World& w) {
  expect_error_on(w.get(w.org("/invites?username=")), 400, "INVALID_QUERY_PARAMETER", "username");
  expect_error_on(w.get_2025(w.org("/users?username=")), 400, "INVALID_QUERY_PARAMETER",
                  "username");
  expect_error_on(w.get_2025(w.org("/users?orgMembershipStatus=")), 400, "INVALID_QUERY_PARAMETER",
                  "orgMembershipStatus");
  expect_ok(w.get(w.org("/groups?name=")));
}

constexpr std::array cases{
    Case{"an address is shown as it was sent and found in every case", shown_as_sent},
    Case{"an account keeps the spelling with which it was accepted", an_account_keeps_its_spelling},
    Case{"a domain may be internationalized, and is found by its A-labels", international_domains},
    Case{"addresses have the sizes of RFC 5321, and domains", sizes},
    Case{"the error tells what is wrong with an address", told_what_is_wrong},
    Case{"an empty filter is refused, but for the beginning of a name", empty_filters},
};

}  // namespace
}  // namespace conformance::addresses

std::span<conformance::Case const> conformance::address_cases() { return addresses::cases; }
