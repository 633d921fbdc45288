// The list of tables is that of a migrated store on every engine: whoever adds a table or a column
// to a migration learns here what else must know it.
#include "store/tables.hpp"

#include <map>
#include <set>

#include "test_database.hpp"

namespace orgd {
namespace {

// What only migrations use, and a copy makes anew.
std::set<std::string_view> const own_tables{"schema_migration", "schema_lock"};

struct Shape {
  std::int64_t columns;
  std::string keys;
  bool operator==(Shape const&) const = default;
};

class TablesTest : public ::testing::TestWithParam<DatabaseKind> {
 protected:
  TablesTest() : schema_(store_->schema()) {
    migrate(*schema_, store_migrations(), std::chrono::sys_seconds{});
  }
  bool on_sqlite() const { return GetParam().name != "postgres"; }

  // By name, as the catalog has them.
  std::map<std::string, Shape> catalog() {
    auto const rows = on_sqlite() ? sqlite_catalog() : postgres_catalog();
    std::map<std::string, Shape> found;
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (!own_tables.contains(rows[i].text(0)))
        found[std::string(rows[i].text(0))] = {rows[i].integer(1), std::string(rows[i].text(2))};
    return found;
  }

  std::unique_ptr<TestDatabase> store_ = GetParam().make();
  std::unique_ptr<SchemaConnection> schema_;

 private:
  Rows sqlite_catalog() {
    return schema_->query(
        "SELECT t.name, (SELECT count(*) FROM pragma_table_info(t.name)), "
        "(SELECT string_agg(k.name, ', ') FROM (SELECT name FROM pragma_table_info(t.name) "
        "WHERE pk > 0 ORDER BY pk) k) FROM sqlite_master t WHERE t.type = 'table'");
  }
  Rows postgres_catalog() {
    return schema_->query(
        "SELECT t.relname, (SELECT count(*) FROM pg_attribute a "
        "WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped), "
        "(SELECT string_agg(a.attname, ', ' ORDER BY array_position(i.indkey::int2[], a.attnum)) "
        "FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid "
        "AND a.attnum = ANY (i.indkey) WHERE i.indrelid = t.oid AND i.indisprimary) "
        "FROM pg_class t WHERE t.relkind = 'r' "
        "AND t.relnamespace = current_schema()::regnamespace");
  }
};

INSTANTIATE_TEST_SUITE_P(Every, TablesTest, ::testing::ValuesIn(every_database()), name_of);

TEST_P(TablesTest, TheListIsTheCatalog) {
  std::map<std::string, Shape> listed;
  for (auto const& table : store_tables)
    listed[std::string(table.name)] = {static_cast<std::int64_t>(table.columns),
                                       std::string(table.keys)};
  auto const found = catalog();
  for (auto const& [name, shape] : found) {
    ASSERT_TRUE(listed.contains(name)) << name << " is missing in src/store/tables.hpp";
    EXPECT_EQ(listed[name].keys, shape.keys) << name;
    EXPECT_EQ(listed[name].columns, shape.columns) << name;
  }
  EXPECT_EQ(listed.size(), found.size()) << "src/store/tables.hpp lists a table that is not there";
}

TEST_P(TablesTest, ATableStandsBehindThoseThatItsForeignKeysName) {
  if (!on_sqlite()) GTEST_SKIP() << "the foreign keys are the same";
  std::set<std::string> before;
  for (auto const& table : store_tables) {
    std::array<Value, 1> const name{table.name};
    auto const rows = schema_->query("SELECT \"table\" FROM pragma_foreign_key_list($1)", name);
    for (std::size_t i = 0; i < rows.size(); ++i)
      EXPECT_TRUE(before.contains(std::string(rows[i].text(0))))
          << table.name << " points to " << rows[i].text(0);
    before.emplace(table.name);
  }
}

}  // namespace
}  // namespace orgd
