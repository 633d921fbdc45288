// A database in the memory of its one connection, and its image: the bytes that its file would
// hold.
#include <fmt/format.h>
#include <sqlite3.h>

#include <bit>
#include <cstring>
#include <new>

#include "store/sqlite/connection.hpp"

namespace orgd {
namespace {

using namespace std::string_view_literals;

// Pages in use are held twice, in the image and here; one that is not is copied from there, 4 KiB.
constexpr int memory_cache_kib = 512;

// The image is one block, and SQLite allocates none of 2 GiB. Left alone it stops at half of that.
constexpr std::int64_t most_bytes = (std::int64_t{1} << 31) - (std::int64_t{1} << 20);

std::size_t number_at(std::string_view bytes, std::size_t at, std::size_t length) {
  std::size_t number = 0;
  for (char const byte : bytes.substr(at, length))
    number = number << 8U | static_cast<unsigned char>(byte);
  return number;
}

[[noreturn]] void refuse_image(std::string_view why) {
  throw DatabaseError(fmt::format("the image of a database is damaged: {}", why),
                      FailureKind::unavailable);
}

// Finds what a cut or a foreign file shows in its first 100 bytes (sqlite.org/fileformat2.html,
// 1.3): that every page is sound takes a read of all of them.
void require_image(std::string_view image) {
  constexpr std::size_t header_bytes = 100;
  constexpr std::size_t whole_page = 65536;  // does not fit into its two bytes, and is written as 1
  if (image.size() > static_cast<std::size_t>(most_bytes)) refuse_image("it is larger than 2 GiB");
  if (image.size() < header_bytes || !image.starts_with("SQLite format 3\0"sv))
    refuse_image("it does not begin as one");
  // Ways to write and to read. There is no write-ahead log in memory.
  if (image.substr(18, 2) != "\1\1"sv) refuse_image("it is not whole without a log beside it");
  auto const stated = number_at(image, 16, 2);
  auto const page = stated == 1 ? whole_page : stated;
  if (!std::has_single_bit(page) || page < 512) refuse_image("its pages have no size");
  // The number of pages holds for the change that it was written with.
  bool const counted = image.substr(24, 4) == image.substr(92, 4);
  if (!counted || number_at(image, 28, 4) * page != image.size())
    refuse_image("it has more or fewer pages than it says");
}

int count_commit(void* count) {
  ++*static_cast<std::uint64_t*>(count);
  return 0;
}

}  // namespace

SqliteConnection::SqliteConnection(InMemory memory) {
  if (memory.image) require_image(*memory.image);
  configure_sqlite();
  // In this file system of SQLite's a name without a slash is a file that no other connection sees.
  sqlite3* handle = nullptr;
  constexpr int flags =
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  auto const outcome = sqlite3_open_v2("store", &handle, flags, "memdb");
  handle_.reset(handle);
  if (outcome != SQLITE_OK) fail("open a database in memory");
  if (memory.image) load(*memory.image);
  sqlite3_int64 limit = most_bytes;
  sqlite3_file_control(handle, "main", SQLITE_FCNTL_SIZE_LIMIT, &limit);
  if (limit != most_bytes) throw DatabaseError("a database in memory cannot be given its limit");
  configure_every_kind();
  execute_script(
      fmt::format("PRAGMA journal_mode = MEMORY;"
                  "PRAGMA synchronous = OFF;"
                  "PRAGMA cache_size = -{};",
                  memory_cache_kib));
  count_commits();
  // The first reads the whole schema. The second writes a first page, so that there is an image.
  execute_script(memory.image ? "SELECT 1 FROM sqlite_schema" : "BEGIN IMMEDIATE; COMMIT");
}

void SqliteConnection::load(std::string_view image) {
  auto const size = static_cast<sqlite3_int64>(image.size());
  auto* const copy = static_cast<unsigned char*>(sqlite3_malloc64(image.size()));
  if (!copy) throw std::bad_alloc();
  std::memcpy(copy, image.data(), image.size());
  // Takes the copy, also when it fails.
  auto const outcome =
      sqlite3_deserialize(handle_.get(), "main", copy, size, size,
                          SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE);
  if (outcome != SQLITE_OK) fail("load the image of a database");
}

void SqliteConnection::count_commits() {
  sqlite3_commit_hook(handle_.get(), count_commit, &commits_);
}

std::string SqliteConnection::image() const {
  if (in_transaction()) throw std::logic_error("an image of a transaction that has not ended");
  sqlite3_int64 size = 0;
  auto const* bytes = sqlite3_serialize(handle_.get(), "main", &size, SQLITE_SERIALIZE_NOCOPY);
  if (!bytes) throw DatabaseError("the database is not in memory and has no image");
  return {reinterpret_cast<char const*>(bytes), static_cast<std::size_t>(size)};
}

void SqliteConnection::restore(std::string_view image) {
  if (in_transaction()) throw std::logic_error("a restore inside a transaction");
  SqliteConnection fresh(InMemory{image});
  // Statements go with the database that they were prepared for. SQLite would find those of a
  // database with another schema out by a number of four bytes, which two schemas may share.
  statements_.swap(fresh.statements_);
  handle_.swap(fresh.handle_);
  count_commits();
  ++commits_;
}

}  // namespace orgd
