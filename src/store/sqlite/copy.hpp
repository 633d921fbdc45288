// What is done to a whole SQLite file.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace orgd {

/// What SQLite itself finds wrong in a file: its pages, indexes and foreign keys. Changes nothing.
/// Throws DatabaseError when it is no database.
std::vector<std::string> problems_of_sqlite(std::filesystem::path const& file);

}  // namespace orgd
