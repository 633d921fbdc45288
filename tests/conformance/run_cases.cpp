// The loop over all cases.
#include "run_cases.hpp"

#include <fmt/format.h>

#include <array>
#include <exception>
#include <string_view>

#include "cases.hpp"

namespace conformance {
namespace {

struct Theme {
  std::string_view name;
  std::span<Case const> (*cases)();
};

constexpr std::array themes{Theme{"status", status_cases},
                            Theme{"auth", auth_cases},
                            Theme{"nonces", nonce_cases},
                            Theme{"versions", version_cases},
                            Theme{"content types", content_type_cases},
                            Theme{"form", form_cases},
                            Theme{"order", order_cases},
                            Theme{"routing", routing_cases},
                            Theme{"http", http_cases},
                            Theme{"paging", paging_cases},
                            Theme{"json", json_cases},
                            Theme{"unicode", unicode_cases},
                            Theme{"permissions", permission_cases},
                            Theme{"organizations", organization_cases},
                            Theme{"creation", organization_creation_cases},
                            Theme{"deletion", deletion_cases},
                            Theme{"settings", settings_cases},
                            Theme{"invitations", invitation_cases},
                            Theme{"invitation updates", invitation_update_cases},
                            Theme{"inviting many", inviting_many_cases},
                            Theme{"sending invitations again", resending_cases},
                            Theme{"language of mails", mail_language_cases},
                            Theme{"acceptance", accept_cases},
                            Theme{"users", user_cases},
                            Theme{"accounts", cloud_user_cases},
                            Theme{"looking people up", user_lookup_cases},
                            Theme{"people one by one", org_user_cases},
                            Theme{"roles of people", org_user_role_cases},
                            Theme{"addresses", address_cases},
                            Theme{"companions", companion_cases},
                            Theme{"token endpoints", oauth_cases},
                            Theme{"clients in forms", client_forms_cases},
                            Theme{"access tokens", token_cases},
                            Theme{"sessions", session_cases},
                            Theme{"signing in", signing_in_cases},
                            Theme{"limits of sessions", session_limit_cases},
                            Theme{"attacks on sessions", attack_cases},
                            Theme{"second factors", factor_cases},
                            Theme{"rules of second factors", factor_rule_cases},
                            Theme{"forgotten passwords", password_reset_cases},
                            Theme{"mails to accounts", account_mail_cases},
                            Theme{"operators", operator_cases},
                            Theme{"passkeys", passkey_cases},
                            Theme{"projects", project_cases},
                            Theme{"project changes", project_change_cases},
                            Theme{"beside identity", beside_identity_cases},
                            Theme{"moving projects", project_migration_cases},
                            Theme{"teams", team_cases},
                            Theme{"project teams", project_team_cases},
                            Theme{"api keys", api_key_cases},
                            Theme{"api keys of projects", project_api_key_cases},
                            Theme{"service accounts", service_account_cases},
                            Theme{"service accounts of projects", project_service_account_cases},
                            Theme{"expiry of secrets", secret_expiry_cases},
                            Theme{"invitations to projects", project_invitation_cases},
                            Theme{"people of projects", project_user_cases},
                            Theme{"people who come to projects", project_people_cases},
                            Theme{"roles on projects", project_role_cases},
                            Theme{"room in teams and on projects", place_cases},
                            Theme{"people of teams", team_people_cases},
                            Theme{"access lists", access_list_cases},
                            Theme{"access-list entries", access_list_entry_cases},
                            Theme{"access lists of accounts", account_access_list_cases},
                            Theme{"server settings", server_setting_cases},
                            Theme{"limits of a person", person_limit_cases},
                            Theme{"fidelity", fidelity_cases},
                            Theme{"events", event_cases},
                            Theme{"events of later operations", later_event_cases},
                            Theme{"event rows", event_row_cases},
                            Theme{"rate limits", rate_limit_cases},
                            Theme{"limits", limit_cases},
                            Theme{"faults", fault_cases}};

class Tally {
 public:
  void passed(std::string const& name) {
    ++passed_;
    fmt::print("ok {}\n", name);
  }
  void failed(std::string const& name, std::string_view why) {
    ++failed_;
    fmt::print("FAIL {}\n{}\n", name, why);
  }
  void skipped(std::string const& name, std::string_view reason) {
    ++skipped_;
    fmt::print("skip {}: {}\n", name, reason);
  }
  int finish() const {
    fmt::print("{} passed, {} failed, {} skipped\n", passed_, failed_, skipped_);
    return failed_ == 0 && passed_ > 0 ? 0 : 1;
  }

 private:
  int passed_ = 0;
  int failed_ = 0;
  int skipped_ = 0;
};

void run_case(OrganizationSource& source, Case const& one, std::string const& name, Tally& tally) {
  try {
    World world(source);
    one.run(world);
    tally.passed(name);
  } catch (Failure const& failure) {
    tally.failed(name, failure.text);
  } catch (Skip const& skip) {
    tally.skipped(name, skip.reason);
  } catch (std::exception const& problem) {
    tally.failed(name, problem.what());
  }
  std::fflush(stdout);
}

void report_broken_rules(OrganizationSource const& source, Tally& tally) {
  std::string const name = "all answers: carry the common headers and the common form";
  std::string text;
  for (auto const& [rule, example] : source.broken_rules())
    text += fmt::format("expected: {}\nbroken first by: {}\n", rule, example);
  text.empty() ? tally.passed(name) : tally.failed(name, text);
}

void report_unseen(std::string const& unseen, Tally& tally) {
  std::string const name = "all cases: show every error code and every type of event";
  unseen.empty() ? tally.passed(name) : tally.failed(name, unseen);
}

}  // namespace

int run_cases(Door& door, KeyPair const& bootstrap, RunOptions const& options) {
  Tally tally;
  try {
    OrganizationSource source(door, bootstrap);
    for (Theme const& theme : themes)
      for (Case const& one : theme.cases()) {
        std::string const name = fmt::format("{}: {}", theme.name, one.name);
        if (!name.contains(options.filter)) continue;
        if (one.slow && !options.slow)
          tally.skipped(name, "slow");
        else
          run_case(source, one, name, tally);
      }
    report_broken_rules(source, tally);
    if (options.unseen && options.filter.empty())
      report_unseen(options.unseen(source.refusals()), tally);
  } catch (Failure const& failure) {
    tally.failed("the bootstrap key opens its organization", failure.text);
  }
  return tally.finish();
}

void list_cases() {
  for (Theme const& theme : themes)
    for (Case const& one : theme.cases())
      fmt::print("{}: {}{}\n", theme.name, one.name, one.slow ? " (slow)" : "");
}

}  // namespace conformance
