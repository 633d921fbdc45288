// Settings of an organization: defaults, partial changes, ranges, null against absent, and that
// they are enforced.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"

namespace conformance::settings {
namespace {

constexpr std::string_view defaults =
    R"({"apiAccessListRequired":false,"customSessionTimeouts":null,"genAIFeaturesEnabled":true,)"
    R"("maxServiceAccountSecretValidityInHours":null,"multiFactorAuthRequired":false,)"
    R"("operationsContact":null,"restrictEmployeeAccess":false,"securityContact":null,)"
    R"("streamsCrossGroupEnabled":false})";

Answer change(World& w, std::string body) { return w.patch(w.org("/settings"), std::move(body)); }

void read_defaults(World& w) {
  Answer const answer = w.get(w.org("/settings"));
  expect_ok(answer);
  expect_body(answer, defaults);
}

void change_each_flag(World& w) {
  for (auto const* name : {"multiFactorAuthRequired", "restrictEmployeeAccess",
                           "streamsCrossGroupEnabled", "genAIFeaturesEnabled"})
    for (auto const* value : {"true", "false"}) {
      Answer const answer = change(w, fmt::format(R"({{"{}":{}}})", name, value));
      expect_member(answer, expect_ok(answer), name, value);
      expect_body(w.get(w.org("/settings")), answer.body);
    }
}

void absent_members_stay(World& w) {
  expect_ok(change(w, R"({"multiFactorAuthRequired":true,"securityContact":"s@example.org"})"));
  Answer const answer = change(w, R"({"restrictEmployeeAccess":true})");
  Node const body = expect_ok(answer);
  expect_member(answer, body, "multiFactorAuthRequired", "true");
  expect_text(answer, body, "securityContact", "s@example.org");
  expect_member(answer, body, "restrictEmployeeAccess", "true");
}

void empty_change(World& w) {
  Answer const answer = change(w, "{}");
  expect_ok(answer);
  expect_body(answer, defaults);
}

void contacts(World& w) {
  Answer const set =
      change(w, R"({"securityContact":"s@example.org","operationsContact":"o@example.org"})");
  Node const body = expect_ok(set);
  expect_text(set, body, "securityContact", "s@example.org");
  expect_text(set, body, "operationsContact", "o@example.org");
  Answer const cleared = change(w, R"({"securityContact":"","operationsContact":null})");
  expect_ok(cleared);
  expect_body(cleared, defaults);
  for (auto const* name : {"securityContact", "operationsContact"})
    expect_error_on(change(w, fmt::format(R"({{"{}":"no address"}})", name)), 400,
                    "INVALID_EMAIL_ADDRESS", "no address");
  expect_status(change(w, R"({"operationsContact":""})"), 400);
}

void secret_validity(World& w) {
  constexpr std::string_view name = "maxServiceAccountSecretValidityInHours";
  for (auto const* hours : {"8", "8760"}) {
    Answer const answer = change(w, fmt::format(R"({{"{}":{}}})", name, hours));
    expect_member(answer, expect_ok(answer), name, hours);
  }
  for (auto const* hours : {"7", "8761", "0", "-8", "2147483647"})
    expect_code(change(w, fmt::format(R"({{"{}":{}}})", name, hours)), 400, "VALIDATION_ERROR");
  Answer const cleared = change(w, fmt::format(R"({{"{}":null}})", name));
  expect_ok(cleared);
  expect_body(cleared, defaults);
}

Answer timeouts(World& w, std::string_view value) {
  return change(w, fmt::format(R"({{"customSessionTimeouts":{}}})", value));
}

void session_timeouts(World& w) {
  Answer const answer = timeouts(w, R"({"absoluteSessionTimeoutInSeconds":7200})");
  expect_member(answer, expect_ok(answer), "customSessionTimeouts",
                R"({"absoluteSessionTimeoutInSeconds":7200,"idleSessionTimeoutInSeconds":null})");
  Answer const both =
      timeouts(w, R"({"absoluteSessionTimeoutInSeconds":43200,"idleSessionTimeoutInSeconds":300})");
  expect_member(both, expect_ok(both), "customSessionTimeouts",
                R"({"absoluteSessionTimeoutInSeconds":43200,"idleSessionTimeoutInSeconds":300})");
  Answer const cleared = timeouts(w, "null");
  expect_ok(cleared);
  expect_body(cleared, defaults);
}

void bad_session_timeouts(World& w) {
  for (auto const* value :
       {R"({"absoluteSessionTimeoutInSeconds":3599})",
        R"({"absoluteSessionTimeoutInSeconds":43201})", R"({"idleSessionTimeoutInSeconds":299})",
        R"({"absoluteSessionTimeoutInSeconds":3600,"idleSessionTimeoutInSeconds":3601})"})
    expect_code(timeouts(w, value), 400, "VALIDATION_ERROR");
  expect_error_on(timeouts(w, R"({"more":1})"), 400, "INVALID_ATTRIBUTE",
                  "customSessionTimeouts.more");
  expect_error_on(timeouts(w, "[]"), 400, "INVALID_JSON_ATTRIBUTE", "customSessionTimeouts");
}

void refused_change_changes_nothing(World& w) {
  expect_code(change(w, R"({"multiFactorAuthRequired":true,"securityContact":"bad"})"), 400,
              "INVALID_EMAIL_ADDRESS");
  expect_body(w.get(w.org("/settings")), defaults);
}

void access_list_required(World& w) {
  Answer const answer = change(w, R"({"apiAccessListRequired":true})");
  expect_member(answer, expect_ok(answer), "apiAccessListRequired", "true");
  for (std::string const& path : {std::string("/orgs"), w.org(), w.org("/settings"), std::string()})
    expect_error_on(w.get(path), 403, "ORG_REQUIRES_ACCESS_LIST", w.address());
  expect_error_on(change(w, R"({"apiAccessListRequired":false})"), 403, "ORG_REQUIRES_ACCESS_LIST",
                  w.address());
}

void multi_factor_has_no_effect_on_keys(World& w) {
  expect_ok(change(w, R"({"multiFactorAuthRequired":true})"));
  expect_ok(w.get("/orgs"));
}

void employees_have_no_effect_on_keys(World& w) {
  expect_ok(change(w, R"({"restrictEmployeeAccess":true})"));
  expect_ok(w.get(w.org("/users")));
}

void employees_are_kept_out(World& w) {
  std::vector<std::string> const people{"people", "--org", w.id()};
  expect(w.get(w.org()), w.operate(people).contains(w.owner_id()), "operators to see people");
  Answer const answer = change(w, R"({"restrictEmployeeAccess":true})");
  expect_ok(answer);
  expect(answer, !w.door().operator_command(people), "operators to be kept out");
  w.operate({"bypass", "grant", "--org", w.id(), "--public-key", w.key().public_key},
            w.key().private_key);
  expect(answer, w.operate(people).contains(w.owner_id()), "the owner to let operators in");
}

void members_read_and_owners_change(World& w) {
  for (auto const* role : {"ORG_MEMBER", "ORG_READ_ONLY"}) {
    KeyPair const key = w.new_key(role).pair;
    expect_ok(w.send(w.request("GET", w.org("/settings")).by(key)));
    expect_error(w.send(w.request("PATCH", w.org("/settings"), "{}").by(key)), 401,
                 "USER_UNAUTHORIZED", "[]");
  }
}

void unknown(World& w) {
  std::string const path = fmt::format("/orgs/{}/settings", nobody_id);
  expect_error_on(w.get(path), 404, "ORG_NOT_FOUND", nobody_id);
  expect_error_on(w.patch(path, "{}"), 404, "ORG_NOT_FOUND", nobody_id);
}

constexpr std::array cases{
    Case{"a new organization has exactly the default settings", read_defaults},
    Case{"each flag changes alone and is read back", change_each_flag},
    Case{"absent members stay as they are", absent_members_stay},
    Case{"an empty change changes nothing", empty_change},
    Case{"contacts are set, cleared and checked", contacts},
    Case{"the life of secrets is 8 to 8760 hours or unset", secret_validity},
    Case{"session timeouts are set and cleared", session_timeouts},
    Case{"session timeouts out of range are refused", bad_session_timeouts},
    Case{"a refused change changes nothing", refused_change_changes_nothing},
    Case{"apiAccessListRequired shuts out keys without a list at once", access_list_required},
    Case{"multiFactorAuthRequired has no effect on keys", multi_factor_has_no_effect_on_keys},
    Case{"restrictEmployeeAccess has no effect on keys", employees_have_no_effect_on_keys},
    Case{"restrictEmployeeAccess keeps operators out until an owner lets them in",
         employees_are_kept_out},
    Case{"every member reads settings, owners change them", members_read_and_owners_change},
    Case{"an unknown organization is 404", unknown},
};

}  // namespace
}  // namespace conformance::settings

std::span<conformance::Case const> conformance::settings_cases() { return settings::cases; }
