// The SchemaConnection of a SQLite database.
#pragma once

#include <filesystem>
#include <memory>

#include "store/schema_connection.hpp"
#include "store/sqlite/connection.hpp"

namespace orgd {

/// The file must exist. Throws DatabaseError.
std::unique_ptr<SchemaConnection> sqlite_schema(std::filesystem::path const& file,
                                                SqliteConnection::Memory memory);
/// Of a connection that others on this thread use too, and that must outlive it. What it leaves
/// open is rolled back when it goes.
std::unique_ptr<SchemaConnection> sqlite_schema(SqliteConnection& shared);

}  // namespace orgd
