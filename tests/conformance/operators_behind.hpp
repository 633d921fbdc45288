// What operators do and find behind the API.
#pragma once

#include <string>
#include <vector>

#include "orgd/operator_session.hpp"
#include "store/database.hpp"

namespace conformance {

/// See Backstage.
std::vector<std::string> operator_events(orgd::Database& database);

/// What `orgd` does for a command that prints nothing that anybody needs; throws Skip for others.
void operate(orgd::StoreDirectory const& store, orgd::Platform& platform,
             std::vector<std::string> const& command, std::string const& private_key);

}  // namespace conformance
