// Makes a store with many organizations, each with an owner and an API key of its own, through the
// same functions as the server's.
//
//   bench_seed_store DIR LIST COUNT [URL]
//
// The store is in DIR, or on the PostgreSQL at URL with its key in DIR. LIST gets a line "orgId
// publicKey privateKey HA1" for each organization. The first one has lists to read: a full page of
// people and one of projects.
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "async/blocking_loop.hpp"
#include "orgd/store_directory.hpp"
#include "service/operations/key_views.hpp"
#include "store/people.hpp"
#include "store/projects.hpp"
#include "store/sqlite/database.hpp"

namespace {

using namespace orgd;  // NOLINT: this program is about nothing else

constexpr int organizations_per_commit = 100;  // what SQLite keeps of a large one is walked often
constexpr std::int64_t cache_kib = 2 << 20;    // of pages: all of a million organizations
constexpr int page = 100;

class Seeder {
 public:
  Seeder(StoreDirectory const& store, Database& database, Platform& platform,
         std::string const& list)
      : quiet_(2, LogLevel::off, LogFormat::text),
        environment_({}, platform, store.vault(), quiet_),
        session_(database.connect(loop_)),
        list_(list),
        now_(std::chrono::floor<std::chrono::seconds>(platform.now())) {}

  void run(int count) {
    for (int from = 0; from < count; from += organizations_per_commit) {
      int const end = std::min(count, from + organizations_per_commit);
      std::string lines;
      auto const done = loop_.run(session_->write([&](Transaction& tx) -> Task<Done> {
        for (int i = from; i < end; ++i) lines += co_await make(tx, i);
        co_return Done{};
      }));
      if (!done) throw std::runtime_error(done.error().detail);
      list_ << lines;
    }
    if (!list_.flush()) throw std::runtime_error("cannot write the list");
  }

 private:
  Task<std::string> make(Transaction& tx, int number) {
    std::string const name = fmt::format("Organization {:06}", number);
    store::NewOrganization const organization{
        .org_id = store::OrgId::of(environment_.ids.next()),
        .name = name,
        .name_folded = fmt::format("organization {:06}", number),
        .created_at = now_};
    auto const org = co_await store::insert_organization(tx, organization);
    co_await join(tx, org, fmt::format("owner{}@example.org", number), atlas::OrgRole::org_owner);
    if (number == 0) co_await fill(tx, org);
    atlas::CreateApiKey const request{.desc = "bench", .roles = {atlas::OrgRole::org_owner}};
    auto const key = co_await create_key(tx, environment_, org, request, now_);
    auto const& public_key = key.record.public_key;
    co_return fmt::format("{} {} {} {}\n", organization.org_id.view(), public_key, key.private_key,
                          hash_.ha1(public_key, digest_realm, key.private_key));
  }

  Task<Done> join(Transaction& tx, store::LockedOrg const& org, std::string const& username,
                  atlas::OrgRole role) {
    store::Account account{.spelling = username,
                           .username = username,
                           .first_name = "Olga",
                           .last_name = "Owner",
                           .country = "US",
                           .created_at = now_};
    auto const new_id = store::UserId::of(environment_.ids.next());
    account.user_id = co_await store::claim_user_id(tx, username, new_id);
    co_await store::insert_account(tx, account);
    store::Names const roles{std::string(atlas::name_of(role))};
    co_return co_await store::insert_member(tx, org, account, roles, now_);
  }

  Task<Done> fill(Transaction& tx, store::LockedOrg const& org) {
    for (int i = 0; i < page; ++i) {
      co_await join(tx, org, fmt::format("member{}@example.org", i), atlas::OrgRole::org_member);
      store::Project const project{.project_id = store::ProjectId::of(environment_.ids.next()),
                                   .name = fmt::format("Project {:03}", i),
                                   .name_folded = fmt::format("project {:03}", i),
                                   .created_at = now_};
      co_await store::insert_project(tx, org, project);
    }
    co_return Done{};
  }

  Log quiet_;
  Environment environment_;
  BlockingLoop loop_;
  std::unique_ptr<Session> session_;
  DigestHash hash_{DigestAlgorithm::md5};
  std::ofstream list_;
  store::Seconds now_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4 && argc != 5) {
    fmt::print(stderr, "bench_seed_store DIR LIST COUNT [URL]\n");
    return 2;
  }
  try {
    SystemPlatform platform;
    StoreDirectory::Options options{.path = argv[1]};
    if (argc == 5) options.database.url = argv[4];
    auto const store = StoreDirectory::create(options, platform);
    std::unique_ptr<Database> large;
    if (auto const file = store.file())
      large = SqliteDatabase::open({.path = *file, .writer_cache_kib = cache_kib});
    Seeder(store, large ? *large : store.database(), platform, argv[2]).run(std::stoi(argv[3]));
    return 0;
  } catch (std::exception const& error) {
    fmt::print(stderr, "bench_seed_store: {}\n", error.what());
    return 1;
  }
}
