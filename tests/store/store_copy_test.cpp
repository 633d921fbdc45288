// A copy between every two kinds of databases: each value, going on after a stop, and what is
// refused.
#include "store/store_copy.hpp"

#include <limits>
#include <tuple>

#include "store/migrate.hpp"
#include "test_database.hpp"

namespace orgd {
namespace {

using ::testing::Combine;
using ::testing::ValuesIn;

// Null and the empty text, the ends of the integers, and texts that a line of COPY must not break.
void fill(SchemaConnection& store, std::string_view key_check) {
  std::array<Value, 3> const odd{std::numeric_limits<std::int64_t>::min(),
                                 std::numeric_limits<std::int64_t>::max(),
                                 "\\N\ttab\nline\r\\ \"quote' Ünïcödé 漢字 \U0001F600"};
  store.query(
      "INSERT INTO organization (org_id, name, name_folded, created_at, deleted_at, linked_to, "
      "security_contact) VALUES ('a1', $3, '', $1, $2, '', NULL), ('a2', '', $3, $2, $1, NULL, "
      "''), "
      "('B3', 'x', 'x', 0, NULL, NULL, NULL), ('Ä4', 'y', 'y', 1, NULL, NULL, NULL)",
      odd);
  store.query("INSERT INTO username VALUES ('u@a', 'u1'), ('v@a', 'u2')");
  store.query(
      "INSERT INTO account VALUES "
      "('u1', 'u@a', 'F', 'L', 'US', NULL, NULL, 1, NULL, 'U@a', 1, 3, 'de', 4), "
      "('u2', 'v@a', '', '', '', '', '', 0, 0, NULL, 0, 0, NULL, NULL)");
  store.query(
      "INSERT INTO operator_event VALUES ('u1', 'e1', 4, 'OPERATOR_ADDED', 'U@a', NULL), "
      "('u1', 'e2', 5, 'OPERATOR_READ_HEALTH', 'U@a', '192.0.2.1')");
  store.query(
      "INSERT INTO person_session VALUES ('u1', 's1', 'h', 0, 0, 1, 2, 1, 0, NULL, '192.0.2.1', "
      "'', 2)");
  store.query(
      "INSERT INTO factor VALUES ('u1', 'f1', 0, 'n', 's', NULL, NULL, 1, 2, NULL, 3, 0, 0), "
      "('u2', 'f2', 1, '', NULL, 'c', 'k', 1, 2, NULL, 0, -257, 4294967295)");
  store.query("INSERT INTO recovery_code VALUES ('u1', 'h1'), ('u1', 'h2')");
  store.query("INSERT INTO known_device VALUES ('u1', 'h', 1, 2)");
  store.query("INSERT INTO password_link VALUES ('u1', 'h', 1, 2, 0)");
  store.query(
      "INSERT INTO account_mail VALUES ('u1', 'm1', 1, 'r', 'k', '{}', NULL, 0, 0, 1, NULL, NULL, "
      "NULL, NULL)");
  store.query("INSERT INTO sign_in_failure VALUES ('c', 1, 1, 2)");
  store.query("INSERT INTO user_org VALUES ('u1', 'a1'), ('u1', 'a2'), ('u2', 'a1')");
  store.query(
      "INSERT INTO membership (org_id, user_id, username, status, roles, is_owner) VALUES "
      "('a1', 'u1', 'u@a', 0, 'ORG_OWNER', 1), ('a1', 'u2', 'v@a', 1, '', 0), "
      "('a2', 'u1', 'u@a', 2, '', 0)");
  store.query("INSERT INTO invitation_directory VALUES ('i1', 'a1')");
  store.query("INSERT INTO team_directory VALUES ('t1', 'a1'), ('t2', 'a1'), ('t3', 'a2')");
  store.query("INSERT INTO team VALUES ('a1', 't1', 'x'), ('a1', 't2', 'y'), ('a2', 't3', 'x')");
  store.query(
      "INSERT INTO team_member (org_id, team_id, user_id) VALUES ('a1', 't2', 'u1'), "
      "('a1', 't1', 'u2'), ('a1', 't1', 'u1'), ('a2', 't3', 'u1')");
  store.query("INSERT INTO project_directory VALUES ('p1', 'a1'), ('p2', 'a1')");
  store.query(
      "INSERT INTO project (org_id, project_id, name, name_folded, created_at) VALUES "
      "('a1', 'p1', 'p', 'p', 1), ('a1', 'p2', 'q', 'q', 1)");
  store.query(
      "INSERT INTO project_role (org_id, project_id, principal_id, roles) VALUES "
      "('a1', 'p2', 'u1', 'A'), ('a1', 'p1', 'u2', 'B'), ('a1', 'p1', 'u1', 'C')");
  store.query(
      "INSERT INTO project_invitation VALUES ('a1', 'i2', 'p1', 'u2', 'V@a', 'v@a', 'B', 1, 2, "
      "'k', 'h', 0)");
  store.query("INSERT INTO project_limit VALUES ('a1', 'p1', 'l', 1)");
  store.query("INSERT INTO credential VALUES ('k', 'a1', 'k1')");
  store.query("INSERT INTO nonce_use VALUES ('n', 1, 'r', 2)");
  store.query("INSERT INTO nonce_count VALUES ('n', 1, 'r', 2), ('n', 3, 's', 2)");
  store.query("INSERT INTO api_key VALUES ('a1', 'k1', 'k', '', 'ORG_OWNER', 'm', 's', 't', 1)");
  store.query(
      "INSERT INTO access_list_entry (org_id, key_id, block, entry_id, created_at) VALUES "
      "('a1', 'k1', '10.0.0.0/8', 'e1', 1)");
  store.query("INSERT INTO service_account VALUES ('a1', 's1', 'n', 'd', 'ORG_MEMBER', 1)");
  store.query(
      "INSERT INTO service_account_secret VALUES ('a1', 's1', 'c1', 'h', 'tail', 1, 2, NULL, 1)");
  store.query("INSERT INTO access_token VALUES ('a1', 's1', 'o1', 'h', 1, 2)");
  store.query(
      "INSERT INTO event (org_id, event_id, type, created_at, actor_kind) VALUES "
      "('a1', 'e1', 'T', 1, 0)");
  store.query(
      "INSERT INTO outbox (org_id, mail_id, created_at, recipient, kind) VALUES "
      "('a1', 'm1', 1, 'r', 'k')");
  store.query("INSERT INTO employee_bypass VALUES ('a1', 'k', 1, 2)");
  std::array<Value, 1> const meta{key_check};
  store.query("INSERT INTO store_meta VALUES ('key_check', $1), ('other', '')", meta);
}

class StoreCopyTest : public ::testing::TestWithParam<std::tuple<DatabaseKind, DatabaseKind>> {
 protected:
  StoreCopyTest()
      : from_store_(std::get<0>(GetParam()).make()),
        to_store_(std::get<1>(GetParam()).make()),
        from_(from_store_->schema()),
        to_(to_store_->schema()) {
    prepare(*from_);
    prepare(*to_);
    fill(*from_, "sealed one");
    options_.batch = 2;
  }

  static void prepare(SchemaConnection& connection) {
    migrate(connection, store_migrations(), std::chrono::sys_seconds{});
  }
  std::vector<CopiedTable> copy() { return copy_store(*from_, *to_, options_); }
  std::string refusal() {
    try {
      copy();
      return "accepted";
    } catch (DatabaseError const& error) {
      return error.what();
    }
  }
  // Stops at the n-th question whether to stop.
  void stop_after(int n) {
    options_.stop = [n]() mutable { return n-- == 0; };
  }
  void go_on() {
    options_.stop = [] { return false; };
    options_.resume = true;
  }

  std::unique_ptr<TestDatabase> from_store_;
  std::unique_ptr<TestDatabase> to_store_;
  std::unique_ptr<SchemaConnection> from_;
  std::unique_ptr<SchemaConnection> to_;
  CopyOptions options_;
};

using Pair = ::testing::TestParamInfo<std::tuple<DatabaseKind, DatabaseKind>>;

std::string name_of_pair(Pair const& info) {
  return std::get<0>(info.param).name + "_to_" + std::get<1>(info.param).name;
}

INSTANTIATE_TEST_SUITE_P(Every, StoreCopyTest,
                         Combine(ValuesIn(shared_databases()), ValuesIn(shared_databases())),
                         name_of_pair);

// Every cell of every row, written so that null, integer and text differ.
std::string dump(SchemaConnection& connection) {
  std::string text;
  for (auto const& statements : table_statements()) {
    std::array<Value, 1> const all{1000};
    auto const rows = connection.query(statements.first, all);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      text += statements.table->name;
      for (std::size_t at = 0; at < rows.columns(); ++at) {
        auto const value = rows[i].value(at);
        if (auto const* number = std::get_if<std::int64_t>(&value))
          text += " #" + std::to_string(*number);
        else
          text += value.index() == 0 ? " null" : " \"" + std::string(rows[i].text(at)) + '"';
      }
      text += '\n';
    }
  }
  return text;
}

TEST_P(StoreCopyTest, EveryValueArrives) {
  auto const copied = copy();
  ASSERT_EQ(copied.size(), store_tables.size());
  for (auto const& table : copied)
    EXPECT_GT(table.rows, 0) << "fill() leaves " << table.name << " empty, so nothing is shown";
  auto const there = dump(*to_);
  EXPECT_EQ(there, dump(*from_));
  EXPECT_NE(there.find("#-9223372036854775808"), std::string::npos);
  EXPECT_NE(there.find("#9223372036854775807"), std::string::npos);
  EXPECT_NE(there.find("null"), std::string::npos);
  EXPECT_NE(there.find("\"\""), std::string::npos);
  EXPECT_NO_THROW(refuse_unfinished_copy(*to_));
}

TEST_P(StoreCopyTest, AStopAnywhereLeavesATargetThatCanBeFinished) {
  auto const whole = dump(*from_);
  for (int n = 0;; n += 3) {
    ASSERT_LT(n, 1000) << "it never ends";
    stop_after(n);
    auto const said = refusal();
    if (said == "accepted") break;
    EXPECT_NE(said.find("--resume"), std::string::npos) << said;
    EXPECT_THROW(refuse_unfinished_copy(*to_), SchemaRefused);
    // Without being told to go on it touches nothing; the source cannot be such a target.
    if (n == 0) {
      EXPECT_NE(refusal().find("unfinished copy: go on with --resume"), std::string::npos);
      EXPECT_THROW(copy_store(*to_, *from_, options_), SchemaRefused);
    }
    go_on();
  }
  EXPECT_EQ(dump(*to_), whole);
  EXPECT_NO_THROW(refuse_unfinished_copy(*to_));
}

TEST_P(StoreCopyTest, ADifferenceNamesItsTableAndStaysUnfinished) {
  auto const other = to_store_->schema();
  bool changed = false;
  options_.progress = [&](CopyProgress const& progress) {
    if (!progress.compares || changed) return;
    changed = true;
    other->query("UPDATE project SET name = 'changed' WHERE project_id = 'p2'");
  };
  auto const said = refusal();
  EXPECT_NE(said.find("table project differs: 2 rows"), std::string::npos) << said;
  EXPECT_THROW(refuse_unfinished_copy(*to_), SchemaRefused);
  // What is wrong is not mended by going on.
  options_.resume = true;
  EXPECT_NE(refusal().find("table project differs"), std::string::npos);
}

TEST_P(StoreCopyTest, OnlyAnEmptyTargetIsTaken) {
  to_->query("INSERT INTO credential VALUES ('k', 'a', 'b')");
  EXPECT_NE(refusal().find("its table credential has rows"), std::string::npos);
  EXPECT_NO_THROW(refuse_unfinished_copy(*to_));
}

TEST_P(StoreCopyTest, AnotherStoresUnfinishedCopyIsRefused) {
  stop_after(3);
  refusal();
  go_on();
  from_->query("UPDATE store_meta SET value = 'sealed two' WHERE name = 'key_check'");
  EXPECT_NE(refusal().find("another store"), std::string::npos);
}

TEST_P(StoreCopyTest, AChangeBetweenTwoRunsIsFound) {
  stop_after(4);
  refusal();
  go_on();
  from_->query("UPDATE organization SET name = 'renamed' WHERE org_id = 'a1'");
  EXPECT_NE(refusal().find("table organization differs"), std::string::npos);
}

TEST_P(StoreCopyTest, ReadersOfTheSourceGoOn) {
  BlockingLoop loop;
  auto const session = from_store_->database().connect(loop);
  std::int64_t read = 0;
  options_.progress = [&](CopyProgress const&) {
    ASSERT_TRUE(loop.run(session->read([&read](Transaction& tx) -> Task<Done> {
      auto const rows = co_await tx.query("SELECT count(*) FROM organization");
      EXPECT_EQ(rows[0].integer(0), 4);
      ++read;
      co_return Done{};
    })));
  };
  copy();
  EXPECT_GT(read, 2 * std::ssize(store_tables));
}

TEST_P(StoreCopyTest, NoWriterGetsInBeforeTheEnd) {
  auto const writer = from_store_->schema();
  int refused = 0;
  options_.progress = [&](CopyProgress const& progress) {
    if (progress.table != "membership") return;
    // The lock that a migration takes is another one on PostgreSQL.
    if (std::get<0>(GetParam()).name == "sqlite") {
      EXPECT_FALSE(writer->begin(std::chrono::milliseconds(0)));
    } else {
      ASSERT_TRUE(writer->begin(std::chrono::milliseconds(100)));
      writer->query("SET LOCAL lock_timeout = '20ms'");
      EXPECT_THROW(writer->query("UPDATE organization SET version = version + 1"), DatabaseError);
      writer->roll_back();
      // Reads that count a nonce must go on.
      std::array<Value, 1> const count{refused};
      writer->query("INSERT INTO nonce_count VALUES ('late', $1, 'r', 2) ON CONFLICT DO NOTHING",
                    count);
    }
    ++refused;
  };
  copy();
  EXPECT_GT(refused, 0);
  writer->query("UPDATE organization SET version = version + 1");
}

}  // namespace
}  // namespace orgd
