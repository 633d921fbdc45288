// Service accounts of an organization and their secrets.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "account_calls.hpp"
#include "cases.hpp"

namespace conformance::service_accounts {
namespace {

using namespace accounts;

constexpr std::string_view id_prefix = "mdb_sa_id_";
constexpr std::string_view secret_prefix = "mdb_sa_sk_";

// Nodes do not agree on what came first within a second.
std::vector<std::string> in_any_order(std::vector<std::string> ids) {
  std::ranges::sort(ids);
  return ids;
}

// The secrets of the account as it is shown now, which must be these.
void expect_secrets(World& w, std::string_view client_id, std::vector<std::string> const& ids) {
  Answer const answer = send(w, "GET", at(w, client_id));
  Node const account = expect_ok(answer, 200, v2024);
  expect(
      answer,
      in_any_order(column(answer, member(answer, account, "secrets"), "id")) == in_any_order(ids),
      "these secrets: " + array(ids));
}

void create(World& w) {
  Answer const answer = send(w, "POST", w.org("/serviceAccounts"),
                             R"({"name":"A_1-b.c, d'e","description":"made, by a case",)"
                             R"("roles":["ORG_READ_ONLY","ORG_MEMBER","ORG_READ_ONLY"],)"
                             R"("secretExpiresAfterHours":24})");
  Node const account = expect_ok(answer, 201, v2024);
  expect_account(answer, account);
  expect_text(answer, account, "name", "A_1-b.c, d'e");
  expect_text(answer, account, "description", "made, by a case");
  expect_member(answer, account, "roles", texts({"ORG_READ_ONLY", "ORG_MEMBER"}));
  std::string const client_id = text_of(answer, account, "clientId");
  expect(answer, client_id.starts_with(id_prefix), "a client id");
  expect_object_id(answer, client_id.substr(id_prefix.size()));
  Node const& secrets = member(answer, account, "secrets");
  expect(answer, secrets.children.size() == 1, "one secret");
  Node const& secret = secrets.children.front();
  expect_members(answer, secret,
                 {"createdAt", "expiresAt", "id", "lastUsedAt", "maskedSecretValue", "secret"});
  expect_member(answer, secret, "lastUsedAt", "null");
  expect_object_id(answer, text_of(answer, secret, "id"));
  std::string const clear = text_of(answer, secret, "secret");
  expect(answer, clear.starts_with(secret_prefix), "a secret");
  expect_text(answer, secret, "maskedSecretValue", masked(clear));
  std::int64_t const made = expect_date(answer, secret, "createdAt");
  expect(answer, expect_date(answer, account, "createdAt") == made, "made together");
  expect(answer, expect_date(answer, secret, "expiresAt") == made + 24 * 3600, "a day later");
  expect_header(answer, "Cache-Control", "no-store");
  expect_header(answer, "Location", w.url(at(w, client_id)));
}

void read_back(World& w) {
  Account const made = new_account(w);
  Answer const answer = send(w, "GET", at(w, made.client_id));
  Node const account = expect_ok(answer, 200, v2024);
  expect_account(answer, account);
  Node const& secret = member(answer, account, "secrets").children.at(0);
  expect_members(answer, secret,
                 {"createdAt", "expiresAt", "id", "lastUsedAt", "maskedSecretValue"});
  expect_text(answer, secret, "maskedSecretValue", masked(made.secret));
  expect(answer, !answer.body.contains(made.secret), "no secret in the clear");
}

void in_upper_case(World& w) {
  Account const made = new_account(w);
  std::string id = made.client_id;
  for (std::size_t i = id_prefix.size(); i < id.size(); ++i)
    if (id[i] >= 'a' && id[i] <= 'f') id[i] = static_cast<char>(id[i] - 'a' + 'A');
  Answer const answer = send(w, "GET", at(w, id));
  expect_text(answer, expect_ok(answer, 200, v2024), "clientId", made.client_id);
}

void list(World& w) {
  std::vector<std::string> const made{new_account(w).client_id, new_account(w).client_id,
                                      new_account(w).client_id};
  Answer const answer = send(w, "GET", w.org("/serviceAccounts"));
  Node const page = expect_ok(answer, 200, v2024);
  expect_members(answer, page, {"links", "results", "totalCount"});
  expect_member(answer, page, "totalCount", "3");
  for (Node const& account : member(answer, page, "results").children)
    expect_account(answer, account);
  auto const ids = column(answer, member(answer, page, "results"), "clientId");
  expect(answer, in_any_order(ids) == in_any_order(made), "all of them");
  expect(answer, !answer.body.contains("\"secret\""), "no secret in the clear");
  Answer const second =
      send(w, "GET", w.org("/serviceAccounts?includeSystemManaged=true&itemsPerPage=1&pageNum=2"));
  Node const one = expect_ok(second, 200, v2024);
  expect_member(second, one, "totalCount", "3");
  expect(second, column(second, member(second, one, "results"), "clientId") == std::vector{ids[1]},
         "the second");
  expect(second, !href_of(one, "next").empty(), "a page behind it");
}

void readers(World& w) {
  std::string const id = new_account(w).client_id;
  KeyPair const reader = w.new_key("ORG_READ_ONLY").pair;
  KeyPair const member = w.new_key("ORG_MEMBER").pair;
  for (std::string const& path : {w.org("/serviceAccounts"), at(w, id)}) {
    expect_ok(w.send(as_2024(w, "GET", path).by(reader)), 200, v2024);
    expect_code(w.send(as_2024(w, "GET", path).by(member)), 401, "USER_UNAUTHORIZED");
  }
  expect_code(w.send(as_2024(w, "DELETE", at(w, id)).by(reader)), 401, "USER_UNAUTHORIZED");
  expect_ok(send(w, "GET", at(w, id)), 200, v2024);
}

void update(World& w) {
  std::string const path = at(w, new_account(w, "ORG_READ_ONLY").client_id);
  std::string const before = send(w, "GET", path).body;
  Answer const same = send(w, "PATCH", path, "{}");
  expect_ok(same, 200, v2024);
  expect_body(same, before);
  Answer const named = send(w, "PATCH", path, R"({"name":"New","description":"changed"})");
  Node const account = expect_ok(named, 200, v2024);
  expect_text(named, account, "name", "New");
  expect_text(named, account, "description", "changed");
  expect_member(named, account, "roles", texts({"ORG_READ_ONLY"}));
  Answer const answer = send(w, "PATCH", path, R"({"roles":["ORG_MEMBER","ORG_OWNER"]})");
  Node const changed = expect_ok(answer, 200, v2024);
  expect_text(answer, changed, "name", "New");
  expect_member(answer, changed, "roles", texts({"ORG_MEMBER", "ORG_OWNER"}));
  expect_body(send(w, "GET", path), answer.body);
}

void bad_values(World& w) {
  std::string const path = w.org("/serviceAccounts");
  std::string const one = at(w, new_account(w).client_id);
  auto const create = [&](std::string_view name, std::string const& value) {
    std::vector<Member> body{{"name", quoted("n")},
                             {"description", quoted("d")},
                             {"roles", texts({"ORG_MEMBER"})},
                             {"secretExpiresAfterHours", "8"}};
    for (Member& member : body)
      if (member.first == name) member.second = value;
    return send(w, "POST", path, object(body));
  };
  for (auto const* name : {"name", "description"}) {
    expect_error_on(create(name, quoted("")), 400, "MISSING_ATTRIBUTE", name);
    expect_error_on(create(name, quoted("a:b")), 400, "INVALID_ATTRIBUTE", name);
    expect_error_on(send(w, "PATCH", one, object({{name, quoted("(a)")}})), 400,
                    "INVALID_ATTRIBUTE", name);
  }
  expect_error_on(create("name", quoted(std::string(65, 'n'))), 400, "INVALID_ATTRIBUTE", "name");
  expect_error_on(create("roles", "[]"), 400, "MISSING_ATTRIBUTE", "roles");
  expect_error_on(create("roles", texts({"GROUP_OWNER"})), 400, "INVALID_ROLE_FOR_ORG",
                  "GROUP_OWNER");
  expect_error_on(create("roles", texts({"KING"})), 400, "INVALID_ENUM_VALUE", "KING");
  expect_error_on(send(w, "PATCH", one, R"({"roles":["GROUP_OWNER"]})"), 400,
                  "INVALID_ROLE_FOR_ORG", "GROUP_OWNER");
  for (auto const* hours_given : {"0", "-1", "8761"})
    expect_code(create("secretExpiresAfterHours", hours_given), 400, "VALIDATION_ERROR");
  expect_error_on(create("secretExpiresAfterHours", "null"), 400, "MISSING_ATTRIBUTE",
                  "secretExpiresAfterHours");
  Answer const listed = send(w, "GET", path);
  expect_member(listed, expect_ok(listed, 200, v2024), "totalCount", "1");
}

void longest_life(World& w) {
  Account const account =
      account_of(send(w, "POST", w.org("/serviceAccounts"), wanted("ORG_MEMBER", 8760)));
  expect_ok(w.patch(w.org("/settings"), R"({"maxServiceAccountSecretValidityInHours":9})"));
  std::string const secrets = at(w, account.client_id, "/secrets");
  expect_code(send(w, "POST", w.org("/serviceAccounts"), wanted("ORG_MEMBER", 10)), 400,
              "VALIDATION_ERROR");
  expect_code(send(w, "POST", secrets, hours(10)), 400, "VALIDATION_ERROR");
  expect_secrets(w, account.client_id, {account.secret_id});
  expect_ok(send(w, "POST", secrets, hours(9)), 201, v2024);
  account_of(send(w, "POST", w.org("/serviceAccounts"), wanted("ORG_MEMBER", 9)));
}

void unknown(World& w) {
  std::string const path = at(w, nobody());
  expect_not_found(send(w, "GET", path), nobody());
  expect_not_found(send(w, "PATCH", path, "{}"), nobody());
  expect_not_found(send(w, "DELETE", path), nobody());
  expect_not_found(send(w, "POST", path + "/secrets", hours(8)), nobody());
  expect_not_found(send(w, "DELETE", fmt::format("{}/secrets/{}", path, nobody_id)), nobody());
}

void malformed(World& w) {
  std::string const digits(nobody_id);
  for (std::string const& id :
       {digits, std::string(id_prefix) + digits.substr(1), std::string(id_prefix) + digits + "0",
        "MDB_SA_ID_" + digits, std::string(id_prefix) + digits.substr(1) + "g"}) {
    std::string const path = at(w, id);
    expect_error_on(send(w, "GET", path), 400, "PATH_PARAM_PARSE_ERROR", "/api/atlas/v2" + path);
  }
}

void of_another_organization(World& w) {
  Organization const other = w.another_organization();
  Answer const made =
      w.send(as_2024(w, "POST", fmt::format("/orgs/{}/serviceAccounts", other.id), wanted())
                 .by(other.key.pair));
  std::string const id = account_of(made).client_id;
  expect_not_found(send(w, "GET", at(w, id)), id);
  expect_not_found(send(w, "DELETE", at(w, id)), id);
}

void remove(World& w) {
  std::string const id = new_account(w).client_id;
  expect_no_content(send(w, "DELETE", at(w, id)), v2024);
  expect_not_found(send(w, "GET", at(w, id)), id);
  expect_not_found(send(w, "DELETE", at(w, id)), id);
  Answer const answer = send(w, "GET", w.org("/serviceAccounts"));
  expect_member(answer, expect_ok(answer, 200, v2024), "totalCount", "0");
}

void second_secret(World& w) {
  Account const account = new_account(w);
  std::string const secrets = at(w, account.client_id, "/secrets");
  Answer const answer = send(w, "POST", secrets, hours(48));
  Node const secret = expect_ok(answer, 201, v2024);
  expect_members(answer, secret,
                 {"createdAt", "expiresAt", "id", "lastUsedAt", "maskedSecretValue", "secret"});
  expect_member(answer, secret, "lastUsedAt", "null");
  expect_header(answer, "Cache-Control", "no-store");
  std::string const id = text_of(answer, secret, "id");
  expect_header(answer, "Location", w.url(secrets + "/" + id));
  expect_text(answer, secret, "maskedSecretValue", masked(text_of(answer, secret, "secret")));
  expect_secrets(w, account.client_id, {account.secret_id, id});
  expect_code(send(w, "POST", secrets, hours(8)), 400, "VALIDATION_ERROR");
  expect_no_content(send(w, "DELETE", secrets + "/" + account.secret_id), v2024);
  expect_secrets(w, account.client_id, {id});
  expect_ok(send(w, "POST", secrets, hours(8)), 201, v2024);
}

void unknown_secret(World& w) {
  Account const account = new_account(w);
  Account const other = new_account(w);
  for (std::string const& id : {std::string(nobody_id), other.secret_id}) {
    std::string const path = at(w, account.client_id, "/secrets/" + id);
    expect_error_on(send(w, "DELETE", path), 404, "RESOURCE_NOT_FOUND", "/api/atlas/v2" + path);
  }
  expect_secrets(w, other.client_id, {other.secret_id});
}

constexpr std::array cases{
    Case{"a new account shows its secret and is never to be stored", create},
    Case{"an account reads back without its secret", read_back},
    Case{"a client id may be in upper case", in_upper_case},
    Case{"the list has pages and is always counted", list},
    Case{"who reads the whole organization sees its accounts, members do not", readers},
    Case{"texts and roles change apart", update},
    Case{"texts, roles and hours follow their rules", bad_values},
    Case{"the organization bounds the life of new secrets", longest_life},
    Case{"an unknown account is 404", unknown},
    Case{"a malformed client id is 400", malformed},
    Case{"an account of another organization is unknown", of_another_organization},
    Case{"a deleted account is gone", remove},
    Case{"an account has two secrets at most", second_secret},
    Case{"a secret is one of its account", unknown_secret},
};

}  // namespace
}  // namespace conformance::service_accounts

std::span<conformance::Case const> conformance::service_account_cases() {
  return service_accounts::cases;
}
