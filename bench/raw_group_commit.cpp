// The yardstick for durable writes: SQLite alone, one thread, writing the rows of an invitation as
// fast as it can, a full batch in each durable commit. No HTTP, no JSON, no checks of anything.
//
//   bench_raw_group_commit DATABASE LIST SECONDS BATCH
//
// DATABASE is orgd's own file, so that tables and indexes are the same; LIST is what
// bench_seed_store wrote. Prints the number of invitations a second.
#include <fmt/format.h>
#include <sqlite3.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

// Those of orgd, so that the rest is what it costs beside SQLite.
constexpr auto pragmas =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
    "PRAGMA wal_autocheckpoint = 4000; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4096;"
    "PRAGMA mmap_size = 2147483648;";

class Database {
 public:
  explicit Database(char const* file) {
    check(sqlite3_open_v2(file, &handle_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr));
    execute(pragmas);
  }
  Database(Database const&) = delete;
  Database& operator=(Database const&) = delete;
  ~Database() { sqlite3_close_v2(handle_); }

  void execute(char const* sql) { check(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr)); }
  void check(int outcome) const {
    if (outcome != SQLITE_OK && outcome != SQLITE_DONE)
      throw std::runtime_error(fmt::format("SQLite: {}", sqlite3_errmsg(handle_)));
  }
  sqlite3* handle() { return handle_; }

 private:
  sqlite3* handle_ = nullptr;
};

class Insert {
 public:
  Insert(Database& database, char const* sql) : database_(database) {
    database.check(sqlite3_prepare_v3(database.handle(), sql, -1, SQLITE_PREPARE_PERSISTENT,
                                      &statement_, nullptr));
  }
  Insert(Insert const&) = delete;
  Insert& operator=(Insert const&) = delete;
  ~Insert() { sqlite3_finalize(statement_); }

  void run(std::initializer_list<std::string const*> texts) {
    for (int at = 1; std::string const* text : texts)
      sqlite3_bind_text(statement_, at++, text->data(), static_cast<int>(text->size()),
                        SQLITE_STATIC);
    database_.check(sqlite3_step(statement_));
    database_.check(sqlite3_reset(statement_));
  }

 private:
  Database& database_;
  sqlite3_stmt* statement_ = nullptr;
};

// The values of one invitation, of the lengths that orgd writes, never the same twice.
class Invitations {
 public:
  Invitations(Database& database, std::vector<std::string> orgs)
      : orgs_(std::move(orgs)),
        lock_(database, "UPDATE organization SET version = version + 1 WHERE org_id = ?1"),
        username_(database, "INSERT INTO username (username, user_id) VALUES (?1, ?2)"),
        membership_(database,
                    "INSERT INTO membership (org_id, user_id, username, status, roles, is_owner, "
                    "invitation_id, invited_at, expires_at, inviter, token_hash) VALUES "
                    "(?1, ?2, ?3, 1, 'ORG_MEMBER', 0, ?4, 1767225600, 1769817600, 'abcdefgh', ?5)"),
        user_org_(database, "INSERT INTO user_org (user_id, org_id) VALUES (?1, ?2)"),
        directory_(database,
                   "INSERT INTO invitation_directory (invitation_id, org_id) VALUES (?1, ?2)"),
        outbox_(database,
                "INSERT INTO outbox (org_id, mail_id, created_at, recipient, kind, invitation_id, "
                "sealed_token) VALUES (?1, ?2, 1767225600, ?3, 'organization invitation', ?4, ?5)"),
        event_(database,
               "INSERT INTO event (org_id, event_id, type, created_at, actor_kind, actor_id, "
               "actor_name, remote_address, target_username) VALUES "
               "(?1, ?2, 'INVITED_TO_ORG', 1767225600, 1, ?3, 'abcdefgh', '127.0.0.1', ?4)") {}

  void write_one() {
    std::string const& org = orgs_[number_ * 7919 % orgs_.size()];
    std::string const username = fmt::format("raw{}@example.org", number_++);
    std::string const user = id();
    std::string const invitation = id();
    std::string const mail = id();
    std::string const event = id();
    std::string const hash = hex(64);
    std::string const sealed = hex(208);
    lock_.run({&org});
    username_.run({&username, &user});
    membership_.run({&org, &user, &username, &invitation, &hash});
    user_org_.run({&user, &org});
    directory_.run({&invitation, &org});
    outbox_.run({&org, &mail, &username, &invitation, &sealed});
    event_.run({&org, &event, &user, &username});
  }

 private:
  // Ids rise with time, like orgd's.
  std::string id() { return fmt::format("{:08x}{}{:06x}", 0x7fffffff, "0123456789", ++ids_); }
  std::string hex(std::size_t digits) {
    std::string text;
    while (text.size() < digits) text += fmt::format("{:016x}", random_());
    return text;
  }

  std::vector<std::string> orgs_;
  std::size_t number_ = 0;
  unsigned ids_ = 0;
  std::mt19937_64 random_{1};
  Insert lock_, username_, membership_, user_org_, directory_, outbox_, event_;
};

std::vector<std::string> read_orgs(char const* list) {
  std::ifstream in(list);
  std::vector<std::string> orgs;
  std::string org;
  while (in >> org) {
    orgs.push_back(org);
    std::getline(in, org);
  }
  if (orgs.empty()) throw std::runtime_error("no organizations in the list");
  return orgs;
}

double measure(Database& database, Invitations& invitations, double seconds, int batch) {
  auto const begin = Clock::now();
  std::chrono::duration<double> spent{};
  long written = 0;
  do {
    database.execute("BEGIN IMMEDIATE");
    for (int i = 0; i < batch; ++i) invitations.write_one();
    database.execute("COMMIT");
    written += batch;
    spent = Clock::now() - begin;
  } while (spent.count() < seconds);
  return static_cast<double>(written) / spent.count();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    fmt::print(stderr, "bench_raw_group_commit DATABASE LIST SECONDS BATCH\n");
    return 2;
  }
  try {
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    Database database(argv[1]);
    Invitations invitations(database, read_orgs(argv[2]));
    fmt::print("{:.0f}\n", measure(database, invitations, std::stod(argv[3]), std::stoi(argv[4])));
    return 0;
  } catch (std::exception const& error) {
    fmt::print(stderr, "bench_raw_group_commit: {}\n", error.what());
    return 1;
  }
}
