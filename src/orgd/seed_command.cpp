// What is around seeding: the store, the progress, and the keys that are told.
#include "orgd/seed_command.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <optional>
#include <stdexcept>
#include <system_error>

#include "api/json_write.hpp"
#include "orgd/audit_commands.hpp"

namespace orgd {
namespace {

// Rows come in many orders at once, so that a small cache would be read and written over and over.
// SQLite takes what it needs of it.
constexpr std::int64_t seeding_cache_kib = std::int64_t{1} << 20U;

StoreDirectory store_to_fill(StoreDirectory::Options options, Platform& platform) {
  options.database.writer_cache_kib = seeding_cache_kib;
  if (StoreDirectory::is_made(options, platform)) return StoreDirectory::open(options, platform);
  return StoreDirectory::create(options, platform);
}

void require_empty(StoreDirectory const& store) {
  std::int64_t count = 0;
  OperatorSession(store).read([&](Transaction& tx) -> Task<Done> {
    count = co_await store::count_organizations(tx, "");
    co_return Done{};
  });
  if (count > 0)
    throw std::runtime_error(
        fmt::format("the store has {} organizations already; add to them with --add", count));
}

// A file of secrets, which nobody else may read and which takes no other file's place.
class CredentialsFile {
 public:
  explicit CredentialsFile(std::filesystem::path const& path) : path_(path) {
    int const descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) fail_with(errno);
    file_.reset(::fdopen(descriptor, "w"));
    if (!file_) fail_with(errno);
  }

  void add(SeededOwner const& owner) {
    fmt::print(file_.get(), "{} {} {}\n", owner.org_id, owner.public_key, owner.private_key);
  }

  // A key that was not written down is lost with the disk's last word.
  void finish() {
    bool const written = std::fflush(file_.get()) == 0 && std::ferror(file_.get()) == 0;
    if (!written || ::fsync(::fileno(file_.get())) != 0) fail_with(errno);
  }

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  [[noreturn]] void fail_with(int error) const {
    throw std::runtime_error(
        fmt::format("cannot write {}: {}", path_.string(), std::generic_category().message(error)));
  }

  std::filesystem::path path_;
  std::unique_ptr<std::FILE, Close> file_;
};

// One line of a terminal that is written over; nothing where nobody watches.
class ProgressLine {
 public:
  explicit ProgressLine(Platform& platform)
      : platform_(platform),
        begun_(platform.steady_now()),
        watched_(::isatty(STDERR_FILENO) == 1) {}

  void show(std::int64_t done, std::int64_t total) {
    if (!watched_) return;
    auto const now = platform_.steady_now();
    if (done < total && now - shown_ < std::chrono::milliseconds(200)) return;
    shown_ = now;
    double const seconds = std::max(std::chrono::duration<double>(now - begun_).count(), 0.001);
    fmt::print(stderr, "\r{:3} %  {} of {} rows, {:.0f} a second", 100 * done / total, done, total,
               static_cast<double>(done) / seconds);
    if (done == total) fmt::print(stderr, "\n");
  }

 private:
  Platform& platform_;
  std::chrono::steady_clock::time_point begun_;
  std::chrono::steady_clock::time_point shown_{};
  bool watched_;
};

void print_way_in(StoreDirectory const& store, SeededOwner const& owner, Output output) {
  if (output == Output::json)
    return print(atlas::json_object({{"dataDir", store.path().native()},
                                     {"orgId", owner.org_id},
                                     {"orgName", owner.organization},
                                     {"ownerUsername", owner.address},
                                     {"privateKey", owner.private_key},
                                     {"publicKey", owner.public_key}}));
  print(fmt::format("store        {}", store.describe()));
  print(fmt::format("organization {}  {}", owner.org_id, owner.organization));
  print(fmt::format("owner        {}", owner.address));
  print(fmt::format("public key   {}", owner.public_key));
  print(fmt::format("private key  {}", owner.private_key));
  print("Once orgd serve runs on this store:");
  print(fmt::format("  curl --digest -u {}:{} {}/api/atlas/v2/orgs/{}", owner.public_key,
                    owner.private_key, store.read_address(), owner.org_id));
}

}  // namespace

void seed_store(StoreDirectory::Options options, SeedCommand const& command, Platform& platform,
                Output output) {
  auto wanted = command.wanted;
  if (wanted.members == 0) wanted.members = wanted.organizations;
  if (wanted.keys == 0) wanted.keys = wanted.organizations;
  require_possible(wanted);
  auto const store = store_to_fill(std::move(options), platform);
  if (!command.add) require_empty(store);
  require_new(store.database(), wanted);
  std::optional<CredentialsFile> file;
  if (!command.credentials.empty()) file.emplace(command.credentials);
  std::optional<SeededOwner> first;
  ProgressLine line(platform);
  SeedWitness const witness{
      .owner =
          [&](SeededOwner const& owner) {
            if (!first) first = owner;
            if (file) file->add(owner);
          },
      .progress = [&](std::int64_t done, std::int64_t total) { line.show(done, total); }};
  seed(store.database(), store.vault(), wanted, witness);
  if (file) file->finish();
  record_store_event(store, platform, "STORE_SEEDED");
  print_way_in(store, first.value(), output);
}

}  // namespace orgd
