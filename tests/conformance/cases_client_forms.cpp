// A client of the token endpoints that shows itself in the form (RFC 6749, 2.3.1).
#include <fmt/format.h>

#include <array>

#include "cases.hpp"
#include "client_calls.hpp"

namespace conformance::client_forms {
namespace {

using namespace clients;

std::string in_form(Client const& client) {
  return fmt::format("client_id={}&client_secret={}", client.id, client.secret);
}

std::string with_grant(std::string_view rest) { return fmt::format("{}&{}", grant, rest); }

void credentials_in_the_body(World& w) {
  Client const client = new_client(w);
  std::string const shown = in_form(client);
  std::string const token = token_in(w.send(form(token_path, with_grant(shown))));
  expect_lives(w, token);
  std::string escaped;
  for (char const c : client.secret) escaped += fmt::format("%{:02X}", static_cast<unsigned>(c));
  Client const in_escapes{.id = client.id, .secret = escaped};
  token_in(w.send(form(token_path, with_grant(in_form(in_escapes)))));
  expect_refusal(w.send(form(token_path, shown)), 400, "invalid_request");
  expect_refusal(w.send(form(token_path, shown + "&grant_type=password")), 400,
                 "unsupported_grant_type");
  expect_refusal(w.send(form(revoke_path, shown)), 400, "invalid_request");
  expect_revoked(w.send(form(revoke_path, fmt::format("{}&{}", shown, revocation(token)))));
  expect_dead(w, token);
}

void strangers_in_the_body(World& w) {
  Client const client = new_client(w);
  std::string const id = "client_id=" + client.id;
  std::string const secret = "client_secret=" + client.secret;
  Client const nobody{.id = fmt::format("mdb_sa_id_{}", nobody_id), .secret = client.secret};
  for (auto const path : {token_path, revoke_path}) {
    auto const refuse = [&](std::string const& shown, int status, std::string_view error) {
      expect_refusal(w.send(form(path, with_grant(shown))), status, error);
    };
    for (std::string const& shown :
         {in_form({.id = client.id, .secret = "wrong"}), in_form(nobody), id, secret,
          id + "&client_secret=", in_form(client) + "&client_assertion=a"})
      refuse(shown, 401, "invalid_client");
    for (std::string const& shown : {in_form(client) + "&" + id, in_form(client) + "&" + secret,
                                     in_form(client) + "&client_secret=other"})
      refuse(shown, 400, "invalid_request");
    // Neither where it has another type nor in the query.
    RequestSpec const request = form(path, with_grant(in_form(client)));
    expect_refusal(w.send(request.with("Content-Type", std::string(plain))), 401, "invalid_client");
    RequestSpec const in_query =
        form(fmt::format("{}?{}", path, in_form(client)), with_grant("a=b"));
    expect_refusal(w.send(in_query), 401, "invalid_client");
  }
}

void two_ways(World& w) {
  Client const client = new_client(w);
  for (std::string const& shown :
       {in_form(client), "client_id=" + client.id, "client_secret=" + client.secret})
    for (auto const path : {token_path, revoke_path})
      expect_refusal(w.send(form_by(client, path, with_grant(shown))), 400, "invalid_request");
  Client const wrong{.id = client.id, .secret = "wrong"};
  expect_refusal(w.send(form_by(wrong, token_path, with_grant(in_form(client)))), 401,
                 "invalid_client");
}

// Whoever it is: the body of somebody unknown is not kept, so there is less room for it.
void large_forms_with_clients(World& w) {
  Client const client = new_client(w);
  for (auto const path : {token_path, revoke_path}) {
    std::string body = with_grant(in_form(client)) + "&x=";
    body.resize(4097, 'x');
    expect_error(w.send(form(path, body)), 413, "REQUEST_ENTITY_TOO_LARGE", "[4096]");
  }
  std::string fitting = with_grant(in_form(client)) + "&x=";
  fitting.resize(4096, 'x');
  token_in(w.send(form(token_path, fitting)));
}

void rate(World& w) {
  Client const client = new_client(w);
  Client const wrong{.id = client.id, .secret = "wrong"};
  auto const server = w.door().backstage().server_with({{"rate_limits", "true"}});
  RequestSpec const of_stranger = form(token_path, with_grant(in_form(wrong)));
  for (int i = 0; i < 5; ++i) {
    expect_refusal(w.send_to(*server, of_stranger), 401, "invalid_client");
    expect_refusal(w.send_to(*server, form(token_path, "a=%zz")), 400, "invalid_request");
  }
  for (RequestSpec const& request :
       {of_stranger, token_request(wrong), form(token_path, "a=%zz"), form(token_path, grant)})
    expect_error(w.send_to(*server, request), 429, "RATE_LIMITED", R"(["/api/oauth/token",10,1])");
  // A client has one bucket, in whichever way it shows itself.
  RequestSpec const by_form = form(token_path, with_grant(in_form(client)));
  for (int i = 0; i < 5; ++i) {
    token_in(w.send_to(*server, token_request(client)));
    token_in(w.send_to(*server, by_form));
  }
  for (RequestSpec const& request : {token_request(client), by_form})
    expect_error(w.send_to(*server, request), 429, "RATE_LIMITED", R"(["/api/oauth/token",10,1])");
}

void rate_of_large_forms(World& w) {
  auto const server = w.door().backstage().server_with({{"rate_limits", "true"}});
  RequestSpec const large = form(token_path, std::string(5000, 'x'));
  for (int i = 0; i < 10; ++i) expect_status(w.send_to(*server, large), 413);
  expect_error(w.send_to(*server, form(token_path, grant)), 429, "RATE_LIMITED",
               R"(["/api/oauth/token",10,1])");
}

constexpr std::array cases{
    Case{"a client may show itself in the form", credentials_in_the_body},
    Case{"unknown clients in forms are refused as those in headers", strangers_in_the_body},
    Case{"a client shows itself in one way alone", two_ways},
    Case{"a form that shows a client has at most 4 KiB", large_forms_with_clients},
    Case{"a client has one rate, in whichever way it shows itself", rate},
    Case{"large forms of strangers count", rate_of_large_forms},
};

}  // namespace
}  // namespace conformance::client_forms

std::span<conformance::Case const> conformance::client_forms_cases() { return client_forms::cases; }
