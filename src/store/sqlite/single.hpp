// A database that one thread has to itself: SQLite in memory, one connection, on which reads and
// writes run inline. What it holds is lost with the process; an image can be kept and come back.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.hpp"
#include "store/schema_connection.hpp"
#include "store/sqlite/connection.hpp"

namespace orgd {

/// All of it, its sessions and what `schema` gives included, is used by one thread at a time and
/// inside no work of its own: std::logic_error otherwise, where that can be seen. At most 2 GiB.
class SingleDatabase final : public Database {
 public:
  /// Without a table. Applies no migration: `migrate(*database->schema(), ...)` does.
  static std::unique_ptr<SingleDatabase> make();
  /// What `image` gave, as it was then. Throws DatabaseError when it is damaged.
  static std::unique_ptr<SingleDatabase> of(std::string_view image);

  /// Any number of them. They must go before the database.
  std::unique_ptr<Session> connect(Loop& loop) override;
  /// None: who has a database to himself knows what he does to it.
  std::vector<Sample> metrics() const override { return {}; }
  /// For migrate(). It must go before the database; no session works while it has a transaction.
  std::unique_ptr<SchemaConnection> schema();

  /// All that is stored, as the bytes of a SQLite file. Costs one copy.
  std::string image() const;
  /// Puts the image in place of all that is stored. Sessions stay usable, and nothing is unchanged
  /// since before. Throws DatabaseError when the image is damaged; then nothing has changed. Its
  /// migrations are those of the program that made it.
  void restore(std::string_view image);

 private:
  class Inline;

  explicit SingleDatabase(SqliteConnection::InMemory memory) : connection_(memory) {}
  Result<Done> read(Work const& work);
  Result<Done> write(Work const& work);
  void require_idle() const;

  SqliteConnection connection_;
};

}  // namespace orgd
