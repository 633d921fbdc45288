// One SQLite connection: opens it with the settings every connection of the store shares, keeps
// prepared statements, binds values by name and copies rows out. Used by one thread at a time.
// It decides nothing about transactions: the reader, the writer and the migrations do.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/database.hpp"
#include "store/sqlite/wal_index.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace orgd {

/// Before anything else is asked of SQLite. Throws DatabaseError when that was too late.
void configure_sqlite();

class SqliteConnection {
 public:
  enum class Access : std::uint8_t { read, write };

  struct Memory {
    std::int64_t cache_kib;
    std::int64_t mmap_bytes;
  };

  /// A database that this connection has to itself and that ends with it.
  struct InMemory {
    std::optional<std::string_view>
        image{};  ///< what `image` gave; none is a database without tables
  };

  struct Checkpoint {
    bool ran;               ///< false: another process was at it, or the disk refused
    std::int64_t pages;     ///< pages in the write-ahead log
    std::int64_t returned;  ///< how many of them are back in the database file
  };

  /// The file must exist. Throws DatabaseError.
  SqliteConnection(std::filesystem::path const& file, Access access, Memory memory);
  /// Throws DatabaseError when the image is none: a cut one, or one whose schema cannot be read.
  /// Its rows are not looked at.
  explicit SqliteConnection(InMemory memory);
  SqliteConnection(SqliteConnection const&) = delete;
  SqliteConnection& operator=(SqliteConnection const&) = delete;

  /// Runs one statement to its end. Throws DatabaseError; std::logic_error for a wrong statement.
  void execute(Statement statement, std::span<Value const> values, Rows& rows);
  void execute(Statement statement);
  /// Runs several statements that stand in one text.
  void execute_script(std::string_view sql);

  /// Copies the database as it is at this moment into an empty file, which then stands alone.
  /// Others go on reading and writing.
  void copy_to(std::filesystem::path const& file);

  /// The bytes that would be the file of a database in memory, at most 2 GiB. Throws DatabaseError
  /// for one in a file, std::logic_error inside a transaction.
  std::string image() const;
  /// Makes a database in memory that of the image; it counts as a commit. Throws what the
  /// constructor throws, and std::logic_error inside a transaction: then nothing has changed.
  void restore(std::string_view image);
  /// Moves with each commit of a database in memory that may have changed something.
  std::uint64_t commits() const { return commits_; }

  /// Whether a statement that may change something is refused with DatabaseError.
  void only_read(bool only) { only_reads_ = only; }
  bool only_reads() const { return only_reads_; }

  /// How long a statement waits for what another connection holds, before Overload.
  void wait_at_most(std::chrono::milliseconds patience);

  bool in_transaction() const;
  /// Ends the open transaction, if any. A failure shows at the next BEGIN.
  void roll_back() noexcept;
  /// How many rows were inserted, changed or deleted since the connection was opened. What changes
  /// the schema alone does not count.
  std::int64_t changed_rows() const;
  /// True while a deferred foreign key of the open transaction points nowhere.
  bool foreign_key_owed() const;

  /// Once it has read something. It must outlive what it gives.
  WalIndex wal_index() const { return WalIndex(handle_.get()); }
  /// Pages in the write-ahead log after this connection's last commit.
  std::int64_t wal_pages() const { return wal_pages_; }
  /// Copies what no reader needs any more back to the database file; waits for nobody.
  Checkpoint checkpoint();

 private:
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  struct Prepared {
    std::unique_ptr<sqlite3_stmt, Finalize> statement;
    std::vector<int> positions;  // of $1, $2, ...: SQLite numbers them by first appearance
  };

  void configure(Access access, Memory memory);
  void configure_every_kind();
  void load(std::string_view image);
  void count_commits();
  Prepared& prepared(Statement statement);
  void bind(Prepared const& prepared, std::span<Value const> values, Statement statement);
  [[noreturn]] void fail(std::string_view doing) const;

  std::unique_ptr<sqlite3, Close> handle_;
  std::unordered_map<char const*, Prepared> statements_;
  std::int64_t wal_pages_ = 0;
  std::uint64_t commits_ = 0;
  bool only_reads_ = false;
};

}  // namespace orgd
