// The SchemaConnection of a SQLite file.
#pragma once

#include <filesystem>
#include <memory>

#include "store/schema_connection.hpp"
#include "store/sqlite/connection.hpp"

namespace orgd {

/// The file must exist. Throws DatabaseError.
std::unique_ptr<SchemaConnection> sqlite_schema(std::filesystem::path const& file,
                                                SqliteConnection::Memory memory);

}  // namespace orgd
