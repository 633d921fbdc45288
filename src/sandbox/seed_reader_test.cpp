// What a seed file may say, and where its errors are said to stand.
#include "sandbox/seed_reader.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sandbox/seed_tree.hpp"

namespace orgd::sandbox {
namespace {

// The errors of a file, one a line; "" for one that is read.
std::string errors_of(std::string_view text) {
  auto const file = read_seed(text);
  return file ? "" : text_of(file.error());
}

SeedError first_error(std::string_view text) {
  auto const file = read_seed(text);
  return file ? SeedError{} : file.error().front();
}

struct BadFile {
  std::string_view text;
  std::size_t line;
  std::size_t column;
  std::string_view path;
  std::string_view what;  ///< a part of it
};

TEST(SeedReader, ReadsYaml) {
  auto const file = read_seed(R"(
organizations:
  - name: Example   # as people see it
    createdAt: 2025-01-02T03:04:05Z
    people:
      - email: Dana@example.org
        roles: [ORG_OWNER, ORG_MEMBER]
        lastName: "null"
    settings: {apiAccessListRequired: true, securityContact: null}
generate: {organizations: 3, idSeed: 12}
)");
  ASSERT_TRUE(file) << text_of(file.error());
  auto const& organization = file->organizations.at(0);
  EXPECT_EQ(organization.name, "Example");
  EXPECT_EQ(organization.created_at, Date(std::chrono::seconds(1735787045)));
  EXPECT_EQ(organization.people.at(0).email, "Dana@example.org");
  EXPECT_EQ(organization.people.at(0).roles.size(), 2U);
  EXPECT_EQ(organization.people.at(0).last_name, "null");
  EXPECT_EQ(organization.settings->api_access_list_required, true);
  EXPECT_TRUE(organization.settings->security_contact.has_value());
  EXPECT_FALSE(organization.settings->security_contact->has_value());
  EXPECT_EQ(file->generate->organizations, 3);
  EXPECT_EQ(file->generate->id_seed, 12);
}

// What looks like a number, a flag or a date is text where a text is expected.
TEST(SeedReader, TakesTheTypeFromTheMember) {
  auto const file = read_seed(R"(
organizations:
  - id: 600000000000000000000e10
    name: 2025
    apiKeys: [{desc: yes, publicKey: 0x10}, {desc: true, publicKey: 1e3}]
    projects: [{name: 1.50}, {name: off}]
)");
  ASSERT_TRUE(file) << text_of(file.error());
  auto const& organization = file->organizations.at(0);
  EXPECT_EQ(organization.id, "600000000000000000000e10");
  EXPECT_EQ(organization.name, "2025");
  EXPECT_EQ(organization.api_keys.at(0).desc, "yes");
  EXPECT_EQ(organization.api_keys.at(0).public_key, "0x10");
  EXPECT_EQ(organization.api_keys.at(1).desc, "true");
  EXPECT_EQ(organization.api_keys.at(1).public_key, "1e3");
  EXPECT_EQ(organization.projects.at(0).name, "1.50");
  EXPECT_EQ(organization.projects.at(1).name, "off");
}

TEST(SeedReader, ReadsJson) {
  auto const file = read_seed(
      "{\"organizations\":[{\"name\":\"Caf\\u00e9\",\n\t\"projects\":"
      "[{\"name\":\"A\",\"withDefaultAlertsSettings\":false}]}],"
      "\"people\":[{\"email\":\"x@example.org\",\"account\":"
      "{\"firstName\":\"\\ud83d\\ude00\",\"lastName\":\"\\\\ud83d\","
      "\"country\":\"DE\"}}]}");
  ASSERT_TRUE(file) << text_of(file.error());
  EXPECT_EQ(file->organizations.at(0).name, "Café");
  EXPECT_EQ(file->organizations.at(0).projects.at(0).with_default_alerts_settings, false);
  EXPECT_EQ(file->people.at(0).account->first_name, "😀");
  EXPECT_EQ(file->people.at(0).account->last_name, "\\ud83d");
}

TEST(SeedReader, SaysWhereEachErrorStands) {
  constexpr std::array bad{
      BadFile{"people: []\norganizations: [{name: A, nane: B}]", 2, 27, "organizations[0].nane",
              "name is one"},
      BadFile{"organizations:\n  - id: 32b6e34b3d91647abb20e7b8", 2, 5, "organizations[0].name",
              "absent"},
      BadFile{"organizations:\n  - name: [A]", 2, 11, "organizations[0].name", "found a list"},
      BadFile{"organizations:\n  - name: ~", 2, 11, "organizations[0].name", "found nothing"},
      BadFile{"organizations: {}", 1, 16, "organizations", "expected a list, found an object"},
      BadFile{"organizations:\n- name: A\n  id: 12", 3, 7, "organizations[0].id", "32b6e34b"},
      BadFile{"organizations:\n- name: A\n  owesMoney: 'true'", 3, 14, "organizations[0].owesMoney",
              "without quotes"},
      BadFile{"organizations:\n- name: A\n  createdAt: now", 3, 14, "organizations[0].createdAt",
              "a date and time"},
      BadFile{"generate:\n  organizations: 1.5", 2, 18, "generate.organizations", "whole number"},
      BadFile{"generate:\n  organizations: 0", 2, 18, "generate.organizations", "from 1 to 10000"},
      BadFile{"organizations:\n- name: A\n  people:\n  - email: a@example.org\n    roles: [OWNER]",
              5, 13, "organizations[0].people[0].roles[0]", "one of ORG_OWNER"},
      BadFile{"organizations:\n- name: A\n  people:\n  - email: a@example.org\n    roles: []", 5,
              12, "organizations[0].people[0].roles", "not empty"},
      BadFile{"organizations:\n- name: A\n  projects:\n  - name: P\n    limits:\n"
              "    - {name: dataFederation.bytesProcessed.weakly, value: 1}",
              6, 14, "organizations[0].projects[0].limits[0].name",
              "one of dataFederation.bytesProcessed.weekly, atlas.project.deployment.clusters, "},
      BadFile{"- a", 1, 1, "", "expected an object, found a list"},
      BadFile{"people: []\npeople: []", 2, 1, "", "stands before"},
      BadFile{"people: [\n", 2, 1, "", "expected YAML or JSON"},
      BadFile{"people: !!seq []", 1, 9, "", "no tag"},
      BadFile{"people: *a", 1, 9, "", ""},
      BadFile{"people: &a [*a]", 1, 13, "", "ends before it"},
      BadFile{"organizations: [{<<: {}, name: A}]", 1, 18, "organizations[0]", "no merge key"},
      BadFile{"? [a]\n: b", 1, 3, "", "which is a text"},
      BadFile{"people: []\n---\npeople: []", 2, 1, "", "one document alone"},
      BadFile{"people: []\nx: \x04", 2, 4, "", "no control character"},
      BadFile{"people: []\nx: \xff", 2, 1, "", "UTF-8"},
      BadFile{"", 1, 1, "", "a document"}};
  for (auto const& [text, line, column, path, what] : bad) {
    auto const error = first_error(text);
    EXPECT_EQ(error.line, line) << text << "\n" << error.text();
    EXPECT_EQ(error.column, column) << text << "\n" << error.text();
    EXPECT_EQ(error.path, path) << text;
    EXPECT_TRUE(!error.what.empty() && error.what.contains(what)) << text << "\n" << error.text();
  }
}

TEST(SeedReader, TellsAllErrorsUpToTwenty) {
  EXPECT_EQ(errors_of("organizations: [{name: A, id: 1}, {name: B, id: 2}]"),
            "line 1, column 31: organizations[0].id: expected a text as "
            "\"32b6e34b3d91647abb20e7b8\" (24 to 24 characters)\n"
            "line 1, column 49: organizations[1].id: expected a text as "
            "\"32b6e34b3d91647abb20e7b8\" (24 to 24 characters)");
  std::string many = "organizations:\n";
  for (int i = 0; i < 30; ++i) many += "- {}\n";
  EXPECT_EQ(read_seed(many).error().size(), most_seed_errors);
}

TEST(SeedReader, SaysNoSecret) {
  auto const text = errors_of(
      "organizations:\n- name: A\n  apiKeys: [{desc: a, privateKey: hunter 2}]\n"
      "  people: [{email: a@example.org, roles: [ORG_OWNER], password: hunter}]");
  EXPECT_TRUE(text.contains("line 3, column 35: organizations[0].apiKeys[0].privateKey")) << text;
  EXPECT_TRUE(text.contains("line 4")) << text;
  EXPECT_FALSE(text.contains("hunter")) << text;
}

TEST(SeedReader, BoundsWhatAliasesMakeOfAFile) {
  EXPECT_EQ(errors_of("organizations:\n- name: A\n  apiKeys:\n  - &key {desc: a}\n  - *key\n"), "");
  std::string text = "a: &a []\nb: [*a";
  for (int i = 1; i < 1000; ++i) text += ", *a";
  EXPECT_TRUE(first_error(text + "]").what.contains("a known member") ||
              first_error(text + "]").what.contains("one of"));
  EXPECT_TRUE(first_error(text + ", *a]").what.contains("at most 1000 aliases"));
  // Each level holds ten of the one before.
  std::string laughs = "l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 9; ++i)
    laughs += fmt::format(
        "l{0}: &l{0} [*l{1}, *l{1}, *l{1}, *l{1}, *l{1}, *l{1}, *l{1}, *l{1}, "
        "*l{1}, *l{1}]\n",
        i, i - 1);
  EXPECT_TRUE(first_error(laughs).what.contains("aliases written out")) << errors_of(laughs);
}

TEST(SeedReader, BoundsDepthAndSize) {
  std::string const deep(most_of_seed::depth - 1, '[');
  std::string const ends(most_of_seed::depth - 1, ']');
  EXPECT_FALSE(first_error("{\"a\":" + deep + ends + "}").what.contains("levels"));
  EXPECT_TRUE(first_error("{\"a\":[" + deep + ends + "]}").what.contains("at most 32 levels"));
  EXPECT_TRUE(first_error("a: &a " + deep + ends + "\nb: [*a]").what.contains("32 levels"));
  std::string list = "[";
  while (list.size() <= 2 * most_of_seed::nodes) list += "a,";
  EXPECT_TRUE(first_error(list).what.contains("at most 1000000 of the signs")) << "not parsed";
  std::string const large(most_of_seed::bytes + 1, ' ');
  EXPECT_TRUE(first_error(large).what.contains("at most 16777216 bytes"));
}

}  // namespace
}  // namespace orgd::sandbox
