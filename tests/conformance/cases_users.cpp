// The people of an organization, in both versions of their listing.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cases.hpp"

namespace conformance::users {
namespace {

Answer old_listing(World& w, std::string_view query = {}) {
  return w.get(w.org("/users") + std::string(query));
}

Answer new_listing(World& w, std::string_view query = {}) {
  return w.get_2025(w.org("/users") + std::string(query));
}

Node results(Answer const& answer, std::string_view media_type) {
  return member(answer, expect_ok(answer, 200, media_type), "results");
}

void old_form(World& w) {
  Answer const answer = old_listing(w);
  Node const page = expect_ok(answer);
  expect_members(answer, page, {"links", "results", "totalCount"});
  expect_member(answer, page, "totalCount", "1");
  Node const& owner = member(answer, page, "results").children.at(0);
  std::vector<std::string> members{"country", "createdAt", "emailAddress", "firstName",
                                   "id",      "lastName",  "links",        "roles",
                                   "teamIds", "username"};
  if (owner.find("lastAuth")) members.emplace_back("lastAuth");
  expect_members(answer, owner, members);
  expect_text(answer, owner, "id", w.owner_id());
  expect_text(answer, owner, "emailAddress", text_of(answer, owner, "username"));
  expect_date(answer, owner, "createdAt");
  expect_member(answer, owner, "teamIds", "[]");
  expect_member(answer, owner, "roles",
                array({object({{"orgId", quoted(w.id())}, {"roleName", quoted("ORG_OWNER")}})}));
  expect_member(answer, owner, "links",
                array({object({{"href", quoted(w.url("/users/" + w.owner_id()))},
                               {"rel", quoted("self")}})}));
}

void new_form_active(World& w) {
  Answer const answer = new_listing(w);
  Node const page = expect_ok(answer, 200, v2025);
  expect_members(answer, page, {"links", "results", "totalCount"});
  Node const& owner = member(answer, page, "results").children.at(0);
  std::vector<std::string> members{"country",  "createdAt",    "firstName",           "id",
                                   "lastName", "mobileNumber", "orgMembershipStatus", "roles",
                                   "teamIds",  "username"};
  if (owner.find("lastAuth")) members.emplace_back("lastAuth");
  expect_members(answer, owner, members);
  expect_member(answer, owner, "mobileNumber", "null");
  expect_text(answer, owner, "orgMembershipStatus", "ACTIVE");
  expect_member(answer, owner, "roles", R"({"groupRoleAssignments":[],"orgRoles":["ORG_OWNER"]})");
}

void new_form_pending(World& w) {
  Node const invitation = w.invite("dana@example.org", "ORG_READ_ONLY");
  Answer const answer = new_listing(w);
  Node const users = results(answer, v2025);
  Node const& dana = element_with(answer, users, "username", "dana@example.org");
  expect_members(answer, dana,
                 {"id", "invitationCreatedAt", "invitationExpiresAt", "inviterUsername",
                  "orgMembershipStatus", "roles", "teamIds", "username"});
  expect_text(answer, dana, "orgMembershipStatus", "PENDING");
  expect_text(answer, dana, "inviterUsername", w.key().public_key);
  expect_member(answer, dana, "invitationCreatedAt", show(*invitation.find("createdAt")));
  expect_member(answer, dana, "invitationExpiresAt", show(*invitation.find("expiresAt")));
  expect_member(answer, dana, "roles",
                R"({"groupRoleAssignments":[],"orgRoles":["ORG_READ_ONLY"]})");
  expect_member(answer, dana, "teamIds", "[]");
  expect(answer, text_of(answer, dana, "id") != invitation.find("id")->text,
         "an id that is not the invitation's");
}

void pending_people_in_both(World& w) {
  w.invite("dana@example.org");
  Answer const before = old_listing(w);
  expect_member(before, expect_ok(before), "totalCount", "1");
  Answer const later = new_listing(w);
  expect_member(later, expect_ok(later, 200, v2025), "totalCount", "2");
}

void between_the_versions(World& w) {
  w.invite("dana@example.org");
  Answer const answer = w.send(
      w.request("GET", w.org("/users")).with("Accept", "application/vnd.atlas.2024-08-05+json"));
  expect_member(answer, expect_ok(answer), "totalCount", "1");
}

void accepted_people_in_both(World& w) {
  Node const dana = w.new_member(w.person("dana"), "ORG_GROUP_CREATOR");
  Answer const answer = old_listing(w);
  Node const users = results(answer, v2023);
  Node const& shown = element_with(answer, users, "username", w.person("dana"));
  expect_text(answer, shown, "id", dana.find("id")->text);
  expect_text(answer, shown, "firstName", "Dana");
  expect_member(
      answer, shown, "roles",
      array({object({{"orgId", quoted(w.id())}, {"roleName", quoted("ORG_GROUP_CREATOR")}})}));
}

void ordered_by_name(World& w) {
  for (auto const* name :
       {"mia@example.org", "Zoe@example.org", "adam@example.org", "0@example.org"})
    w.invite(name);
  Answer const answer = new_listing(w);
  auto names = column(answer, results(answer, v2025), "username");
  for (auto& name : names)
    for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  expect(answer, std::ranges::is_sorted(names) && names.size() == 5,
         "five people ordered by username");
}

void by_status(World& w) {
  w.invite("dana@example.org");
  auto const count = [&](std::string_view query, std::size_t expected) {
    Answer const answer = new_listing(w, query);
    expect(answer, results(answer, v2025).children.size() == expected,
           fmt::format("{} people for {}", expected, query));
  };
  count("?orgMembershipStatuses=ACTIVE", 1);
  count("?orgMembershipStatuses=PENDING", 1);
  count("?orgMembershipStatuses=ACTIVE&orgMembershipStatuses=PENDING", 2);
  count("?orgMembershipStatus=PENDING", 1);
  count("?orgMembershipStatuses=INVITATION_EXPIRED", 0);
  count("?orgMembershipStatuses=INVITATION_REJECTED&orgMembershipStatuses=INVITATION_EXPIRED", 0);
}

void counts_follow_the_filter(World& w) {
  w.invite("dana@example.org");
  Answer const answer = new_listing(w, "?orgMembershipStatuses=PENDING");
  expect_member(answer, expect_ok(answer, 200, v2025), "totalCount", "1");
}

void by_username(World& w) {
  w.invite("dana@example.org");
  w.invite("dan@example.org");
  Answer const answer = new_listing(w, "?username=Dan@example.org");
  expect(answer,
         column(answer, results(answer, v2025), "username") ==
             std::vector<std::string>{"dan@example.org"},
         "the one person");
  Answer const nobody = new_listing(w, "?username=nobody@example.org");
  expect_member(nobody, expect_ok(nobody, 200, v2025), "totalCount", "0");
}

void bad_filters(World& w) {
  expect_error_on(new_listing(w, "?orgMembershipStatuses=HERE"), 400, "INVALID_QUERY_PARAMETER",
                  "orgMembershipStatuses");
  expect_error_on(new_listing(w, "?orgMembershipStatus=active"), 400, "INVALID_QUERY_PARAMETER",
                  "orgMembershipStatus");
  std::string many = "?orgMembershipStatuses=ACTIVE";
  for (int i = 0; i < 4; ++i) many += "&orgMembershipStatuses=PENDING";
  expect_error_on(new_listing(w, many), 400, "INVALID_QUERY_PARAMETER", "orgMembershipStatuses");
  expect_code(new_listing(w, "?orgMembershipStatuses=ACTIVE&orgMembershipStatus=ACTIVE"), 400,
              "MUTUALLY_EXCLUSIVE_QUERY_PARAMETERS");
  expect_error_on(new_listing(w, "?username=username_example"), 400, "INVALID_QUERY_PARAMETER",
                  "username");
}

void old_listing_ignores_filters(World& w) {
  Answer const answer = old_listing(w, "?username=nobody@example.org&orgMembershipStatuses=HERE");
  expect_member(answer, expect_ok(answer), "totalCount", "1");
}

void old_listing_has_pages(World& w) {
  w.new_member(w.person("dana"));
  Answer const answer = old_listing(w, "?itemsPerPage=1&pageNum=2");
  Node const page = expect_ok(answer);
  expect_member(answer, page, "totalCount", "2");
  expect(answer, member(answer, page, "results").children.size() == 1, "one person");
  expect_equal(answer, "previous", href_of(page, "previous"),
               w.url(w.org("/users?itemsPerPage=1&pageNum=1")));
}

void project_roles_are_shown(World& w) {
  std::string const project = w.new_project("Owned");
  Answer const later = new_listing(w);
  Node const users = results(later, v2025);
  expect_member(
      later, element_with(later, users, "id", w.owner_id()), "roles",
      object({{"groupRoleAssignments", array({object({{"groupId", quoted(project)},
                                                      {"groupRoles", texts({"GROUP_OWNER"})}})})},
              {"orgRoles", texts({"ORG_OWNER"})}}));
  Answer const before = old_listing(w);
  Node const old_users = results(before, v2023);
  std::string const roles =
      show(*element_with(before, old_users, "id", w.owner_id()).find("roles"));
  std::string const on_project =
      object({{"groupId", quoted(project)}, {"roleName", quoted("GROUP_OWNER")}});
  expect(before, roles.contains(on_project), "the role on the project, too");
}

void roles_elsewhere_are_not_shown(World& w) {
  Organization const other = w.another_organization();
  Answer const answer = new_listing(w);
  expect(answer, !answer.body.contains(other.id), "only roles of this organization");
  Answer const before = old_listing(w);
  expect(before, !before.body.contains(other.id), "only roles of this organization");
}

constexpr std::array cases{
    Case{"2023-01-01: a person has exactly the documented members", old_form},
    Case{"2025-02-19: an active person has exactly the documented members", new_form_active},
    Case{"2025-02-19: an invited person has exactly the documented members", new_form_pending},
    Case{"invited people are absent in 2023 and PENDING in 2025", pending_people_in_both},
    Case{"a date between the versions gets the older one", between_the_versions},
    Case{"who accepted is in both listings", accepted_people_in_both},
    Case{"people are ordered by username", ordered_by_name},
    Case{"people are filtered by status", by_status},
    Case{"the count follows the filter", counts_follow_the_filter},
    Case{"people are filtered by username", by_username},
    Case{"bad filters are refused", bad_filters},
    Case{"the old listing ignores filters", old_listing_ignores_filters},
    Case{"the old listing has pages, too", old_listing_has_pages},
    Case{"roles on projects are shown in both forms", project_roles_are_shown},
    Case{"roles in other organizations are not shown", roles_elsewhere_are_not_shown},
};

}  // namespace
}  // namespace conformance::users

std::span<conformance::Case const> conformance::user_cases() { return users::cases; }
