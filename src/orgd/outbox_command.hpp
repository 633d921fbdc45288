// The mails of a store, for those who run it.
#pragma once

#include <string>

#include "orgd/operator_session.hpp"

namespace orgd {

/// The mails with what became of them, each invitation that was not sent with its link under
/// `base_url`; a link that sets a password is not shown. Mails of organizations that restrict
/// employee access, and to their people, are counted, not shown. Throws
/// std::runtime_error with a message for people.
void print_outbox(StoreDirectory const& store, Platform& platform, std::string const& base_url,
                  Output output);

}  // namespace orgd
