// Shapes that several resources share: dates, links, pages, role assignments.
#pragma once

#include <boost/describe.hpp>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace atlas {

/// A moment in whole seconds, UTC; "2024-03-01T10:00:00Z" on the wire.
using Date = std::chrono::sys_seconds;

/// A member that can be absent, null, or a value: null clears what a value sets.
template <class T>
using Nullable = std::optional<std::optional<T>>;

/// The explicit null of a Nullable.
template <class T>
constexpr Nullable<T> null_of() {
  return Nullable<T>(std::in_place, std::nullopt);
}

struct NoBody {};
BOOST_DESCRIBE_STRUCT(NoBody, (), ())

struct Link {
  std::string href{};
  std::string rel{};
};
BOOST_DESCRIBE_STRUCT(Link, (), (href, rel))

/// One page of a list. `total_count` counts all matches and is left out on request.
template <class T>
struct Page {
  std::vector<Link> links{};
  std::vector<T> results{};
  std::optional<std::int32_t> total_count{};
  BOOST_DESCRIBE_CLASS(Page, (), (links, results, total_count), (), ())
};

/// A role on exactly one of an organization or a project.
struct RoleAssignment {
  std::optional<std::string> group_id{};
  std::optional<std::string> org_id{};
  std::string role_name{};
};
BOOST_DESCRIBE_STRUCT(RoleAssignment, (), (group_id, org_id, role_name))

}  // namespace atlas
