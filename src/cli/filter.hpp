// Expressions of jq over an answer.
#pragma once

#include <expected>
#include <string>

namespace orgctl {

/// Why the expression is none, or "".
std::string filter_problem(std::string const& expression);

/// Every result on a line of its own; texts as they are, or as JSON.
std::expected<std::string, std::string> filter(std::string const& json,
                                               std::string const& expression, bool texts_as_json);

}  // namespace orgctl
