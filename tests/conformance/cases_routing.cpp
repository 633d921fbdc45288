// Paths and methods: what exists, how it may be spelled, what is said about the rest.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"

namespace conformance::routing {
namespace {

void unknown_paths(World& w) {
  for (auto const* path : {"/nowhere", "/ORGS", "//orgs", "/orgs//", "/groupss"})
    expect_error_on(w.get(path), 404, "RESOURCE_NOT_FOUND", std::string("/api/atlas/v2") + path);
  expect_error_on(w.get(w.org("/nothing")), 404, "RESOURCE_NOT_FOUND",
                  "/api/atlas/v2" + w.org("/nothing"));
}

void query_is_no_path(World& w) {
  expect_error_on(w.get("/nowhere?pretty=false"), 404, "RESOURCE_NOT_FOUND",
                  "/api/atlas/v2/nowhere");
}

void trailing_slash(World& w) {
  expect_ok(w.get("/orgs/"));
  expect_ok(w.get(w.org("/")));
  expect_ok(w.get(w.org("/users/?pretty=false")));
}

void case_matters(World& w) {
  expect_code(w.get(w.org("/Users")), 404, "RESOURCE_NOT_FOUND");
  expect_code(w.get(w.org("/apikeys")), 404, "RESOURCE_NOT_FOUND");
}

void encoded_segments(World& w) {
  std::string spelled = w.id();
  spelled.replace(0, 1, fmt::format("%{:02X}", static_cast<unsigned>(spelled.front())));
  Answer const answer = w.get("/orgs/" + spelled);
  expect_text(answer, expect_ok(answer), "id", w.id());
}

void encoded_slash_is_no_separator(World& w) {
  expect_code(w.get("/orgs%2F" + w.id()), 404, "RESOURCE_NOT_FOUND");
}

void wrong_shape_of_identifiers(World& w) {
  std::string upper = w.id();
  for (char& c : upper)
    if (c >= 'a' && c <= 'f') c = static_cast<char>(c - 'a' + 'A');
  upper[0] = 'A';
  std::array const wrong{std::string("nothex"),
                         w.id().substr(1),
                         w.id() + "0",
                         upper,
                         std::string("gggggggggggggggggggggggg"),
                         w.key().public_key};
  for (std::string const& id : wrong)
    expect_error_on(w.get("/orgs/" + id), 400, "PATH_PARAM_PARSE_ERROR",
                    "/api/atlas/v2/orgs/" + id);
  for (auto const* rest : {"/invites/", "/apiKeys/"}) {
    std::string const path = w.org(rest + w.key().public_key);
    expect_error_on(w.get(path), 400, "PATH_PARAM_PARSE_ERROR", "/api/atlas/v2" + path);
  }
  expect_error_on(w.remove("/groups/x"), 400, "PATH_PARAM_PARSE_ERROR", "/api/atlas/v2/groups/x");
}

// A path and the methods it has.
struct AllowRow {
  std::string path;
  std::vector<std::string> methods;
  std::string wrong;
};

std::vector<AllowRow> allow_rows(World& w) {
  std::string const id(nobody_id);
  std::string const key = w.org("/apiKeys/" + id);
  return {
      {"/orgs", {"GET", "HEAD", "OPTIONS", "POST"}, "DELETE"},
      {w.org(), {"DELETE", "GET", "HEAD", "OPTIONS", "PATCH"}, "POST"},
      {w.org("/settings"), {"GET", "HEAD", "OPTIONS", "PATCH"}, "PUT"},
      {"/groups", {"GET", "HEAD", "OPTIONS", "POST"}, "PATCH"},
      {w.org("/groups"), {"GET", "HEAD", "OPTIONS"}, "POST"},
      {w.org("/invites"), {"GET", "HEAD", "OPTIONS", "PATCH", "POST"}, "DELETE"},
      {w.org("/invites/" + id), {"DELETE", "GET", "HEAD", "OPTIONS", "PATCH"}, "POST"},
      {w.org("/apiKeys"), {"GET", "HEAD", "OPTIONS", "POST"}, "PATCH"},
      {key, {"DELETE", "GET", "HEAD", "OPTIONS", "PATCH"}, "POST"},
      {fmt::format("/groups/{}/invites", id),
       {"GET", "HEAD", "OPTIONS", "PATCH", "POST"},
       "DELETE"},
      {fmt::format("/groups/{}/invites/{}", id, id),
       {"DELETE", "GET", "HEAD", "OPTIONS", "PATCH"},
       "POST"},
      {fmt::format("/groups/{}/apiKeys/{}", id, id), {"DELETE", "OPTIONS", "PATCH", "POST"}, "GET"},
      {w.org("/serviceAccounts"), {"GET", "HEAD", "OPTIONS", "POST"}, "PATCH"},
      {w.org("/serviceAccounts/mdb_sa_id_" + id),
       {"DELETE", "GET", "HEAD", "OPTIONS", "PATCH"},
       "POST"},
      {fmt::format("/groups/{}/serviceAccounts/mdb_sa_id_{}:invite", id, id),
       {"OPTIONS", "POST"},
       "GET"},
      {w.org("/serviceAccounts/mdb_sa_id_" + id + "/accessList"),
       {"GET", "HEAD", "OPTIONS", "POST"},
       "PATCH"},
      {w.org("/serviceAccounts/mdb_sa_id_" + id + "/accessList/192.0.2.1"),
       {"DELETE", "OPTIONS"},
       "GET"},
      {key + "/accessList", {"GET", "HEAD", "OPTIONS", "POST"}, "PATCH"},
      {key + "/accessList/192.0.2.1", {"DELETE", "GET", "HEAD", "OPTIONS"}, "PATCH"}};
}

void wrong_methods(World& w) {
  for (AllowRow const& row : allow_rows(w)) {
    Answer const answer = w.send(w.request(row.wrong, row.path));
    expect_code(answer, 405, "METHOD_NOT_ALLOWED");
    expect_words(answer, "Allow", row.methods);
  }
  expect_code(w.send(w.request("BREW", "/orgs")), 405, "METHOD_NOT_ALLOWED");
  expect_code(w.send(w.request("get", "/orgs")), 405, "METHOD_NOT_ALLOWED");
}

void options(World& w) {
  for (AllowRow const& row : allow_rows(w)) {
    Answer const answer = w.send(w.request("OPTIONS", row.path).by_nobody());
    expect_status(answer, 200);
    expect_body(answer, "");
    expect_words(answer, "Allow", row.methods);
  }
}

void head(World& w) {
  for (std::string const& path : {std::string("/orgs"), w.org(), w.org("/settings"),
                                  w.org("/users"), w.org("/invites"), w.org("/apiKeys")}) {
    Answer const answer = w.send(w.request("HEAD", path));
    expect_status(answer, 200);
    expect_header(answer, "Content-Type", v2023);
    expect_body(answer, "");
  }
  expect_status(w.send(w.request("HEAD", fmt::format("/orgs/{}", nobody_id))), 404);
}

void get_with_body(World& w) {
  expect_ok(w.send(w.request("GET", w.org(), "{ this is not JSON")));
  std::string const id = w.invite("dana@example.org").find("id")->text;
  expect_no_content(w.send(w.request("DELETE", w.org("/invites/" + id), "]")));
}

void dots_in_paths(World& w) { expect_code(w.get("/orgs/../orgs"), 404, "RESOURCE_NOT_FOUND"); }

constexpr std::array cases{
    Case{"an unknown path is 404 and named", unknown_paths},
    Case{"the query is no part of the path that 404 names", query_is_no_path},
    Case{"one trailing slash is ignored", trailing_slash},
    Case{"paths are case-sensitive", case_matters},
    Case{"segments are decoded after matching", encoded_segments},
    Case{"an encoded slash separates nothing", encoded_slash_is_no_separator},
    Case{"identifiers of a wrong shape are refused by path", wrong_shape_of_identifiers},
    Case{"a wrong method is 405 and lists the right ones", wrong_methods},
    Case{"OPTIONS needs no credentials and lists the methods", options},
    Case{"HEAD answers as GET without a body", head},
    Case{"a body on GET or DELETE is ignored", get_with_body},
    Case{"dots in a path are plain segments", dots_in_paths},
};

}  // namespace
}  // namespace conformance::routing

std::span<conformance::Case const> conformance::routing_cases() { return routing::cases; }
