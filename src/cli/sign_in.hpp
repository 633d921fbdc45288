// People at a server: signed in by password, and a code where one is asked for; signed out.
#pragma once

#include <expected>
#include <string>

#include "atlas/configuration.hpp"
#include "cli/outcome.hpp"

namespace orgctl {

/// Makes a session of a person, whose password is asked for. What went wrong has been told, and no
/// session is left behind.
std::expected<atlas::SessionCredentials, Exit> sign_in(atlas::Configuration configuration,
                                                       std::string const& username);

/// Ends the session that the configuration's credentials are of. One that has ended already is no
/// error.
std::expected<void, atlas::Error> sign_out(atlas::Configuration configuration);

}  // namespace orgctl
