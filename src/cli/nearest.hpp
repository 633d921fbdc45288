// What somebody meant who wrote something else.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace orgctl {

/// The name that differs least from what was written, in any case, or "" when none is near.
std::string nearest(std::string_view written, std::vector<std::string> const& names);

/// "; did you mean NAME?", or "" when none is near.
std::string did_you_mean(std::string_view written, std::vector<std::string> const& names);

/// Letters and digits alone, in lower case: "E-Mail" and "e_mail" are one name.
std::string bare_name(std::string_view name);

}  // namespace orgctl
