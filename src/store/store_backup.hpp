// What is done to the whole file of a store that is one.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace orgd {

/// Copies the database as it is at this moment, beside whoever uses it, into an empty file, which
/// then stands alone.
void copy_store_file(std::filesystem::path const& from, std::filesystem::path const& to);

/// What SQLite itself finds wrong in a file: its pages, indexes and foreign keys. Changes nothing.
/// Throws DatabaseError when it is no database.
std::vector<std::string> problems_of_store_file(std::filesystem::path const& file);

}  // namespace orgd
