// Makes a store with many organizations, each with an owner and an API key of its own, as orgd seed
// does.
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

#include "orgd/seed.hpp"
#include "orgd/store_directory.hpp"

namespace {

using namespace orgd;  // NOLINT: this program is about nothing else

constexpr std::int64_t cache_kib = 2 << 20;  // of pages: all of a million organizations
constexpr int page = 100;

void fill(StoreDirectory const& store, std::string const& list, std::int64_t count) {
  std::ofstream out(list);
  DigestHash hash(DigestAlgorithm::md5);
  SeedWitness const witness{.owner = [&](SeededOwner const& owner) {
    out << fmt::format("{} {} {} {}\n", owner.org_id, owner.public_key, owner.private_key,
                       hash.ha1(owner.public_key, digest_realm, owner.private_key));
  }};
  SeedWanted const first{.members = page + 1, .projects = page, .number = 1};
  seed(store.database(), store.vault(), first, witness);
  auto const more = count - 1;
  SeedWanted const others{.organizations = more, .members = more, .keys = more, .number = 2};
  if (more > 0) seed(store.database(), store.vault(), others, witness);
  if (!out.flush()) throw std::runtime_error("cannot write the list");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4 && argc != 5) {
    fmt::print(stderr, "bench_seed_store DIR LIST COUNT [URL]\n");
    return 2;
  }
  try {
    SystemPlatform platform;
    StoreDirectory::Options options{.path = argv[1], .database = {.writer_cache_kib = cache_kib}};
    if (argc == 5) options.database.url = argv[4];
    fill(StoreDirectory::create(options, platform), argv[2], std::stoll(argv[3]));
    return 0;
  } catch (std::exception const& error) {
    fmt::print(stderr, "bench_seed_store: {}\n", error.what());
    return 1;
  }
}
