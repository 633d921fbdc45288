// The mails of a store, for those who run it.
#pragma once

#include <string>

#include "orgd/operator_session.hpp"

namespace orgd {

/// The mails with what became of them, each that was not sent with its acceptance link under
/// `base_url`. Mails of organizations that restrict employee access are counted, not shown. Throws
/// std::runtime_error with a message for people.
void print_outbox(StoreDirectory const& store, Platform& platform, std::string const& base_url,
                  Output output);

}  // namespace orgd
