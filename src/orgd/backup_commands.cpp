// A backup is a SQLite file that stands alone.
#include "orgd/backup_commands.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "api/json_write.hpp"
#include "orgd/audit_commands.hpp"
#include "orgd/store_place.hpp"
#include "security/private_file.hpp"
#include "store/store_backup.hpp"

namespace orgd {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(std::string_view doing, fs::path const& path) {
  throw std::runtime_error(fmt::format("cannot {} {}: {}", doing, path.string(),
                                       std::generic_category().message(errno)));
}

// A new file (mode 0600) beside the one that it will be; gone unless it was given its name.
class Draft {
 public:
  explicit Draft(fs::path final_path) : final_(std::move(final_path)) {
    std::string name = final_.string() + ".partial-XXXXXX";
    int const descriptor = ::mkstemp(name.data());
    if (descriptor < 0) refuse("write", final_);
    ::close(descriptor);
    path_ = name;
  }
  Draft(Draft const&) = delete;
  Draft& operator=(Draft const&) = delete;
  ~Draft() {
    std::error_code ignored;
    fs::remove(path_, ignored);
  }

  fs::path const& path() const { return path_; }
  // A link never replaces what somebody else has made in the meantime.
  void publish() const {
    sync_to_disk(path_);
    if (::link(path_.c_str(), final_.c_str()) != 0) refuse("make", final_);
    sync_to_disk(fs::absolute(final_).parent_path());
  }

 private:
  fs::path const final_;
  fs::path path_;
};

void require_sound(fs::path const& file, std::string_view what) {
  auto const problems = problems_of_store_file(file);
  if (!problems.empty())
    throw std::runtime_error(fmt::format("{} is damaged: {}", what, problems.front()));
}

void copy_private(fs::path const& from, fs::path const& to) {
  fs::copy_file(from, to);
  fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write);
}

// With a log beside it that a copy of files may have brought along.
void copy_database(fs::path const& from, fs::path const& to) {
  if (!fs::is_regular_file(from))
    throw std::runtime_error(fmt::format("there is no backup {}", from.string()));
  copy_private(from, to);
  auto const log = from.string() + "-wal";
  if (fs::exists(log)) copy_private(log, to.string() + "-wal");
}

void copy_key(RestoreWanted const& wanted, fs::path const& present, fs::path const& to) {
  if (wanted.key_file && fs::exists(present))
    throw std::runtime_error(
        fmt::format("{} is there already: leave --key out, or move it away", present.string()));
  auto const from = wanted.key_file.value_or(present);
  if (!fs::exists(from))
    throw std::runtime_error(
        "the backup's key is missing: name it with --key FILE, set ORGD_KEY, or put secret.key "
        "into "
        "the directory");
  copy_private(from, to);
}

}  // namespace

void back_up(StoreDirectory const& store, Platform& platform, fs::path const& to, Output output) {
  auto const file = store.file();
  if (!file)
    throw std::runtime_error(
        "this store is in PostgreSQL, whose own tools back it up: pg_dump, or a base backup with "
        "its "
        "log; keep its key apart");
  if (fs::exists(to))
    throw std::runtime_error(fmt::format(
        "{} exists already: give another name, so that no backup is lost", to.string()));
  Draft const draft(to);
  copy_store_file(*file, draft.path());
  require_sound(draft.path(), "the copy");
  auto const bytes = fs::file_size(draft.path());
  draft.publish();
  record_store_event(store, platform, "STORE_BACKED_UP");
  if (output == Output::json)
    return print(atlas::json_object(
        {{"bytes", fmt::to_string(bytes)}, {"file", fs::absolute(to).string()}}));
  print(fmt::format("{}  {} bytes, verified", to.string(), bytes));
  print(
      "The key is not in it. Keep a copy of the key too, in another place: with both, anybody can "
      "act as every API key.");
}

void restore(RestoreWanted const& wanted, StoreDirectory::Options const& options,
             Platform& platform, Output output) {
  if (!options.database.url.empty())
    throw std::runtime_error(
        "a backup is restored into a directory; from there, orgd store copy moves it to "
        "PostgreSQL");
  StorePlace place(options.path);
  auto inside = options;
  inside.path = place.workshop();
  if (!options.key)
    copy_key(wanted, StoreDirectory::key_file(options.path), StoreDirectory::key_file(inside.path));
  auto const database = StoreDirectory::database_file(inside.path);
  copy_database(wanted.from, database);
  require_sound(database, wanted.from.string());
  {
    auto const store = StoreDirectory::open(inside, platform);
    record_store_event(store, platform, "STORE_RESTORED");
  }
  place.finish();
  if (output == Output::json)
    return print(atlas::json_object({{"dataDir", fs::absolute(options.path).string()}}));
  print(fmt::format("restored {} into {}; start it with: orgd serve --data {}",
                    wanted.from.string(), options.path.string(), options.path.string()));
}

}  // namespace orgd
