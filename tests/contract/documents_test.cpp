// The committed documents are those that the table gives, the OpenAPI document hangs together, and
// it contains every operation of the published description. ORGD_WRITE_DOCS=1 writes the documents.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "api/errors_document.hpp"
#include "api/json_read.hpp"
#include "api/openapi.hpp"
#include "api/permissions_document.hpp"
#include "api/sdk_sources.hpp"
#include "api/successor.hpp"
#include "monitoring/metrics.hpp"
#include "row.hpp"
#include "sandbox/control_document.hpp"
#include "sandbox/seed_schema.hpp"
#include "service/fidelity.hpp"
#include "store/access_tokens.hpp"
#include "store/api_keys.hpp"
#include "store/callers.hpp"
#include "store/factors.hpp"
#include "store/journal.hpp"
#include "store/membership_row.hpp"
#include "store/nonces.hpp"
#include "store/operators.hpp"
#include "store/organizations.hpp"
#include "store/outbox.hpp"
#include "store/password_links.hpp"
#include "store/project_invitations.hpp"
#include "store/project_limits.hpp"
#include "store/projects.hpp"
#include "store/sent_invitations.hpp"
#include "store/service_accounts.hpp"
#include "store/sessions.hpp"
#include "store/sign_ins.hpp"
#include "store/teams.hpp"
#include "text_samples.hpp"

namespace contract {
namespace {

using atlas::JsonNode;

std::string const root = ORGD_SOURCE_DIR;

std::string contents_of(std::string const& file) {
  std::ifstream in(file);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

void expect_committed(std::string const& name, std::string const& derived) {
  std::string const file = root + "/" + name;
  if (std::getenv("ORGD_WRITE_DOCS")) std::ofstream(file) << derived;
  EXPECT_TRUE(contents_of(file) == derived)
      << name << " is not what the table gives; run this test with ORGD_WRITE_DOCS=1";
}

TEST(Documents, OpenApiIsAsCommitted) {
  expect_committed("docs/openapi.json", atlas::openapi_document() + "\n");
}

TEST(Documents, ErrorsAreAsCommitted) {
  expect_committed("docs/errors.md", atlas::errors_document());
}

TEST(Documents, PermissionsAreAsCommitted) {
  expect_committed("docs/permissions.md", atlas::permissions_document());
}

TEST(Documents, FidelityIsAsCommitted) {
  expect_committed("docs/fidelity.md", orgd::fidelity_document());
}

TEST(Documents, MetricsAreAsCommitted) {
  expect_committed("docs/metrics.md", orgd::metrics_document());
}

TEST(Documents, OpenApiOfTheSandboxIsAsCommitted) {
  expect_committed("docs/sandbox-openapi.json", orgd::sandbox::control_document() + "\n");
}

TEST(Documents, SchemaOfSeedFilesIsAsCommitted) {
  expect_committed("docs/seed-file.schema.json", orgd::sandbox::seed_schema() + "\n");
}

#define ORGD_SQL(...) fmt::format("{} = {}\n", #__VA_ARGS__, orgd::store::__VA_ARGS__.text())

// What the store derives from its records, for readers and for tools/cluster_statements.py.
TEST(Documents, SqlOfRecordsIsAsCommitted) {
  using namespace orgd::store;
  expect_committed(
      "tests/contract/record_sql.txt",
      ORGD_SQL(client_id_of_account) + ORGD_SQL(columns_of<AccountMail>) +
          ORGD_SQL(columns_of<PasswordLink>) + ORGD_SQL(table_of<Mail>) +
          ORGD_SQL(table_of<AccountMail>) + ORGD_SQL(owner_column_of<Mail>) +
          ORGD_SQL(owner_column_of<AccountMail>) + ORGD_SQL(insert_into<AccountMail>) +
          ORGD_SQL(insert_into<PasswordLink>) + ORGD_SQL(columns_of<AccessEntry>) +
          ORGD_SQL(columns_of<AccessToken>) + ORGD_SQL(columns_of<Account>) +
          ORGD_SQL(columns_of<ApiKeyRecord>) + ORGD_SQL(columns_of<Bypass>) +
          ORGD_SQL(columns_of<CallerKey>) + ORGD_SQL(columns_of<CallerToken>) +
          ORGD_SQL(columns_of<CredentialPlace>) + ORGD_SQL(columns_of<Event>) +
          ORGD_SQL(columns_of<Factor>) + ORGD_SQL(columns_of<InvitationMail>) +
          ORGD_SQL(columns_of<KnownAddress>) + ORGD_SQL(columns_of<Mail>) +
          ORGD_SQL(columns_of<Member>) + ORGD_SQL(columns_of<OrganizationDates>) +
          ORGD_SQL(columns_of<OrganizationRecord>) + ORGD_SQL(columns_of<PersonSession>) +
          ORGD_SQL(columns_of<Project>) + ORGD_SQL(columns_of<ProjectInvitation>) +
          ORGD_SQL(columns_of<ProjectLimit>) + ORGD_SQL(columns_of<Resends>) +
          ORGD_SQL(columns_of<Addressee>) + ORGD_SQL(columns_of<SeatRecord>) +
          ORGD_SQL(columns_of<SecretHash>) + ORGD_SQL(columns_of<ServiceAccount>) +
          ORGD_SQL(columns_of<SessionLimits>) + ORGD_SQL(columns_of<AccountOfSession>) +
          ORGD_SQL(columns_of<SettingsRecord>) + ORGD_SQL(columns_of<Team>) +
          ORGD_SQL(columns_of<TeamOnProject>) + ORGD_SQL(insert_eight_into<Event>) +
          ORGD_SQL(insert_eight_into<NewAccessEntry>) + ORGD_SQL(columns_of<OperatorEvent>) +
          ORGD_SQL(insert_eight_into<ProjectRoleRow>) + ORGD_SQL(insert_eight_into<TeamEntryRow>) +
          ORGD_SQL(insert_eight_into<TeamMemberRow>) + ORGD_SQL(insert_eight_into<TeamOnProject>) +
          ORGD_SQL(insert_into<AccessToken>) + ORGD_SQL(insert_into<Account>) +
          ORGD_SQL(insert_into<ApiKeyRecord>) + ORGD_SQL(insert_into<Event>) +
          ORGD_SQL(insert_into<Factor>) + ORGD_SQL(insert_into<KnownDevice>) +
          ORGD_SQL(insert_into<Mail>) + ORGD_SQL(insert_into<MembershipRow>) +
          ORGD_SQL(insert_into<NewAccountSecret>) + ORGD_SQL(insert_into<NewOrganization>) +
          ORGD_SQL(insert_into<NonceUse>) + ORGD_SQL(insert_into<PersonSession>) +
          ORGD_SQL(insert_into<OperatorEvent>) + ORGD_SQL(insert_into<Project>) +
          ORGD_SQL(insert_into<ProjectInvitation>) + ORGD_SQL(insert_into<ProjectRoleRow>) +
          ORGD_SQL(insert_into<ServiceAccount>) + ORGD_SQL(update_of<SettingsRecord>));
}

TEST(Documents, ClientLibraryIsAsCommitted) {
  for (auto const& [path, text] : atlas::sdk_sources()) expect_committed(path, text);
}

TEST(Documents, EveryMetricHasOneRow) {
  std::set<std::string_view> names;
  for (auto const& family : orgd::metric_families()) {
    EXPECT_TRUE(names.insert(family.name).second) << family.name;
    EXPECT_EQ(family.type == orgd::MetricType::counter, family.name.ends_with("_total"))
        << family.name;
    EXPECT_FALSE(family.help.contains('|')) << family.name;
  }
}

TEST(Documents, EveryCodeHasARowOfErrors) {
  std::string const document = atlas::errors_document();
  for (std::size_t i = 0; i < atlas::code_rows.size(); ++i) {
    auto const code = static_cast<atlas::Code>(i);
    EXPECT_TRUE(document.contains(
        fmt::format("| `{}` | {} ", atlas::wire_name(code), atlas::row_of(code).status)));
  }
}

// A name that no later row has would be no successor at all.
TEST(Documents, WhatARowCallsItsSuccessorExists) {
  for (Row const& row : all_rows()) {
    if (row.info->successor.id.empty()) continue;
    auto const* const successor = atlas::successor_of(*row.info);
    ASSERT_NE(successor, nullptr) << row.info->id;
    EXPECT_EQ(successor->id, row.info->successor.id) << row.info->id;
    EXPECT_EQ(atlas::successor_of(*successor), nullptr) << row.info->id;
  }
}

// Those that the rows call causeless, all of them and no others.
TEST(Documents, ErrorsListTheStatusesWithoutACause) {
  std::string const document = atlas::errors_document();
  std::size_t listed = 0;
  for (std::size_t at = 0; (at = document.find("\n- ", at)) != std::string::npos; ++at) ++listed;
  std::size_t known = 0;
  for (Row const& row : all_rows())
    for (auto const status : row.info->causeless) {
      ++known;
      EXPECT_TRUE(document.contains(fmt::format("\n- {} on `{}` (", status, row.info->id)))
          << row.info->id;
    }
  EXPECT_EQ(listed, known);
  EXPECT_GT(known, 0U);
}

// What a JSON pointer such as "#/components/schemas/Link" leads to.
JsonNode const* resolve(JsonNode const& document, std::string_view reference) {
  if (!reference.starts_with("#/")) return nullptr;
  reference.remove_prefix(2);
  JsonNode const* at = &document;
  while (at && !reference.empty()) {
    auto const slash = reference.find('/');
    at = at->find(reference.substr(0, slash));
    reference.remove_prefix(slash == std::string_view::npos ? reference.size() : slash + 1);
  }
  return at;
}

void expect_references_resolve(JsonNode const& document, JsonNode const& node) {
  if (node.key == "$ref") {
    EXPECT_TRUE(resolve(document, node.text)) << node.text;
  }
  for (JsonNode const& child : node.children) expect_references_resolve(document, child);
}

class OpenApi : public ::testing::Test {
 protected:
  JsonNode document_ = atlas::parse_json(atlas::openapi_document()).value();
};

TEST_F(OpenApi, ReferencesResolve) { expect_references_resolve(document_, document_); }

TEST_F(OpenApi, HasUniqueOperationIds) {
  std::set<std::string> ids;
  for (JsonNode const& path : document_.find("paths")->children)
    for (JsonNode const& operation : path.children)
      EXPECT_TRUE(ids.insert(operation.find("operationId")->text).second)
          << operation.find("operationId")->text;
}

TEST_F(OpenApi, DeclaresWhatEachPathNames) {
  for (JsonNode const& path : document_.find("paths")->children)
    for (JsonNode const& operation : path.children)
      for (JsonNode const& parameter : operation.find("parameters")->children)
        if (parameter.find("in")->text == "path") {
          EXPECT_TRUE(path.key.contains("{" + parameter.find("name")->text + "}")) << path.key;
        }
}

// A reference stands alone: what it refers to says what it is.
TEST_F(OpenApi, SaysWhatEveryMemberAndParameterIs) {
  int described = 0;
  for (JsonNode const& schema : document_.find("components")->find("schemas")->children) {
    if (schema.key == "ApiError") continue;
    for (JsonNode const& member : schema.find("properties")->children) {
      bool const refers = member.find("$ref") || member.find("allOf");
      EXPECT_TRUE(refers || member.find("description")) << schema.key << " " << member.key;
      described += refers ? 0 : 1;
    }
  }
  EXPECT_GT(described, 100);
  for (JsonNode const& path : document_.find("paths")->children)
    for (JsonNode const& operation : path.children)
      for (JsonNode const& parameter : operation.find("parameters")->children)
        EXPECT_TRUE(parameter.find("description")) << parameter.find("name")->text;
}

TEST(TextRules, ShowWhatTheyTake) {
  for (TextSamples const& samples : text_samples()) {
    EXPECT_NE(samples.rule->example, "");
    EXPECT_FALSE(samples.rule->check(samples.rule->example)) << samples.rule->example;
  }
}

// One published operation is one line: id, method, path, success, errors.
TEST_F(OpenApi, ContainsThePublishedOperations) {
  std::ifstream lines(root + "/tests/contract/published_operations.txt");
  int found = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream words(line);
    std::string id, method, path, status;
    words >> id >> method >> path;
    for (char& c : method) c = static_cast<char>(c + 32);
    auto const* node = document_.find("paths")->find(path);
    auto const* operation = node ? node->find(method) : nullptr;
    ASSERT_TRUE(operation) << line;
    EXPECT_EQ(operation->find("operationId")->text, id);
    auto const& responses = *operation->find("responses");
    words >> status;
    EXPECT_EQ(responses.children.front().key, status) << line;
    for (; !words.fail(); words >> status) EXPECT_TRUE(responses.find(status)) << line << status;
    ++found;
  }
  EXPECT_EQ(found, 15);
}

}  // namespace
}  // namespace contract
