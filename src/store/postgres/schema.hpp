// The SchemaConnection of a PostgreSQL database.
#pragma once

#include <memory>
#include <string>

#include "store/schema_connection.hpp"

namespace orgd {

/// Throws DatabaseError.
std::unique_ptr<SchemaConnection> postgres_schema(std::string const& url);

}  // namespace orgd
