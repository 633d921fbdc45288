// Every operation that changes something, asked for with a person's cookie by a page of another
// site: refused before anything is looked at, and nothing is changed.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "scene.hpp"

namespace contract {
namespace {

constexpr char const* origin = "http://localhost:8080";

// As a page of this server asks on behalf of an owner who has signed in.
RequestSpec from_page(RequestSpec const& request) {
  auto const& people = Scene::shared().people();
  auto const owner = std::ranges::find(people, "a person with ORG_OWNER", &CallerKind::name);
  if (owner == people.end()) throw std::logic_error("no owner has signed in");
  RequestSpec const page = request.by_nobody()
                               .without("Authorization")
                               .with("Host", "localhost:8080")
                               .with("Origin", origin)
                               .with("X-Orgd", "1")
                               .with("Cookie", "orgd_session_8080=" + owner->token);
  auto const is_type = [](auto const& field) {
    return conformance::same_name(field.name, "Content-Type");
  };
  bool const typed = std::ranges::any_of(page.headers, is_type);
  return typed ? page : page.with("Content-Type", "application/json");
}

struct Other {
  char const* what;
  RequestSpec request;
};

std::vector<Other> of_other_sites(RequestSpec const& page) {
  return {{"no Origin", page.without("Origin")},
          {"a page of no site", page.with("Origin", "null")},
          {"another port", page.with("Origin", "http://localhost:8081")},
          {"another scheme", page.with("Origin", "https://localhost:8080")},
          {"a name that begins alike", page.with("Origin", "http://localhost:8080.evil.example")},
          {"another site", page.with("Origin", "https://evil.example")},
          {"two Origins", page.plus("Origin", "https://evil.example")},
          {"no Content-Type", page.without("Content-Type")},
          {"a form", page.with("Content-Type", "application/x-www-form-urlencoded")},
          {"a form with files", page.with("Content-Type", "multipart/form-data; boundary=b")},
          {"plain text", page.with("Content-Type", "text/plain;charset=application/json")},
          {"no X-Orgd", page.without("X-Orgd")},
          {"another X-Orgd", page.with("X-Orgd", "0")}};
}

std::vector<Row> changing_rows() {
  std::vector<Row> rows;
  std::ranges::copy_if(all_rows(), std::back_inserter(rows), [](Row const& row) {
    return row.info->method != atlas::Method::get && !atlas::needs_no_credential(row.info->access);
  });
  return rows;
}

class CrossSite : public ::testing::TestWithParam<Row> {};

TEST_P(CrossSite, IsRefusedBeforeAnythingIsLookedAt) {
  Row const& row = GetParam();
  Scene& scene = Scene::shared();
  RequestSpec const page = from_page(scene.request(row));
  std::string const before = scene.dump();
  for (auto const& [what, request] : of_other_sites(page)) {
    Answer const answer = scene.send(request);
    EXPECT_EQ(answer.status, 403) << what << "\n" << conformance::describe(answer);
    EXPECT_EQ(code_of(answer), "CROSS_SITE_REQUEST") << what;
    EXPECT_EQ(answer.header("Set-Cookie"), "") << what;
    EXPECT_EQ(broken_rules_of(row, request, answer), "") << what;
  }
  EXPECT_EQ(scene.dump(), before);
  // The page of this server is judged as any caller.
  EXPECT_NE(code_of(scene.try_out(page)), "CROSS_SITE_REQUEST");
  EXPECT_EQ(scene.dump(), before);
}

INSTANTIATE_TEST_SUITE_P(Rows, CrossSite, ::testing::ValuesIn(changing_rows()),
                         [](auto const& given) { return given.param.name(); });

}  // namespace
}  // namespace contract
