// Creating, opening and locking a store on disk.
#include "server/store_directory.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <stdexcept>

#include "store/blocking_loop.hpp"
#include "store/open_database.hpp"
#include "store/organizations.hpp"

namespace orgd {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view database_name = "orgd.db";
constexpr std::string_view key_name = "secret.key";
constexpr std::string_view lock_name = "serve.lock";
constexpr std::string_view address_name = "address";
using store::key_check_name;
constexpr std::string_view check_text = "orgd";

enum class Make : bool { no, yes };

std::unique_ptr<Database> open_in(StoreDirectory::Options const& options, Make make,
                                  Platform& platform) {
  return open_database({.url = options.url,
                        .path = StoreDirectory::database_file(options.path),
                        .create = make == Make::yes,
                        .migrate = options.migrate,
                        .max_waiting_writes = options.max_waiting_writes},
                       std::chrono::floor<std::chrono::seconds>(platform.now()));
}

template <class T>
T unwrap(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().detail);
  return std::move(*result);
}

void insert_check(Database& database, Vault const& vault) {
  BlockingLoop loop;
  auto const session = database.connect(loop);
  std::string const sealed = vault.seal(check_text, key_check_name);
  unwrap(loop.run(session->write([&sealed](Transaction& tx) -> Task<Done> {
    co_return co_await as_result(store::insert_meta(tx, key_check_name, sealed));
  })));
}

void verify_key(Database& database, Vault const& vault, fs::path const& path) {
  BlockingLoop loop;
  auto const session = database.connect(loop);
  std::optional<std::string> sealed;
  unwrap(loop.run(session->read([&sealed](Transaction& tx) -> Task<Done> {
    sealed = co_await store::find_meta(tx, key_check_name);
    co_return Done{};
  })));
  if (!sealed || vault.open(*sealed, key_check_name) != check_text)
    throw std::runtime_error(fmt::format(
        "the key does not belong to the store in {}: restore {} from the backup that the database "
        "is from",
        path.string(), key_name));
}

}  // namespace

bool StoreDirectory::exists(fs::path const& path) { return fs::exists(database_file(path)); }
fs::path StoreDirectory::database_file(fs::path const& path) { return path / database_name; }
fs::path StoreDirectory::key_file(fs::path const& path) { return path / key_name; }

StoreDirectory StoreDirectory::create(Options const& options, Platform& platform) {
  if (fs::exists(options.path) && !fs::is_empty(options.path))
    throw std::runtime_error(
        fmt::format("{} exists and is not empty; a new store needs a directory of its own",
                    options.path.string()));
  if (options.path.has_parent_path()) fs::create_directories(options.path.parent_path());
  if (!fs::exists(options.path) && ::mkdir(options.path.c_str(), 0700) != 0)
    throw std::runtime_error(fmt::format("cannot create {}", options.path.string()));
  fs::permissions(options.path, fs::perms::owner_all);
  StoreDirectory store;
  store.path_ = options.path;
  store.vault_ = std::make_unique<Vault>(
      options.key ? Vault::parse(*options.key) : Vault::create(key_file(options.path), platform));
  store.database_ = open_in(options, Make::yes, platform);
  insert_check(*store.database_, *store.vault_);
  return store;
}

StoreDirectory StoreDirectory::open(Options const& options, Platform& platform) {
  if (options.url.empty() && !exists(options.path))
    throw std::runtime_error(fmt::format(
        "there is no store in {}; make one with: orgd init --data {} --org NAME --owner EMAIL",
        options.path.string(), options.path.string()));
  StoreDirectory store;
  store.path_ = options.path;
  store.vault_ = std::make_unique<Vault>(options.key ? Vault::parse(*options.key)
                                                     : Vault::load(key_file(options.path)));
  store.database_ = open_in(options, Make::no, platform);
  verify_key(*store.database_, *store.vault_, options.path);
  return store;
}

void StoreDirectory::lock_for_serving() const {
  auto const file = path_ / lock_name;
  // Held until the process ends, on purpose: the kernel lets it go even after SIGKILL.
  int const descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0 || ::flock(descriptor, LOCK_EX | LOCK_NB) != 0)
    throw std::runtime_error(
        fmt::format("another orgd serves the store in {}; stop that one first", path_.string()));
}

void StoreDirectory::write_address(std::string const& url) const {
  auto const file = path_ / address_name;
  std::ofstream(file) << url << '\n';
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
}

std::string StoreDirectory::read_address() const {
  std::ifstream in(path_ / address_name);
  std::string url;
  return std::getline(in, url) ? url : "http://127.0.0.1:8080";
}

}  // namespace orgd
