// A store on disk: a directory with the database, the key file, and a lock that one server holds.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "server/environment.hpp"
#include "store/database.hpp"

namespace orgd {

/// An open store. Throws std::runtime_error with a message for people wherever it cannot be.
class StoreDirectory {
 public:
  struct Options {
    std::filesystem::path path;
    std::string url{};  ///< of a PostgreSQL database; "" keeps the data in the directory as well
    std::optional<std::string> key;  ///< hexadecimal; instead of the key file
    bool migrate = true;             ///< false refuses a store with an older schema
    std::size_t max_waiting_writes = 4096;
  };

  /// Makes a new store in a directory that does not exist or is empty (mode 0700, files 0600).
  static StoreDirectory create(Options const& options, Platform& platform);
  /// Opens a store, applies missing migrations, and checks that the key is the store's.
  static StoreDirectory open(Options const& options, Platform& platform);
  static bool exists(std::filesystem::path const& path);
  static std::filesystem::path database_file(std::filesystem::path const& path);
  static std::filesystem::path key_file(std::filesystem::path const& path);

  Database& database() const { return *database_; }
  Vault const& vault() const { return *vault_; }
  std::filesystem::path const& path() const { return path_; }

  /// Takes the store for a server until the process ends; throws when another one has it.
  void lock_for_serving() const;

  /// Where the running server can be reached, for the links of local commands.
  void write_address(std::string const& url) const;
  std::string read_address() const;

 private:
  StoreDirectory() = default;
  std::filesystem::path path_;
  std::unique_ptr<Database> database_;
  std::unique_ptr<Vault> vault_;
};

}  // namespace orgd
