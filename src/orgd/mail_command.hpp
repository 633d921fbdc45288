// Trying out the settings of mail.
#pragma once

#include <string>

#include "orgd/settings.hpp"

namespace orgd {

/// Sends a test mail by the settings' way and prints how. Throws std::runtime_error that says what
/// the mail server answered, or what is wrong with the settings.
void send_test_mail(Settings const& settings, std::string const& address,
                    std::string const& language);

}  // namespace orgd
