// A store: a directory with the database, the key file, and a lock that one server holds; or a
// PostgreSQL database, with a key that each of its servers is given.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "orgd/key_proof.hpp"
#include "orgd/reserve.hpp"
#include "service/environment.hpp"
#include "store/open_database.hpp"

namespace orgd {

class StorePlace;

/// An open store. Throws std::runtime_error with a message for people wherever it cannot be.
class StoreDirectory {
 public:
  struct Options {
    std::filesystem::path path{};      ///< may be empty with a key and a database elsewhere
    std::optional<std::string> key{};  ///< hexadecimal; instead of the key file
    DatabaseOptions database{};        ///< a SQLite file is always in the directory
  };

  /// What a new store holds from its first moment.
  struct Contents {
    FirstRows rows{};
    /// Writes further files; is given the directory that they belong in.
    std::function<void(std::filesystem::path const&)> files{};
  };

  /// Makes a new store in a directory that does not exist or is empty (mode 0700, files 0600), or
  /// in a database that holds none, in one step: whatever interrupts it, there is a whole store or
  /// none. A key file that is there already is used.
  static StoreDirectory create(Options const& options, Platform& platform,
                               Contents const& contents);
  static StoreDirectory create(Options const& options, Platform& platform);
  /// Opens a store, applies missing migrations, and checks that the key is the store's.
  static StoreDirectory open(Options const& options, Platform& platform);
  static bool exists(std::filesystem::path const& path);
  /// The same of any place; brings the schema of a database elsewhere up to date.
  static bool is_made(Options const& options, Platform& platform);
  /// The directory alone, mode 0700.
  static void make(std::filesystem::path const& path);
  static std::filesystem::path database_file(std::filesystem::path const& path);
  static std::filesystem::path key_file(std::filesystem::path const& path);

  Database& database() const { return *database_; }
  Vault const& vault() const { return *vault_; }
  std::filesystem::path const& path() const { return options_.path; }

  /// The SQLite file, unless the data are elsewhere.
  std::optional<std::filesystem::path> file() const;
  /// Room on its disk, where it has one.
  std::optional<Reserve> reserve() const;

  /// What others on the machine may do with the store though they should not; for a log.
  std::vector<std::string> complaints() const;

  /// Takes a store in a directory for a server until the process ends; throws when another one has
  /// it. A store elsewhere takes any number.
  void lock_for_serving() const;

  /// For the log: the directory, or the kind of database elsewhere.
  std::string describe() const;
  /// Where the running server can be reached, for the links of local commands. False: not written.
  bool write_address(std::string const& url) const;
  std::string read_address() const;

 private:
  explicit StoreDirectory(Options options);
  bool elsewhere() const { return !options_.database.url.empty(); }
  void use_database(Platform& platform);
  /// `place` gets its files at the last moment at which the store can still be refused.
  void fill(Contents const& contents, StorePlace* place);
  static StoreDirectory create_elsewhere(Options const& options, Platform& platform,
                                         Contents const& contents);

  Options options_;
  std::unique_ptr<Database> database_;
  std::unique_ptr<Vault> vault_;
};

}  // namespace orgd
