// What the table's rules say of values, told before anything is sent when that is asked for. The
// server judges for itself, and a newer one may take more.
#pragma once

#include <string>
#include <vector>

#include "cli/operation_commands.hpp"

namespace orgctl {

/// One line for each value that breaks a rule: "--role: ORG_MEMBR is not ...; did you mean ...?".
std::vector<std::string> problems_of(Form const& form, Given const& given);

/// The same, only for values that are none of an enumeration: what to say beside a refusal.
std::vector<std::string> wrong_choices(Form const& form, Given const& given);

}  // namespace orgctl
