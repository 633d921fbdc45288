// Which columns people see first, and how they are called.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "cli/operation_commands.hpp"

namespace orgctl {

struct Column {
  std::string heading;
  std::string member;  ///< of an item, "roles.orgRoles"
};

/// What people look for in a list of these: who or what it is, then its standing, its id last.
std::vector<Column> first_columns(Form const& form);

/// The columns of --columns: headings or members, between commas, in any case. The error names what
/// there is.
std::expected<std::vector<Column>, std::string> columns_named(Form const& form,
                                                              std::string_view list);

/// Those that the option names, or the first ones when it names none that there are.
std::vector<Column> columns_for(Form const& form, std::string_view list);

}  // namespace orgctl
