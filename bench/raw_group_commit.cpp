// The yardstick for durable writes: SQLite alone, one thread, writing the rows of an invitation, or
// of an access token, as fast as it can, a full batch in each durable commit. No HTTP, no JSON, no
// checks of anything.
//
//   bench_raw_group_commit invitations|tokens DATABASE LIST SECONDS BATCH
//
// DATABASE is orgd's own file, so that tables and indexes are the same. The lines of LIST begin
// with an organization and, for tokens, the client id of its service account. Prints how many of
// them it writes a second.
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
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

class Statement {
 public:
  Statement(Database& database, char const* sql) : database_(database) {
    database.check(sqlite3_prepare_v3(database.handle(), sql, -1, SQLITE_PREPARE_PERSISTENT,
                                      &statement_, nullptr));
  }
  Statement(Statement const&) = delete;
  Statement& operator=(Statement const&) = delete;
  ~Statement() { sqlite3_finalize(statement_); }

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

// Texts of the lengths that orgd writes, never the same twice.
class Texts {
 public:
  // Ids rise with time, like orgd's.
  std::string id() { return fmt::format("{:08x}{}{:06x}", 0x7fffffff, "0123456789", ++ids_); }
  std::string hex(std::size_t digits) {
    std::string text;
    while (text.size() < digits) text += fmt::format("{:016x}", random_());
    return text;
  }

 private:
  unsigned ids_ = 0;
  std::mt19937_64 random_{1};
};

// A line of the list. What stands behind an organization is the public key of its API key, or the
// client id of its service account.
struct Caller {
  std::string org;
  std::string client;
};

// Walks through all callers before it meets one again, in the order of bench_load.
Caller const& caller_of(std::vector<Caller> const& callers, std::size_t number) {
  return callers[number * 7919 % callers.size()];
}

class Invitations {
 public:
  Invitations(Database& database, std::vector<Caller> callers)
      : callers_(std::move(callers)),
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
    std::string const& org = caller_of(callers_, number_).org;
    std::string const username = fmt::format("raw{}@example.org", number_++);
    std::string const user = texts_.id();
    std::string const invitation = texts_.id();
    std::string const mail = texts_.id();
    std::string const event = texts_.id();
    std::string const hash = texts_.hex(64);
    std::string const sealed = texts_.hex(208);
    lock_.run({&org});
    username_.run({&username, &user});
    membership_.run({&org, &user, &username, &invitation, &hash});
    user_org_.run({&user, &org});
    directory_.run({&invitation, &org});
    outbox_.run({&org, &mail, &username, &invitation, &sealed});
    event_.run({&org, &event, &user, &username});
  }

 private:
  std::vector<Caller> callers_;
  std::size_t number_ = 0;
  Texts texts_;
  Statement lock_, username_, membership_, user_org_, directory_, outbox_, event_;
};

class Tokens {
 public:
  Tokens(Database& database, std::vector<Caller> callers)
      : callers_(std::move(callers)),
        lock_(database, "UPDATE organization SET version = version + 1 WHERE org_id = ?1"),
        token_(database,
               "INSERT INTO access_token (org_id, account_id, token_id, token_hash, issued_at, "
               "expires_at) VALUES (?1, ?2, ?3, ?4, 1767225600, 1767229200)"),
        secret_(database,
                "UPDATE service_account_secret SET last_used_at = 1767225600 WHERE org_id = ?1 "
                "AND account_id = ?2") {}

  void write_one() {
    auto const& [org, client] = caller_of(callers_, number_++);
    std::string const account = client.substr(client.size() - std::min(client.size(), id_size));
    std::string const token = texts_.id();
    std::string const hash = texts_.hex(64);
    lock_.run({&org});
    token_.run({&org, &account, &token, &hash});
    secret_.run({&org, &account});
  }

 private:
  static constexpr std::size_t id_size = 24;  // a client id ends in that of the account

  std::vector<Caller> callers_;
  std::size_t number_ = 0;
  Texts texts_;
  Statement lock_, token_, secret_;
};

std::vector<Caller> read_callers(char const* list) {
  std::ifstream in(list);
  std::vector<Caller> callers;
  std::string rest;
  for (Caller caller; in >> caller.org >> caller.client; std::getline(in, rest))
    callers.push_back(caller);
  if (callers.empty()) throw std::runtime_error("no organizations in the list");
  return callers;
}

template <class Rows>
double measure(Database& database, Rows rows, double seconds, int batch) {
  auto const begin = Clock::now();
  std::chrono::duration<double> spent{};
  long written = 0;
  do {
    database.execute("BEGIN IMMEDIATE");
    for (int i = 0; i < batch; ++i) rows.write_one();
    database.execute("COMMIT");
    written += batch;
    spent = Clock::now() - begin;
  } while (spent.count() < seconds);
  return static_cast<double>(written) / spent.count();
}

double measure(std::string_view kind, char const* file, char const* list, double seconds,
               int batch) {
  Database database(file);
  auto callers = read_callers(list);
  if (kind == "tokens")
    return measure(database, Tokens(database, std::move(callers)), seconds, batch);
  return measure(database, Invitations(database, std::move(callers)), seconds, batch);
}

}  // namespace

int main(int argc, char** argv) {
  std::string_view const kind = argc == 6 ? argv[1] : "";
  if (kind != "invitations" && kind != "tokens") {
    fmt::print(stderr, "bench_raw_group_commit invitations|tokens DATABASE LIST SECONDS BATCH\n");
    return 2;
  }
  try {
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    fmt::print("{:.0f}\n", measure(kind, argv[2], argv[3], std::stod(argv[4]), std::stoi(argv[5])));
    return 0;
  } catch (std::exception const& error) {
    fmt::print(stderr, "bench_raw_group_commit: {}\n", error.what());
    return 1;
  }
}
