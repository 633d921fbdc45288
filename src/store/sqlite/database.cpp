// Puts reader, writer and schema connection together, and creates the file so that nobody else
// can read it from its first moment.
#include "store/sqlite/database.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "store/sqlite/metrics.hpp"
#include "store/sqlite/reader.hpp"
#include "store/sqlite/schema.hpp"

namespace orgd {
namespace {

class SqliteSession final : public Session {
 public:
  SqliteSession(std::shared_ptr<SqliteReader> reader, SqliteWriter& writer, Loop& loop)
      : reader_(std::move(reader)), writer_(writer), loop_(loop) {}

  Task<Done> read(Work work, Deadline /*never waits*/) override { co_return reader_->read(work); }
  std::uint64_t moment() const override { return reader_->moment(); }
  bool unchanged(std::string_view org_id, std::uint64_t since) override {
    return writer_.changes().unchanged(org_id, since);
  }
  bool takes_writes() const override { return writer_.takes_writes(); }
  Task<Done> write(Work work, Deadline /*the queue is bounded*/) override {
    return writer_.write(loop_, std::move(work));
  }

 private:
  std::shared_ptr<SqliteReader> reader_;
  SqliteWriter& writer_;
  Loop& loop_;
};

[[noreturn]] void refuse(std::filesystem::path const& path) {
  auto const reason = std::generic_category().message(errno);
  throw DatabaseError(fmt::format("cannot open the database {}: {}", path.string(), reason));
}

// SQLite gives -wal and -shm the mode of the database file. An existing file keeps its mode, and
// is not even opened here: closing it would drop the locks this process may hold on it.
std::filesystem::path const& existing_file(SqliteOptions const& options) {
  auto const& path = options.path;
  if (options.create) {
    constexpr mode_t mode = S_IRUSR | S_IWUSR;
    auto const file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (file < 0 && errno != EEXIST) refuse(path);
    if (file >= 0) {
      ::fchmod(file, mode);  // the umask may have taken bits away
      ::close(file);
    }
  }
  if (::access(path.c_str(), R_OK | W_OK) != 0) refuse(path);
  return path;
}

}  // namespace

std::unique_ptr<SqliteDatabase> SqliteDatabase::open(SqliteOptions options) {
  return std::unique_ptr<SqliteDatabase>(new SqliteDatabase(std::move(options)));
}

SqliteDatabase::SqliteDatabase(SqliteOptions options)
    : options_(std::move(options)),
      writer_(existing_file(options_), {options_.writer_cache_kib, options_.mmap_bytes},
              {options_.max_waiting_writes, options_.max_batch}) {}

std::unique_ptr<Session> SqliteDatabase::connect(Loop& loop) {
  SqliteConnection::Memory const memory{options_.reader_cache_kib, options_.mmap_bytes};
  auto reader = std::make_shared<SqliteReader>(options_.path, memory, loop, writer_.snapshots());
  return std::make_unique<SqliteSession>(std::move(reader), writer_, loop);
}

std::vector<Sample> SqliteDatabase::metrics() const {
  return samples_of(sqlite_metrics(), writer_.stats());
}

std::unique_ptr<SchemaConnection> SqliteDatabase::schema() { return open_schema(options_); }

std::unique_ptr<SchemaConnection> SqliteDatabase::open_schema(SqliteOptions const& options) {
  return sqlite_schema(existing_file(options), {options.writer_cache_kib, options.mmap_bytes});
}

}  // namespace orgd
