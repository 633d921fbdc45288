// What operators do on the machine of the store: look at its people, and get out of what
// the API cannot. All work beside a running server. Each throws std::runtime_error with
// a message for people, and prints JSON where `json` asks for it.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "orgd/operator_session.hpp"

namespace orgd {

/// The people of an organization, unless it restricts employee access.
void print_people(StoreDirectory const& store, Platform& platform, std::string const& org_id,
                  Output output);

/// Removes the access lists of all the organization's keys and the demand for them.
void unlock_organization(StoreDirectory const& store, Platform& platform,
                         std::string const& org_id);

void set_owes_money(StoreDirectory const& store, Platform& platform, std::string const& org_id,
                    bool owes);

/// Lets operators see the organization's people for 24 hours. Needs an owner's API key.
void grant_bypass(StoreDirectory const& store, Platform& platform, std::string const& org_id,
                  std::string const& public_key, std::string const& private_key);

}  // namespace orgd
