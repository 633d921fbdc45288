// Every operation by callers of every role on their own, a foreign and an unknown organization or
// project: what `atlas::allows` and contract 3.5 say, and no change by whoever is refused.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <optional>

#include "scene.hpp"

namespace contract {
namespace {

using atlas::Access;
using atlas::Code;

// What a caller meets at a place; nothing when it is let through.
struct Encounter {
  Place place{};
  std::optional<Code> refusal{};
};

Code refusal_of(Access access) {
  if (access == Access::project_creator) return Code::not_org_group_creator;
  if (access == Access::self_or_owner) return Code::api_key_access_list_access_denied;
  return Code::user_unauthorized;
}

bool names_parent(Row const& row) {
  return row.path_part("orgId") || row.path_part("groupId") || row.org_in_body();
}

std::vector<Encounter> encounters_of(Row const& row, CallerKind const& caller) {
  Scene& scene = Scene::shared();
  Access const access = row.info->access;
  auto const refusal = [&](atlas::Rights const& rights) {
    return atlas::allows(access, rights) ? std::nullopt : std::optional(refusal_of(access));
  };
  std::vector<Encounter> all{{scene.own(), refusal(caller.rights)}};
  if (row.path_part("apiUserId") && caller.token.empty()) {
    atlas::Rights rights = caller.rights;
    rights.self = true;
    all.push_back({scene.self(caller), refusal(rights)});
  }
  if (!names_parent(row)) return all;
  all.push_back({scene.foreign(), Code::user_unauthorized});
  all.push_back(
      {scene.unknown(), row.path_part("groupId") ? Code::group_not_found : Code::org_not_found});
  return all;
}

// Let through is whoever meets the success, or the state that makes a success impossible here.
bool let_through(Row const& row, Answer const& answer) {
  // A caller's own key need not be one of the project.
  bool const elsewhere = row.path_part("groupId") && row.path_part("apiUserId") &&
                         code_of(answer) == "API_KEY_NOT_FOUND";
  bool const hidden = code_of(answer) == "GROUP_NAME_NOT_FOUND";
  // What is a person's own is another for each: the examples are those of one.
  std::string const code = code_of(answer);
  bool const not_own =
      atlas::needs_session(row.info->access) &&
      (code == "SESSION_NOT_FOUND" || code == "WRONG_PASSWORD" || code == "FACTOR_NOT_FOUND");
  if (not_own) return true;
  return answer.status == row.info->success || answer.status == 409 || elsewhere || hidden;
}

// What hangs on the one organization of a key is another thing for people, which cases show: they
// have no one organization, and vouch for themselves.
bool calls_as_keys_do(Row const& row) {
  return row.info->scope != atlas::Scope::own_org && row.info->id != "migrateGroup";
}

std::string outcome_of(Row const& row, Answer const& answer) {
  return let_through(row, answer) ? "let through"
                                  : fmt::format("{} {}", answer.status, code_of(answer));
}

std::string expected_of(std::optional<Code> refusal) {
  if (!refusal) return "let through";
  return fmt::format("{} {}", atlas::row_of(*refusal).status, atlas::wire_name(*refusal));
}

class Permission : public ::testing::TestWithParam<Row> {
 protected:
  void meet(CallerKind const& caller, Encounter const& encounter) {
    Row const& row = GetParam();
    RequestSpec request = scene_.request(row, encounter.place, variants_of(row).front());
    if (!atlas::needs_no_credential(row.info->access)) request = Scene::by(request, caller);
    Answer const answer = encounter.refusal ? scene_.send(request) : scene_.try_out(request);
    EXPECT_EQ(outcome_of(row, answer), expected_of(encounter.refusal))
        << ::testing::PrintToString(row) << " by " << caller.name << " on " << encounter.place.name
        << "\n"
        << conformance::describe(answer);
    EXPECT_EQ(broken_rules_of(row, request, answer), "");
    if (encounter.refusal) {
      ASSERT_EQ(scene_.dump(), before_) << ::testing::PrintToString(row) << " by " << caller.name
                                        << " on " << encounter.place.name;
    }
  }

  Scene& scene_ = Scene::shared();
  std::string before_ = scene_.dump();
};

TEST_P(Permission, IsAsTheTableSays) {
  if (GetParam().info->access == Access::link) {
    CallerKind const nobody{.name = "nobody"};
    meet(nobody, {scene_.own(), {}});
    meet(nobody, {scene_.foreign(), {}});
    meet(nobody, {scene_.unknown(), Code::invalid_invitation_id});
    return;
  }
  if (GetParam().info->access == Access::sign_in || GetParam().info->access == Access::anybody) {
    CallerKind const nobody{.name = "nobody"};
    meet(nobody, {scene_.own(), {}});
    return;
  }
  if (GetParam().info->access == Access::server_operator) {
    meet(scene_.proven_operator(), {scene_.own(), {}});
    meet(scene_.unproven_operator(), {scene_.own(), Code::mfa_required});
  }
  for (CallerKind const& caller : scene_.people())
    if (calls_as_keys_do(GetParam()))
      for (Encounter const& encounter : encounters_of(GetParam(), caller)) meet(caller, encounter);
  for (CallerKind const& caller : scene_.callers())
    for (Encounter const& encounter : encounters_of(GetParam(), caller)) meet(caller, encounter);
  EXPECT_EQ(scene_.dump(), before_);
}

TEST_P(Permission, NeedsCredentials) {
  Row const& row = GetParam();
  if (atlas::needs_no_credential(row.info->access)) return;
  RequestSpec const request = scene_.request(row).by_nobody().without("Authorization");
  Answer const answer = scene_.send(request);
  EXPECT_EQ(answer.status, 401);
  bool const of_people = atlas::needs_session(row.info->access);
  EXPECT_TRUE(answer.header("WWW-Authenticate").starts_with(of_people ? "Orgd-Session" : "Digest "))
      << answer.sent;
  EXPECT_EQ(broken_rules_of(row, request, answer), "");
  EXPECT_EQ(scene_.dump(), before_);
}

INSTANTIATE_TEST_SUITE_P(Rows, Permission, ::testing::ValuesIn(all_rows()),
                         [](auto const& given) { return given.param.name(); });

}  // namespace
}  // namespace contract
