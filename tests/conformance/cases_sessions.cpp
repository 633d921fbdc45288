// People who sign in: sessions, their ends, and what they are good for.
#include <array>

#include "session_calls.hpp"

namespace conformance::sessions {
namespace {

void sign_in_and_out(World& w) {
  std::string const dana = w.person("dana");
  w.new_member(dana);
  Answer const answer =
      w.send(sign_in_request(dana).with("User-Agent", "conformance/1.0 (X11; Linux)"));
  Node const session = expect_ok(answer, 201, json_type);
  expect_members(answer, session,
                 {"address", "createdAt", "current", "expiresAt", "factors", "id", "idleExpiresAt",
                  "lastUsedAt", "method", "state", "token", "userAgent"});
  expect_text(answer, session, "state", "ACTIVE");
  expect_text(answer, session, "method", "PASSWORD");
  expect_text(answer, session, "userAgent", "conformance/1.0 (X11; Linux)");
  expect_member(answer, session, "factors", "[]");
  expect_header(answer, "Cache-Control", "no-store");
  expect_no_header(answer, "Set-Cookie");
  std::string const token = text_of(answer, session, "token");
  Answer const shown = w.send(by(plain("GET", current), token));
  Node const own = expect_ok(shown, 200, json_type);
  expect_member(shown, own, "current", "true");
  expect_text(shown, own, "id", text_of(answer, session, "id"));
  expect(shown, !shown.body.contains(token), "no token");
  expect_no_content(w.send(by(plain("DELETE", current), token)), json_type);
  expect_signed_out(w.send(by(plain("GET", current), token)));
  expect_signed_out(w.send(by(w.request("GET", w.org()), token)));
}

void strangers(World& w) {
  std::string const dana = w.person("dana");
  w.new_member(dana);
  Answer const wrong = w.send(sign_in_request(dana, "another horse"));
  expect_error(wrong, 401, "SIGN_IN_FAILED", "[]");
  expect_header(wrong, "WWW-Authenticate", "Orgd-Session");
  Answer const unknown = w.send(sign_in_request(w.person("nobody")));
  expect_equal(unknown, "the answer", unknown.body, wrong.body);
  w.invite(w.person("eve"));
  expect_code(w.send(sign_in_request(w.person("eve"))), 401, "SIGN_IN_FAILED");
  // Whoever made the account knows its password, and is not the person.
  std::string const made = object({{"username", quoted(w.person("finn"))},
                                   {"password", quoted(password)},
                                   {"firstName", quoted("F")},
                                   {"lastName", quoted("N")},
                                   {"country", quoted("DE")},
                                   {"mobileNumber", quoted("+49 30 901820")}});
  expect_ok(w.post("/users", made), 201);
  expect_code(w.send(sign_in_request(w.person("finn"))), 401, "SIGN_IN_FAILED");
  expect_error_on(w.send(plain("POST", path, R"({"username":"a@example.org"})")), 400,
                  "MISSING_ATTRIBUTE", "password");
}

void spellings(World& w) {
  std::string const dana = w.person("dana");
  w.new_member(dana);
  std::string shouted = dana;
  for (char& c : shouted) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  sign_in(w, shouted);
}

void all_organizations(World& w) {
  std::string const dana = w.person("dana");
  w.new_member(dana);
  auto const other = w.another_organization("Other");
  auto const invited = w.another_organization("Third");
  auto const invite_to = [&](Organization const& organization) {
    Answer const answer =
        w.send(w.request("POST", fmt::format("/orgs/{}/invites", organization.id),
                         object({{"username", quoted(dana)}, {"roles", texts({"ORG_OWNER"})}}))
                   .by(organization.key.pair));
    return text_of(answer, expect_ok(answer), "id");
  };
  expect_ok(w.send(w.link_request(w.link_of(invite_to(other)))), 200, json_type);
  invite_to(invited);
  std::string const token = sign_in(w, dana);
  Answer const answer = w.send(by(w.request("GET", "/orgs"), token));
  Node const list = expect_ok(answer);
  expect_words(answer, "no header", {});
  auto ids = column(answer, member(answer, list, "results"), "id");
  expect_equal(answer, "how many organizations", std::to_string(ids.size()), "2");
  expect_member(answer, list, "totalCount", "2");
  // A member here, an owner there, and nothing where the invitation is open.
  auto const rename = [&](std::string const& id) {
    return w.send(by(w.request("PATCH", "/orgs/" + id, R"({"name":"Renamed"})"), token));
  };
  expect_code(rename(w.id()), 401, "USER_UNAUTHORIZED");
  expect_ok(rename(other.id));
  expect_code(rename(invited.id), 401, "USER_UNAUTHORIZED");
  expect_ok(w.send(by(w.request("GET", w.org()), token)));
  expect_code(w.send(by(w.request("GET", fmt::format("/orgs/{}", nobody_id)), token)), 404,
              "ORG_NOT_FOUND");
}

void rights_end(World& w) {
  std::string const dana = w.person("dana");
  Node const user = w.new_member(dana, "ORG_OWNER");
  std::string const token = sign_in(w, dana);
  auto const keys = [&] { return w.send(by(w.request("GET", w.org("/apiKeys")), token)); };
  auto const rename = [&] {
    return w.send(by(w.request("PATCH", w.org(), R"({"name":"Renamed"})"), token));
  };
  expect_ok(keys());
  expect_ok(rename());
  std::string const path_of_user = w.org("/users/" + user.find("id")->text);
  auto const change = w.request("PATCH", path_of_user, R"({"roles":{"orgRoles":["ORG_MEMBER"]}})")
                          .with("Accept", std::string(v2025))
                          .with("Content-Type", std::string(v2025));
  expect_ok(w.send(change), 200, v2025);
  expect_code(rename(), 401, "USER_UNAUTHORIZED");
  expect_ok(w.send(by(w.request("GET", w.org()), token)));
  expect_status(w.send(w.request("DELETE", path_of_user).with("Accept", std::string(v2025))), 204);
  expect_code(w.send(by(w.request("GET", w.org()), token)), 401, "USER_UNAUTHORIZED");
  expect_ok(w.send(by(plain("GET", me), token)), 200, json_type);
}

void rights_of_teams(World& w) {
  std::string const dana = w.person("dana");
  Node const user = w.new_member(dana);
  std::string const project = w.new_project("Apollo");
  std::string const token = sign_in(w, dana);
  auto const read = [&] { return w.send(by(w.request("GET", "/groups/" + project), token)); };
  auto const visible = [&](std::string_view of) {
    Answer const answer = w.send(by(w.request("GET", of), token));
    return column(answer, member(answer, expect_ok(answer), "results"), "id").size();
  };
  expect_code(read(), 401, "USER_UNAUTHORIZED");
  Answer const made =
      w.post(w.org("/teams"), object({{"name", quoted("Crew")}, {"usernames", texts({dana})}}));
  std::string const team = text_of(made, expect_ok(made, 201), "id");
  expect_ok(w.post(
      "/groups/" + project + "/teams",
      array({object({{"teamId", quoted(team)}, {"roleNames", texts({"GROUP_READ_ONLY"})}})})));
  Answer const found = read();
  expect_ok(found);
  expect_equal(found, "projects of all organizations", std::to_string(visible("/groups")), "1");
  expect_equal(found, "projects of one", std::to_string(visible(w.org("/groups"))), "1");
  expect_ok(w.send(by(w.request("GET", "/groups/byName/Apollo"), token)));
  expect_no_content(w.remove("/groups/" + project + "/teams/" + team));
  expect_code(read(), 401, "USER_UNAUTHORIZED");
}

void events_name_the_person(World& w) {
  std::string const dana = w.person("dana");
  w.new_member(dana, "ORG_OWNER");
  std::string const token = sign_in(w, dana);
  expect_ok(w.send(by(w.request("PATCH", w.org(), R"({"name":"By Dana"})"), token)));
  Answer const answer = w.get(w.org("/events?eventType=ORG_RENAMED"));
  Node const events = member(answer, expect_ok(answer), "results");
  expect_text(answer, events.children.front(), "username", dana);
}

void own_organization(World& w) {
  std::string const dana = w.person("dana");
  w.new_member(dana);
  std::string const token = sign_in(w, dana);
  auto const create = [&](std::string const& name) {
    Answer const answer =
        w.send(by(w.request("POST", "/orgs", object({{"name", quoted(name)}})), token));
    Node const made = expect_ok(answer, 201);
    return text_of(answer, member(answer, made, "organization"), "id");
  };
  std::string const first = create("Of Dana");
  std::string const second = create("Another of Dana");
  Answer const made = w.send(by(
      w.request("POST", "/groups", object({{"name", quoted("Moved")}, {"orgId", quoted(first)}})),
      token));
  std::string const project = text_of(made, expect_ok(made, 201), "id");
  // Who owns both needs no key of the other.
  auto const type = std::string(v2024_05);
  expect_ok(w.send(by(w.request("POST", "/groups/" + project + ":migrate",
                                object({{"destinationOrgId", quoted(second)}}))
                          .with("Accept", type)
                          .with("Content-Type", type),
                      token)),
            200, v2024_05);
  expect_code(w.send(by(w.request("POST", "/groups/" + project + ":migrate",
                                  object({{"destinationOrgId", quoted(w.id())}}))
                            .with("Accept", type)
                            .with("Content-Type", type),
                        token)),
              401, "USER_UNAUTHORIZED");
  expect_accepted(w.send(by(w.request("DELETE", "/groups/" + project), token)));
  for (auto const& id : {first, second})
    expect_no_content(w.send(by(w.request("DELETE", "/orgs/" + id), token)));
}

void own_sessions(World& w) {
  std::string const dana = w.person("dana");
  w.new_member(dana);
  w.new_member(w.person("eve"));
  std::string const here = sign_in(w, dana);
  std::string const there = sign_in(w, dana);
  std::string const foreign = sign_in(w, w.person("eve"));
  auto const id_of = [&](std::string const& token) {
    Answer const answer = w.send(by(plain("GET", current), token));
    return text_of(answer, expect_ok(answer, 200, json_type), "id");
  };
  auto const end = [&](std::string const& id) {
    return w.send(by(plain("DELETE", fmt::format("{}/{}", path, id)), here));
  };
  Answer const answer = w.send(by(plain("GET", path), here));
  Node const list = expect_ok(answer, 200, json_type);
  expect_equal(answer, "how many sessions", std::to_string(list.children.size()), "2");
  expect_member(answer, element_with(answer, list, "id", id_of(here)), "current", "true");
  expect_member(answer, element_with(answer, list, "id", id_of(there)), "current", "false");
  std::string const foreign_id = id_of(foreign);
  expect_error_on(end(foreign_id), 404, "SESSION_NOT_FOUND", foreign_id);
  std::string const there_id = id_of(there);
  expect_no_content(end(there_id), json_type);
  expect_signed_out(w.send(by(plain("GET", current), there)));
  expect_error_on(end(there_id), 404, "SESSION_NOT_FOUND", there_id);
  id_of(foreign);
}

void altered(World& w) {
  std::string const dana = w.person("dana");
  w.new_member(dana);
  std::string const token = sign_in(w, dana);
  std::string other = token;
  other.back() = other.back() == 'A' ? 'E' : 'A';
  for (std::string const& shown : {other, token + "A", token.substr(0, token.size() - 1)})
    expect_signed_out(w.send(by(plain("GET", current), shown)));
  expect_ok(w.send(by(plain("GET", current), token)), 200, json_type);
  std::string const place = token.substr(13, 48);
  expect_challenge(w.send(w.request("GET", w.org()).by({place, "secret"})));
}

void keys_are_no_people(World& w) {
  for (auto const* method : {"GET", "DELETE"}) {
    Answer const answer = w.send(plain(method, current).by(w.key()));
    expect_status(answer, 401);
    expect_header(answer, "WWW-Authenticate", "Orgd-Session");
  }
  Answer const nobody = w.send(plain("GET", me));
  expect_code(nobody, 401, "USER_UNAUTHORIZED");
  expect_header(nobody, "WWW-Authenticate", "Orgd-Session");
}

constexpr std::array cases{
    Case{"a person signs in, is known by the token, and signs out", sign_in_and_out},
    Case{"who signs in wrongly learns nothing", strangers},
    Case{"an address is the same in every spelling", spellings},
    Case{"a person sees all organizations of hers, and has in each her rights", all_organizations},
    Case{"a right that is taken from a person ends with the next request", rights_end},
    Case{"a person has the roles of her teams", rights_of_teams},
    Case{"what a person does is done by her name", events_name_the_person},
    Case{"a person makes organizations and moves projects between her own", own_organization},
    Case{"a person sees and ends her own sessions alone", own_sessions},
    Case{"a session's token that was altered is none", altered},
    Case{"what is a person's own is not for keys", keys_are_no_people},
};

}  // namespace
}  // namespace conformance::sessions

std::span<conformance::Case const> conformance::session_cases() { return sessions::cases; }
