// Prints operation by role, so that a review sees what a new row opens.
#include "api/permissions_document.hpp"

#include <fmt/format.h>

#include "api/media_type.hpp"
#include "atlas/operations.hpp"

namespace atlas {
namespace {

constexpr std::string_view permissions_head =
    R"(# Permissions

This file is derived from the table of operations; a test compares the two. It says who may call
what, for a caller that holds one role alone; whoever holds several may do what any of them may.

In the cells: `Y` yes, `o` yes, but sees only what is the caller's own, `s` for the calling key
itself alone, `.` no. Columns 1 to 8 are roles on the organization, those behind the bar roles on
the project (of an operation that names none: on any project of the organization); `none` is a
member without a role, `out` a caller of another organization. What operators see of the whole
server (`listOperator...`, `getOperator...`) hangs on no role.
)";

char mark(Access access, Rights rights) {
  if (needs_session(access)) return 'o';
  Rights as_self = rights;
  as_self.self = rights.inside;
  if (!allows(access, as_self)) return '.';
  if (!allows(access, rights)) return 's';
  bool const all = access != Access::own_orgs &&
                   (access != Access::visible_projects || sees_all_projects(rights.org_roles));
  return all ? 'Y' : 'o';
}

template <std::size_t N>
std::string legend(std::string_view of, std::array<std::string_view, N> const& names) {
  std::string text = fmt::format("\n{}: ", of);
  for (std::size_t i = 0; i < N; ++i)
    text += fmt::format("{}{} {}", i == 0 ? "" : i % 4 == 0 ? ",\n" : ", ", i + 1, names[i]);
  return text + ".\n";
}

std::string row_of(OperationInfo const& info) {
  std::string marks;
  for (std::size_t i = 0; i < org_role_names.size(); ++i)
    marks += mark(info.access, {.inside = true, .org_roles = {static_cast<OrgRole>(i)}});
  marks += " | ";
  for (std::size_t i = 0; i < group_role_names.size(); ++i)
    marks += mark(info.access, {.inside = true, .group_roles = {static_cast<GroupRole>(i)}});
  std::string const date = info.version == unversioned ? "-" : date_of(info.version);
  return fmt::format("{:<42} {:<10}  {}  {:>4} {:>3}\n", info.id, date, marks,
                     mark(info.access, {.inside = true}), mark(info.access, {}));
}

}  // namespace

std::string permissions_document() {
  std::string text(permissions_head);
  text += legend("Roles on an organization", org_role_names);
  text += legend("Roles on a project", group_role_names);
  text += fmt::format("\n```\n{:<42} {:<10}  {:<8} | {:<12}  {} {}\n", "operation", "version",
                      "12345678", "123456789...", "none", "out");
  for_each_operation(AllOperations{}, [&]<auto const & Row>() { text += row_of(Row.info); });
  return text + "```\n";
}

}  // namespace atlas
