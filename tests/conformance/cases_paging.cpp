// Pages: sizes, counts, order, and the exact links of contract 1.6.
#include <fmt/format.h>

#include <array>

#include "cases.hpp"

namespace conformance::paging {
namespace {

void three_projects(World& w) {
  for (auto const* name : {"beta", "Alpha", "alpha"}) w.new_project(name);
}

// The page's only link with this rel; none when `query` is empty.
void expect_link(World& w, Answer const& answer, Node const& page, std::string_view rel,
                 std::string_view path, std::string_view query) {
  std::string const expected = query.empty() ? "" : w.url(std::string(path)) + std::string(query);
  expect_equal(answer, fmt::format("the link {}", rel), href_of(page, rel), expected);
}

void middle_page(World& w) {
  three_projects(w);
  std::string const path = w.org("/groups");
  Answer const answer = w.get(path + "?itemsPerPage=1&pageNum=2");
  Node const page = expect_ok(answer);
  expect_members(answer, page, {"links", "results", "totalCount"});
  expect_member(answer, page, "totalCount", "3");
  expect(answer, member(answer, page, "results").children.size() == 1, "one result");
  expect(answer, member(answer, page, "links").children.size() == 3, "three links");
  expect_link(w, answer, page, "self", path, "?pageNum=2&itemsPerPage=1");
  expect_link(w, answer, page, "previous", path, "?itemsPerPage=1&pageNum=1");
  expect_link(w, answer, page, "next", path, "?itemsPerPage=1&pageNum=3");
}

void first_and_last_page(World& w) {
  three_projects(w);
  std::string const path = w.org("/groups");
  Answer const first = w.get(path + "?itemsPerPage=2");
  Node const page = expect_ok(first);
  expect_link(w, first, page, "self", path, "?pageNum=1&itemsPerPage=2");
  expect_link(w, first, page, "previous", path, "");
  expect_link(w, first, page, "next", path, "?itemsPerPage=2&pageNum=2");
  Answer const last = w.get(path + "?itemsPerPage=2&pageNum=2");
  Node const end = expect_ok(last);
  expect_link(w, last, end, "previous", path, "?itemsPerPage=2&pageNum=1");
  expect_link(w, last, end, "next", path, "");
}

void full_last_page(World& w) {
  three_projects(w);
  Answer const answer = w.get(w.org("/groups?itemsPerPage=3"));
  expect_link(w, answer, expect_ok(answer), "next", w.org("/groups"), "");
}

void links_keep_the_query(World& w) {
  three_projects(w);
  std::string const path = w.org("/groups");
  Answer const answer = w.get(path + "?includeCount=true&name=&itemsPerPage=1&pretty=false");
  Node const page = expect_ok(answer);
  expect_link(w, answer, page, "self", path,
              "?includeCount=true&name=&pretty=false&pageNum=1&itemsPerPage=1");
  expect_link(w, answer, page, "next", path,
              "?includeCount=true&name=&pretty=false&itemsPerPage=1&pageNum=2");
  Answer const listed = w.get("/orgs?includeCount=true&name=");
  expect_link(w, listed, expect_ok(listed), "self", "/orgs",
              "?includeCount=true&name=&pageNum=1&itemsPerPage=100");
}

void links_without_a_query(World& w) {
  Answer const answer = w.get("/orgs");
  Node const page = expect_ok(answer);
  expect_link(w, answer, page, "self", "/orgs", "?pageNum=1&itemsPerPage=100");
  expect(answer, member(answer, page, "links").children.size() == 1, "only self");
}

void links_keep_encoded_values(World& w) {
  Answer const answer = w.get(w.org("/groups?name=%41l%20%26&pageNum=1"));
  expect_link(w, answer, expect_ok(answer), "self", w.org("/groups"),
              "?name=%41l%20%26&pageNum=1&itemsPerPage=100");
}

void beyond_the_end(World& w) {
  three_projects(w);
  Answer const answer = w.get(w.org("/groups?pageNum=9&itemsPerPage=1"));
  Node const page = expect_ok(answer);
  expect_member(answer, page, "results", "[]");
  expect_member(answer, page, "totalCount", "3");
  expect_link(w, answer, page, "self", w.org("/groups"), "?pageNum=9&itemsPerPage=1");
  expect_link(w, answer, page, "previous", w.org("/groups"), "?itemsPerPage=1&pageNum=8");
  expect_link(w, answer, page, "next", w.org("/groups"), "");
}

void no_count(World& w) {
  three_projects(w);
  Answer const answer = w.get(w.org("/groups?includeCount=false&itemsPerPage=1"));
  Node const page = expect_ok(answer);
  expect_members(answer, page, {"links", "results"});
  expect_link(w, answer, page, "next", w.org("/groups"),
              "?includeCount=false&itemsPerPage=1&pageNum=2");
}

void page_zero(World& w) {
  three_projects(w);
  for (std::string const& path : {std::string("/orgs"), w.org("/groups"), w.org("/users")}) {
    Answer const first = w.get(path + "?itemsPerPage=500&pageNum=1");
    Answer const zero = w.get(path + "?itemsPerPage=500&pageNum=0");
    expect_ok(zero);
    expect_body(zero, first.body);
  }
}

void pages_cover_everything(World& w) {
  three_projects(w);
  std::vector<std::string> names;
  Answer answer;
  for (int number = 1; number <= 3; ++number) {
    answer = w.get(w.org(fmt::format("/groups?itemsPerPage=1&pageNum={}", number)));
    Node const page = expect_ok(answer);
    for (auto const& name : column(answer, member(answer, page, "results"), "name"))
      names.push_back(name);
  }
  expect(answer, names == std::vector<std::string>{"Alpha", "alpha", "beta"},
         "each project once, in byte order of the names");
}

void bad_values(World& w) {
  for (std::string const& path :
       {std::string("/orgs"), w.org("/groups"), w.org("/users"), w.org("/apiKeys")}) {
    for (auto const* value : {"0", "501", "-1", "1.5", "abc", "", "99999999999"})
      expect_error_on(w.get(fmt::format("{}?itemsPerPage={}", path, value)), 400,
                      "INVALID_QUERY_PARAMETER", "itemsPerPage");
    for (auto const* value : {"-1", "two", "", "99999999999"})
      expect_error_on(w.get(fmt::format("{}?pageNum={}", path, value)), 400,
                      "INVALID_QUERY_PARAMETER", "pageNum");
    expect_error_on(w.get(path + "?includeCount=2"), 400, "INVALID_QUERY_PARAMETER",
                    "includeCount");
  }
}

void greatest_page(World& w) {
  expect_ok(w.get("/orgs?itemsPerPage=500"));
  Answer const answer = w.get("/orgs?itemsPerPage=500&pageNum=2147483647");
  expect_member(answer, expect_ok(answer), "results", "[]");
}

void empty_list(World& w) {
  Answer const answer = w.get(w.org("/groups"));
  Node const page = expect_ok(answer);
  expect_member(answer, page, "results", "[]");
  expect_member(answer, page, "totalCount", "0");
}

void unknown_parent(World& w) {
  for (auto const* rest : {"/groups", "/users", "/apiKeys", "/invites"})
    expect_error_on(w.get(fmt::format("/orgs/{}{}", nobody_id, rest)), 404, "ORG_NOT_FOUND",
                    nobody_id);
}

constexpr std::array cases{
    Case{"page 0 is the first page, as the hosted command line asks for it", page_zero},
    Case{"a middle page has three links and the whole count", middle_page},
    Case{"the first page has no previous, the last no next", first_and_last_page},
    Case{"a last page that is full has no next", full_last_page},
    Case{"links keep the rest of the query in its order", links_keep_the_query},
    Case{"a list without a query links to its first page", links_without_a_query},
    Case{"links keep values as they were encoded", links_keep_encoded_values},
    Case{"a page beyond the end is empty and counts right", beyond_the_end},
    Case{"includeCount=false leaves the count out", no_count},
    Case{"pages together show everything once, in order", pages_cover_everything},
    Case{"page numbers and sizes out of range are refused", bad_values},
    Case{"the greatest page size and number work", greatest_page},
    Case{"an empty list is an empty page", empty_list},
    Case{"a list below an unknown organization is 404", unknown_parent},
};

}  // namespace
}  // namespace conformance::paging

std::span<conformance::Case const> conformance::paging_cases() { return paging::cases; }
