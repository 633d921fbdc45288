// What operators do for people on the machine of the store.
#pragma once

#include <string>

#include "orgd/operator_session.hpp"

namespace orgd {

/// Makes a link that sets the person's password, and tells the person's organizations that it was
/// made. What stands in it behind "#token=". Throws std::runtime_error with a message for people.
std::string make_password_link(StoreDirectory const& store, Platform& platform,
                               std::string const& email);

/// Prints such a link under `base_url`, this once.
void print_password_link(StoreDirectory const& store, Platform& platform, std::string const& email,
                         std::string const& base_url, Output output);

/// In a transaction that is open: makes one for an account that is there, and tells nobody.
Task<std::string> insert_operator_link(Transaction& tx, Platform& platform, store::UserId user_id);

/// Takes all second factors and recovery codes from the person with that address and ends its
/// sessions, so that the password alone signs in again. Each organization of the person is told by
/// an event. Throws std::runtime_error with a message for people.
void reset_factors(StoreDirectory const& store, Platform& platform, std::string const& email);

}  // namespace orgd
