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

std::optional<std::string> find_check(Database& database) {
  BlockingLoop loop;
  auto const session = database.connect(loop);
  std::optional<std::string> sealed;
  unwrap(loop.run(session->read([&sealed](Transaction& tx) -> Task<Done> {
    sealed = co_await store::find_meta(tx, key_check_name);
    co_return Done{};
  })));
  return sealed;
}

Vault::Key key_of(StoreDirectory::Options const& options) {
  if (options.key) return Vault::parse(*options.key);
  if (options.path.empty())
    throw std::runtime_error(
        "the store's key is missing: add --data DIR, where its key file is, or set ORGD_KEY");
  return Vault::load(StoreDirectory::key_file(options.path));
}

}  // namespace

void StoreDirectory::make(fs::path const& path) {
  if (path.has_parent_path()) fs::create_directories(path.parent_path());
  if (!fs::exists(path) && ::mkdir(path.c_str(), S_IRWXU) != 0)
    throw std::runtime_error(fmt::format("cannot create {}", path.string()));
  fs::permissions(path, fs::perms::owner_all);
}

bool StoreDirectory::exists(fs::path const& path) { return fs::exists(database_file(path)); }
fs::path StoreDirectory::database_file(fs::path const& path) { return path / database_name; }
fs::path StoreDirectory::key_file(fs::path const& path) { return path / key_name; }

StoreDirectory::StoreDirectory(Options options) : options_(std::move(options)) {
  options_.database.path = database_file(options_.path);
}

void StoreDirectory::use_database(Platform& platform) {
  database_ =
      open_database(options_.database, std::chrono::floor<std::chrono::seconds>(platform.now()));
}

StoreDirectory StoreDirectory::create(Options const& options, Platform& platform) {
  StoreDirectory store(options);
  auto const& path = options.path;
  if (!store.elsewhere() && fs::exists(path) && !fs::is_empty(path))
    throw std::runtime_error(fmt::format(
        "{} exists and is not empty; a new store needs a directory of its own", path.string()));
  store.options_.database.create = true;
  // Before a key is made, which would look like that store's.
  if (store.elsewhere()) store.use_database(platform);
  if (store.elsewhere() && find_check(*store.database_))
    throw std::runtime_error("the database holds a store already; serve it with its own key");
  if (!path.empty()) make(path);
  bool const makes_key = !options.key && !path.empty() && !fs::exists(key_file(path));
  store.vault_ = std::make_unique<Vault>(makes_key ? Vault::create(key_file(path), platform)
                                                   : key_of(options));
  if (!store.elsewhere()) store.use_database(platform);
  insert_check(*store.database_, *store.vault_);
  return store;
}

StoreDirectory StoreDirectory::open(Options const& options, Platform& platform) {
  StoreDirectory store(options);
  auto const& path = options.path;
  if (!store.elsewhere() && !exists(path))
    throw std::runtime_error(fmt::format(
        "there is no store in {}; make one with: orgd init --data {} --org NAME --owner EMAIL",
        path.string(), path.string()));
  store.vault_ = std::make_unique<Vault>(key_of(options));
  store.use_database(platform);
  auto const sealed = find_check(*store.database_);
  if (!sealed && store.elsewhere())
    throw std::runtime_error(
        "there is no store in this database; make one with: orgd init --store URL --data DIR --org "
        "NAME --owner EMAIL");
  if (!sealed || store.vault_->open(*sealed, key_check_name) != check_text)
    throw std::runtime_error(fmt::format(
        "the key does not belong to the store{}: restore {} from the backup that the database is "
        "from",
        path.empty() ? "" : " in " + path.string(), key_name));
  return store;
}

void StoreDirectory::lock_for_serving() const {
  if (elsewhere()) return;
  auto const file = path() / lock_name;
  // Held until the process ends, on purpose: the kernel lets it go even after SIGKILL.
  int const descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0 || ::flock(descriptor, LOCK_EX | LOCK_NB) != 0)
    throw std::runtime_error(
        fmt::format("another orgd serves the store in {}; stop that one first", path().string()));
}

void StoreDirectory::write_address(std::string const& url) const {
  if (path().empty()) return;
  auto const file = path() / address_name;
  std::ofstream(file) << url << '\n';
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
}

std::string StoreDirectory::read_address() const {
  std::ifstream in(path() / address_name);
  std::string url;
  return std::getline(in, url) ? url : "http://127.0.0.1:8080";
}

}  // namespace orgd
