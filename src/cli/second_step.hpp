// The second step of signing in: a code of an authenticator, or one for its loss.
#pragma once

#include <expected>

#include "atlas/configuration.hpp"
#include "cli/outcome.hpp"

namespace orgctl {

/// Takes the session of the configuration's credentials through its second step, with a code that
/// is asked for, three times on a terminal. What went wrong has been told.
std::expected<void, Exit> take_second_step(atlas::Configuration const& configuration);

}  // namespace orgctl
