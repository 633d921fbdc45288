// Creating, opening and locking a store on disk.
#include "orgd/store_directory.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <stdexcept>

#include "orgd/key_proof.hpp"
#include "orgd/reserve.hpp"
#include "orgd/store_place.hpp"
#include "security/private_file.hpp"

namespace orgd {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view database_name = "orgd.db";
constexpr std::string_view key_name = "secret.key";
constexpr std::string_view address_name = "address";

Vault::Key key_of(StoreDirectory::Options const& options) {
  if (options.key) return Vault::parse(*options.key);
  if (options.path.empty())
    throw std::runtime_error(
        "the store's key is missing: add --data DIR, where its key file is, or set ORGD_KEY");
  auto const file = StoreDirectory::key_file(options.path);
  require_private(file);
  return Vault::load(file);
}

}  // namespace

void StoreDirectory::make(fs::path const& path) {
  if (path.has_parent_path()) fs::create_directories(path.parent_path());
  if (!fs::exists(path) && ::mkdir(path.c_str(), S_IRWXU) != 0)
    throw std::runtime_error(fmt::format("cannot create {}", path.string()));
  fs::permissions(path, fs::perms::owner_all);
}

bool StoreDirectory::exists(fs::path const& path) { return fs::exists(database_file(path)); }
bool StoreDirectory::is_made(Options const& options, Platform& platform) {
  StoreDirectory store(options);
  if (!store.elsewhere()) return exists(options.path);
  store.use_database(platform);
  return find_key_proof(*store.database_).has_value();
}
fs::path StoreDirectory::database_file(fs::path const& path) { return path / database_name; }
fs::path StoreDirectory::key_file(fs::path const& path) { return path / key_name; }

StoreDirectory::StoreDirectory(Options options) : options_(std::move(options)) {
  options_.database.path = database_file(options_.path);
}

void StoreDirectory::use_database(Platform& platform) {
  auto const now = std::chrono::floor<std::chrono::seconds>(platform.now());
  try {
    database_ = open_database(options_.database, now);
  } catch (DatabaseError const& failure) {
    bool const refused =
        failure.kind == FailureKind::disk_full || failure.kind == FailureKind::unavailable;
    if (elsewhere() || !refused || !Reserve(path()).give_up()) throw;
    database_ = open_database(options_.database, now);
  }
}

void StoreDirectory::fill(Contents const& contents, StorePlace* place) {
  std::function<void()> finish;
  if (place) finish = [place] { place->finish(); };
  make_store(*database_, *vault_, contents.rows, finish);
}

StoreDirectory StoreDirectory::create(Options const& options, Platform& platform) {
  return create(options, platform, {});
}

StoreDirectory StoreDirectory::create(Options const& options, Platform& platform,
                                      Contents const& contents) {
  if (!options.database.url.empty()) return create_elsewhere(options, platform, contents);
  StorePlace place(options.path);
  bool const has_key = options.key || fs::exists(key_file(options.path));
  {
    Options inside = options;
    inside.path = place.workshop();
    inside.database.create = true;
    StoreDirectory made(inside);
    made.vault_ = std::make_unique<Vault>(has_key ? key_of(options)
                                                  : Vault::create(key_file(inside.path), platform));
    made.use_database(platform);
    made.fill(contents, nullptr);
    if (contents.files) contents.files(inside.path);
  }
  place.finish();
  return open(options, platform);
}

StoreDirectory StoreDirectory::create_elsewhere(Options const& options, Platform& platform,
                                                Contents const& contents) {
  StoreDirectory store(options);
  auto const& path = options.path;
  // Before a key is made, which would look like that store's.
  store.use_database(platform);
  if (find_key_proof(*store.database_)) throw std::runtime_error(store_taken_text);
  std::optional<StorePlace> place;
  if (!path.empty()) place.emplace(path, StorePlace::Beside::anything);
  bool const makes_key = place && !options.key && !fs::exists(key_file(path));
  store.vault_ = std::make_unique<Vault>(
      makes_key ? Vault::create(key_file(place->workshop()), platform) : key_of(options));
  // The key is there before the rows are committed: a store without its key would be of no use.
  store.fill(contents, place ? &*place : nullptr);
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
  auto const sealed = find_key_proof(*store.database_);
  if (!sealed && store.elsewhere())
    throw std::runtime_error(
        "there is no store in this database; make one with: orgd init --store URL --data DIR --org "
        "NAME --owner EMAIL");
  if (!sealed)
    throw std::runtime_error(fmt::format(
        "the store in {} is empty: restore {} from a backup, or remove it and make a store with: "
        "orgd init --data {} --org NAME --owner EMAIL",
        path.string(), database_name, path.string()));
  if (!proves(*sealed, *store.vault_))
    throw std::runtime_error(fmt::format(
        "the key does not belong to the store{}: restore {} from the backup that the database is "
        "from",
        path.empty() ? "" : " in " + path.string(), key_name));
  return store;
}

std::optional<fs::path> StoreDirectory::file() const {
  return elsewhere() ? std::nullopt : std::optional(database_file(path()));
}

std::optional<Reserve> StoreDirectory::reserve() const {
  return elsewhere() ? std::nullopt : std::optional<Reserve>(path());
}

std::vector<std::string> StoreDirectory::complaints() const {
  std::vector<std::string> found;
  if (elsewhere()) return found;
  for (auto const& one : {path(), database_file(path())})
    if (auto said = openness_of(one); !said.empty()) found.push_back(std::move(said));
  return found;
}

void StoreDirectory::lock_for_serving() const {
  // Of the directory, not of a file in it: removing one would let a second server in.
  if (!elsewhere()) DirectoryLock(path()).keep();
}

std::string StoreDirectory::describe() const {
  return elsewhere() ? "PostgreSQL" : fmt::format("SQLite in {}", fs::absolute(path()).string());
}

bool StoreDirectory::write_address(std::string const& url) const {
  if (path().empty()) return true;
  auto const file = path() / address_name;
  std::ofstream out(file);
  out << url << std::endl;
  std::error_code failure;
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write, failure);
  return out.good() && !failure;
}

std::string StoreDirectory::read_address() const {
  std::ifstream in(path() / address_name);
  std::string url;
  return std::getline(in, url) ? url : "http://localhost:8080";
}

}  // namespace orgd
