// What a server does otherwise when it is set as the hosted service is: both sides of each row of
// src/service/fidelity.hpp, which names the case here that shows it.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"
#include "client_calls.hpp"
#include "later_people.hpp"

namespace conformance::fidelity {
namespace {

std::unique_ptr<Door> hosted(World& w) {
  return w.door().backstage().server_with({{"fidelity", "hosted"}});
}

// Not held against the rules of all answers: those are a lenient server's.
Answer ask(Door& server, RequestSpec const& request) { return server.send(request); }

std::string with_charset(std::string_view media_type) {
  return fmt::format("{};charset=utf-8", media_type);
}

void versions(World& w) {
  auto const server = hosted(w);
  RequestSpec const reading = w.request("GET", w.org());
  for (RequestSpec const& request :
       {reading.with("Accept", "application/json"), reading.with("Accept", "application/*"),
        reading.with("Accept", "*/*"), reading.without("Accept")}) {
    expect_error(w.send_to(*server, request), 406, "INVALID_VERSION_DATE", "[]");
    expect_ok(w.send(request));
  }
  RequestSpec const deleting = w.request("DELETE", w.org("/apiKeys/" + w.new_key("ORG_MEMBER").id));
  expect_no_content(ask(*server, deleting.with("Accept", "application/json")), with_charset(v2023));
}

void media_types(World& w) {
  auto const server = hosted(w);
  expect_ok(ask(*server, w.request("GET", w.org())), 200, with_charset(v2023));
  RequestSpec const later = later::as_2025(w, "GET", w.org("/users"));
  expect_ok(ask(*server, later), 200, with_charset(v2025));
  expect_ok(w.send(later), 200, v2025);
  RequestSpec const unknown = w.request("GET", "/orgs/" + std::string(nobody_id));
  expect_error_on(w.send_to(*server, unknown), 404, "ORG_NOT_FOUND", nobody_id);
}

void names(World& w) {
  auto const server = hosted(w);
  auto const renamed = [&](std::string_view name) {
    return w.request("PATCH", w.org(), object({{"name", quoted(name)}}));
  };
  for (auto const* name : {"a b", "a{b", "a}b", "Cafe\u0301", "भारत",
                           "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"}) {
    expect_error_on(w.send_to(*server, renamed(name)), 400, "INVALID_ORG_NAME", name);
    expect_ok(w.send(renamed(name)));
  }
  constexpr std::string_view fine = "Ärzte_語-12.(),:&@+'";
  Answer const answer = ask(*server, renamed(fine));
  expect_text(answer, expect_ok(answer, 200, with_charset(v2023)), "name", fine);
  std::string const project = object({{"name", quoted("a b")}, {"orgId", quoted(w.id())}});
  expect_error_on(w.send_to(*server, w.request("POST", "/groups", project)), 400,
                  "INVALID_GROUP_NAME", "a b");
}

// What the client signed is not what arrived: something between them changed the path.
void uri_of_another_target(World& w) {
  auto const server = hosted(w);
  RequestSpec const request = w.request("GET", w.org()).by_nobody();
  constexpr std::string_view other = "/api/atlas/v2/orgs";
  auto const signed_for_other = [&](Door& door) {
    auto const challenge =
        parse_challenge(w.send_to(door, request).header("WWW-Authenticate")).value();
    return request.with("Authorization",
                        authorization(challenge, w.key(), request, {.uri = other}));
  };
  expect_error(w.send_to(*server, signed_for_other(*server)), 400, "CREDENTIALS_FOR_OTHER_URI",
               fmt::format(R"(["{}","{}"])", other, request.target));
  expect_ok(w.send(signed_for_other(w.door())));
  // Credentials for the right one pass; that nothing is there is said afterwards.
  RequestSpec const nothing = w.request("GET", w.org() + "/nothing").by_nobody();
  auto const challenge =
      parse_challenge(w.send_to(*server, nothing).header("WWW-Authenticate")).value();
  std::string const right = authorization(challenge, w.key(), nothing, {});
  expect_error(w.send_to(*server, nothing.with("Authorization", right)), 404, "RESOURCE_NOT_FOUND",
               fmt::format(R"(["{}"])", nothing.target));
}

void login(World& w) {
  using namespace clients;
  auto const server = hosted(w);
  Client const client = new_client(w);
  std::string const shown = fmt::format("client_id={}&client_secret={}", client.id, client.secret);
  RequestSpec const request = form(token_path, fmt::format("{}&{}", grant, shown));
  expect_refusal(w.send_to(*server, request), 401, "invalid_client");
  std::string const token = token_in(w.send(request));
  RequestSpec const revoking = form(revoke_path, fmt::format("{}&{}", shown, revocation(token)));
  expect_refusal(w.send_to(*server, revoking), 401, "invalid_client");
  expect_lives(w, token);
  expect_revoked(w.send(revoking));
  // Both ways at once are one too many for either.
  RequestSpec const twice = form_by(client, token_path, request.body);
  expect_refusal(w.send_to(*server, twice), 400, "invalid_request");
  expect_refusal(w.send(twice), 400, "invalid_request");
  token_in(w.send_to(*server, token_request(client)));
}

void rates(World& w) {
  auto const server = hosted(w);
  auto const unlimited =
      w.door().backstage().server_with({{"fidelity", "hosted"}, {"rate_limits", "false"}});
  RequestSpec const request = w.request("GET", w.org("/settings"));
  constexpr int capacity = 10;
  for (int i = 0; i < capacity; ++i) expect_ok(ask(*server, request), 200, with_charset(v2023));
  expect_code(w.send_to(*server, request), 429, "RATE_LIMITED_TOKEN_BUCKET");
  for (int i = 0; i <= capacity; ++i) {
    expect_ok(ask(*unlimited, request), 200, with_charset(v2023));
    expect_ok(w.send(request));
  }
}

// A successor of 2025-02-19, and where it is.
void expect_deprecated(Answer const& answer, std::string_view since, std::string_view successor) {
  expect(answer, answer.status == 200 || answer.status == 204, "a success");
  expect_header(answer, "Deprecation", since);
  expect_header(answer, "Sunset", "Thu, 1 Jul 2027 00:00:00 GMT");
  expect_header(answer, "Link",
                fmt::format(R"(<{}>; rel="successor-version"; type="{}")", successor, v2025));
}

void expect_current(Answer const& answer) {
  expect_status(answer, 200);
  for (auto const* name : {"Deprecation", "Sunset", "Link"}) expect_no_header(answer, name);
}

constexpr std::string_view february_2025 = "Wed, 19 Feb 2025 00:00:00 GMT";
constexpr std::string_view october_2023 = "Wed, 4 Oct 2023 00:00:00 GMT";

void deprecated_of_an_organization(World& w, Door& server) {
  std::string const users = w.org("/users");
  RequestSpec const listing = w.request("GET", users);
  expect_deprecated(ask(server, listing), february_2025, w.url(users));
  expect_current(w.send(listing));
  expect_current(ask(server, later::as_2025(w, "GET", users)));
  expect_current(ask(server, w.request("GET", w.org())));
  expect_deprecated(ask(server, w.request("GET", w.org("/invites"))), february_2025, w.url(users));
  std::string const invitation = w.invite(w.person("dana")).find("id")->text;
  // Whoever names an invitation is told where the invited are.
  expect_deprecated(ask(server, w.request("GET", w.org("/invites/" + invitation))), february_2025,
                    w.url(users));
}

void deprecated_of_teams(World& w, Door& server) {
  std::string const team = w.org("/teams/" + later::new_team(w, "erin"));
  std::string const user = later::active(w, "zoe");
  expect_deprecated(
      ask(server, w.request("POST", team + "/users", array({object({{"id", quoted(user)}})}))),
      february_2025, w.url(team + ":addUser"));
  expect_deprecated(ask(server, w.request("DELETE", team + "/users/" + user)), february_2025,
                    w.url(team + ":removeUser"));
  expect_deprecated(ask(server, w.request("PUT", w.org("/users/" + user + "/roles"),
                                          object({{"orgRoles", texts({"ORG_READ_ONLY"})}}))),
                    february_2025, w.url(w.org("/users/" + user)));
}

void deprecated_of_projects(World& w, Door& server) {
  std::string const project = "/groups/" + w.new_project("Alpha");
  RequestSpec const listing = w.request("GET", project + "/invites");
  expect_deprecated(ask(server, listing), october_2023, w.url(project + "/users"));
  expect_current(w.send(listing));
  expect_deprecated(ask(server, w.request("GET", project + "/users")), february_2025,
                    w.url(project + "/users"));
  expect_current(ask(server, w.request("GET", project)));
}

void deprecation(World& w) {
  auto const server = hosted(w);
  deprecated_of_an_organization(w, *server);
  deprecated_of_teams(w, *server);
  deprecated_of_projects(w, *server);
  // A refusal is about the request alone.
  Answer const refused =
      w.send_to(*server, w.request("GET", w.org("/invites/" + std::string(nobody_id))));
  expect_error_on(refused, 404, "INVALID_INVITATION_ID", nobody_id);
  expect_no_header(refused, "Deprecation");
}

constexpr std::array cases{
    Case{"a request names a version, unless it deletes", versions},
    Case{"a success has a charset, an error none", media_types},
    Case{"a name has the documented pattern", names},
    Case{"the target that was signed and the one that came are named", uri_of_another_target},
    Case{"a client shows itself in the header alone", login},
    Case{"the documented rates are enforced", rates},
    Case{"what is deprecated says so", deprecation},
};

}  // namespace
}  // namespace conformance::fidelity

std::span<conformance::Case const> conformance::fidelity_cases() { return fidelity::cases; }
