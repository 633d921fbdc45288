// The table as commands: nothing is forgotten, nothing is ambiguous.
#include <gtest/gtest.h>

#include <set>

#include "atlas/operations.hpp"
#include "cli/command_line.hpp"
#include "cli/request.hpp"
#include "cli/spelling.hpp"

namespace orgctl {
namespace {

TEST(Commands, EveryRowHasOne) {
  std::size_t rows = 0;
  atlas::for_each_operation(atlas::AllOperations{}, [&]<auto const & Row>() {
    ++rows;
    auto const* command = find_command(command_words(Row.info));
    ASSERT_NE(command, nullptr) << Row.info.id;
    auto const form = std::ranges::find(command->forms, &Row.info, &Form::info);
    EXPECT_NE(form, command->forms.end()) << Row.info.id;
  });
  std::size_t forms = 0;
  for (auto const& command : operation_commands()) forms += command.forms.size();
  EXPECT_EQ(forms, rows);
}

TEST(Commands, OptionsOfACommandDiffer) {
  for (auto const& command : operation_commands())
    for (Form const& form : command.forms) {
      std::set<std::string> names;
      for (Option const& option : form.options)
        EXPECT_TRUE(names.insert(option.name).second) << form.info->id << ' ' << option.name;
    }
}

TEST(Commands, NoOptionHidesOneOfEveryCommand) {
  auto const line = make_command_line();
  for (auto const& command : operation_commands())
    for (Form const& form : command.forms)
      for (Option const& option : form.options)
        EXPECT_EQ(line->app.get_option_no_throw(option.name), nullptr) << option.name;
}

TEST(Commands, WordsArePeoplesWords) {
  using Words = std::vector<std::string>;
  EXPECT_EQ(command_words(atlas::ops::get_system_status.info), Words({"status"}));
  EXPECT_EQ(command_words(atlas::ops::list_organizations.info), Words({"orgs", "list"}));
  EXPECT_EQ(command_words(atlas::ops::create_organization_invitation.info),
            Words({"orgs", "invitations", "create"}));
  EXPECT_EQ(command_words(atlas::ops::create_api_key_access_list.info),
            Words({"orgs", "api-keys", "access-list", "create"}));
  EXPECT_EQ(command_words(atlas::ops::accept_invitation.info), Words({"invitations", "accept"}));
  EXPECT_EQ(command_words(atlas::ops::enable_managed_slow_ms.info),
            Words({"projects", "managed-slow-ms", "enable"}));
  EXPECT_EQ(command_words(atlas::ops::add_org_user_role.info),
            Words({"orgs", "users", "add-role"}));
  EXPECT_EQ(kebab_case("genAIFeaturesEnabled"), "gen-ai-features-enabled");
  EXPECT_EQ(option_name(std::vector<std::string>{"apiKey", "roles"}), "--api-key.role");
}

TEST(Commands, TheFormIsTheOneThatFits) {
  auto const* users = find_command({"orgs", "users", "list"});
  ASSERT_NE(users, nullptr);
  auto const form_for = [&](Given const& given, std::string_view version) {
    auto const form = choose_form(*users, given, version, false);
    return form ? version_text(*(*form)->info) : form.error();
  };
  Given const given{{"--org", {"0123456789abcdef01234567"}}};
  EXPECT_EQ(form_for(given, ""), "2025-02-19");
  EXPECT_EQ(form_for(given, "2023-01-01"), "2023-01-01");
  EXPECT_EQ(form_for(given, "2024-01-01"), "this command has no version 2024-01-01");
  EXPECT_EQ(form_for({}, ""), "--org is missing");
  auto const several = choose_form(*find_command({"projects", "create"}), {}, "", false);
  EXPECT_EQ(several.error(), "--name, --org are missing");
}

TEST(Commands, BodiesAreMadeOfOptions) {
  auto const* command = find_command({"orgs", "create"});
  ASSERT_NE(command, nullptr);
  Form const& form = command->forms.front();
  auto const body = [&](Given const& given) {
    auto const request = make_request(form, given, nullptr);
    return request ? request->body : request.error();
  };
  EXPECT_EQ(body({{"--name", {"A \"B\""}},
                  {"--api-key.desc", {"first"}},
                  {"--api-key.role", {"ORG_OWNER", "ORG_MEMBER"}},
                  {"--skip-default-alerts-settings", {"true"}}}),
            R"({"name":"A \"B\"","apiKey":{"desc":"first","roles":["ORG_OWNER","ORG_MEMBER"]},)"
            R"("skipDefaultAlertsSettings":true})");
  EXPECT_EQ(body({{"--skip-default-alerts-settings", {"perhaps"}}}),
            "--skip-default-alerts-settings is true or false, not perhaps");
}

TEST(Commands, PlacesAndQueriesAreEncoded) {
  auto const* command = find_command({"orgs", "projects", "list"});
  ASSERT_NE(command, nullptr);
  auto const request =
      make_request(command->forms.front(), {{"--org", {"a/b"}}, {"--name", {"R&D ü"}}}, nullptr);
  ASSERT_TRUE(request);
  EXPECT_EQ(request->target, "/api/atlas/v2/orgs/a%2Fb/groups?name=R%26D%20%C3%BC");
}

TEST(Commands, ListsOfWhatAnOptionNames) {
  ASSERT_NE(list_of("--org"), nullptr);
  EXPECT_EQ(list_of("--org")->info, &atlas::ops::list_organizations.info);
  EXPECT_EQ(list_of("--invitation")->info, &atlas::ops::list_organization_invitations.info);
  EXPECT_EQ(list_of("--project")->info, &atlas::ops::list_organization_projects.info);
  EXPECT_EQ(list_of("--ip-address")->info, &atlas::ops::list_api_key_access_list.info);
  EXPECT_EQ(list_of("--name"), nullptr);
}

}  // namespace
}  // namespace orgctl
