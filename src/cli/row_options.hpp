// A row of a CSV file as options of a command.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "cli/csv.hpp"
#include "cli/operation_commands.hpp"

namespace orgctl {

/// Which option each column means, "" for a column without a heading. A heading is an option's name
/// or the API's, in any case, with or without blanks and dashes. The error names a column that is
/// unknown or stands twice.
std::expected<std::vector<std::string>, std::string> options_of_heading(
    OperationCommand const& command, CsvRow const& heading);

/// The row's cells over what the command line gave. Empty cells say nothing; values of a list stand
/// between commas or semicolons.
std::expected<Given, std::string> given_of(OperationCommand const& command,
                                           std::vector<std::string> const& columns,
                                           CsvRow const& row, Given given);

}  // namespace orgctl
