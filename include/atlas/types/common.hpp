// Shapes that several resources share: dates, links, pages, role assignments.
#pragma once

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "atlas/fields.hpp"
#include "atlas/role.hpp"

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

/// A list of a request that may be absent, which is not the same as empty. Braces make one:
/// `.roles = {OrgRole::org_member}`.
template <class T>
struct OptionalList : std::optional<std::vector<T>> {
  using std::optional<std::vector<T>>::optional;
  /// Absent.
  OptionalList() = default;
  /// These.
  OptionalList(std::initializer_list<T> items)
      : std::optional<std::vector<T>>(std::in_place, items) {}
  /// Whether both are absent, or hold the same. Without it the one of std::optional, which takes
  /// this for a value of its own, says that two absent ones differ.
  friend bool operator==(OptionalList const& a, OptionalList const& b) {
    return a.has_value() == b.has_value() && (!a || *a == *b);
  }
};

/// Nothing: an operation without a body, or an answer without one.
struct NoBody {};
ATLAS_FIELDS(NoBody)

/// Where else to look.
struct Link {
  std::string href{};
  std::string rel{};
};
ATLAS_FIELDS(Link, (href, "an absolute URL"), (rel, "what it is to this, as \"self\" or \"next\""))

/// One page of a list.
template <class T>
struct Page {
  std::vector<Link> links{};                  ///< links to this and to the pages beside it
  std::vector<T> results{};                   ///< the items of this page
  std::optional<std::int32_t> total_count{};  ///< items of all pages; left out on request
  BOOST_DESCRIBE_CLASS(Page, (), (links, results, total_count), (), ())
};
/// @cond
template <class T>
inline constexpr std::array rules<Page<T>>{
    FieldRule{.field = "links", .about = "links to this and to the pages beside it"},
    FieldRule{.field = "results", .about = "the items of this page"},
    FieldRule{.field = "total_count", .about = "items of all pages; left out on request"}};
/// @endcond

/// A role on exactly one of an organization or a project.
struct RoleAssignment {
  std::optional<std::string> group_id{};
  std::optional<std::string> org_id{};
  Role role_name{};
};
ATLAS_FIELDS(RoleAssignment, (group_id, "the project's id", .text = &text::object_id),
             (org_id, "the organization's id", .text = &text::object_id),
             (role_name, "the role on whichever of them it is"))

}  // namespace atlas
